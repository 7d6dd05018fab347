"""Whoever holds the slip learns where the dossier is; nobody learns whose it is, from an answer or from a log."""

import logging
import logging.config
from io import StringIO

import pytest
from django.test import Client

from motcua.api.tests.sending import send
from motcua.conf import logs
from motcua.dossiers.facts import Submitter
from motcua.dossiers.models import ClockEvent, Dossier
from motcua.dossiers.services import appraise_dossier, approve_dossier, send_back_dossier
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.tests.scene import CITIZEN, actor, open_centre, received, seen
from motcua.workflow import Status

__all__ = ["open_centre"]

pytestmark = pytest.mark.django_db
SUBMITTER = Submitter("Trần Văn Nộp", "000085012346", "chồng")
CONTENT = "Đăng ký khai sinh cho cháu Bống"
COLLECTION = "nhà bà Ánh, ấp Bến Đá"
NOTE = "bà Ánh chưa nộp giấy ra viện"
REFUSAL = "Không đủ điều kiện"
ABOUT_A_PERSON = (
    *(CITIZEN.name, CITIZEN.number, CITIZEN.phone, CITIZEN.address, "Ánh", "1985"),
    *(SUBMITTER.name, SUBMITTER.number, SUBMITTER.relation, CONTENT, "Bống", COLLECTION, NOTE, REFUSAL),
    *("Trần Thị Tiếp", "Lê Văn Thụ", "Phạm Thị Phê"),
)


@pytest.fixture
def dossier(open_centre, receiving_officer) -> Dossier:
    return received(actor(receiving_officer), submitter=SUBMITTER, content=CONTENT, collection=COLLECTION)


@pytest.fixture
def written(tmp_path):
    """Everything that the logs write at their most talkative, in production's form."""
    before, level = logging.root.handlers[:], logging.root.level
    (tmp_path / "run").mkdir()
    logging.config.dictConfig(logs.configuration("DEBUG", "json", logs.errors_file(tmp_path)))
    stream = StringIO()
    made = logging.root.handlers[:]
    next(handler for handler in made if type(handler) is logging.StreamHandler).setStream(stream)
    yield stream.getvalue
    for handler in made:
        handler.close()
    logging.root.handlers[:], logging.root.level = before, level


def answers(dossier: Dossier) -> list[str]:
    """The page by QR code and by hand, and the API, in both languages."""
    secret = {"code": dossier.code, "token": dossier.look_up_token}
    browser = Client()
    asked = [
        browser.get("/tra-cuu/", secret),
        browser.post("/tra-cuu/?lang=en", secret),
        browser.get("/api/v1/status", secret),
    ]
    assert [answer.status_code for answer in asked] == [200, 200, 200]
    return [answer.text for answer in asked]


def told(dossier: Dossier) -> set[str]:
    return {fact for text in answers(dossier) for fact in ABOUT_A_PERSON if fact.casefold() in text.casefold()}


@pytest.mark.parametrize("status", Status)
def test_in_no_status_is_anything_told(dossier, status):
    Dossier.objects.update(status=status, due_at=None)
    assert told(dossier) == set()


def test_after_every_act_nothing_is_told(dossier, handling_officer, leader):
    no = Proposal(favourable=False, name="Thông báo trả lời", decision=f"{REFUSAL}: {NOTE}")
    appraise_dossier(seen(dossier), proposal=no, by=actor(handling_officer), note=NOTE)
    assert told(dossier) == set()
    send_back_dossier(seen(dossier), reason=NOTE, by=actor(leader))
    assert told(dossier) == set()
    appraise_dossier(seen(dossier), proposal=no, by=actor(handling_officer), note=NOTE)
    approve_dossier(seen(dossier), by=actor(leader), note=NOTE)
    assert told(dossier) == set()


def test_what_an_officer_typed_about_the_clock_is_not_told(dossier):
    ClockEvent.objects.update(reason=NOTE)
    assert told(dossier) == set()


def test_a_refusal_looks_like_any_result(dossier):
    Dossier.objects.update(status=Status.SOLVED, step=5, act="return", place="unit")
    page = answers(dossier)[0]
    assert "Đã có kết quả" in page
    assert "từ chối" not in page.casefold()


def test_no_log_holds_the_codes_or_the_person(dossier, receiving_officer, signed_in, written):
    answers(dossier)
    wrong = {"code": dossier.code, "token": "A" * 16}
    assert Client().get("/tra-cuu/", wrong).status_code == 404
    assert Client().post("/tra-cuu/", {"code": dossier.code, "token": "sai"}).status_code == 422
    assert Client().get("/api/v1/status", wrong).status_code == 404
    assert send(signed_in(receiving_officer), {"procedure": dossier.code}).status_code in {401, 422}
    lines = written()
    assert '"route":"tra-cuu/"' in lines
    assert '"route":"api/v1/status"' in lines
    secrets = (dossier.code, dossier.look_up_token, dossier.look_up_number, "A" * 16, *ABOUT_A_PERSON)
    assert [secret for secret in secrets if secret in lines] == []


def test_a_failure_is_logged_without_them_too(dossier, written, monkeypatch):
    monkeypatch.setattr("motcua.dossiers.selectors.status._read", lambda _row: 1 // 0)
    secret = {"code": dossier.code, "token": dossier.look_up_token}
    careless = Client(raise_request_exception=False)
    assert careless.get("/tra-cuu/", secret).status_code == 500
    assert careless.post("/tra-cuu/", secret).status_code == 500
    assert careless.get("/api/v1/status", secret).status_code == 500
    assert "ZeroDivisionError" in written()
    assert dossier.code not in written()
    assert dossier.look_up_token not in written()
