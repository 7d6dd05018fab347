"""Issuing and revoking leave a line each in the audit chain; systems have tokens and nothing else."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from motcua.accounts.errors import (
    ClosedSystemError,
    NotASystemError,
    SystemNameError,
    TokenLifetimeError,
    WrongSignInError,
)
from motcua.accounts.models import AccessToken, RoleAssignment, Staff
from motcua.accounts.rules.roles import Role
from motcua.accounts.rules.tokens import LASTS_AT_MOST_DAYS, digest_of, new_token
from motcua.accounts.services import sign_in as services
from motcua.accounts.services.systems import enable_system
from motcua.accounts.services.tokens import issue_token, revoke_token
from motcua.accounts.tests.factories import PASSWORD, StaffFactory, SystemFactory, token_of
from motcua.foundation.models import AuditEntry
from motcua.kernel.clock import HANOI

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 25, 8, 30, tzinfo=HANOI)
NAME = "Phần mềm hộ tịch"


def acts():
    return list(AuditEntry.objects.order_by("position").values_list("act", "actor", "subject", "details"))


def issue(staff, days=30):
    return issue_token(staff, name=NAME, days=days, by="staff:7", now=MORNING)


def enable(place, name=NAME, role=Role.RECEPTION, now=MORNING):
    return enable_system(name, role, place, by="system", now=now)


def test_a_token_is_long_random_and_recognised():
    tokens = {new_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert all(re.fullmatch(r"mc_[0-9a-f]{40}", token) for token in tokens)


def test_only_the_digest_is_kept():
    issued = issue(SystemFactory())
    row = AccessToken.objects.get()
    assert row.digest == digest_of(issued.secret)
    assert (row.created_at, row.created_by, row.expires_at) == (MORNING, "staff:7", MORNING + timedelta(days=30))
    assert (row.revoked_at, row.last_used_at) == (None, None)
    assert issued.secret not in repr(issued) + str(AccessToken.objects.values().get()) + str(acts())


def test_issuing_and_revoking_stand_in_the_chain():
    system = SystemFactory()
    row = issue(system).row
    assert revoke_token(row, by="staff:8", now=MORNING)
    assert not revoke_token(row, by="staff:9", now=MORNING + timedelta(hours=1)), "revoked is revoked"
    who = f"token:{row.pk}"
    assert acts() == [
        ("accounts:token:issued", "staff:7", who, {"staff": system.pk, "expires_on": "2026-12-25"}),
        ("accounts:token:revoked", "staff:8", who, {"staff": system.pk}),
    ]
    assert AccessToken.objects.get().revoked_at == MORNING


@pytest.mark.parametrize("more", [{}, {"is_device": True}])
def test_people_and_devices_get_no_token(more):
    with pytest.raises(NotASystemError):
        issue(StaffFactory(**more))
    assert not acts()


@pytest.mark.parametrize("days", [0, -1, LASTS_AT_MOST_DAYS + 1, 10**9])
def test_a_token_lasts_a_day_to_three_years(days):
    with pytest.raises(TokenLifetimeError) as refused:
        issue(SystemFactory(), days=days)
    assert str(LASTS_AT_MOST_DAYS) in refused.value.message_vi


def test_the_state_is_told_in_a_word():
    row = issue(SystemFactory()).row
    assert str(row.state_at(MORNING)) == "đang dùng được"
    assert str(row.state_at(row.expires_at)) == "đã hết hạn"
    row.staff.is_active = False
    assert str(row.state_at(MORNING)) == "tài khoản bị khóa"
    row.revoked_at = MORNING
    assert str(row.state_at(MORNING)) == "đã thu hồi"


def test_an_account_with_tokens_is_closed_not_deleted():
    system = issue(SystemFactory()).row.staff
    with pytest.raises(ProtectedError):
        system.delete()


def test_a_systems_account_is_made_once_with_its_role(centre):
    system = enable(centre)
    assert enable(centre) == system
    assert (system.full_name, system.is_system, system.has_usable_password()) == (NAME, True, False)
    held = RoleAssignment.objects.get()
    assert (held.staff, held.role, held.place, held.valid_from) == (system, Role.RECEPTION, centre, MORNING.date())
    details = {"new": True, "role": "reception", "unit": centre.pk}
    assert acts() == [("accounts:system:enabled", "system", f"staff:{system.pk}", details)]


def test_another_role_place_or_name_is_another_account(centre, department):
    made = {
        enable(centre).pk,
        enable(department).pk,
        enable(centre, role=Role.CASHIER).pk,
        enable(centre, name="Phần mềm khác").pk,
    }
    assert len(made) == 4


def test_a_role_that_was_ended_is_given_again(centre):
    system = enable(centre)
    RoleAssignment.objects.update(valid_to=MORNING.date())
    enable(centre, now=MORNING + timedelta(days=1))
    assert system.roles.on(MORNING.date() + timedelta(days=1)).count() == 1
    assert [details["new"] for _, _, _, details in acts()] == [True, False]


def test_a_closed_account_gets_nothing(centre):
    Staff.objects.filter(pk=enable(centre).pk).update(is_active=False)
    with pytest.raises(ClosedSystemError):
        enable(centre)


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_system_has_a_name_of_a_sensible_length(centre, name):
    with pytest.raises(SystemNameError):
        enable(centre, name=name)


def test_a_demo_systems_account_is_the_demos(centre, settings):
    assert enable(centre).is_demo
    settings.MOTCUA_DEMO = False
    assert not enable(centre).is_demo


def test_a_system_may_hold_any_role(centre):
    for role in (Role.KIOSK, Role.RECEPTION):
        RoleAssignment(staff=SystemFactory(), role=role, unit=centre, valid_from=MORNING.date()).clean()
    with pytest.raises(ValidationError):
        RoleAssignment(staff=StaffFactory(), role=Role.KIOSK, unit=centre, valid_from=MORNING.date()).clean()


def test_the_database_keeps_systems_without_passwords():
    system = SystemFactory()
    for wrong in ({"password": make_password(PASSWORD)}, {"is_device": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Staff.objects.filter(pk=system.pk).update(**wrong)


def test_a_system_does_not_sign_in_at_the_page(centre):
    system = SystemFactory(roles=Role.ADMINISTRATOR, roles__at=centre)
    for password in (PASSWORD, system.password, "", token_of(system)):
        with pytest.raises(WrongSignInError):
            services.sign_in(services.Try(system.sign_in_name, password, "10.0.0.5"), now=MORNING)


def test_nor_does_a_session_that_was_made_for_it_open_a_page(centre, signed_in):
    system = SystemFactory(roles=Role.ADMINISTRATOR, roles__at=centre)
    for page in ("/noi-bo/", "/quan-tri/"):
        assert signed_in(system).get(page).status_code == 302
