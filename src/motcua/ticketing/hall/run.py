"""A simulated day and its figures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from motcua.kernel.percentiles import percentile
from motcua.ticketing.hall.engine import Engine, Ticket, by_group
from motcua.ticketing.hall.plan import HallPlan
from motcua.ticketing.hall.replay import Moved
from motcua.ticketing.hall.script import visits
from motcua.ticketing.hall.teller import HallTeller
from motcua.ticketing.rules.calibration import Calibration
from motcua.ticketing.rules.waiting import Waits
from motcua.ticketing.vocabulary import Lane, TicketState

Told = tuple[Waits, float]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of some tickets; minutes.

    `coverage`: the share of those told to wait who were called within the P90 they were told;
    `p50_error`: the middle of the errors of the P50 without their sign; `over`: the share called within the P50.
    """

    tickets: int
    served: int
    no_show: int
    left: int
    closed: int
    wait_p50: float
    wait_p90: float
    wait_most: float
    told: int
    coverage: float
    over: float
    p50_error: float


@dataclass(frozen=True, slots=True)
class HallRun:
    """What came of a day.

    `utilisation`: of each counter, the share of its hours in which it had somebody;
    `most_overtaken`: by how many later tickets an ordinary one was; `bound_held`: nobody by more than the rule allows.
    """

    plan: HallPlan
    tickets: tuple[Ticket, ...]
    movements: tuple[Moved, ...]
    utilisation: Mapping[int, float]
    calibrations: Mapping[str, Calibration]
    most_overtaken: int
    bound_held: bool

    @property
    def total(self) -> Figures:
        return figures(self.tickets)

    def groups(self) -> dict[str, Figures]:
        return {name: figures(tickets) for name, tickets in by_group(self.tickets)}

    def lane(self, lane: Lane) -> Figures:
        return figures([ticket for ticket in self.tickets if ticket.lane is lane])

    def to_json(self) -> dict[str, object]:
        return {
            "tickets": self.plan.tickets,
            "counters": len(self.plan.counters),
            "total": asdict(self.total),
            "groups": {name: asdict(found) for name, found in self.groups().items()},
            "lanes": {lane.value: asdict(self.lane(lane)) for lane in Lane},
            "utilisation": {str(number): round(share, 3) for number, share in self.utilisation.items()},
            "most_overtaken": self.most_overtaken,
            "bound_held": self.bound_held,
        }


def simulate(
    day: HallPlan, seed: int, calibrations: Mapping[str, Calibration] | None = None, *, learns: bool = True
) -> HallRun:
    """Play the day; the same seed, the same people. `calibrations` as an earlier day left them."""
    teller = HallTeller(day, dict(calibrations or {}), learns=learns)
    engine = Engine(day, visits(day, seed), teller=teller)
    engine.run()
    return HallRun(
        day,
        tuple(engine.tickets),
        tuple(
            Moved(str(log.serial), log.movement, day.moment(log.at), log.counter, log.group) for log in engine.journal
        ),
        {desk.number: desk.busy / max(sum(end - start for start, end in desk.work), 1) for desk in engine.desks},
        teller.calibrations,
        max((ticket.overtaken for ticket in _ordinary(engine.tickets)), default=0),
        all(ticket.overtaken <= 2 * (ticket.passed_by + 1) for ticket in _ordinary(engine.tickets)),
    )


def figures(tickets: Sequence[Ticket]) -> Figures:
    """The figures of some tickets; zeros where there is nothing to measure."""
    waits = sorted(ticket.waited for ticket in tickets if ticket.waited is not None)
    told = [(ticket.told, ticket.waited) for ticket in tickets if ticket.told and ticket.waited is not None]
    pairs = [(waits, waited) for waits, waited in told if waits.p90_minutes > 0]
    errors = sorted(abs(waits.p50_minutes - waited) for waits, waited in pairs)
    states = [ticket.state for ticket in tickets]
    quantiles = [round(percentile(waits, share), 1) if waits else 0.0 for share in (0.5, 0.9, 1.0)]
    return Figures(
        tickets=len(tickets),
        served=states.count(TicketState.SERVED),
        no_show=states.count(TicketState.NO_SHOW),
        left=states.count(TicketState.LEFT),
        closed=states.count(TicketState.CLOSED),
        wait_p50=quantiles[0],
        wait_p90=quantiles[1],
        wait_most=quantiles[2],
        told=len(pairs),
        coverage=_share(pairs, lambda pair: pair[1] <= pair[0].p90_minutes),
        over=_share(pairs, lambda pair: pair[1] <= pair[0].p50_minutes),
        p50_error=round(percentile(errors, 0.5), 1) if errors else 0.0,
    )


def _share(all_of: Sequence[Told], good: Callable[[Told], bool]) -> float:
    return round(sum(map(good, all_of)) / len(all_of), 3) if all_of else 0.0


def _ordinary(tickets: Iterable[Ticket]) -> list[Ticket]:
    return [ticket for ticket in tickets if ticket.lane is Lane.ORDINARY]
