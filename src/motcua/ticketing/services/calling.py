"""Calling the next ticket to a counter: each ticket by one counter, the woven order of `rules.calling`.

Whoever calls from a group locks its row of the day first: the streak of preferred calls belongs to the whole group.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.accounts.rules.actor import Actor
from motcua.foundation import statements
from motcua.kernel import clock
from motcua.organisation.models import Counter
from motcua.ticketing.errors import CounterShiftError
from motcua.ticketing.models import Ticket
from motcua.ticketing.models.ticket import AT_A_COUNTER
from motcua.ticketing.rules.calling import FAIR_MINUTES, Serving, choose_lane, groups_in_turn, streak_after
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.services.counters import busy, not_opened
from motcua.ticketing.services.telling import tell
from motcua.ticketing.vocabulary import Lane, Movement

_OPTIONS = """
WITH served AS MATERIALIZED (
  SELECT group_id, count(*) AS calls FROM ticketing_ticket
   WHERE counter_id = %(counter)s AND day = %(day)s AND called_at > %(fair_from)s GROUP BY group_id)
SELECT shift.paused_at IS NOT NULL,
       (SELECT number FROM ticketing_ticket
         WHERE counter_id = %(counter)s AND state IN ('called', 'serving')),
       (SELECT id FROM ticketing_ticket
         WHERE bound_to_id = %(counter)s AND day = %(day)s AND state = 'waiting'
         ORDER BY queued_at, serial LIMIT 1),
       service.group_id, service."order", service.weight, coalesce(served.calls, 0),
       least(
       (SELECT queued_at FROM ticketing_ticket waiting
         WHERE waiting.group_id = service.group_id AND waiting.day = %(day)s AND waiting.state = 'waiting'
           AND waiting.lane = 'ordinary' AND waiting.bound_to_id IS NULL AND waiting.not_before <= %(at)s
         ORDER BY queued_at, serial LIMIT 1),
       (SELECT queued_at FROM ticketing_ticket waiting
         WHERE waiting.group_id = service.group_id AND waiting.day = %(day)s AND waiting.state = 'waiting'
           AND waiting.lane = 'preferred' AND waiting.bound_to_id IS NULL AND waiting.not_before <= %(at)s
         ORDER BY queued_at, serial LIMIT 1))
  FROM ticketing_countershift shift
  LEFT JOIN ticketing_counterservice service ON service.counter_id = shift.counter_id
  LEFT JOIN served ON served.group_id = service.group_id
 WHERE shift.counter_id = %(counter)s AND shift.staff_id = %(staff)s AND shift.closed_at IS NULL
"""
_LOCK_FREE_DAY = """
SELECT id, streak, group_id FROM ticketing_queueday
 WHERE group_id = ANY(%(groups)s) AND day = %(day)s
 ORDER BY array_position(%(groups)s, group_id) LIMIT 1 FOR UPDATE SKIP LOCKED
"""
_LOCK_DAY = """
INSERT INTO ticketing_queueday AS held (group_id, day, streak) VALUES (%(group)s, %(day)s, 0)
ON CONFLICT (group_id, day) DO UPDATE SET streak = held.streak
RETURNING id, streak
"""
_WAITS = """
EXISTS (SELECT 1 FROM ticketing_ticket
         WHERE group_id = %(group)s AND day = %(day)s AND state = 'waiting' AND bound_to_id IS NULL
           AND not_before <= %(at)s AND lane = '{lane}')
"""
# What `rules.calling` decides in each case comes as an array: the rule stays in one place, and is asked for what is true here.
_CHOICE = f"""
WITH waits AS MATERIALIZED (
  SELECT {_WAITS.format(lane=Lane.ORDINARY.value)} AS ordinary, {_WAITS.format(lane=Lane.PREFERRED.value)} AS preferred
), choice AS MATERIALIZED (
  SELECT CASE WHEN ordinary AND preferred THEN 1 WHEN ordinary THEN 2 WHEN preferred THEN 3 END AS at FROM waits
), """  # noqa: S608 - our own constants
_TAKE = """
UPDATE ticketing_ticket
   SET state = 'called', counter_id = %(counter)s, bound_to_id = NULL, called_at = coalesce(called_at, %(at)s),
       calls = calls + 1, served_by_id = %(staff)s
 WHERE id = ({which})
RETURNING ticketing_ticket.*
"""
_NEXT_OF_LANE = """
SELECT id FROM ticketing_ticket
 WHERE group_id = %(group)s AND day = %(day)s AND state = 'waiting' AND bound_to_id IS NULL AND not_before <= %(at)s
   AND lane = (SELECT (%(lanes)s::text[])[choice.at] FROM choice)
 ORDER BY queued_at, serial LIMIT 1 FOR UPDATE SKIP LOCKED
"""
_BOUND = """
SELECT id FROM ticketing_ticket
 WHERE bound_to_id = %(counter)s AND day = %(day)s AND state = 'waiting'
 ORDER BY queued_at, serial LIMIT 1 FOR UPDATE SKIP LOCKED
"""
_NOTED = """
{with_what}taken AS ({taken}), noted AS (
  INSERT INTO ticketing_ticketmovement (ticket_id, movement, at, group_id, counter_id, by_id, note)
  SELECT taken.id, 'called', %(at)s, taken.group_id, %(counter)s, %(staff)s, '' FROM taken
), counted AS (
  {streak}
)
SELECT {columns} FROM taken
"""
_STREAK = """
  UPDATE ticketing_queueday SET streak = (SELECT (%(streaks)s::int[])[choice.at] FROM choice)
   WHERE id = %(queue_day)s AND EXISTS (SELECT 1 FROM taken)
"""


_CASES = ((True, True), (True, False), (False, True))
"""Who waits, ordinary and preferred: as `_CHOICE` numbers them."""


class _EmptiedError(Exception):
    """Others took the last ones of a group between the look and the lock. The transaction ends, so that its lock on the group
    isn't held while the next group's is waited for: two counters would wait for each other.
    """  # noqa: D205 - one thought

    def __init__(self, group_id: int) -> None:
        super().__init__(group_id)
        self.group_id = group_id


@dataclass(frozen=True, slots=True)
class _Asking:
    """A free counter, and who sits there, at a moment."""

    counter: Counter
    staff_id: int
    at: datetime

    def parameters(self, **more: Any) -> dict[str, Any]:
        return {"counter": self.counter.pk, "staff": self.staff_id, "day": self.at.date(), "at": self.at, **more}


def call_next(counter: Counter, *, by: Actor) -> Ticket | None:
    """The ticket that is called to the counter now; None when nobody waits for it.

    Raises:
        CounterShiftError: the counter isn't opened by `by`, or is paused.
        CounterBusyError: somebody is still at the counter; so a second click calls nobody else.
    """
    asking, emptied = _Asking(counter, by.staff_id, clock.now()), set[int]()
    while True:
        try:
            return _call(asking, emptied)
        except _EmptiedError as error:
            emptied.add(error.group_id)


def _call(asking: _Asking, emptied: AbstractSet[int]) -> Ticket | None:
    """One attempt, in a transaction of its own; groups in `emptied` are passed over."""
    counter = asking.counter
    try:
        with transaction.atomic():
            ticket = _take(asking, emptied)
            if ticket is None:
                return None
            tell(ticket, Movement.CALLED, at=asking.at, counter=counter)
    except IntegrityError as error:  # two clicks at once: the constraint lets one ticket come to a counter
        if "ticket_one_at_a_counter" not in str(error):
            raise
        number = Ticket.objects.filter(counter=counter, state__in=AT_A_COUNTER).values_list("number", flat=True).first()
        raise busy(number or "") from error
    return ticket


def _take(asking: _Asking, emptied: AbstractSet[int]) -> Ticket | None:
    fair_from = asking.at - timedelta(minutes=FAIR_MINUTES)
    rows = statements.fetch_all(_OPTIONS, asking.parameters(fair_from=fair_from))
    if not rows:
        raise not_opened()
    paused, at_counter, bound = rows[0][:3]
    if paused:
        sentence = _("Quầy đang tạm nghỉ. Hãy bấm “Làm việc tiếp” rồi gọi.")
        raise CounterShiftError("ticketing:counter:paused", sentence, "a call while the counter is paused")
    if at_counter:
        raise busy(at_counter)
    if bound is not None:
        taken = _taken(_taking_bound(), asking.parameters())
        if taken is not None:
            return taken
    groups = [_serving(row[3:], asking.at) for row in rows if row[3] is not None and row[3] not in emptied]
    return _take_from_groups(asking, groups)


def _take_from_groups(asking: _Asking, groups: Sequence[Serving]) -> Ticket | None:
    """Of the group whose turn it is. _EmptiedError where others have emptied it meanwhile."""
    equals = [int(group_id) for group_id in groups_in_turn(groups)]
    if not equals:
        return None
    held = _lock_one(equals, asking.at.date())
    taken = _take_from(asking, held)
    if taken is None:
        raise _EmptiedError(held.group_id)
    return taken


@dataclass(frozen=True, slots=True)
class _Line:
    """The day of a group, whose row is ours until the transaction ends."""

    id: int
    streak: int
    group_id: int


def _lock_one(equals: list[int], day: date) -> _Line:
    """The first of these groups that no other counter calls from at this moment; the first of all where all are called from.

    It is equally the turn of each, and to wait for the other counter's commit would serve nobody.
    """
    free = statements.fetch_one(_LOCK_FREE_DAY, {"groups": equals, "day": day}) if len(equals) > 1 else None
    if free is not None:
        return _Line(*free)
    held = statements.fetch_one(_LOCK_DAY, {"group": equals[0], "day": day})
    assert held is not None
    return _Line(held[0], held[1], equals[0])


def _take_from(asking: _Asking, held: _Line) -> Ticket | None:
    """The next of the lane whose turn it is, by who waits now: after the lock, not before it."""
    bound = hall_of(asking.counter.unit_id).preferred_in_a_row
    lanes = [choose_lane(held.streak, ordinary, preferred, bound) for ordinary, preferred in _CASES]
    streaks = [
        min(streak_after(held.streak, lane, ordinary), bound)
        for lane, (ordinary, _preferred) in zip(lanes, _CASES, strict=True)
    ]
    line = {"group": held.group_id, "queue_day": held.id, "lanes": [lane.value for lane in lanes], "streaks": streaks}
    return _taken(_taking_from_lane(), asking.parameters(**line))


def _taken(statement: str, parameters: dict[str, Any]) -> Ticket | None:
    """Take the ticket that this statement names: it is called, and the journal and the streak say so."""
    row = statements.fetch_one(statement, parameters)
    return None if row is None else statements.model_of(Ticket, row)


@cache
def _taking_bound() -> str:
    taken, columns = _TAKE.format(which=_BOUND), statements.columns_of(Ticket)
    return _NOTED.format(with_what="WITH ", taken=taken, streak="SELECT 1", columns=columns)


@cache
def _taking_from_lane() -> str:
    taken, columns = _TAKE.format(which=_NEXT_OF_LANE), statements.columns_of(Ticket)
    return _NOTED.format(with_what=_CHOICE, taken=taken, streak=_STREAK, columns=columns)


def _serving(row: Sequence[Any], at: datetime) -> Serving:
    group_id, order, weight, served, oldest = row
    minutes = (at - oldest).total_seconds() / 60 if oldest else 0.0
    return Serving(str(group_id), order, weight, served, 1 if oldest else 0, minutes)
