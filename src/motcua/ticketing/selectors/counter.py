"""A counter as who sits there sees it: who is there, who comes back, how long its lines are. A query or two for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, Subquery

from motcua.foundation import statements
from motcua.kernel import clock
from motcua.ticketing.models import Ticket, TicketMovement
from motcua.ticketing.models.ticket import AT_A_COUNTER
from motcua.ticketing.selectors.hall import groups_of
from motcua.ticketing.services.serving import GRACE, REOPENING
from motcua.ticketing.vocabulary import CounterState, Movement, TicketState

MOST_MISSED = 10
"""Who didn't come, newest first; the list of a bad half hour stays short enough to find a number in."""

_COUNTER = """
SELECT shift.counter_id, counter.number, counter.name, counter.unit_id, unit.name,
       shift.opened_at, shift.paused_at, shift.pause_reason, done.served, done.seconds,
       service.group_id, line.waiting, line.preferred, line.later, line.longest_since
  FROM ticketing_countershift shift
  JOIN organisation_counter counter ON counter.id = shift.counter_id
  JOIN organisation_onestopunit unit ON unit.id = counter.unit_id
 CROSS JOIN LATERAL (
       SELECT count(*) AS served, avg(extract(epoch FROM finished_at - serving_at)) AS seconds
         FROM ticketing_ticket
        WHERE counter_id = shift.counter_id AND day = %(day)s AND state = 'served') done
  LEFT JOIN ticketing_counterservice service ON service.counter_id = shift.counter_id
  LEFT JOIN LATERAL (
       SELECT count(*) FILTER (WHERE not_before <= %(at)s) AS waiting,
              count(*) FILTER (WHERE not_before <= %(at)s AND lane = 'preferred') AS preferred,
              count(*) FILTER (WHERE not_before > %(at)s) AS later,
              min(issued_at) FILTER (WHERE not_before <= %(at)s) AS longest_since
         FROM ticketing_ticket
        WHERE group_id = service.group_id AND day = %(day)s AND state = 'waiting' AND bound_to_id IS NULL) line ON true
 WHERE shift.staff_id = %(staff)s AND shift.closed_at IS NULL
 ORDER BY service."order", service.group_id
"""
_SEATS = """
SELECT counter.id, counter.number, counter.name, counter.zone, shift.staff_id, staff.full_name,
       shift.opened_at, shift.paused_at, shift.pause_reason, ticket.number,
       array(SELECT groups.letters FROM ticketing_counterservice service
               JOIN ticketing_queuegroup groups ON groups.id = service.group_id
              WHERE service.counter_id = counter.id ORDER BY service."order", groups.position, groups.letters)
  FROM organisation_counter counter
  LEFT JOIN ticketing_countershift shift ON shift.counter_id = counter.id AND shift.closed_at IS NULL
  LEFT JOIN accounts_staff staff ON staff.id = shift.staff_id
  LEFT JOIN ticketing_ticket ticket ON ticket.counter_id = counter.id AND ticket.state IN ('called', 'serving')
 WHERE counter.unit_id = %(unit)s AND counter.valid_from <= %(day)s
   AND (counter.valid_to IS NULL OR counter.valid_to >= %(day)s)
 ORDER BY counter.number
"""


@dataclass(frozen=True, slots=True)
class LineOfGroup:
    """A group that the counter serves. `later`: taken early, not called yet; `longest_since`: when its longest waiting one came."""

    id: int
    letters: str
    name: str
    waiting: int
    preferred: int
    later: int
    longest_since: datetime | None


@dataclass(frozen=True, slots=True)
class CounterNow:
    """An open counter: since when, whether it is paused, its lines in the order in which they are served, its day so far."""

    counter_id: int
    number: int
    name: str
    unit_id: int
    unit_name: str
    opened_at: datetime
    paused_at: datetime | None
    pause_reason: str
    served: int
    mean_service: timedelta | None
    lines: tuple[LineOfGroup, ...]


@dataclass(frozen=True, slots=True)
class CounterTickets:
    """The tickets that a counter has to do with; `note` of a held one: why it was held.

    `missed` of half an hour, its own and those of its groups, newest first; `finished` can still be reopened; `refused` wait in
    its groups without the priority that they declared.
    """

    current: Ticket | None = None
    held: tuple[Ticket, ...] = ()
    bound: tuple[Ticket, ...] = ()
    missed: tuple[Ticket, ...] = ()
    finished: Ticket | None = None
    refused: tuple[Ticket, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """A counter of the hall and who sits there; `state` CLOSED: nobody. `ticket`: the number that is there now."""

    counter_id: int
    number: int
    name: str
    zone: str
    state: CounterState
    staff_id: int | None
    staff_name: str
    since: datetime | None
    pause_reason: str
    ticket: str
    letters: tuple[str, ...]


def counter_of(staff_id: int) -> CounterNow | None:
    """The counter that somebody has open, wherever and since whenever it was opened; None when there is none."""
    at = clock.now()
    rows = statements.fetch_all(_COUNTER, {"staff": staff_id, "day": at.date(), "at": at})
    if not rows:
        return None
    counter_id, number, name, unit_id, unit_name, opened_at, paused_at, reason, served, seconds = rows[0][:10]
    known = {group.id: group for group in groups_of(unit_id)}
    lines = (
        LineOfGroup(row[10], known[row[10]].letters, known[row[10]].name, *row[11:]) for row in rows if row[10] in known
    )
    mean = timedelta(seconds=round(float(seconds))) if seconds is not None else None
    return CounterNow(
        counter_id, number, name, unit_id, unit_name, opened_at, paused_at, reason, served, mean, tuple(lines)
    )


def tickets_of(counter: CounterNow) -> CounterTickets:
    """Who is at the counter, who comes back to it, who may be put back."""
    at = clock.now()
    groups = [line.id for line in counter.lines]
    here = Q(counter=counter.counter_id)
    wanted = (
        Q(here, state__in=[*AT_A_COUNTER, TicketState.HELD.value])
        | Q(here, state=TicketState.SERVED.value, finished_at__gte=at - REOPENING)
        | Q(bound_to=counter.counter_id, state=TicketState.WAITING.value)
        | Q(group__in=groups, bound_to=None, state=TicketState.WAITING.value, priority_confirmed=False)
        | Q(Q(here) | Q(group__in=groups), state=TicketState.NO_SHOW.value, finished_at__gte=at - GRACE)
    )
    held = TicketMovement.objects.filter(ticket=OuterRef("pk"), movement=Movement.HELD.value).order_by("-id")
    rows = Ticket.objects.filter(wanted, unit=counter.unit_id, day=at.date())
    rows = rows.annotate(note=Subquery(held.values("note")[:1])).order_by("queued_at", "serial")
    return _sorted_out(rows)


def _sorted_out(rows: Iterable[Ticket]) -> CounterTickets:
    by_state: dict[str, list[Ticket]] = {}
    for row in rows:
        by_state.setdefault("at_counter" if row.state in AT_A_COUNTER else row.state, []).append(row)
    waiting = by_state.get(TicketState.WAITING, [])
    newest_first = {
        state: sorted(by_state.get(state, ()), key=lambda row: (row.finished_at, row.serial), reverse=True)
        for state in (TicketState.NO_SHOW, TicketState.SERVED)
    }
    return CounterTickets(
        next(iter(by_state.get("at_counter", ())), None),
        tuple(by_state.get(TicketState.HELD, ())),
        tuple(row for row in waiting if row.bound_to_id is not None),
        tuple(newest_first[TicketState.NO_SHOW][:MOST_MISSED]),
        next(iter(newest_first[TicketState.SERVED]), None),
        tuple(row for row in waiting if row.bound_to_id is None),
    )


def seats_of(unit_id: int) -> tuple[Seat, ...]:
    """The counters of a hall that are in force today, by number."""
    rows = statements.fetch_all(_SEATS, {"unit": unit_id, "day": clock.now().date()})
    return tuple(_seat(row) for row in rows)


def _seat(row: statements.Row) -> Seat:
    """A row of _SEATS."""
    counter_id, number, name, zone, staff_id, staff_name, opened_at, paused_at, reason, ticket, letters = row
    state = CounterState.PAUSED if paused_at else CounterState.OPEN if staff_id else CounterState.CLOSED
    return Seat(
        counter_id,
        number,
        name,
        zone,
        state,
        staff_id,
        staff_name or "",
        opened_at,
        reason if state is CounterState.PAUSED else "",
        ticket or "",
        tuple(letters),
    )
