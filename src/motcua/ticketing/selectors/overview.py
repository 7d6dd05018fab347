"""A hall as whoever leads it sees it, now or at any moment of a day: from the journal, so that both are made alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q

from motcua.foundation import statements
from motcua.organisation.models import Counter
from motcua.ticketing.models import CounterShift, HallDevice, QueueGroup, Ticket
from motcua.ticketing.vocabulary import OPEN_STATES, CounterState, Movement, PrintState

_WHERE_ALL_ARE = """
SELECT ticket.number, ticket.issued_at, ticket.called_at, ticket.not_before, ticket.wait_p50, ticket.wait_p90,
       last.movement, last.at, last.group_id, last.counter_id
  FROM ticketing_ticket ticket
  CROSS JOIN LATERAL (
    SELECT movement, at, group_id, counter_id FROM ticketing_ticketmovement moved
     WHERE moved.ticket_id = ticket.id AND moved.at <= %(at)s
       AND moved.movement NOT IN ('printed', 'print_failed', 'priority_confirmed', 'priority_restored')
     ORDER BY moved.id DESC LIMIT 1) last
 WHERE ticket.unit_id = %(unit)s AND ticket.day = %(day)s AND ticket.issued_at <= %(at)s
"""
_WAITING = frozenset({Movement.ISSUED, Movement.TRANSFERRED, Movement.REINSTATED, Movement.PRIORITY_REFUSED})
_AT_COUNTER = frozenset({Movement.CALLED, Movement.RECALLED, Movement.SERVING, Movement.RESUMED})


class Standing(NamedTuple):
    """A ticket at the moment; `movement` is the last thing that happened to it."""

    number: str
    issued_at: datetime
    called_at: datetime | None
    not_before: datetime
    wait_p50: int | None
    wait_p90: int | None
    movement: str
    at: datetime
    group_id: int
    counter_id: int | None

    @property
    def waits_since(self) -> datetime:
        """Who took a number for the afternoon waits from then on."""
        return max(self.issued_at, self.not_before)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A queue: how many wait and since when the longest of them does; what became of today's numbers."""

    letters: str
    name: str
    zone: str
    waiting: int
    longest_since: datetime | None
    issued: int
    served: int
    no_show: int


@dataclass(frozen=True, slots=True)
class CounterLine:
    """A counter: who sits there, which number is there and since when."""

    counter: int
    name: str
    zone: str
    state: CounterState
    staff: str
    since: datetime | None
    number: str
    is_serving: bool
    number_since: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of the waits that were told came true: called within the middle guess, within the safe one."""

    told: int
    within_p50: int
    within_p90: int


@dataclass(frozen=True, slots=True)
class Overview:
    at: datetime
    groups: Sequence[GroupLine]
    counters: Sequence[CounterLine]
    kept: Kept
    print_failures: int
    devices: Sequence[HallDevice]


def overview(unit_id: int, at: datetime) -> Overview:
    """The hall at a moment of its day. Of an earlier moment pauses are not known, nor how the devices were."""
    day = at.date()
    rows = statements.fetch_all(_WHERE_ALL_ARE, {"unit": unit_id, "day": day, "at": at})
    standing = [Standing(*row) for row in rows]
    failed = Ticket.objects.filter(unit_id=unit_id, day=day, print_state=PrintState.FAILED.value, issued_at__lte=at)
    return Overview(
        at,
        _groups(unit_id, day, standing),
        _counters(unit_id, at, standing),
        _kept(standing, at),
        failed.count(),
        list(HallDevice.objects.filter(unit_id=unit_id).select_related("counter")),
    )


def refused_priorities(unit_id: int, day: date) -> list[Ticket]:
    """The tickets of a day that aren't over and whose declared priority a counter refused."""
    states = [state.value for state in OPEN_STATES]
    refused = Ticket.objects.filter(unit_id=unit_id, day=day, state__in=states, priority_confirmed=False)
    return list(refused.order_by("queued_at", "serial"))


def _groups(unit_id: int, day: date, standing: Iterable[Standing]) -> list[GroupLine]:
    by_group: dict[int, list[Standing]] = {}
    for one in standing:
        by_group.setdefault(one.group_id, []).append(one)
    groups = QueueGroup.objects.on(day).filter(unit_id=unit_id).order_by("position", "letters")
    return [_group(row, by_group.get(row.pk, [])) for row in groups]


def _group(row: QueueGroup, standing: list[Standing]) -> GroupLine:
    waiting = [one for one in standing if one.movement in _WAITING]
    return GroupLine(
        row.letters,
        row.name,
        row.zone,
        len(waiting),
        min((one.waits_since for one in waiting), default=None),
        len(standing),
        sum(one.movement == Movement.SERVED for one in standing),
        sum(one.movement == Movement.NO_SHOW for one in standing),
    )


def _counters(unit_id: int, at: datetime, standing: Iterable[Standing]) -> list[CounterLine]:
    there = {one.counter_id: one for one in standing if one.movement in _AT_COUNTER}
    open_then = Q(closed_at=None) | Q(closed_at__gt=at)
    of_the_day = CounterShift.objects.filter(open_then, counter__unit_id=unit_id, opened_at__lte=at)
    shifts = {shift.counter_id: shift for shift in of_the_day.select_related("staff").order_by("opened_at")}
    counters = Counter.objects.on(at.date()).filter(unit_id=unit_id).order_by("number")
    return [_counter(row, shifts.get(row.pk), there.get(row.pk)) for row in counters]


def _counter(row: Counter, shift: CounterShift | None, there: Standing | None) -> CounterLine:
    paused_at: Any = shift.paused_at if shift else None
    state = CounterState.CLOSED if shift is None else CounterState.PAUSED if paused_at else CounterState.OPEN
    return CounterLine(
        row.number,
        row.name,
        row.zone,
        state,
        shift.staff.full_name if shift else "",
        (paused_at or shift.opened_at) if shift else None,
        there.number if there else "",
        bool(there and there.movement in {Movement.SERVING, Movement.RESUMED}),
        there.at if there else None,
    )


def _kept(standing: Iterable[Standing], at: datetime) -> Kept:
    told = within_p50 = within_p90 = 0
    for one in standing:
        if one.wait_p50 is None or one.wait_p90 is None or one.called_at is None or one.called_at > at:
            continue
        if one.wait_p90 == 0:  # a free counter was there: nobody was told to wait
            continue
        minutes = (one.called_at - one.waits_since).total_seconds() / 60
        told += 1
        within_p50 += minutes <= one.wait_p50
        within_p90 += minutes <= one.wait_p90
    return Kept(told, within_p50, within_p90)
