"""How long somebody who takes a number now will wait: a middle guess and a safe one. Pure, closed form, minutes.

"Khoảng 20 phút, 9 trên 10 người chờ không quá 35 phút": the P50 is where half of such people are called sooner, the P90
where nine of ten are. What the number rests on and how it was measured stands in ADR 25.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite, sqrt

from motcua.ticketing.rules.calibration import Calibration
from motcua.ticketing.rules.calling import PREFERRED_IN_A_ROW
from motcua.ticketing.rules.flow import CounterNow, Flow, GroupNow
from motcua.ticketing.vocabulary import Lane

_Z90 = 1.2816
_CREW_DOUBT = 0.15
"""Logarithmic: officers who step out, a counter that opens late."""
_MOST_OVERTAKEN_RATE = 0.9


@dataclass(frozen=True, slots=True)
class HallNow:
    """The hall as it stands when a number is asked for.

    All minutes are of the clock, from now. `breaks`: stretches in which no counter calls (lunch, the time before opening); one
    that runs starts at 0 or less. `closes_in`: until the last call of the day. A counter that rests by itself says so by its
    `opens_in`.
    """

    groups: Mapping[str, GroupNow]
    counters: Sequence[CounterNow]
    breaks: Sequence[tuple[float, float]] = ()
    closes_in: float = inf


@dataclass(frozen=True, slots=True)
class Waits:
    """`ahead`: who stands to be called before; `closes_first`: whether the hall may close before the turn comes (P90)."""

    p50_minutes: float
    p90_minutes: float
    ahead: int
    closes_first: bool = False


@dataclass(frozen=True, slots=True)
class _Before:
    """Who is called before a new ticket: those here, and the rate and the most of those who will overtake it."""

    here: int
    rate: float
    most: float


def forecast(hall: HallNow, group_id: str, lane: Lane, calibration: Calibration = Calibration()) -> Waits:  # noqa: B008 - it is frozen
    """What a ticket taken now in this group and lane may be told. Two infinities and `closes_first` if no counter will serve it."""
    group = hall.groups[group_id]
    part = _part(hall, group_id)
    if not group.ordinary + group.preferred and any(counter.idle and not counter.opens_in for counter in part.counters):
        return Waits(0.0, 0.0, 0)
    before = _before(group, lane)
    middle, doubt = _middle(part, group, before, all_free=any(starts <= 0 < ends for starts, ends in hall.breaks))
    if not isfinite(middle):
        return Waits(inf, inf, before.here, closes_first=True)
    p50, p90 = calibration.corrected(*_quantiles(middle, _variance(part, group, before, middle) + doubt * doubt))
    p50, p90 = _with_breaks(p50, hall.breaks), _with_breaks(p90, hall.breaks)
    return Waits(p50, p90, before.here, closes_first=p90 > hall.closes_in)


def _part(hall: HallNow, group_id: str) -> Flow:
    """The counters that serve the group or share a group with one that does, and the groups of the former."""
    mine = [counter for counter in hall.counters if any(one.group_id == group_id for one in counter.serves)]
    names = {group_id, *(one.group_id for counter in mine for one in counter.serves)}
    near = mine
    if len(names) > 1:
        near = [counter for counter in hall.counters if any(one.group_id in names for one in counter.serves)]
        names = {one.group_id for counter in near for one in counter.serves}
    if hall.breaks:
        near = [_at_work(counter, hall.breaks) for counter in near]
    return Flow({name: hall.groups[name] for name in names}, near, group_id)


def _at_work(counter: CounterNow, breaks: Sequence[tuple[float, float]]) -> CounterNow:
    """The counter with working minutes, as the flow counts."""
    if counter.opens_in <= 0 and counter.closes_in == inf:
        return counter
    opens_in, closes_in = _without_breaks(counter.opens_in, breaks), _without_breaks(counter.closes_in, breaks)
    return CounterNow(counter.serves, opens_in, closes_in, idle=counter.idle)


def _before(group: GroupNow, lane: Lane) -> _Before:
    """Woven as `calling.choose_lane` weaves."""
    bound = PREFERRED_IN_A_ROW
    if lane is Lane.ORDINARY:
        most = max(bound * (group.ordinary + 1) - group.streak, 0)
        here = min(group.preferred, most)
        return _Before(group.ordinary + here, group.preferred_arrivals, most - here)
    between = (min(group.streak, bound) + group.preferred) // bound
    here = min(group.ordinary, between)
    return _Before(group.preferred + here, 0.0, 0.0)


def _middle(part: Flow, group: GroupNow, before: _Before, *, all_free: bool) -> tuple[float, float]:
    """The mean wait in working minutes, and the flow's own doubt: the calls before and the turn itself, at the rate of the hall.

    `all_free`: after a break as many are called at once as there are counters.
    """
    crew = max(part.crew(0.0), 1)
    spread = (group.service.sd / group.service.mean) ** 2
    # Somebody is at each counter already: of c counters the first is free after about s/c, of one after half of s and a bit.
    turn = 1 - (1 - min((1 + spread) / 2, 1)) / crew
    calls = before.here * (1 - group.left) + (turn if not all_free else 1 - crew)
    if calls <= 0:
        return 0.0, 0.0
    minutes, doubt = part.minutes_until(calls)
    if not (before.rate and before.most and isfinite(minutes)) or minutes <= 0:
        return minutes, doubt
    rate = calls / minutes
    overtaking = min(before.rate / rate, _MOST_OVERTAKEN_RATE)
    return minutes * (1 + min(calls * overtaking / (1 - overtaking), before.most) / calls), doubt


def _variance(part: Flow, group: GroupNow, before: _Before, middle: float) -> float:
    """Of the calls themselves, of who will overtake, and of what is believed about rate and crew."""
    crew = max(part.crew(0.0), 1)
    each = group.occupied / crew
    spread = (group.service.sd / group.service.mean) ** 2
    calls = middle / each
    chance = each * each * (calls * spread + 0.4 + min(before.rate * middle, before.most))
    return chance + middle * middle * (group.service.doubt**2 + _CREW_DOUBT**2)


def _quantiles(mean: float, variance: float) -> tuple[float, float]:
    """P50 and P90 of a gamma distribution (Wilson and Hilferty's cube)."""
    if not mean:
        return 0.0, sqrt(variance)
    shape = mean * mean / variance
    base = 1 - 1 / (9 * shape)
    return mean * max(base, 0.0) ** 3, mean * max(base + _Z90 / (3 * sqrt(shape)), 0.0) ** 3


def _with_breaks(minutes: float, breaks: Sequence[tuple[float, float]]) -> float:
    """Working minutes as minutes of the clock."""
    for starts_in, ends_in in breaks:
        begin = max(starts_in, 0.0)
        if ends_in > begin and minutes >= begin:
            minutes += ends_in - begin
    return minutes


def _without_breaks(minutes: float, breaks: Sequence[tuple[float, float]]) -> float:
    """Minutes of the clock as working minutes."""
    return minutes - sum(max(min(ends_in, minutes) - max(starts_in, 0.0), 0.0) for starts_in, ends_in in breaks)
