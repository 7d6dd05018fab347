import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from motcua.accounts.tests.factories import RoleAssignmentFactory
from motcua.api.tests.sending import APPLICANT, BODY, DOSSIERS, body, send
from motcua.catalogue.tests.published import BARE
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.scene import handle
from motcua.organisation.tests.factories import OneStopUnitFactory

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(r"\b(should|must|value|input|required|valid|string|integer|field|please)\b", re.IGNORECASE)


@pytest.fixture
def system(open_centre, receiving_officer, calls_as) -> Client:
    return calls_as(receiving_officer)


def reasons(answer) -> dict[str, str]:
    return {entry["field"]: entry["reason"] for entry in answer.json()["fields"]}


def test_it_is_received_and_told_what_the_receipt_says(system):
    answer = send(system)
    assert answer.status_code == 201, answer.content
    told, dossier = answer.json(), Dossier.objects.get()
    assert (told["code"], told["token"]) == (dossier.code, dossier.look_up_token)
    assert told["look_up_url"] == f"http://testserver/tra-cuu/?code={dossier.code}&token={dossier.look_up_token}"
    assert told["limit"] == {"quantity": 3, "unit": "working_days", "text": "3 ngày làm việc"}
    assert told["agency"] == {"code": dossier.agency.code, "name": "Sở Xây dựng"}
    assert told["status"] == {"code": 2, "name": "Được tiếp nhận"}
    assert told["due_at"] == dossier.due_at.isoformat().replace("+00:00", "+07:00") or told["due_at"].endswith("+07:00")
    assert (dossier.submitter_name, dossier.content) == ("Trần Văn Nộp", "Đăng ký khai sinh cho con")
    assert [fee.amount for fee in dossier.fees.all()] == [8000]
    assert system.get(told["look_up_url"]).status_code == 200


def test_a_system_of_one_unit_need_not_name_it(system):
    send(system, body(unit=None))
    assert Dossier.objects.get().unit.code == "trung-tam"


def test_a_system_of_several_units_has_to(system, receiving_officer):
    RoleAssignmentFactory(staff=receiving_officer, at=OneStopUnitFactory())
    answer = send(system, body(unit=None))
    assert answer.status_code == 422
    assert "bộ phận một cửa" in reasons(answer)["unit"]


def test_an_unknown_unit_is_not_found_and_somebody_elses_is_refused(system, outsider):
    assert send(system, body(unit="khong-co")).status_code == 404
    answer = send(system, body(unit="noi-khac"))
    assert answer.status_code == 403
    assert answer.json()["message"]


def test_strangers_and_other_roles_hand_in_nothing(open_centre, handling_officer, calls_as):
    assert send(Client()).status_code == 401
    assert send(calls_as(handling_officer)).status_code == 403
    assert not Dossier.objects.exists()


def test_missing_papers_are_all_named(system):
    answer = send(system, body(papers=[]))
    assert answer.status_code == 422
    assert answer.json()["code"] == "dossiers:intake:papers_missing"
    assert [entry["reason"] for entry in answer.json()["fields"]] == [
        "Còn thiếu: Tờ khai đăng ký khai sinh",
        "Còn thiếu: Giấy chứng sinh",
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"applicant": APPLICANT | {"number": "12"}}, "applicant.number"),
        ({"applicant": APPLICANT | {"name": " "}}, "applicant.name"),
        ({"applicant": APPLICANT | {"born_on": "30/02/1985"}}, "applicant.born_on"),
        ({"applicant": APPLICANT | {"phone": "1"}}, "applicant.phone"),
        ({"applicant": {}}, "applicant.name"),
        ({"applicant": "x"}, "applicant"),
        ({"applicant": APPLICANT | {"kind": 9}}, "applicant.kind"),
        ({"applicant": APPLICANT | {"name": "a\0b"}}, "applicant.name"),
        ({"applicant": APPLICANT | {"name": "x" * 500}}, "applicant.name"),
        ({"procedure": None}, "procedure"),
        ({"proceedure": "9.000001"}, "proceedure"),
        ({"procedure": "9.999999"}, "procedure"),
        ({"procedure": 5}, "procedure"),
        ({"channel": "smoke"}, "channel"),
        ({"sets": 0}, "sets"),
        ({"sets": "ba"}, "sets"),
        ({"sets": 1.5}, "sets"),
        ({"content": "x" * 1001}, "content"),
        ({"papers": {}}, "papers"),
        ({"papers": [{"position": 99, "state": "original"}]}, "papers"),
        ({"papers": [{"position": 1, "state": "lost"}]}, "papers.0.state"),
        ({"papers": [*BODY["papers"], {"state": "original"}]}, "papers.2.position"),
        ({"fees": [{"kind": "fee", "label": "Phí", "amount": -1, "state": "due"}]}, "fees.0.amount"),
        ({"fees": [{"kind": "fee", "label": "", "amount": 1, "state": "due"}]}, "fees.0.label"),
        ({"agency": "H99.999"}, "agency"),
        ({"limit": {"quantity": 0, "unit": "working_days"}}, "limit"),
        ({"limit": {"quantity": 1.5, "unit": "months"}}, "limit"),
        ({"limit": {"quantity": 1.123, "unit": "working_days"}}, "limit.quantity"),
        ({"limit": {"quantity": 2000, "unit": "working_days"}}, "limit.quantity"),
        ({"visit_id": "x"}, "visit_id"),
        ({"visit_id": "01934c5e-0000-7000-8000-000000000000"}, "visit_id"),
        ({"submitter": {"name": ""}}, "submitter.name"),
    ],
)
def test_what_is_wrong_is_said_in_vietnamese_at_its_field(system, changes, field):
    answer = send(system, {**BODY, **changes})
    assert answer.status_code == 422, answer.content
    said = reasons(answer)
    assert field in said
    assert not ENGLISH.search(" ".join(said.values())), said
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("key", ["", "short", "x" * 101, "có dấu tiếng Việt ở đây", "a b c d e f g h i j"])
def test_a_key_is_needed(system, key):
    answer = send(system, key=key) if key.isascii() else system.post(DOSSIERS, BODY, content_type="application/json")
    assert answer.status_code == 422
    assert "16 đến 100 ký tự" in reasons(answer)["Idempotency-Key"]


@pytest.mark.parametrize("content", ["{", "xin chào", b"\xff\xfe"])
def test_what_is_no_json_is_said_so(system, content):
    answer = send(system, content)
    assert answer.status_code == 400
    assert "JSON" in answer.json()["message"]
    assert not ENGLISH.search(answer.json()["message"])


def test_a_body_that_never_ends_is_refused(system, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = send(system)
    assert answer.status_code == 413
    assert answer.json()["code"] == "api:request:too_big"


def test_where_the_catalogue_is_silent_the_system_says_limit_and_agency(
    centre, department, receiving_officer, calls_as
):
    handle(centre, department, BARE)
    system = calls_as(receiving_officer)
    assert set(reasons(send(system, body(procedure=BARE.code, papers=[], fees=[])))) == {"limit"}
    limit = {"quantity": "2.5", "unit": "working_days"}
    answer = send(system, body(procedure=BARE.code, papers=[], fees=[], agency=department.code, limit=limit))
    assert answer.status_code == 201
    assert answer.json()["limit"]["quantity"] == 2.5
    assert Dossier.objects.get().limit_quantity == Decimal("2.5")


def test_a_second_dossier_joins_the_visit_of_its_applicant(system):
    visit = send(system).json()["visit_id"]
    assert send(system, body(visit_id=visit)).json()["visit_id"] == visit
    other = body(visit_id=visit, applicant=APPLICANT | {"number": "000185012346"})
    assert "Lượt nộp" in reasons(send(system, other))["visit_id"]


def test_it_is_followed_and_its_receipt_is_printed(system, handling_officer, outsider, calls_as):
    code = send(system).json()["code"]
    for client in (system, calls_as(handling_officer)):
        followed = client.get(reverse("api:dossier", args=[code])).json()
        assert followed["status"]["code"] == 2
        assert [step["state"] for step in followed["steps"]] == ["done", "now", "next", "next", "next"]
    receipt = system.get(reverse("api:receipt", args=[code]))
    assert receipt.headers["Content-Type"] == "application/pdf"
    assert receipt.content.startswith(b"%PDF")
    for route in ("api:dossier", "api:receipt"):
        assert calls_as(outsider).get(reverse(route, args=[code])).status_code == 404
        assert system.get(reverse(route, args=["H99-261125-9999"])).status_code == 404
        assert Client().get(reverse(route, args=[code])).status_code == 401
