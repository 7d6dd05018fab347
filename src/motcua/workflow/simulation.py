"""A process laid over a calendar: when each step has to end so that the dossier is in time."""

from collections.abc import Iterator
from datetime import datetime

from motcua.workflow.process import Process, share_until
from motcua.worktime import Calendar
from motcua.worktime.counting import add_minutes, minutes_between, to_minute, to_moment


def planned_ends(process: Process, calendar: Calendar, started_at: datetime, due_at: datetime) -> tuple[datetime, ...]:
    """When each step must end, in working time between the clock's start and the due date; the last ends at the due date.

    Steps without a share end together with the one before.
    """
    return tuple(_ends(process, calendar, to_minute(started_at), to_minute(due_at)))


def _ends(process: Process, calendar: Calendar, start: int, due: int) -> Iterator[datetime]:
    working = minutes_between(calendar, start, due)
    for position in range(1, len(process.steps)):
        worked = share_until(process, position) * working
        yield to_moment(min(due, add_minutes(calendar, start, worked)) if worked > 0 else min(start, due))
    yield to_moment(due)
