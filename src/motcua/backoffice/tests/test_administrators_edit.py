"""Django's admin over the organisation and the people: for administrators, each change in the audit chain."""

from datetime import date

import pytest

from motcua.accounts.models import RoleAssignment, Staff
from motcua.accounts.rules.roles import Role
from motcua.foundation.models import AuditEntry
from motcua.organisation.models import CalendarOverride

pytestmark = pytest.mark.django_db
DAYS = (date(2026, 12, 30), date(2026, 12, 31))


def inline(prefix, **values):
    count = {"TOTAL_FORMS": "1" if values else "0", "INITIAL_FORMS": "0"}
    return {f"{prefix}-{name}": value for name, value in count.items()} | {
        f"{prefix}-0-{name}": value for name, value in values.items()
    }


@pytest.fixture
def desk(administrator, signed_in):
    return signed_in(administrator)


@pytest.mark.parametrize(
    "page",
    [
        "organisation/administrativeunit/",
        "organisation/agency/",
        "organisation/onestopunit/",
        "organisation/counter/",
        "organisation/calendaroverride/",
        "organisation/holidaydecision/",
        "accounts/staff/",
    ],
)
def test_every_list_and_every_new_form_opens(desk, page):
    assert desk.get(f"/quan-tri/{page}").status_code == 200
    assert desk.get(f"/quan-tri/{page}add/").status_code == 200


def test_a_day_off_is_added_with_its_decision(desk, administrator, centre):
    row = {"unit": centre.pk, "day": "2026-12-31", "kind": "holiday", "note": "Kiểm kê", "decision": "QĐ 5/QĐ-UBND"}
    assert desk.post("/quan-tri/organisation/calendaroverride/add/", row).status_code == 302
    added = CalendarOverride.objects.get()
    entry = AuditEntry.objects.get(act="organisation:calendaroverride:added")
    assert (entry.actor, entry.subject) == (f"staff:{administrator.pk}", f"calendaroverride:{added.pk}")
    assert entry.details == {"fields": ["day", "decision", "kind", "note", "unit"]}


def test_a_day_off_without_a_decision_is_sent_back(desk):
    page = desk.post("/quan-tri/organisation/calendaroverride/add/", {"day": "2026-12-31", "kind": "holiday"})
    assert page.status_code == 200
    assert not CalendarOverride.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_new_officer_gets_an_account_then_a_role(desk, centre):
    account = (
        {
            "sign_in_name": "nguyen.an",
            "full_name": "Nguyễn Văn An",
            "position": "Chuyên viên",
            "password1": "một mật khẩu dài 88",
            "password2": "một mật khẩu dài 88",
        }
        | inline("roles")
        | inline("secondments")
    )
    assert desk.post("/quan-tri/accounts/staff/add/", account).status_code == 302
    staff = Staff.objects.get(sign_in_name="nguyen.an")
    assert staff.check_password("một mật khẩu dài 88")
    role = inline("roles", staff=staff.pk, role=Role.RECEPTION, unit=centre.pk, valid_from="2026-12-01")
    change = (
        {"sign_in_name": "nguyen.an", "full_name": "Nguyễn Văn An", "is_active": "on"} | role | inline("secondments")
    )
    answer = desk.post(f"/quan-tri/accounts/staff/{staff.pk}/change/", change)
    assert answer.status_code == 302
    assert RoleAssignment.objects.get(staff=staff).place == centre
    acts = AuditEntry.objects.order_by("position").values_list("act", flat=True)
    assert list(acts) == ["accounts:staff:added", "accounts:staff:changed"]


def test_a_device_role_is_for_devices(desk, centre, receiving_officer):
    role = inline("roles", staff=receiving_officer.pk, role=Role.KIOSK, unit=centre.pk, valid_from="2026-12-01")
    change = {"sign_in_name": "tiepnhan", "full_name": "x", "is_active": "on"} | role | inline("secondments")
    page = desk.post(f"/quan-tri/accounts/staff/{receiving_officer.pk}/change/", change)
    assert page.status_code == 200
    assert "Vai trò của thiết bị" in page.text


def test_a_sign_in_name_with_marks_is_sent_back_with_a_sentence(desk):
    account = {"sign_in_name": "Đỗ An", "full_name": "Đỗ An", "password1": "một mật khẩu dài 88"}
    page = desk.post("/quan-tri/accounts/staff/add/", account | {"password2": account["password1"]})
    assert "chữ thường không dấu" in page.text
    assert not Staff.objects.filter(full_name="Đỗ An").exists()


@pytest.mark.parametrize("password", ["ngan", "1234567890", "password123", "nguyen.an.2026"])
def test_a_password_that_others_guess_is_sent_back(desk, password):
    account = {"sign_in_name": "nguyen.an", "full_name": "Nguyễn Văn An", "password1": password, "password2": password}
    page = desk.post("/quan-tri/accounts/staff/add/", account | inline("roles") | inline("secondments"))
    assert page.status_code == 200
    assert not Staff.objects.filter(sign_in_name="nguyen.an").exists()


def test_a_new_password_leaves_a_line_and_ends_its_owners_sessions(desk, administrator, receiving_officer, signed_in):
    inside = signed_in(receiving_officer)
    page = f"/quan-tri/accounts/staff/{receiving_officer.pk}/password/"
    assert desk.post(page, {"password1": "ngan", "password2": "ngan", "set-password": "1"}).status_code == 200
    assert not AuditEntry.objects.exists()
    new = {"password1": "một mật khẩu khác 99", "password2": "một mật khẩu khác 99", "usable_password": "true"}
    assert desk.post(page, new | {"set-password": "1"}).status_code == 302
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.act) == (f"staff:{administrator.pk}", "accounts:staff:changed")
    assert (entry.subject, entry.details) == (f"staff:{receiving_officer.pk}", {"fields": ["password"]})
    assert inside.get("/noi-bo/").status_code == 302
    assert desk.get("/noi-bo/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_several_are_deleted_at_once_each_with_its_line(desk):
    days = [CalendarOverride.objects.create(day=day, kind="holiday", note="x", decision="QĐ 5") for day in DAYS]
    numbers = [day.pk for day in days]
    chosen = {"action": "delete_selected", "_selected_action": numbers, "post": "yes"}
    assert desk.post("/quan-tri/organisation/calendaroverride/", chosen).status_code == 302
    assert not CalendarOverride.objects.exists()
    subjects = set(AuditEntry.objects.values_list("act", "subject"))
    assert subjects == {("organisation:calendaroverride:deleted", f"calendaroverride:{number}") for number in numbers}
