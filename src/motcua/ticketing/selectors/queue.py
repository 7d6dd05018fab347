"""Who waits in a group."""

from dataclasses import dataclass
from datetime import date

from motcua.foundation import statements

_LINE = """
SELECT count(*) FILTER (WHERE lane = 'ordinary'),
       count(*) FILTER (WHERE lane = 'preferred'),
       coalesce((SELECT streak FROM ticketing_queueday WHERE group_id = %(group)s AND day = %(day)s), 0)
  FROM ticketing_ticket
 WHERE group_id = %(group)s AND day = %(day)s AND state = 'waiting' AND bound_to_id IS NULL
"""


@dataclass(frozen=True, slots=True)
class Line:
    """How many wait in a group's lanes, and how many preferred ones were called in a row until now."""

    ordinary: int
    preferred: int
    streak: int


def waiting_in(group_id: int, day: date) -> Line:
    """The line of a group now."""
    return _line(statements.fetch_one(_LINE, {"group": group_id, "day": day}))


def _line(row: statements.Row | None) -> Line:
    assert row is not None
    return Line(int(row[0]), int(row[1]), int(row[2]))
