import pytest
from django.test import Client

from motcua.accounts.tests.factories import PASSWORD
from motcua.foundation.models import AuditEntry

pytestmark = pytest.mark.django_db
PAGE = "/noi-bo/mat-khau"
GOOD = "sông hương chảy chậm"


def change(client: Client, old: str = PASSWORD, new: str = GOOD, again: str = GOOD):
    return client.post(PAGE, {"old": old, "new": new, "again": again})


def test_the_new_password_opens_and_the_old_one_does_not(signed_in, receiving_officer):
    browser = signed_in(receiving_officer)
    assert change(browser).status_code == 302
    assert browser.get("/noi-bo/").status_code == 200, "this browser stays signed in"
    receiving_officer.refresh_from_db()
    assert receiving_officer.check_password(GOOD)
    assert not receiving_officer.check_password(PASSWORD)


def test_other_browsers_have_to_sign_in_again(signed_in, receiving_officer):
    here, elsewhere = signed_in(receiving_officer), signed_in(receiving_officer)
    change(here)
    assert elsewhere.get("/noi-bo/").status_code == 302


def test_the_change_is_a_line_of_audit(signed_in, receiving_officer):
    change(signed_in(receiving_officer))
    who = f"staff:{receiving_officer.pk}"
    assert AuditEntry.objects.filter(act="accounts:password:changed", actor=who, subject=who).count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old": "không phải"}, "Mật khẩu đang dùng chưa đúng."),
        ({"new": "ngắn", "again": "ngắn"}, "10 ký tự"),
        ({"again": "khác hẳn mà"}, "Hai lần gõ mật khẩu mới không giống nhau."),
        ({"old": ""}, "Nhập mật khẩu đang dùng."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_changes(signed_in, receiving_officer, typed: dict, said: str):
    response = change(signed_in(receiving_officer), **typed)
    assert response.status_code == 422
    assert said in response.content.decode()
    receiving_officer.refresh_from_db()
    assert receiving_officer.check_password(PASSWORD)


def test_the_admins_own_page_leads_here(signed_in, administrator):
    response = signed_in(administrator).get("/quan-tri/password_change/")
    assert (response.status_code, response.headers["Location"]) == (302, PAGE)
