"""What the hall's screens show: the last calls of a zone, one counter. Numbers, counters and zones; nothing about a person."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.foundation import statements
from motcua.ticketing.vocabulary import CounterState

KEPT = 8
"""Calls that a board is given: five are shown, the others follow when a call is taken back."""

_LAST_CALLS = """
WITH candidate AS (
  (SELECT id FROM ticketing_ticket
    WHERE unit_id = %(unit)s AND day = %(day)s AND state IN ('called', 'serving'))
  UNION
  (SELECT id FROM ticketing_ticket
    WHERE unit_id = %(unit)s AND day = %(day)s AND state IN ('served', 'no_show', 'held') AND called_at IS NOT NULL
    ORDER BY called_at DESC LIMIT %(recent)s)
)
SELECT ticket.number, counter.number, zone.name, ticket.state = 'called', last.at
  FROM candidate
  JOIN ticketing_ticket ticket USING (id)
  JOIN ticketing_queuegroup "group" ON "group".id = ticket.group_id
  JOIN organisation_counter counter ON counter.id = ticket.counter_id
  CROSS JOIN LATERAL (SELECT coalesce(nullif(counter.zone, ''), "group".zone) AS name) zone
  CROSS JOIN LATERAL (
    SELECT max(at) AS at, max(id) AS id FROM ticketing_ticketmovement
     WHERE ticket_id = ticket.id AND movement IN ('called', 'recalled')) last
 WHERE last.at IS NOT NULL AND (%(zone)s = '' OR zone.name = %(zone)s)
 ORDER BY last.at DESC, last.id DESC LIMIT %(most)s
"""
_RECENT = 60
"""Finished tickets among which the last calls of a zone are looked for."""

_COUNTER = """
SELECT counter.unit_id, counter.number, counter.name, shift.id, shift.paused_at IS NOT NULL, ticket.number,
       ticket.state = 'serving'
  FROM organisation_counter counter
  LEFT JOIN ticketing_countershift shift ON shift.counter_id = counter.id AND shift.closed_at IS NULL
  LEFT JOIN ticketing_ticket ticket
    ON ticket.counter_id = counter.id AND ticket.day = %(day)s AND ticket.state IN ('called', 'serving')
 WHERE counter.id = %(counter)s AND counter.valid_from <= %(day)s
   AND (counter.valid_to IS NULL OR counter.valid_to >= %(day)s)
"""


@dataclass(frozen=True, slots=True)
class Call:
    """A number and where it was called to, the last time at `at`. `waits`: nobody has come to the counter yet."""

    number: str
    counter: int
    zone: str
    waits: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class CounterScreen:
    """A counter as its display shows it; `number` is empty when nobody is there."""

    id: int
    unit_id: int
    counter: int
    name: str
    state: CounterState
    number: str
    is_serving: bool


def last_calls(unit_id: int, day: date, zone: str = "", most: int = KEPT) -> list[Call]:
    """The last calls of a day, newest first; of one zone, or of the whole hall."""
    asked = {"unit": unit_id, "day": day, "zone": zone, "most": most, "recent": _RECENT}
    return [Call(*row) for row in statements.fetch_all(_LAST_CALLS, asked)]


def counter_screen(counter_id: int, day: date) -> CounterScreen | None:
    """What stands above a counter; None when there is no such counter that day."""
    row = statements.fetch_one(_COUNTER, {"counter": counter_id, "day": day})
    if row is None:
        return None
    unit_id, number, name, shift, paused, ticket, serving = row
    state = CounterState.CLOSED if shift is None else CounterState.PAUSED if paused else CounterState.OPEN
    return CounterScreen(counter_id, unit_id, number, name, state, ticket or "", bool(serving))
