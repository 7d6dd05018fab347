"""A day of a hall as a value. Minutes of the day throughout: 450 is 7:30."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import inf

from motcua.kernel.clock import HANOI
from motcua.ticketing.rules.flow import Serves
from motcua.ticketing.vocabulary import Lane

Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """People of one kind of work.

    `share` of the day's tickets; `minutes` and `spread` (standard deviation / mean) of a call on earlier days; `drift`: what
    today's calls take of that, unknown to the forecast.
    """

    group_id: str
    name: str
    share: float
    minutes: float
    spread: float = 0.6
    drift: float = 1.0


@dataclass(frozen=True, slots=True)
class CounterPlan:
    """`rests`: stretches in which it doesn't call though the hall is open; `open`: its own hours, if not the hall's."""

    number: int
    serves: tuple[Serves, ...]
    rests: tuple[Stretch, ...] = ()
    open: Stretch | None = None


@dataclass(frozen=True, slots=True)
class HallPlan:
    """A day as it is expected.

    `arrivals`: (minute it begins, minute it ends, share of the day's tickets) of each piece of the day; `surge`: how many come
    of those expected. The shares of lanes and fates are of tickets; `patience_minutes` is the mean of the impatient.
    """

    groups: tuple[GroupPlan, ...]
    counters: tuple[CounterPlan, ...]
    tickets: float
    arrivals: tuple[tuple[float, float, float], ...]
    opening: tuple[Stretch, ...] = ((420.0, 690.0), (810.0, 1020.0))
    day: date = date(2026, 11, 25)
    surge: float = 1.0
    priority: float = 0.1
    appointments: float = 0.05
    no_show: float = 0.04
    comes_late: float = 0.4
    held: float = 0.06
    held_minutes: float = 12.0
    transfer: float = 0.03
    impatient: float = 0.04
    patience_minutes: float = 60.0

    @property
    def preferred(self) -> float:
        """The share of tickets of the preferred lane."""
        return self.priority + self.appointments

    @property
    def closes(self) -> float:
        return self.opening[-1][1]

    def breaks(self, now: float) -> list[Stretch]:
        """The stretches, from now, in which the hall doesn't call."""
        edges = [0.0, *(edge for stretch in self.opening for edge in stretch)]
        pairs = zip(edges[0:-1:2], edges[1::2], strict=True)
        return [(start - now, end - now) for start, end in pairs if end > now]

    def expected(self, group: GroupPlan, minute: float) -> float:
        """Tickets a minute that the group expects then."""
        total = sum(share for _, _, share in self.arrivals)
        rate = sum(share / (end - start) for start, end, share in self.arrivals if start <= minute < end)
        return self.tickets * group.share / sum(one.share for one in self.groups) * rate / total

    def moment(self, minute: float) -> datetime:
        return datetime.combine(self.day, time(), HANOI) + timedelta(minutes=minute)


@dataclass(frozen=True, slots=True)
class Visit:
    """One ticket's luck, drawn beforehand, so that the same people come whatever the hall does about them.

    `comes`: answers the call; `late_by`: minutes after the missed call at which the person is back, if at all;
    `held_for`: minutes for which the person is sent off half-way; `transfer_to`: the group of the second half;
    `patience`: minutes after which the number is given back.
    """

    at: float
    group: str
    lane: Lane
    minutes: float
    comes: bool = True
    late_by: float | None = None
    held_for: float | None = None
    transfer_to: str | None = None
    patience: float = inf


def working(counter: CounterPlan, opening: Sequence[Stretch]) -> list[Stretch]:
    """The stretches in which a counter calls."""
    own_from, own_to = counter.open or (0.0, inf)
    found = [(max(start, own_from), min(end, own_to)) for start, end in opening]
    for rest_from, rest_to in counter.rests:
        pieces = [((start, min(end, rest_from)), (max(start, rest_to), end)) for start, end in found]
        found = [piece for pair in pieces for piece in pair]
    return sorted((start, end) for start, end in found if start < end)
