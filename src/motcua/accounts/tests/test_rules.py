"""The sentences that permissions are made of, how tries are counted, how long sessions last."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.accounts.permissions import PERMISSION_MAP, PUBLIC, allowed
from motcua.accounts.rules.actor import Actor, anyone, holds_role, is_a_person, permits
from motcua.accounts.rules.guessing import NETWORK, STRANGERS, WINDOW, Origin, allowances, free_at, network_of
from motcua.accounts.rules.roles import Role
from motcua.accounts.rules.session import SessionLimits, SessionTimes, is_over

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
CLERK = Actor(1, frozenset({Role.RECEPTION}))
BOTH = Actor(2, frozenset({Role.RECEPTION, Role.CASHIER}))
NEWCOMER = Actor(3, frozenset())
MACHINE = Actor(4, frozenset({Role.KIOSK}))


def test_nobody_may_what_no_rule_allows():
    assert not permits([], CLERK)
    assert not permits([[]], CLERK)
    assert not allowed("no:such:permission", CLERK)


@pytest.mark.parametrize(
    ("alternatives", "actor", "expected"),
    [
        ([[anyone]], None, True),
        ([[is_a_person]], None, False),
        ([[is_a_person]], CLERK, True),
        ([[is_a_person]], NEWCOMER, True),
        ([[is_a_person]], MACHINE, False),
        ([[holds_role(Role.RECEPTION), holds_role(Role.CASHIER)]], CLERK, False),
        ([[holds_role(Role.RECEPTION), holds_role(Role.CASHIER)]], BOTH, True),
        ([[holds_role(Role.AUDITOR)], [holds_role(Role.RECEPTION)]], CLERK, True),
        ([[holds_role(Role.RECEPTION)]], None, False),
    ],
)
def test_all_of_one_alternative_must_hold(alternatives, actor, expected):
    assert permits(alternatives, actor) is expected


def test_only_what_is_public_is_open_to_strangers():
    assert [name for name in PERMISSION_MAP if allowed(name, None)] == [PUBLIC]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("", "unix:/run/x", True),
    ],
)
def test_a_network_is_what_one_household_can_change_within(one, other, same):
    assert (network_of(one) == network_of(other)) is same


def test_owner_network_and_strangers_never_share_an_allowance():
    keys = [
        {allowance.key for allowance in allowances("tiepnhan01", origin)}
        for origin in (Origin("n", device="d"), Origin("n", network_is_known=True), Origin("n"))
    ]
    assert not keys[0] & keys[1] | keys[1] & keys[2] | keys[0] & keys[2]


def test_what_can_be_tried_without_the_owners_browser_is_ten():
    assert STRANGERS + NETWORK == 10


def test_a_try_is_free_when_the_oldest_counted_one_leaves_the_window():
    tries = [NOON - timedelta(minutes=m) for m in (20, 14, 10, 1)]
    assert free_at(tries, 4, NOON) is None
    assert free_at(tries, 3, NOON) == NOON - timedelta(minutes=14) + WINDOW


def test_setting_the_clock_back_gives_no_new_tries():
    assert free_at([NOON + timedelta(days=1)], 1, NOON) is not None


@pytest.mark.parametrize(
    ("signed_in_minutes_ago", "seen_minutes_ago", "over"),
    [(59, 59, False), (60, 60, True), (719, 1, False), (720, 1, True)],
)
def test_a_session_ends_after_an_idle_hour_or_twelve_hours(signed_in_minutes_ago, seen_minutes_ago, over):
    times = SessionTimes(NOON - timedelta(minutes=signed_in_minutes_ago), NOON - timedelta(minutes=seen_minutes_ago))
    assert is_over(times, SessionLimits(timedelta(hours=1), timedelta(hours=12)), NOON) is over
