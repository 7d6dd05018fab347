"""A hall that runs: events in the order of time, calls by the real rules. Everything random was drawn before (`script`)."""

from bisect import insort
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import count
from math import inf
from typing import NamedTuple, Protocol

from motcua.ticketing.hall.plan import CounterPlan, HallPlan, Visit, working
from motcua.ticketing.rules.calling import (
    FAIR_MINUTES,
    Place,
    Serving,
    choose_group,
    choose_lane,
    reinstated_place,
    streak_after,
)
from motcua.ticketing.rules.flow import NO_SHOW_MINUTES, Serves
from motcua.ticketing.rules.waiting import Waits
from motcua.ticketing.vocabulary import Lane, Movement, TicketState

GRACE_MINUTES = 15.0
"""Who missed the call and is back within this much is reinstated."""


@dataclass(slots=True)
class Ticket:
    """`waited`: minutes until the first call; `queued`: the minute of its place; `left`: minutes still to be served."""

    serial: int
    visit: Visit
    group: str
    lane: Lane
    place: Place
    queued: float
    left: float
    state: TicketState = TicketState.WAITING
    waited: float | None = None
    told: Waits | None = None
    missed: bool = False
    was_held: bool = False
    spent: float = 0.0
    overtaken: int = 0
    passed_by: int = 0
    ended: float | None = None


class Desk:
    """A counter at work. `returned`: who was sent off from here and is back."""

    __slots__ = ("busy", "calls", "number", "returned", "serves", "since", "ticket", "work")

    def __init__(self, plan: CounterPlan, hours: list[tuple[float, float]]) -> None:
        self.number, self.serves, self.work = plan.number, plan.serves, hours
        self.ticket: Ticket | None = None
        self.returned: deque[Ticket] = deque()
        self.calls: dict[str, deque[float]] = {one.group_id: deque() for one in plan.serves}
        self.since = self.busy = 0.0

    def works(self, now: float) -> bool:
        return any(start <= now < end for start, end in self.work)

    def served(self, group_id: str, now: float) -> int:
        """Calls of the group in the hour that counts as fair."""
        calls = self.calls[group_id]
        while calls and calls[0] <= now - FAIR_MINUTES:
            calls.popleft()
        return len(calls)


class Queue:
    """Who waits in a group: a list of each lane, in the order of places."""

    __slots__ = ("lanes", "streak")

    def __init__(self) -> None:
        self.lanes: dict[Lane, list[tuple[Place, Ticket]]] = {lane: [] for lane in Lane}
        self.streak = 0

    def __len__(self) -> int:
        return sum(len(lane) for lane in self.lanes.values())

    def oldest(self) -> float:
        return min(lane[0][1].queued for lane in self.lanes.values() if lane)

    def add(self, ticket: Ticket) -> None:
        insort(self.lanes[ticket.lane], (ticket.place, ticket))

    def remove(self, ticket: Ticket) -> None:
        self.lanes[ticket.lane].remove((ticket.place, ticket))

    def pop(self) -> Ticket:
        ordinary, preferred = self.lanes[Lane.ORDINARY], self.lanes[Lane.PREFERRED]
        lane = choose_lane(self.streak, bool(ordinary), bool(preferred))
        self.streak = streak_after(self.streak, lane, bool(ordinary))
        return self.lanes[lane].pop(0)[1]


class Teller(Protocol):
    """What tells each ticket its waits, and learns from what came true."""

    def tell(self, engine: "Engine", ticket: Ticket) -> Waits: ...
    def called(self, ticket: Ticket) -> None: ...
    def served(self, ticket: Ticket) -> None: ...


class Log(NamedTuple):
    """A movement as the engine notes it."""

    serial: int
    movement: Movement
    at: float
    counter: int | None
    group: str


class Busy(NamedTuple):
    """A counter that is busy when the engine starts, and until when."""

    group: str
    until: float


@dataclass
class Engine:
    """Plays `visits` (those before `now` wait already) from `now` on; `notes` keeps a journal and counts who overtakes whom."""

    plan: HallPlan
    visits: Sequence[Visit]
    now: float = 0.0
    teller: Teller | None = None
    busy: Mapping[int, Busy] = field(default_factory=dict)
    notes: bool = True
    tickets: list[Ticket] = field(default_factory=list)
    journal: list[Log] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desks = [Desk(counter, working(counter, self.plan.opening)) for counter in self.plan.counters]
        self.queues = {group.group_id: Queue() for group in self.plan.groups}
        self.idle: dict[int, Desk] = {}
        self._order = count()
        self._events: list[tuple[float, int, object, tuple[object, ...]]] = []
        self._midnight = self.plan.moment(0)
        for desk in self.desks:
            self._set_up(desk)
        for visit in self.visits:
            self._at(max(visit.at, self.now), self._arrive, visit)
        heapify(self._events)

    def run(self, until: float = inf) -> None:
        """Let everything happen up to that minute; at the end of the day who still waits is sent home."""
        while self._events and self._events[0][0] <= min(until, self.plan.closes):
            self.now, _, act, about = heappop(self._events)
            act(*about)  # type: ignore[operator]  # what was put in by _at
        if until > self.plan.closes:
            self._close()

    # -- what happens

    def _arrive(self, visit: Visit) -> None:
        serial = len(self.tickets) + 1
        place = Place(self.plan.moment(visit.at), serial)
        ticket = Ticket(serial, visit, visit.group, visit.lane, place, visit.at, visit.minutes)
        self.tickets.append(ticket)
        if self.teller:
            ticket.told = self.teller.tell(self, ticket)
        self._note(ticket, Movement.ISSUED)
        if visit.patience < inf:
            self._at(max(visit.at + visit.patience, self.now), self._lose_patience, ticket)
        self._queue(ticket)

    def _lose_patience(self, ticket: Ticket) -> None:
        if ticket.state is TicketState.WAITING and ticket.waited is None:
            self.queues[ticket.group].remove(ticket)
            self._end(ticket, TicketState.LEFT, Movement.LEFT)

    def _wake(self, desk: Desk) -> None:
        if desk.ticket is None and desk.number not in self.idle:
            self._next(desk)

    def _rest(self, desk: Desk) -> None:
        self.idle.pop(desk.number, None)

    def _answer(self, desk: Desk, ticket: Ticket) -> None:
        """The person has come, or has not."""
        if ticket.visit.comes or ticket.missed:
            ticket.state = TicketState.SERVING
            self._note(ticket, Movement.SERVING, desk)
            self._at(self.now + self._part(ticket), self._finish, desk, ticket)
            return
        ticket.missed = True
        self._free(desk, ticket)
        self._end(ticket, TicketState.NO_SHOW, Movement.NO_SHOW, desk)
        late = ticket.visit.late_by
        if late is not None and late <= GRACE_MINUTES:
            self._at(self.now + late, self._reinstate, ticket)
        self._next(desk)

    def _finish(self, desk: Desk, ticket: Ticket) -> None:
        """The call is over: served, or sent off for a paper, or to another group."""
        self._free(desk, ticket)
        visit = ticket.visit
        if visit.held_for is not None and not ticket.was_held:
            ticket.was_held, ticket.state = True, TicketState.HELD
            self._note(ticket, Movement.HELD, desk)
            self._at(self.now + visit.held_for, self._return, desk, ticket)
        elif visit.transfer_to and ticket.group == visit.group and visit.transfer_to in self.queues:
            self._learn(ticket)
            ticket.group, ticket.state = visit.transfer_to, TicketState.WAITING
            ticket.overtaken = ticket.passed_by = 0
            self._note(ticket, Movement.TRANSFERRED, desk)
            self._queue(ticket)
        else:
            self._learn(ticket)
            self._end(ticket, TicketState.SERVED, Movement.SERVED, desk)
        if desk.ticket is None and desk.number not in self.idle:
            self._next(desk)

    def _return(self, desk: Desk, ticket: Ticket) -> None:
        desk.returned.append(ticket)
        if desk.number in self.idle:
            del self.idle[desk.number]
            self._next(desk)

    def _reinstate(self, ticket: Ticket) -> None:
        queue = self.queues[ticket.group]
        places = [place for place, _ in queue.lanes[ticket.lane][:4]]
        ticket.place = reinstated_place(places, ticket.place, self.plan.moment(self.now))
        ticket.queued = (ticket.place.queued_at - self._midnight).total_seconds() / 60
        ticket.state, ticket.ended, ticket.overtaken, ticket.passed_by = TicketState.WAITING, None, 0, 0
        self._note(ticket, Movement.REINSTATED)
        self._queue(ticket)

    # -- what it is made of

    def _set_up(self, desk: Desk) -> None:
        for start, end in desk.work:
            if end > self.now:
                self._at(max(start, self.now), self._wake, desk)
                self._at(end, self._rest, desk)
        if desk.number in self.busy:
            group, until = self.busy[desk.number]
            visit = Visit(self.now, group, Lane.ORDINARY, until - self.now)
            ticket = Ticket(
                0, visit, group, Lane.ORDINARY, Place(self._midnight, 0), self.now, 0.0, TicketState.SERVING
            )
            desk.ticket, desk.since = ticket, self.now
            self._at(until, self._finish, desk, ticket)

    def _queue(self, ticket: Ticket) -> None:
        """Let it wait, or go to the counter that has been idle longest."""
        self.queues[ticket.group].add(ticket)
        for desk in self.idle.values():
            if ticket.group in desk.calls:
                del self.idle[desk.number]
                self._next(desk)
                return

    def _next(self, desk: Desk) -> None:
        """What a free counter does: the one who is back, the rule's next, or nothing."""
        if not desk.works(self.now):
            return
        if desk.returned:
            ticket = desk.returned.popleft()
            self._take(desk, ticket)
            ticket.state = TicketState.SERVING
            self._note(ticket, Movement.RESUMED, desk)
            self._at(self.now + ticket.left, self._finish, desk, ticket)
            ticket.spent, ticket.left = ticket.spent + ticket.left, 0.0
            return
        group = self._group(desk)
        if group is None:
            self.idle[desk.number] = desk
            return
        self._call(desk, group)

    def _group(self, desk: Desk) -> str | None:
        some = [one for one in desk.serves if len(self.queues[one.group_id])]
        if len(some) < 2:  # noqa: PLR2004 - a choice is between two
            return some[0].group_id if some else None
        return choose_group([self._serving(desk, one) for one in desk.serves])

    def _serving(self, desk: Desk, one: Serves) -> Serving:
        queue = self.queues[one.group_id]
        waiting = len(queue)
        oldest = self.now - queue.oldest() if waiting else 0.0
        return Serving(one.group_id, one.order, one.weight, desk.served(one.group_id, self.now), waiting, oldest)

    def _call(self, desk: Desk, group: str) -> None:
        ticket = self.queues[group].pop()
        if self.notes:
            self._count_overtaken(ticket)
        desk.calls[group].append(self.now)
        self._take(desk, ticket)
        ticket.state = TicketState.CALLED
        if ticket.waited is None:
            ticket.waited = self.now - ticket.visit.at
            if self.teller:
                self.teller.called(ticket)
        self._note(ticket, Movement.CALLED, desk)
        # Walking to the counter is part of the call's minutes, except where nobody comes.
        self._at(self.now + (0.0 if ticket.visit.comes else NO_SHOW_MINUTES), self._answer, desk, ticket)

    def _count_overtaken(self, ticket: Ticket) -> None:
        for place, other in self.queues[ticket.group].lanes[Lane.ORDINARY]:
            other.passed_by += ticket.lane is Lane.ORDINARY
            other.overtaken += ticket.place > place

    def _part(self, ticket: Ticket) -> float:
        """Minutes until the person is served, or sent off half-way."""
        goes = ticket.visit.held_for is not None and not ticket.was_held
        moves = ticket.visit.transfer_to is not None and ticket.group == ticket.visit.group
        now = ticket.left / 2 if goes or moves else ticket.left
        ticket.left -= now
        ticket.spent += now
        return now

    def _take(self, desk: Desk, ticket: Ticket) -> None:
        desk.ticket, desk.since = ticket, self.now

    def _free(self, desk: Desk, ticket: Ticket) -> None:
        assert desk.ticket is ticket
        desk.ticket = None
        desk.busy += self.now - desk.since

    def _learn(self, ticket: Ticket) -> None:
        if self.teller and ticket.serial:
            self.teller.served(ticket)
        ticket.spent = 0.0

    def _end(self, ticket: Ticket, state: TicketState, movement: Movement, desk: Desk | None = None) -> None:
        ticket.state, ticket.ended = state, self.now
        self._note(ticket, movement, desk)

    def _note(self, ticket: Ticket, movement: Movement, desk: Desk | None = None) -> None:
        if self.notes and ticket.serial:
            self.journal.append(Log(ticket.serial, movement, self.now, desk.number if desk else None, ticket.group))

    def _close(self) -> None:
        """The end of the day: who is at a counter is served to the end, nobody else is."""
        self.now = self.plan.closes
        for desk in self.desks:
            if desk.ticket:
                self._free(desk, ticket := desk.ticket)
                self._end(ticket, TicketState.SERVED, Movement.SERVED, desk)
        for ticket in self._unserved():
            self._end(ticket, TicketState.CLOSED, Movement.CLOSED)
        self._events.clear()

    def _unserved(self) -> Iterable[Ticket]:
        return [ticket for ticket in self.tickets if ticket.state in {TicketState.WAITING, TicketState.HELD}]

    def _at(self, minute: float, act: object, *about: object) -> None:
        heappush(self._events, (minute, next(self._order), act, about))


def by_group(tickets: Iterable[Ticket]) -> Iterator[tuple[str, list[Ticket]]]:
    """Tickets under the group that they were taken for."""
    found: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        found.setdefault(ticket.visit.group, []).append(ticket)
    yield from sorted(found.items())
