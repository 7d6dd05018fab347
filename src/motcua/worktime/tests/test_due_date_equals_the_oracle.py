"""10,000 random receipts at random units, counted again minute by minute."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import Calendar, ClockLedger, ClockStart, due_at
from motcua.worktime.tests.oracle import Oracle, World, minute_of, moment_of
from motcua.worktime.tests.worlds import STANDARD, Receipt, calendar_of, receipts

WORKING = [LimitUnit.WORKING_HOURS, LimitUnit.WORKING_DAYS]
BY_DATE = [LimitUnit.CALENDAR_DAYS, LimitUnit.MONTHS, LimitUnit.SAME_DAY]


def cases(number):
    return settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck))


def expected(oracle, receipt):
    limit = receipt.limit
    minute = oracle.due(
        minute_of(receipt.at), limit.quantity, limit.unit, after_15h_next_day=receipt.after_15h_next_day
    )
    return moment_of(minute, HANOI)


def compare(receipt, calendar=None, **wrong):
    due = due_at(calendar or calendar_of(receipt.world), receipt.at, receipt.limit, clock_start=receipt.clock_start)
    assert due == expected(Oracle(receipt.world, **wrong), receipt)


@cases(6000)
@given(receipts(WORKING))
def test_limits_in_working_time(receipt):
    compare(receipt)


@cases(2500)
@given(receipts(BY_DATE))
def test_limits_by_date(receipt):
    compare(receipt)


@st.composite
def paused_receipts(draw):
    receipt = draw(receipts(WORKING))
    hours = draw(st.lists(st.integers(1, 60), min_size=2, max_size=6))
    moments = [receipt.at]
    for step in hours:
        moments.append(moments[-1] + timedelta(hours=step, minutes=7 * step % 60))
    return receipt, moments[1 : 1 + len(hours) // 2 * 2]


@cases(1500)
@given(paused_receipts())
def test_clocks_with_pauses(case):
    receipt, moments = case
    calendar, oracle = calendar_of(receipt.world), Oracle(receipt.world)
    ledger = ClockLedger.start(calendar, receipt.at, receipt.limit, clock_start=receipt.clock_start)
    pauses = list(zip(moments[::2], moments[1::2], strict=True))
    for stopped, resumed in pauses:
        ledger = ledger.pause(calendar, stopped, reason="").resume(calendar, resumed, reason="")
    spans = [(minute_of(stopped), minute_of(resumed)) for stopped, resumed in pauses]
    policy = {"after_15h_next_day": receipt.after_15h_next_day}
    due = oracle.due(minute_of(receipt.at), receipt.limit.quantity, receipt.limit.unit, pauses=spans, **policy)
    assert minute_of(ledger.due_at) == due
    now = moments[-1] + timedelta(days=2)
    runs = [oracle.start(minute_of(receipt.at), **policy)]
    for stopped, resumed in spans:
        runs += [stopped, resumed if due <= stopped else oracle.start(resumed, **policy)]
    runs.append(minute_of(now))
    stretches = list(zip(runs[::2], runs[1::2], strict=True))
    assert ledger.elapsed_minutes(calendar, now) == sum(oracle.worked(*s) for s in stretches)
    assert ledger.overdue_minutes(calendar, now) == sum(oracle.worked(max(a, due), b) for a, b in stretches)
    assert ledger.remaining_minutes(calendar, now) == oracle.worked(max(runs[-2], minute_of(now)), due)


APRIL = Receipt(
    World((*[STANDARD] * 5, None, None), frozenset({5, 6})),
    datetime(2026, 4, 24, 9, 0, tzinfo=HANOI),
    Limit.of(3, LimitUnit.WORKING_DAYS),
    ClockStart.RECEIPT_HOUR,
)


def test_the_comparison_catches_a_forgotten_substitute_day():
    compare(APRIL)
    with pytest.raises(AssertionError):
        compare(APRIL, forget_substitutes=True)


WRONG_RULES = {
    "a substitute day forgotten": ("motcua.worktime.calendar.substitutes_for", lambda *_: []),
    "lunch worked through": (
        "motcua.worktime.hours.DayHours.when_worked",
        lambda hours, worked: hours.intervals[0][0] + worked,
    ),
    "swapped days unknown": ("motcua.worktime.tests.worlds.NATIONAL_OVERRIDES", ()),
    "15:00 overlooked": ("motcua.worktime.deadlines._after_cut_off", lambda *_: False),
}


@pytest.mark.parametrize("rule", WRONG_RULES)
def test_random_cases_catch_a_wrong_rule(rule, monkeypatch):
    """Negative control: with one rule broken in the room, the same comparison fails."""
    monkeypatch.setattr(*WRONG_RULES[rule])

    @settings(max_examples=2000, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    @given(receipts(WORKING))
    def compare_all(receipt):
        compare(receipt)

    with pytest.raises(AssertionError):
        compare_all()


def test_the_standard_calendar_agrees_too():
    assert due_at(Calendar(), APRIL.at, APRIL.limit) == expected(Oracle(APRIL.world), APRIL)
