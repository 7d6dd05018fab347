"""`motcua token`: on standard output the token alone, so that a script can take it."""

import re
from datetime import timedelta

import pytest
import time_machine
from click.testing import CliRunner

from motcua.accounts import bearers
from motcua.accounts.models import AccessToken, RoleAssignment, Staff
from motcua.accounts.rules.actor import Post
from motcua.accounts.rules.roles import Role
from motcua.conf.cli import main
from motcua.foundation.models import AuditEntry
from motcua.kernel import clock
from motcua.organisation.models import Level
from motcua.organisation.tests.factories import OneStopUnitFactory

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(main, ["token", *arguments])


def holder(done):
    assert done.exit_code == 0, done.output
    assert re.fullmatch(r"mc_[0-9a-f]{40}\n", done.stdout)
    return bearers.holder_of(done.stdout.strip(), now=clock.now())


def test_the_token_alone_is_printed_and_it_opens(centre):
    done = run("create", "--role", "reception")
    assert holder(done).actor.posts == {Post(Role.RECEPTION, unit_id=centre.pk)}
    assert done.stdout.strip() not in done.stderr
    assert "Tiếp nhận và trả kết quả, Trung tâm Phục vụ hành chính công tỉnh" in done.stderr
    row = AccessToken.objects.get()
    assert row.expires_at - row.created_at == timedelta(days=365)
    assert f"số {row.pk}" in done.stderr


def test_both_lines_are_in_the_chain_and_hold_no_token(centre):
    done = run("create", "--role", "reception")
    acts = list(AuditEntry.objects.order_by("position").values_list("actor", "act"))
    assert acts == [("system", "accounts:system:enabled"), ("system", "accounts:token:issued")]
    assert done.stdout.strip() not in str(list(AuditEntry.objects.values()))


def test_the_account_is_used_again_for_the_same_software(centre):
    first, second = (holder(run("create", "--role", "reception", "--name", "Hộ tịch")) for _ in range(2))
    assert first.actor == second.actor
    assert first.token_id != second.token_id
    other = holder(run("create", "--role", "reception", "--name", "Đất đai"))
    assert other.actor.staff_id != first.actor.staff_id
    assert Staff.objects.filter(is_system=True).count() == 2


def test_a_unit_or_an_agency_by_its_code(centre, department):
    commune = OneStopUnitFactory(code="xa-thu", level=Level.COMMUNE)
    at_commune = holder(run("create", "--role", "cashier", "--unit", "xa-thu"))
    at_department = holder(run("create", "--role", "handling_officer", "--agency", department.code))
    assert at_commune.actor.units(Role.CASHIER) == {commune.pk}
    assert at_department.actor.agencies(Role.HANDLING_OFFICER) == {department.pk}


def test_beside_communes_the_province_is_meant(centre):
    for number in range(3):
        OneStopUnitFactory(code=f"xa-{number}", level=Level.COMMUNE)
    assert holder(run("create", "--role", "reception")).actor.units(Role.RECEPTION) == {centre.pk}


def test_the_only_unit_is_meant_whatever_its_level(db):
    commune = OneStopUnitFactory(code="xa-thu", level=Level.COMMUNE)
    assert holder(run("create", "--role", "reception")).actor.units(Role.RECEPTION) == {commune.pk}


def test_days_are_counted_from_now(centre):
    with time_machine.travel("2026-11-25T08:30+07:00", tick=False):
        done = run("create", "--role", "reception", "--days", "1")
        assert holder(done)
        assert "Hết hạn: 26/11/2026" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--role", "tiepnhan"], "Không có vai trò “tiepnhan”. Chọn một trong: reception, guidance"),
        (["--role", "reception", "--unit", "khong-co"], "Không có bộ phận một cửa nào mang mã “khong-co”. Chọn bằng"),
        (["--role", "reception", "--unit", "khong-co"], "trung-tam"),
        (["--role", "reception", "--agency", "H1"], "Không có cơ quan nào mang mã “H1”"),
        (["--role", "reception", "--agency", "H1", "--unit", "x"], "chỉ dùng --unit hoặc --agency"),
        (["--role", "reception", "--days", "0"], "từ 1 đến 1095 ngày"),
        (["--role", "reception", "--name", " "], "Tên phần mềm"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(centre, arguments, sentence):
    done = run("create", *arguments)
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert done.stdout == ""
    assert not Staff.objects.filter(is_system=True).exists()


def test_of_several_provincial_units_none_is_guessed(centre):
    OneStopUnitFactory(code="trung-tam-2")
    done = run("create", "--role", "reception")
    assert done.exit_code == 1
    assert "trung-tam, trung-tam-2" in done.stderr


def test_without_any_unit_it_says_where_to_add_one(db):
    done = run("create", "--role", "reception")
    assert done.exit_code == 1
    assert "trang quản trị" in done.stderr


def test_the_list_shows_what_is_in_use_and_no_token(centre):
    token = run("create", "--role", "reception", "--name", "Hộ tịch").stdout.strip()
    shown = run("list").stdout
    assert "đang dùng được" in shown
    assert "Hộ tịch (Tiếp nhận và trả kết quả, Trung tâm" in shown
    assert "chưa dùng" in shown
    assert token not in shown


def test_an_empty_list_says_how_to_begin(db):
    assert "motcua token create" in run("list").stderr


def test_a_token_is_revoked_by_its_number(centre):
    holder(run("create", "--role", "reception"))
    number = str(AccessToken.objects.get().pk)
    assert "5 giây" in run("revoke", number).stdout
    assert "từ trước" in run("revoke", number).stdout
    assert "đã thu hồi" in run("list").stdout
    assert AuditEntry.objects.filter(act="accounts:token:revoked", actor="system").count() == 1


def test_a_number_that_nobody_has_is_said(db):
    done = run("revoke", "4711")
    assert done.exit_code == 1
    assert "Không có mã truy cập số 4711" in done.stderr


def test_a_role_that_ended_is_said_by_its_absence(centre):
    run("create", "--role", "reception")
    RoleAssignment.objects.all().delete()
    assert "(–)" in run("list").stdout
