"""Tells every ticket of a simulated day its waits, knowing what a real hall knows: earlier days, and today so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from motcua.ticketing.hall.engine import Desk, Engine, Ticket
from motcua.ticketing.hall.plan import HallPlan
from motcua.ticketing.rules.calibration import Calibration
from motcua.ticketing.rules.flow import CounterNow, GroupNow
from motcua.ticketing.rules.service_times import History, Service, Today, service
from motcua.ticketing.rules.waiting import HallNow, Waits, forecast
from motcua.ticketing.vocabulary import Lane


@dataclass
class HallTeller:
    """`calibrations` go on from day to day. `learns`: whether they do."""

    plan: HallPlan
    calibrations: dict[str, Calibration] = field(default_factory=dict)
    learns: bool = True

    def __post_init__(self) -> None:
        plan = self.plan
        self._groups = {group.group_id: group for group in plan.groups}
        self._histories = {name: History.usual(group.minutes, group.spread) for name, group in self._groups.items()}
        self._todays = {name: Today() for name in self._groups}
        self._services: dict[str, Service] = {}
        self._serving: dict[str, list[int]] = {}
        for name in self._groups:
            names = {one.group_id for desk in plan.counters for one in desk.serves if _serves(desk.serves, name)}
            self._serving[name] = [
                index for index, desk in enumerate(plan.counters) if any(one.group_id in names for one in desk.serves)
            ]

    def tell(self, engine: Engine, ticket: Ticket) -> Waits:
        """The forecast for a ticket that is about to be queued."""
        breaks = self.plan.breaks(engine.now)
        closes_in = self.plan.closes - engine.now
        desks = [engine.desks[index] for index in self._serving[ticket.group]]
        counters = [self._counter(desk, engine) for desk in desks]
        names = {one.group_id for desk in desks for one in desk.serves} | {ticket.group}
        hall = HallNow({name: self._group(engine, name) for name in names}, counters, breaks, closes_in)
        return forecast(hall, ticket.group, ticket.lane, self.calibrations.get(ticket.group, Calibration()))

    def called(self, ticket: Ticket) -> None:
        """Learn from a wait that has come true."""
        if self.learns and ticket.told and ticket.waited is not None and ticket.told.p90_minutes < inf:
            known = self.calibrations.get(ticket.visit.group, Calibration())
            told = ticket.told
            self.calibrations[ticket.visit.group] = known.after(told.p50_minutes, told.p90_minutes, ticket.waited)

    def served(self, ticket: Ticket) -> None:
        """Learn from a call that has ended."""
        name = ticket.group
        self._todays[name] = self._todays[name].after(ticket.spent, self._histories[name])
        self._services.pop(name, None)

    def _group(self, engine: Engine, name: str) -> GroupNow:
        queue, plan = engine.queues[name], self.plan
        if name not in self._services:
            self._services[name] = service(self._histories[name], self._todays[name])
        arrivals = plan.expected(self._groups[name], engine.now)
        return GroupNow(
            self._services[name],
            len(queue.lanes[Lane.ORDINARY]),
            len(queue.lanes[Lane.PREFERRED]),
            queue.streak,
            engine.now - queue.oldest() if len(queue) else 0.0,
            arrivals,
            arrivals * plan.preferred,
            plan.no_show,
            plan.impatient / 2,
        )

    def _counter(self, desk: Desk, engine: Engine) -> CounterNow:
        return CounterNow(
            desk.serves, *_hours(desk.work, self.plan.opening, engine.now), idle=desk.number in engine.idle
        )


def _serves(serves: Sequence[tuple[str, int, int]], name: str) -> bool:
    return any(one[0] == name for one in serves)


def _hours(
    work: Sequence[tuple[float, float]], opening: Sequence[tuple[float, float]], now: float
) -> tuple[float, float]:
    """When the counter opens and closes for good, in minutes from now, apart from the hall's own hours."""
    coming = [stretch for stretch in work if stretch[1] > now]
    if not coming:
        return inf, inf
    opens, closes = coming[0][0], coming[-1][1]
    hall_opens = next((start for start, end in opening if end > now), 0.0)
    return (opens - now if opens > max(hall_opens, now) else 0.0), (closes - now if closes < opening[-1][1] else inf)
