"""A day rebuilt from its movements: where everybody was at any moment. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from motcua.ticketing.vocabulary import OPEN_STATES, Movement, TicketState

STATE_AFTER = {
    Movement.ISSUED: TicketState.WAITING,
    Movement.CALLED: TicketState.CALLED,
    Movement.RECALLED: TicketState.CALLED,
    Movement.SERVING: TicketState.SERVING,
    Movement.HELD: TicketState.HELD,
    Movement.RESUMED: TicketState.SERVING,
    Movement.TRANSFERRED: TicketState.WAITING,
    Movement.NO_SHOW: TicketState.NO_SHOW,
    Movement.REINSTATED: TicketState.WAITING,
    Movement.SERVED: TicketState.SERVED,
    Movement.LEFT: TicketState.LEFT,
    Movement.CLOSED: TicketState.CLOSED,
}
"""What a movement leaves behind; those that are not here (printing, priority) leave the ticket where it is."""

AT_A_COUNTER = frozenset({TicketState.CALLED, TicketState.SERVING})


class Moved(NamedTuple):
    """A row of the journal; `group` where the ticket is after it, `counter` where it happened, if at one."""

    ticket: str
    movement: Movement
    at: datetime
    counter: int | None = None
    group: str | None = None


@dataclass(slots=True)
class Whereabouts:
    """Where one ticket is, and since when it is so."""

    state: TicketState
    group: str | None
    counter: int | None
    since: datetime


@dataclass(slots=True)
class Moment:
    """The hall at a moment. `tickets` has everybody who came so far."""

    at: datetime | None = None
    tickets: dict[str, Whereabouts] = field(default_factory=dict)

    @property
    def issued(self) -> int:
        return len(self.tickets)

    @property
    def counts(self) -> Counter[TicketState]:
        """Tickets by state; they add up to `issued`."""
        return Counter(where.state for where in self.tickets.values())

    @property
    def open(self) -> int:
        return sum(where.state in OPEN_STATES for where in self.tickets.values())

    @property
    def waiting(self) -> Counter[str]:
        """How many wait, by group."""
        return Counter(where.group or "" for where in self.tickets.values() if where.state is TicketState.WAITING)

    @property
    def at_counters(self) -> dict[int, str]:
        """The ticket that each busy counter has."""
        return {
            where.counter: ticket
            for ticket, where in self.tickets.items()
            if where.state in AT_A_COUNTER and where.counter is not None
        }

    def take(self, moved: Moved) -> None:
        """Let one movement happen. A ticket is known from its first movement on, whichever that is: a journal may begin late."""
        self.at = moved.at
        state = STATE_AFTER.get(moved.movement)
        known = self.tickets.get(moved.ticket)
        if known is None:
            self.tickets[moved.ticket] = Whereabouts(state or TicketState.WAITING, moved.group, moved.counter, moved.at)
            return
        known.group = moved.group or known.group
        if state is None:
            return
        known.counter = moved.counter if state in AT_A_COUNTER or state is TicketState.HELD else None
        if state is not known.state:
            known.state, known.since = state, moved.at


def replayed(movements: Iterable[Moved], until: datetime | None = None) -> Moment:
    """The hall as it stood at `until`, that moment's movements done; at the end if there is none."""
    moment = Moment()
    for moved in sorted(movements, key=lambda moved: moved.at):
        if until is not None and moved.at > until:
            break
        moment.take(moved)
    moment.at = until or moment.at
    return moment


def frames(movements: Iterable[Moved], at: Sequence[datetime]) -> Iterator[tuple[datetime, Moment]]:
    """The hall at each of the moments, in order, in one run; the same `Moment` goes on, so look at it before the next."""
    ordered = sorted(movements, key=lambda moved: moved.at)
    moment, position = Moment(), 0
    for when in sorted(at):
        while position < len(ordered) and ordered[position].at <= when:
            moment.take(ordered[position])
            position += 1
        moment.at = when
        yield when, moment
