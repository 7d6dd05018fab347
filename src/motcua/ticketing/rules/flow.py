"""How fast a group's tickets are called while counters share several groups: the hall as water, in closed form. Pure.

Between two events (a group's queue runs dry, a counter opens or closes) each counter calls at a steady rate; so the time
until the n-th call is a sum of a few stretches, however many wait.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import NamedTuple

from motcua.ticketing.rules.calling import AGE_LIMIT_MINUTES, FAIR_MINUTES
from motcua.ticketing.rules.service_times import Service

NO_SHOW_MINUTES = 1.5
"""How long a counter waits for somebody who doesn't come."""
_STRETCHES = 12
"""Events looked at; the last rate is taken to go on."""
_ORDER_DOUBT = 0.75
"""Standard deviation between the two ways a shared counter may turn, as a part of what lies between them."""
_LEAST_LEFT = 0.1
"""The share of a counter that arrivals in its other groups leave to those who wait, at least."""


class Serves(NamedTuple):
    """A group that a counter serves."""

    group_id: str
    order: int = 1
    weight: int = 1


@dataclass(frozen=True, slots=True)
class GroupNow:
    """`ordinary`, `preferred`: tickets that wait; `arrivals` a minute of both lanes, `preferred_arrivals` of the one.

    `no_show`, `left`: the shares of tickets that don't answer the call, and that are given back before it.
    """

    service: Service
    ordinary: int = 0
    preferred: int = 0
    streak: int = 0
    oldest_wait_minutes: float = 0.0
    arrivals: float = 0.0
    preferred_arrivals: float = 0.0
    no_show: float = 0.0
    left: float = 0.0

    @property
    def waiting(self) -> float:
        """Those of the waiting who will be called."""
        return (self.ordinary + self.preferred) * (1 - self.left)

    @property
    def occupied(self) -> float:
        """Minutes that one call keeps a counter."""
        return self.service.mean * (1 - self.no_show) + NO_SHOW_MINUTES * self.no_show


@dataclass(frozen=True, slots=True)
class CounterNow:
    """A counter that is open or will be; minutes from now. `idle`: free, and nobody waits for it."""

    serves: tuple[Serves, ...]
    opens_in: float = 0.0
    closes_in: float = inf
    idle: bool = False


@dataclass(slots=True)
class Flow:
    """The part of the hall that can matter to one group: the counters that serve it, and what else they serve."""

    groups: Mapping[str, GroupNow]
    counters: Sequence[CounterNow]
    group_id: str

    def minutes_until(self, calls: float) -> tuple[float, float]:
        """Minutes until that many calls of the group have begun, and how far the sharing of counters may put that off the mark.

        Infinite if no counter will serve it.
        """
        queues = {name: group.waiting for name, group in self.groups.items() if group.waiting > 0}
        queues[self.group_id] = inf
        shared = self._until(calls, queues, favoured=False)
        if not isfinite(shared) or calls > self._credit(queues):
            return shared, 0.0
        # The group asks for less than its share, so its turn comes before others' - unless they, too, ask for less than theirs.
        first = self._until(calls, queues, favoured=True)
        return (first + shared) / 2, (shared - first) * _ORDER_DOUBT

    def _until(self, calls: float, queues: dict[str, float], *, favoured: bool) -> float:
        elapsed, missing = 0.0, calls
        for _ in range(_STRETCHES):
            rates = self._rates(queues, elapsed, favoured=favoured)
            mine = rates.get(self.group_id, 0.0)
            drains = {name: rates.get(name, 0.0) - self.groups[name].arrivals for name in queues}
            stretch = self._stretch(queues, drains, elapsed)
            if missing <= mine * stretch or stretch == inf:
                break
            elapsed, missing = elapsed + stretch, missing - mine * stretch
            queues = {name: left for name, queue in queues.items() if (left := queue - drains[name] * stretch) > 0.01}  # noqa: PLR2004
        return elapsed + missing / mine if mine > 0 else inf

    def crew(self, at: float) -> int:
        """How many counters serve the group at that minute."""
        return sum(
            counter.opens_in <= at < counter.closes_in
            and any(serves.group_id == self.group_id for serves in counter.serves)
            for counter in self.counters
        )

    def _stretch(self, queues: Mapping[str, float], drains: Mapping[str, float], elapsed: float) -> float:
        """Minutes until the next event."""
        dry = [queue / drains[name] for name, queue in queues.items() if queue < inf and drains[name] > 0]
        doors = [door for counter in self.counters for door in (counter.opens_in, counter.closes_in) if door > elapsed]
        return min([*dry, *(door - elapsed for door in doors)], default=inf)

    def _credit(self, queues: Mapping[str, float]) -> float:
        """Calls that the group has in hand, because it asks its counters for less than its share of the fair hour."""
        group, credit = self.groups[self.group_id], 0.0
        use = group.arrivals * FAIR_MINUTES / max(self.crew(0.0), 1)
        for counter in self.counters:
            waiting = [one for one in counter.serves if one.group_id in queues]
            mine = next((one for one in waiting if one.group_id == self.group_id), None)
            if mine and len(waiting) > 1 and counter.opens_in <= 0:
                turn = sum(one.weight * self.groups[one.group_id].occupied for one in waiting)
                credit += max(FAIR_MINUTES * mine.weight / turn - use, 0.0)
        return credit

    def _rates(self, queues: Mapping[str, float], elapsed: float, *, favoured: bool) -> dict[str, float]:
        """Calls a minute of each group that has somebody waiting; a `favoured` group has the counters that may call it."""
        rates: dict[str, float] = {}
        open_now = [counter.serves for counter in self.counters if counter.opens_in <= elapsed < counter.closes_in]
        loads = dict(self._loads(queues, open_now))
        for serves in open_now:
            waiting = [one for one in serves if one.group_id in queues]
            if not waiting:
                continue
            first = min(self._order(one, serves) for one in waiting)
            shared = [one for one in waiting if self._order(one, serves) == first]
            if favoured:
                shared = [one for one in shared if one.group_id == self.group_id] or shared
            turn = sum(one.weight * self.groups[one.group_id].occupied for one in shared)
            taken = sum(
                min(load, one.weight * self.groups[one.group_id].occupied / turn)
                for one in serves
                if (load := loads.get(one.group_id)) and one.order <= first
            )
            left = max(1 - taken, _LEAST_LEFT)
            for one in shared:
                rates[one.group_id] = rates.get(one.group_id, 0.0) + left * one.weight / turn
        return rates

    def _loads(
        self, queues: Mapping[str, float], open_now: Sequence[tuple[Serves, ...]]
    ) -> Iterator[tuple[str, float]]:
        """For each group in which nobody waits, the share of each of its counters that its arrivals take."""
        for name, group in self.groups.items():
            if name not in queues and group.arrivals > 0:
                crew = sum(any(one.group_id == name for one in serves) for serves in open_now)
                if crew:
                    yield name, group.arrivals * group.occupied / crew

    def _order(self, one: Serves, serves: Sequence[Serves]) -> int:
        """The class that counts, as `calling.choose_group` takes it."""
        if self.groups[one.group_id].oldest_wait_minutes > AGE_LIMIT_MINUTES:
            return min(other.order for other in serves)
        return one.order
