import pytest
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.scene import actor, received
from motcua.workflow import Status

pytestmark = pytest.mark.django_db
ADDRESS = "/tra-cuu/"
NOBODY = "A" * 16


@pytest.fixture
def dossier(open_centre, receiving_officer) -> Dossier:
    return received(actor(receiving_officer))


def asked(dossier: Dossier, **changes) -> dict[str, str]:
    return {"code": dossier.code, "token": dossier.look_up_token, **changes}


def test_the_form_asks_for_two_codes(client: Client):
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert 'name="code"' in page.text
    assert 'name="token"' in page.text


def test_the_qr_code_opens_the_answer(client: Client, dossier):
    page = client.get(ADDRESS, asked(dossier))
    assert page.status_code == 200
    assert "Hồ sơ đã được tiếp nhận, đang chờ Sở Xây dựng thẩm định, hẹn trả" in page.text
    assert "Hẹn trả:" in page.text, "the explanation of the date"


@pytest.mark.parametrize("method", ["get", "post"])
def test_both_ways_answer_alike_and_loosely_typed_codes_work(client: Client, dossier, method):
    token = dossier.look_up_token.lower()
    typed = asked(dossier, code=f" {dossier.code.lower().replace('-', ' - ')} ", token=f"{token[:4]} {token[4:]}")
    page = getattr(client, method)(ADDRESS, typed)
    assert page.status_code == 200
    assert "hẹn trả" in page.text


def test_typed_secrets_stand_in_no_address_of_the_page(client: Client, dossier):
    page = client.post(ADDRESS, asked(dossier))
    assert f"token={dossier.look_up_token}" not in page.text
    assert f"code={dossier.code}" not in page.text


def test_wrong_and_absent_are_one_answer(client: Client, dossier):
    wrong = client.post(ADDRESS, asked(dossier, token=NOBODY))
    absent = client.post(ADDRESS, {"code": "H99-261125-9999", "token": NOBODY})
    assert wrong.status_code == absent.status_code == 404
    assert wrong.text.replace(dossier.code, "?") == absent.text.replace("H99-261125-9999", "?")


def test_what_was_typed_is_kept_and_the_field_says_what_is_wrong(client: Client):
    page = client.post(ADDRESS, {"code": "xin chào", "token": "ABC"})
    assert page.status_code == 422
    assert 'value="xin chào"' in page.text
    assert "Mã hồ sơ có dạng" in page.text
    assert "mã vừa nhập có 3" in page.text


@pytest.mark.parametrize(
    "typed", [{"code": "\0", "token": "\0"}, {"code": "x" * 9999, "token": "9" * 9999}, {"code": ""}]
)
def test_nonsense_is_answered_with_sentences(client: Client, typed):
    assert client.post(ADDRESS, typed).status_code == 422
    assert client.get(ADDRESS, typed).status_code == 422


def test_no_token_of_a_form_is_needed(dossier):
    assert Client(enforce_csrf_checks=True).post(ADDRESS, asked(dossier)).status_code == 200


@pytest.mark.parametrize("typed", [{}, {"code": "H99-261125-0001", "token": NOBODY}, {"code": "?"}])
def test_nobody_keeps_the_page(client: Client, typed):
    page = client.get(ADDRESS, typed)
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex">' in page.text


def test_the_other_language_is_asked_for_without_an_address_that_tells(client: Client, dossier):
    page = client.post(f"{ADDRESS}?lang=en", asked(dossier))
    assert '<html lang="en">' in page.text
    assert 'action="/tra-cuu/?lang=vi"' in page.text


def test_a_date_that_moved_shows_the_first_one_too(client: Client, dossier):
    Dossier.objects.update(status=Status.SUPPLEMENT_REQUESTED, due_at=None)
    page = client.post(ADDRESS, asked(dossier)).text
    assert "Hẹn trả lần đầu" in page
    assert "chờ bổ sung giấy tờ" in page


@pytest.mark.parametrize("address", ["/", "/thu-tuc/"])
def test_every_page_of_the_portal_leads_there(client: Client, address):
    assert f'href="{ADDRESS}"' in client.get(address).text


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.STOPPED])
def test_where_nothing_is_promised_any_more_no_date_is_shown(client: Client, dossier, status):
    Dossier.objects.update(status=status, step=None, act="", closed_at=dossier.received_at)
    page = client.post(ADDRESS, asked(dossier)).text
    assert "Hẹn trả" not in page
    assert "Chưa đến" not in page, "of the line, only what was done"
