"""After closing → next morning; during lunch → the afternoon's opening; the hour of receipt is kept."""

from datetime import UTC, datetime

import pytest

from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import Calendar, ClockStart, deadline

ONE_DAY = Limit.of(1, LimitUnit.WORKING_DAYS)


@pytest.mark.parametrize("clock_start", ClockStart)
@pytest.mark.parametrize(
    ("received", "started"),
    [
        ("2026-11-16T06:59", "2026-11-16T07:00"),
        ("2026-11-16T07:00", "2026-11-16T07:00"),
        ("2026-11-16T09:12", "2026-11-16T09:12"),
        ("2026-11-16T11:29", "2026-11-16T11:29"),
        ("2026-11-16T11:30", "2026-11-16T13:30"),
        ("2026-11-16T12:45", "2026-11-16T13:30"),
        ("2026-11-16T17:00", "2026-11-17T07:00"),
        ("2026-11-16T23:30", "2026-11-17T07:00"),
        ("2026-11-21T09:00", "2026-11-23T07:00"),
        ("2026-11-21T16:00", "2026-11-23T07:00"),
        ("2026-11-24T09:00", "2026-11-25T07:00"),
        ("2026-02-13T17:30", "2026-02-23T07:00"),
    ],
)
def test_the_clock_starts_at(received, started, clock_start):
    issued = deadline(Calendar(), moment(received), ONE_DAY, clock_start=clock_start)
    assert issued.started_at == moment(started)


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def test_another_time_zone_is_the_same_moment():
    issued = deadline(Calendar(), datetime(2026, 11, 16, 2, 12, tzinfo=UTC), ONE_DAY)
    assert issued.due_at.isoformat() == "2026-11-17T09:12:00+07:00"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        deadline(Calendar(), datetime(2026, 11, 16, 9, 12), ONE_DAY)
