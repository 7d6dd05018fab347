"""Access tokens in Django's admin: a list to read, and one act."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.accounts.models import AccessToken, Staff
from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import PASSWORD, SystemFactory, token_of
from motcua.foundation.models import AuditEntry

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/accounts/accesstoken/"


@pytest.fixture
def desk(administrator, signed_in):
    return signed_in(administrator)


@pytest.fixture
def system(centre):
    return SystemFactory(full_name="Phần mềm hộ tịch", roles=Role.RECEPTION, roles__at=centre)


@pytest.fixture
def token(system, administrator):
    token_of(system, by=f"staff:{administrator.pk}")
    return AccessToken.objects.get()


def test_the_list_says_whose_it_is_what_it_may_and_until_when(desk, token):
    page = desk.get(LIST).text
    for shown in (
        "Phần mềm hộ tịch",
        token.staff.sign_in_name,
        "Tiếp nhận và trả kết quả, Trung tâm Phục vụ",
        "đang dùng được",
    ):
        assert shown in page
    assert token.digest not in page


def statements_for(desk):
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(LIST).status_code == 200
    return len(asked)


def test_the_list_costs_the_same_for_one_and_for_many(desk, centre, token):
    for_one = statements_for(desk)
    for _ in range(5):
        token_of(SystemFactory(roles=Role.CASHIER, roles__at=centre))
    assert statements_for(desk) == for_one


def test_one_token_tells_who_issued_it_and_cannot_be_edited(desk, token):
    page = desk.get(f"{LIST}{token.pk}/change/").text
    assert "Vũ Thị Quản" in page
    assert 'name="_save"' not in page
    assert token.digest not in page
    assert desk.post(f"{LIST}{token.pk}/change/", {"name": "x"}).status_code == 403


def test_none_is_added_or_deleted_here(desk, token):
    assert desk.get(f"{LIST}add/").status_code == 403
    assert desk.post(f"{LIST}{token.pk}/delete/", {"post": "yes"}).status_code == 403
    assert 'value="delete_selected"' not in desk.get(LIST).text


def test_the_chosen_ones_are_revoked_each_with_its_line(desk, administrator, system, token):
    token_of(system)
    answer = desk.post(LIST, {"action": "revoke", "_selected_action": [token.pk]}, follow=True)
    assert "Đã thu hồi 1 mã truy cập." in answer.text
    assert "đã thu hồi" in answer.text
    assert list(AccessToken.objects.filter(revoked_at=None)) == [AccessToken.objects.latest("pk")]
    (line,) = AuditEntry.objects.filter(act="accounts:token:revoked")
    assert (line.actor, line.subject) == (f"staff:{administrator.pk}", f"token:{token.pk}")


def test_who_is_no_administrator_sees_nothing(receiving_officer, signed_in, token):
    officer = signed_in(receiving_officer)
    assert officer.get(LIST).status_code == 403
    assert officer.post(LIST, {"action": "revoke", "_selected_action": [token.pk]}).status_code == 403
    assert not AccessToken.objects.exclude(revoked_at=None).exists()


def test_a_systems_account_has_roles_and_no_password(desk, system):
    page = desk.get(f"/quan-tri/accounts/staff/{system.pk}/change/").text
    assert "roles-TOTAL_FORMS" in page
    assert "secondments-TOTAL_FORMS" not in page
    assert "password" not in page.partition("<main")[2]
    new = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true", "set-password": "1"}
    for answer in (desk.get, desk.post):
        assert answer(f"/quan-tri/accounts/staff/{system.pk}/password/", new).status_code == 403
    assert not Staff.objects.get(pk=system.pk).has_usable_password()


def test_a_systems_account_is_closed_here_and_stays_a_system(desk, system):
    kept = system.roles.get()
    form = {"sign_in_name": "khac", "full_name": "Phần mềm hộ tịch"} | {
        "roles-TOTAL_FORMS": "1",
        "roles-INITIAL_FORMS": "1",
        "roles-0-id": kept.pk,
        "roles-0-staff": system.pk,
        "roles-0-role": kept.role,
        "roles-0-unit": kept.unit_id,
        "roles-0-valid_from": "2026-11-01",
        "is_device": "on",
        "is_system": "",
        "password": "x",
    }
    assert desk.post(f"/quan-tri/accounts/staff/{system.pk}/change/", form).status_code == 302
    closed = Staff.objects.get(pk=system.pk)
    assert (closed.is_active, closed.is_system, closed.is_device) == (False, True, False)
    assert closed.sign_in_name == system.sign_in_name
    assert not closed.has_usable_password()


def test_nobody_makes_a_system_or_turns_a_person_into_one(desk, receiving_officer):
    for page in ("add/", f"{receiving_officer.pk}/change/"):
        assert 'name="is_system"' not in desk.get(f"/quan-tri/accounts/staff/{page}").text
