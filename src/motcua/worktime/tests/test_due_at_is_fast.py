"""An intake computes its due date while a citizen waits: tens of microseconds, with room for a busy machine."""

import doctest
from datetime import datetime
from timeit import repeat

import pytest

import motcua.worktime
from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import Calendar, due_at

RECEIVED = datetime(2026, 11, 20, 15, 20, tzinfo=HANOI)
BAR_SECONDS = 100e-6


@pytest.mark.parametrize(
    "limit",
    [
        Limit.of(4, LimitUnit.WORKING_HOURS),
        Limit.of(3, LimitUnit.WORKING_DAYS),
        Limit.of(30, LimitUnit.WORKING_DAYS),
        Limit.of(15, LimitUnit.CALENDAR_DAYS),
        Limit.of(1, LimitUnit.MONTHS),
    ],
    ids=str,
)
def test_a_due_date_takes_microseconds(limit):
    calendar = Calendar()
    fastest = min(repeat(lambda: due_at(calendar, RECEIVED, limit), number=200, repeat=5)) / 200
    assert fastest < BAR_SECONDS


def test_the_example_of_the_room_is_true():
    assert doctest.testmod(motcua.worktime).failed == 0
    assert doctest.testmod(motcua.worktime).attempted > 0
