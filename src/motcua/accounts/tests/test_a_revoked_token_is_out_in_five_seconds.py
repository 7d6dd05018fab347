"""Who holds a token is one question to the database, remembered for at most five seconds."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from types import SimpleNamespace
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.accounts import bearers
from motcua.accounts.errors import WrongTokenError
from motcua.accounts.models import AccessToken, RoleAssignment
from motcua.accounts.rules.actor import Detail, Post
from motcua.accounts.rules.roles import DelegatedPower, Role
from motcua.accounts.rules.tokens import new_token
from motcua.accounts.selectors import actor_of, bearer_with
from motcua.accounts.services.tokens import revoke_token
from motcua.accounts.tests.factories import RoleAssignmentFactory, SecondmentFactory, SystemFactory, token_of
from motcua.foundation import remembered
from motcua.kernel.clock import HANOI

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 25, 8, 30, tzinfo=HANOI)


@pytest.fixture
def system(centre):
    return SystemFactory(roles=Role.RECEPTION, roles__at=centre)


@pytest.fixture
def seconds(monkeypatch):
    """The monotonic clock that the memory goes by; `seconds.now += 5` lets it run."""
    hand = SimpleNamespace(now=100.0)
    monkeypatch.setattr(remembered, "time", SimpleNamespace(monotonic=lambda: hand.now))
    return hand


@contextmanager
def statements(count):
    with CaptureQueriesContext(connection) as asked:
        yield
    assert len(asked) == count, [query["sql"] for query in asked]


def holder(token, now=MORNING):
    """Who is let in; None for nobody."""
    try:
        return bearers.holder_of(token, now=now)
    except WrongTokenError:
        return None


def test_what_a_system_may_is_what_its_roles_say_today(system, centre, department):
    RoleAssignmentFactory(staff=system, role=Role.CASHIER, at=centre, valid_to=MORNING.date() - timedelta(days=1))
    RoleAssignmentFactory(staff=system, role=Role.APPROVER, at=department, valid_from=MORNING.date())
    RoleAssignmentFactory(staff=system, role=Role.AUDITOR, at=centre, valid_from=MORNING.date() + timedelta(days=1))
    SecondmentFactory(staff=system, agency=department, unit=centre, powers=[DelegatedPower.STAMP])
    actor = holder(token_of(system, now=MORNING)).actor
    assert actor == actor_of(system, day=MORNING.date())
    assert actor.posts == {Post(Role.RECEPTION, unit_id=centre.pk), Post(Role.APPROVER, agency_id=department.pk)}
    assert actor.details == {Detail(department.pk, centre.pk, frozenset({DelegatedPower.STAMP}))}


def test_a_system_without_roles_is_somebody_who_may_nothing():
    assert holder(token_of(SystemFactory(), now=MORNING)).actor.roles == frozenset()


def test_who_asks_is_one_statement_however_many_roles(system, centre, department):
    token = token_of(system, now=MORNING)
    for role in (Role.CASHIER, Role.GUIDANCE, Role.AUDITOR):
        RoleAssignmentFactory(staff=system, role=role, at=centre)
    SecondmentFactory(staff=system, agency=department, unit=centre)
    with statements(1):
        assert holder(token) is not None
    with statements(0):
        assert holder(token) is not None


def test_what_is_no_token_costs_no_statement():
    with statements(0):
        assert [holder(text) for text in ("", "mc_", "mc_" + "A" * 40, "mc_" + "0" * 41, "x" * 9_999)] == [None] * 5


def test_a_revoked_token_is_out_within_five_seconds(system, seconds):
    token = token_of(system, now=MORNING)
    assert holder(token)
    revoke_token(AccessToken.objects.get(), by="system", now=MORNING)
    seconds.now += 4.9
    assert holder(token), "remembered"
    seconds.now += 0.1
    assert holder(token) is None
    assert holder(token) is None


def test_a_closed_account_is_out_within_five_seconds(system, seconds):
    token = token_of(system, now=MORNING)
    assert holder(token)
    system.is_active = False
    system.save()
    seconds.now += 5
    assert holder(token) is None


def test_the_five_seconds_run_from_before_the_question(system, seconds):
    """Whoever revokes while the rows are being read waits no longer than others."""
    token = token_of(system, now=MORNING)

    def slowly(digest, *, day):
        found = bearer_with(digest, day=day)
        revoke_token(AccessToken.objects.get(), by="system", now=MORNING)
        seconds.now += 4
        return found

    with mock.patch.object(bearers, "bearer_with", slowly):
        assert holder(token)
    seconds.now += 1
    assert holder(token) is None


def test_a_new_token_is_good_at_once_also_after_it_was_refused(system):
    token = new_token()
    assert holder(token) is None
    with mock.patch("motcua.accounts.services.tokens.new_token", return_value=token):
        token_of(system, now=MORNING)
    assert holder(token)


def test_the_tokens_own_end_needs_no_five_seconds(system, seconds):
    token = token_of(system, days=1, now=MORNING)
    end = MORNING + timedelta(days=1)
    assert holder(token, end - timedelta(microseconds=1))
    assert holder(token, end) is None


def test_at_midnight_the_roles_are_the_new_days(system, centre, seconds):
    RoleAssignmentFactory(staff=system, role=Role.AUDITOR, at=centre, valid_from=MORNING.date() + timedelta(days=1))
    token = token_of(system, now=MORNING)
    midnight = (MORNING + timedelta(days=1)).replace(hour=0, minute=0)
    assert holder(token, midnight - timedelta(microseconds=1)).actor.roles == {Role.RECEPTION}
    assert holder(token, midnight).actor.roles == {Role.RECEPTION, Role.AUDITOR}


def test_a_role_taken_away_is_gone_within_five_seconds(system, seconds):
    token = token_of(system, now=MORNING)
    assert holder(token).actor.roles
    RoleAssignment.objects.all().delete()
    seconds.now += 5
    assert not holder(token).actor.roles


def test_made_up_tokens_push_no_real_one_out(system, seconds):
    token = token_of(system, now=MORNING)
    assert holder(token)
    with statements(bearers.REMEMBERED_AT_MOST + 1):
        assert not any(holder(new_token()) for _ in range(bearers.REMEMBERED_AT_MOST + 1))
    with statements(0):
        assert holder(token)
