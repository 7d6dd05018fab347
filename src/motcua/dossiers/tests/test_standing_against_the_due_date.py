"""In time, due soon, late, waiting, paused: each state by the clock of the unit, an eight-hour day ahead."""

from datetime import datetime, timedelta

import pytest

from motcua.dossiers.rules.standing import Standing, stand
from motcua.kernel.clock import HANOI
from motcua.workflow import Status
from motcua.worktime import Calendar

CALENDAR = Calendar()
DUE = datetime(2026, 11, 12, 9, tzinfo=HANOI)


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("now", "standing", "left"),
    [
        (at(9, 9), Standing.ON_TIME, timedelta(hours=24)),
        (at(11, 8, 59), Standing.ON_TIME, timedelta(hours=8, minutes=1)),
        (at(11, 9), Standing.DUE_SOON, timedelta(hours=8)),
        (at(12, 9), Standing.DUE_SOON, timedelta()),
        (at(12, 10), Standing.LATE, -timedelta(hours=1)),
        (at(14, 10), Standing.LATE, -timedelta(hours=14)),
    ],
)
def test_by_working_time(now, standing, left):
    found = stand(CALENDAR, Status.IN_PROGRESS, DUE, None, now)
    assert (found.standing, found.left) == (standing, left)


@pytest.mark.parametrize(
    ("status", "due_at", "solved_at", "standing"),
    [
        (Status.SUPPLEMENT_REQUESTED, None, None, Standing.WAITING),
        (Status.PAYMENT_REQUESTED, None, None, Standing.WAITING),
        (Status.IN_PROGRESS, None, None, Standing.PAUSED),
        (Status.SOLVED, DUE, at(11, 9), Standing.ON_TIME),
        (Status.SOLVED, DUE, at(13, 9), Standing.LATE),
        (Status.RETURNED, DUE, at(11, 9), Standing.CLOSED),
        (Status.WITHDRAWN, DUE, None, Standing.CLOSED),
        (Status.STOPPED, None, None, Standing.CLOSED),
    ],
)
def test_where_no_clock_runs(status, due_at, solved_at, standing):
    """A result that waits to be collected is late by its own clock only, however long nobody comes."""
    found = stand(CALENDAR, status, due_at, solved_at, at(20, 9))
    assert (found.standing, found.left) == (standing, None)
