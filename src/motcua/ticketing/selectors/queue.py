"""Who waits in a group, and before an appointment in it."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.foundation import statements
from motcua.kernel.clock import HANOI
from motcua.ticketing.vocabulary import Lane

_LINE = """
SELECT count(*) FILTER (WHERE lane = 'ordinary'),
       count(*) FILTER (WHERE lane = 'preferred'),
       coalesce((SELECT streak FROM ticketing_queueday WHERE group_id = %(group)s AND day = %(day)s), 0)
  FROM ticketing_ticket
 WHERE group_id = %(group)s AND day = %(day)s AND state = 'waiting' AND bound_to_id IS NULL
"""
_BEFORE = """
SELECT count(*) FILTER (WHERE lane = 'ordinary' AND (lane <> %(lane)s OR (queued_at, serial) < (%(at)s, %(serial)s))),
       count(*) FILTER (WHERE lane = 'preferred' AND (lane <> %(lane)s OR (queued_at, serial) < (%(at)s, %(serial)s))),
       coalesce((SELECT streak FROM ticketing_queueday WHERE group_id = %(group)s AND day = %(day)s), 0)
  FROM ticketing_ticket
 WHERE group_id = %(group)s AND day = %(day)s AND state = 'waiting' AND bound_to_id IS NULL
"""
_LAST_SERIAL = 2**31 - 1
"""Of those with the same moment, whoever has a number already is before."""


@dataclass(frozen=True, slots=True)
class Line:
    """How many wait in a group's lanes, and how many preferred ones were called in a row until now."""

    ordinary: int
    preferred: int
    streak: int


def waiting_in(group_id: int, day: date) -> Line:
    """The line of a group now."""
    return _line(statements.fetch_one(_LINE, {"group": group_id, "day": day}))


def before_appointment(group_id: int, starts_at: datetime) -> Line:
    """Those who wait before an appointment of that time, once it is there."""
    place = {"lane": Lane.PREFERRED.value, "at": starts_at, "serial": _LAST_SERIAL}
    day = starts_at.astimezone(HANOI).date()
    return _line(statements.fetch_one(_BEFORE, {"group": group_id, "day": day, **place}))


def _line(row: statements.Row | None) -> Line:
    assert row is not None
    return Line(int(row[0]), int(row[1]), int(row[2]))
