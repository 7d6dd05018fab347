"""When each step must end, counted again minute by minute at random units."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings

from motcua.kernel.clock import HANOI
from motcua.kernel.limits import LimitUnit
from motcua.workflow import planned_ends, standard_process
from motcua.workflow.tests.drawn import publishable
from motcua.worktime import deadline
from motcua.worktime.tests.oracle import Oracle, minute_of, moment_of
from motcua.worktime.tests.worlds import calendar_of, receipts

LIMITS = receipts([LimitUnit.WORKING_HOURS, LimitUnit.WORKING_DAYS, LimitUnit.SAME_DAY])


def counted(process, oracle, start, due):
    """The first minute by which each step's share of the working minutes has passed, found one by one."""
    working, shares, ends = oracle.worked(start, due), Fraction(0), []
    for step in process.steps[:-1]:
        shares += Fraction(step.share, 100)
        minute, worked = start, 0
        while worked < shares * working:
            worked += 1 if oracle.weight(minute) else 0
            minute += 1
        ends.append(minute)
    return [*ends, due]


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(LIMITS, publishable())
def test_each_end_is_the_oracles_and_none_comes_before_another(receipt, process):
    calendar, oracle = calendar_of(receipt.world), Oracle(receipt.world)
    promised = deadline(calendar, receipt.at, receipt.limit, clock_start=receipt.clock_start)
    ends = planned_ends(process, calendar, promised.started_at, promised.due_at)
    start, due = minute_of(promised.started_at), minute_of(promised.due_at)
    assert list(ends) == [moment_of(minute, HANOI) for minute in counted(process, oracle, start, due)]
    assert list(ends) == sorted(ends)
    assert len(ends) == len(process.steps)
    assert ends[-1] == promised.due_at


def test_the_comparison_catches_lunch_worked_through():
    """Negative control."""
    differs = []

    @settings(max_examples=40, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
    @given(LIMITS)
    def compare(one):
        calendar, wrong = calendar_of(one.world), Oracle(one.world, forget_lunch=True)
        promised = deadline(calendar, one.at, one.limit, clock_start=one.clock_start)
        process = standard_process([])
        start, due = minute_of(promised.started_at), minute_of(promised.due_at)
        told = [minute_of(end) for end in planned_ends(process, calendar, promised.started_at, promised.due_at)]
        differs.append(told != counted(process, wrong, start, due))

    compare()
    assert any(differs)
