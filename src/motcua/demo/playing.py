"""A whole day of a hall played through the real services: numbers, calls, services, ends; in the past, or live on the screens.

Who comes when, and with what luck, is `ticketing.hall.script`'s; each act is the service that a kiosk or an officer uses.
"""

import heapq
import itertools
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

from motcua.accounts.models import RoleAssignment
from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import Role
from motcua.accounts.selectors import actor_of
from motcua.feedback.facts import Given
from motcua.feedback.selectors.served import served_ticket
from motcua.feedback.services import rate
from motcua.feedback.vocabulary import Level, RatingSource, Reason
from motcua.foundation.remembered import forget_everything
from motcua.kernel import clock
from motcua.kernel.errors import ConflictError, NotFoundError
from motcua.organisation.models import Counter, OneStopUnit
from motcua.organisation.selectors import calendar_of
from motcua.ticketing import services
from motcua.ticketing.facts import TicketRequest
from motcua.ticketing.hall.plan import CounterPlan, GroupPlan, HallPlan, Visit
from motcua.ticketing.hall.script import visits
from motcua.ticketing.models import CounterService, QueueGroup, Ticket
from motcua.ticketing.rules.flow import Serves
from motcua.ticketing.vocabulary import Lane, Priority, Source

_LOOKS, _WALKS, _GIVES_UP = 0.1, 0.4, 1.5
"""Minutes: a free counter sees that somebody came; a called person walks there; an officer waits for one who doesn't come."""
_MORNING, _AFTERNOON = ((0.0, 0.28), (0.25, 0.3), (0.5, 0.17), (0.75, 0.08)), ((0.0, 0.11), (0.4, 0.06))
"""(part of the stretch at which a piece of the day begins, its share of the day's people)."""
_CLOSES_EARLY = 20.0
_RATES, _LONG_WAIT = 0.4, 45 * 60
"""The share that rates; seconds after which a wait is a long one."""
_FORGETS_AFTER = 1.0


class PastClock:
    """Stands where the play has come to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@dataclass(slots=True)
class Told:
    """What came of the day."""

    issued: int = 0
    served: int = 0
    rated: int = 0
    no_shows: int = 0
    closed: int = 0
    waits: list[tuple[float, int | None]] = field(default_factory=list)
    """Minutes that each called ticket waited, and the P90 it was told."""


@dataclass(slots=True)
class _Desk:
    counter: Counter
    officer: Actor
    serves: frozenset[int]


def plan_of(unit: OneStopUnit, day: date, tickets: int) -> HallPlan:
    """The unit's own groups and counters on that day, with people for them by how many counters each group has.

    Raises:
        NotFoundError: the hall has no groups, or doesn't open that day.
    """
    hours = calendar_of(unit).day(day).hours
    groups = list(QueueGroup.objects.on(day).filter(unit=unit))
    if hours is None or not groups:
        sentence = "Ngày này trung tâm không làm việc, hoặc sảnh chưa có nhóm lấy số."
        raise NotFoundError("demo:hall:closed", sentence, "no hall to play")
    opening = tuple((float(opens), float(closes)) for opens, closes in hours.intervals)
    links = list(CounterService.objects.filter(group__in=groups, counter__unit=unit).select_related("counter"))
    numbers = sorted({link.counter.number for link in links})
    counters = tuple(
        CounterPlan(
            number,
            tuple(Serves(str(k.group_id), k.order, k.weight) for k in links if k.counter.number == number),
        )
        for number in numbers
    )
    crews = {group.pk: sum(link.group_id == group.pk for link in links) for group in groups}
    shares = {group.pk: crews[group.pk] / float(group.usual_minutes) for group in groups}
    plans = tuple(
        GroupPlan(str(group.pk), group.name, shares[group.pk], float(group.usual_minutes))
        for group in groups
        if crews[group.pk]
    )
    return HallPlan(plans, counters, tickets, tuple(_arrivals(opening)), opening, day)


def _arrivals(opening: tuple[tuple[float, float], ...]) -> list[tuple[float, float, float]]:
    pieces = []
    for stretch, shares in zip(opening, (_MORNING, _AFTERNOON), strict=False):
        last = stretch[1] - _CLOSES_EARLY
        starts = [stretch[0] + part * (last - stretch[0]) for part, _ in shares] + [last]
        pieces += [(starts[k], starts[k + 1], share) for k, (_, share) in enumerate(shares)]
    return pieces


class HallPlay:
    """Plays a plan; `reach(minute)` makes it that minute of the day: by moving a clock, or by waiting."""

    def __init__(self, unit: OneStopUnit, plan: HallPlan, reach: Callable[[float], None]) -> None:
        self.unit, self.plan, self.reach, self.told = unit, plan, reach, Told()
        self._agenda: list[tuple[float, int, Callable[[float], None]]] = []
        self._order = itertools.count()
        self._moods = Random(0)
        self._fates = dict[UUID, Visit]()
        self._idle: list[_Desk] = []
        self._kiosk = self._actors(Role.KIOSK)[0]
        self._desks = self._seats()

    def run(self, seed: int, progress: Callable[[int], None] = lambda _count: None) -> Told:
        """From the first arrival to the closing of the day."""
        self._moods.seed(seed)
        for visit in visits(self.plan, seed):
            self._at(visit.at, partial(self._arrive, visit))
        for desk in self._desks:
            self._at(self.plan.opening[0][0], partial(self._open, desk))
        for opens, _closes in self.plan.opening[1:]:
            self._at(opens, self._look_all)
        while self._agenda:
            minute, _, act = heapq.heappop(self._agenda)
            self.reach(minute)
            act(minute)
            progress(1)
        self.reach(self.plan.closes + 45)
        for desk in self._desks:
            services.close_counter(desk.counter.pk, by=desk.officer)
        self.told.closed = services.close_day(self.unit.pk, by=None)
        return self.told

    def _at(self, minute: float, act: Callable[[float], None]) -> None:
        heapq.heappush(self._agenda, (minute, next(self._order), act))

    def _arrive(self, visit: Visit, minute: float) -> None:
        priority = Priority.ELDERLY if visit.lane is Lane.PREFERRED else Priority.NONE
        request = TicketRequest(int(visit.group), Source.KIOSK, priority=priority)
        try:
            ticket = services.issue_ticket(request, by=self._kiosk, key=secrets.token_urlsafe(24), body=b"")
        except ConflictError:  # after the last number of the day
            return
        self.told.issued += 1
        self._fates[ticket.pk] = visit
        self._wake(ticket.group_id, minute)

    def _open(self, desk: _Desk, minute: float) -> None:
        services.open_counter(desk.counter.pk, by=desk.officer)
        self._look(desk, minute)

    def _look(self, desk: _Desk, minute: float) -> None:
        if self._rests(minute):
            self._idle.append(desk)
            return
        ticket = services.call_next(desk.counter, by=desk.officer)
        if ticket is None:
            self._idle.append(desk)
            return
        assert ticket.called_at is not None
        since = max(ticket.issued_at, ticket.not_before)
        self.told.waits.append(((ticket.called_at - since).total_seconds() / 60, ticket.wait_p90))
        visit = self._fates.get(ticket.pk)
        if visit is None or visit.comes:
            self._at(minute + _WALKS, lambda then: self._serve(desk, ticket, then, visit.minutes if visit else 5.0))
        else:
            self._at(minute + _GIVES_UP, lambda then: self._give_up(desk, ticket, then))

    def _look_all(self, minute: float) -> None:
        """The lunch break is over."""
        waiting, self._idle = self._idle, []
        for desk in waiting:
            self._look(desk, minute)

    def _wake(self, group_id: int, minute: float) -> None:
        """Somebody came: the first free counter that serves the group looks at its line."""
        free = next((desk for desk in self._idle if group_id in desk.serves), None)
        if free is not None:
            self._idle.remove(free)
            self._at(minute + _LOOKS, partial(self._look, free))

    def _serve(self, desk: _Desk, ticket: Ticket, minute: float, minutes: float) -> None:
        services.start_serving(ticket.pk, by=desk.officer)
        self._at(minute + minutes, lambda then: self._finish(desk, ticket, then))

    def _finish(self, desk: _Desk, ticket: Ticket, minute: float) -> None:
        done = services.finish(ticket.pk, by=desk.officer)
        self.told.served += 1
        self._rate(done)
        self._look(desk, minute + 0.05)

    def _rate(self, ticket: Ticket) -> None:
        """Some tap a face on their way out; who has waited long taps another one."""
        if self._moods.random() > _RATES:
            return
        assert ticket.called_at is not None
        long = (ticket.called_at - max(ticket.issued_at, ticket.not_before)).total_seconds() > _LONG_WAIT
        level = Level(self._moods.choices((5, 4, 3, 2, 1), (20, 35, 25, 14, 6) if long else (62, 28, 7, 2, 1))[0])
        reasons = (Reason.WAITING,) if long and level <= Level.NEUTRAL else ()
        rate(served_ticket(ticket), Given(level, reasons), source=RatingSource.TABLET)
        self.told.rated += 1

    def _give_up(self, desk: _Desk, ticket: Ticket, minute: float) -> None:
        services.mark_no_show(ticket.pk, by=desk.officer)
        self.told.no_shows += 1
        self._look(desk, minute)

    def _rests(self, minute: float) -> bool:
        return not any(opens <= minute < closes for opens, closes in self.plan.opening)

    def _seats(self) -> list[_Desk]:
        roles = RoleAssignment.objects.on(self.plan.day).filter(unit=self.unit, counter__isnull=False)
        seats = {role.counter_id: role.staff for role in roles.select_related("staff").order_by("pk")}
        numbers = {c.number: frozenset(int(one.group_id) for one in c.serves) for c in self.plan.counters}
        counters = Counter.objects.on(self.plan.day).filter(unit=self.unit, number__in=numbers).order_by("number")
        return [
            _Desk(c, actor_of(seats[c.pk], day=self.plan.day), numbers[c.number]) for c in counters if c.pk in seats
        ]

    def _actors(self, role: Role) -> list[Actor]:
        """Who holds the role at the unit; where there is no machine, who guides gives the numbers."""
        roles = RoleAssignment.objects.on(self.plan.day).filter(unit=self.unit, role__in=[role, Role.RECEPTION])
        ordered = sorted(roles.select_related("staff"), key=lambda held: held.role != role)
        return [actor_of(held.staff, day=self.plan.day) for held in ordered]


def play_past_day(
    unit: OneStopUnit, day: date, tickets: int, seed: int, progress: Callable[[int], None] = lambda _count: None
) -> Told:
    """Play a day that is over, as fast as the services go. Not in a process that serves: it moves this process's clock."""
    plan = plan_of(unit, day, tickets)
    past, known_until = PastClock(plan.moment(0)), -1.0

    def reach(minute: float) -> None:
        nonlocal known_until
        past.moment = plan.moment(minute)
        if minute >= known_until:  # what is remembered for seconds would stand for a quarter of an hour here
            forget_everything()
            known_until = minute + _FORGETS_AFTER

    with clock.using(past):
        told = HallPlay(unit, plan, reach).run(seed, progress)
    forget_everything()
    return told


def play_live(unit: OneStopUnit, tickets: int, seed: int, *, minutes: float) -> Told:
    """Play a whole day on the screens of the running centre within so many minutes, beginning now.

    The hall must be open now; people are served as many times faster as the day is longer than `minutes`.
    """
    plan = plan_of(unit, clock.now().date(), tickets)
    length = plan.closes - plan.opening[0][0]
    started = time.monotonic()

    def reach(minute: float) -> None:
        due = started + (minute - plan.opening[0][0]) / length * minutes * 60
        time.sleep(max(due - time.monotonic(), 0.0))

    return HallPlay(unit, plan, reach).run(seed)


def coverage(told: Told) -> float | None:
    """The share of called tickets that waited no longer than the P90 they were told; None when none was told."""
    with_p90 = [(waited, p90) for waited, p90 in told.waits if p90 is not None]
    if not with_p90:
        return None
    return sum(waited <= p90 + 1 for waited, p90 in with_p90) / len(with_p90)


def days_before(unit: OneStopUnit, today: date, many: int) -> list[date]:
    """The last working days before today, oldest first."""
    calendar, found, day = calendar_of(unit), list[date](), today
    while len(found) < many:
        day -= timedelta(days=1)
        if calendar.day(day).hours:
            found.append(day)
    return found[::-1]
