"""What would help the hall now: the next two hours played forward many times, with and without a change. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, sqrt
from random import Random
from statistics import fmean, pstdev

from motcua.kernel.percentiles import percentile
from motcua.ticketing.hall import script
from motcua.ticketing.hall.engine import Busy, Engine, Ticket
from motcua.ticketing.hall.plan import CounterPlan, GroupPlan, HallPlan, Stretch, Visit
from motcua.ticketing.rules.flow import Serves
from motcua.ticketing.vocabulary import Lane

HORIZON_MINUTES = 120.0
QUARTER_MINUTES = 15.0
REPLICATIONS = 16
LEAST_GAIN_MINUTES, LEAST_GAIN_SHARE, ENOUGH_MINUTES = 5.0, 0.2, 15.0
"""An advice moves people about; less than this isn't worth it. Where people wait for hours a quarter of an hour is enough."""
_SURE = 1.7
"""Standard errors by which the gain has to be clear: nineteen times of twenty."""
_MOST_GROUPS, _MOST_GIVERS = 2, 2
_FIRST_LOOK = 4
_REDRAWS = 20


@dataclass(frozen=True, slots=True)
class HallState:
    """The hall now. `plan.groups` carry today's minutes (what `service_times` believes), `plan.counters` who is open until when.

    `waiting`: (group, lane, minute since when) of everybody; `busy`: counter → (group, minute since when).
    """

    plan: HallPlan
    now: float
    waiting: Sequence[tuple[str, Lane, float]] = ()
    busy: Mapping[int, tuple[str, float]] | None = None


@dataclass(frozen=True, slots=True)
class Quarter:
    """A group in a quarter of an hour: how many wait at its end, and the P90 of those who take a number in it (0 if nobody)."""

    ends: float
    waiting: float
    p90_minutes: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """A group's two hours: by quarters, and the P90 of all who take a number in them; a quarter's few may be unlucky."""

    quarters: tuple[Quarter, ...]
    p90_minutes: float


@dataclass(frozen=True, slots=True)
class Option:
    """A change: `counter` (None: one more is opened) serves `group` until `until`, taken from `taken_from` if it moves."""

    group: str
    until: float
    counter: int | None = None
    taken_from: str | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What a change brings.

    P90 of the waits of those who take a number from now until the option ends; `others`: (group, before, after) of groups that
    pay for it. `minutes_saved`: of everybody together.
    """

    option: Option
    before_p90: float
    after_p90: float
    minutes_saved: float
    others: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Draw:
    """One way in which the next hours may go, whatever the hall does about it."""

    visits: list[Visit]
    busy: dict[int, Busy]


def outlook(state: HallState, seed: int = 0, replications: int = REPLICATIONS) -> dict[str, Outlook]:
    """The next two hours of each group, if nothing is changed."""
    runs = [_run(state, state.plan.counters, _draw(state, seed + number)) for number in range(replications)]
    end = state.now + HORIZON_MINUTES
    return {
        name: Outlook(tuple(_quarters(state.now, name, runs)), round(_p90(runs, name, state.now, end), 1))
        for name in (group.group_id for group in state.plan.groups)
    }


def advise(state: HallState, seed: int = 0, *, spare: bool = True, most: int = 3) -> list[Advice]:
    """The best changes, most minutes saved first; none where nothing clearly helps.

    `spare`: whether there is a counter, and somebody for it, to be opened. Each option meets the same people as doing nothing
    does, in a few replications first; only the promising ones in all.
    """
    draws = [_draw(state, seed + number) for number in range(REPLICATIONS)]
    base = [_run(state, state.plan.counters, draw) for draw in draws]
    promising: list[tuple[float, Option, list[Engine]]] = []
    for option in _options(state, base, spare=spare):
        counters = _changed(state, option)
        few = [_run(state, counters, draw) for draw in draws[:_FIRST_LOOK]]
        saved = fmean(map(_saved, base, few))
        if saved > 0:
            promising.append((saved, option, few))
    promising.sort(key=lambda found: -found[0])
    judged = []
    for _, option, few in promising[:most]:
        counters = _changed(state, option)
        changed = [*few, *(_run(state, counters, draw) for draw in draws[_FIRST_LOOK:])]
        judged.append(_judge(state, option, base, changed))
    return sorted((advice for advice in judged if advice), key=lambda advice: -advice.minutes_saved)


def _options(state: HallState, base: Sequence[Engine], *, spare: bool) -> Iterator[Option]:
    """For the groups whose people will wait longest: one more counter, or one of another group."""
    until = min(state.now + HORIZON_MINUTES, _stretch_ends(state))
    p90 = {group.group_id: _p90(base, group.group_id, state.now, until) for group in state.plan.groups}
    worst = sorted((name for name in p90 if p90[name] >= LEAST_GAIN_MINUTES), key=lambda name: -p90[name])
    for group in worst[:_MOST_GROUPS]:
        if spare:
            # Who waits longer than the horizon isn't helped by a counter that closes within it.
            whole_day = state.plan.closes if p90[group] > HORIZON_MINUTES else until
            for end in sorted({min(until, state.now + 60.0), until, whole_day}):
                yield Option(group, end)
        givers = sorted((name for name in p90 if p90[name] < p90[group] / 2), key=lambda name: p90[name])
        for giver in givers[:_MOST_GIVERS]:
            counter = _to_spare(state, giver, group)
            if counter is not None:
                yield Option(group, until, counter, giver)


def _to_spare(state: HallState, giver: str, taker: str) -> int | None:
    """A counter of one group that the other could have: not its only one."""
    own = [counter for counter in state.plan.counters if counter.serves[0].group_id == giver]
    free = [counter.number for counter in own if all(one.group_id != taker for one in counter.serves)]
    return free[-1] if len(own) > 1 and free else None


def _stretch_ends(state: HallState) -> float:
    """Until when advice is given: lunch and closing end it, since people are sent anew afterwards."""
    return next((end for _, end in state.plan.opening if end > state.now), state.plan.closes)


def _judge(state: HallState, option: Option, base: Sequence[Engine], changed: Sequence[Engine]) -> Advice | None:
    """The advice with its figures, if its gain is clear over all replications."""
    span = (state.now, option.until)
    before, after = _p90(base, option.group, *span), _p90(changed, option.group, *span)
    gains = [
        _p90([was], option.group, *span) - _p90([would], option.group, *span)
        for was, would in zip(base, changed, strict=True)
    ]
    doubt = _SURE * pstdev(gains) / sqrt(len(gains))
    saved = [_saved(was, would) for was, would in zip(base, changed, strict=True)]
    clear = fmean(gains) - doubt >= max(LEAST_GAIN_MINUTES, min(LEAST_GAIN_SHARE * before, ENOUGH_MINUTES))
    if not clear or fmean(saved) <= _SURE * pstdev(saved) / sqrt(len(saved)):
        return None
    pays = [(g.group_id, _p90(base, g.group_id, *span), _p90(changed, g.group_id, *span)) for g in state.plan.groups]
    others = tuple((name, was, would) for name, was, would in pays if name != option.group and would - was >= 1)
    return Advice(option, round(before), round(after), round(fmean(saved)), others)


def _changed(state: HallState, option: Option) -> tuple[CounterPlan, ...]:
    counters = state.plan.counters
    serves = (Serves(option.group),)
    hours: Stretch = (state.now, option.until)
    extra = 1 + max((counter.number for counter in counters), default=0)
    if option.counter is None:
        return (*counters, CounterPlan(extra, serves, open=hours))
    # The mover stays where it is in the hall; from `until` on it is its old self again, with a number that nobody reads.
    moved = [
        replace(counter, serves=serves, open=hours) if counter.number == option.counter else counter
        for counter in counters
    ]
    old = next(counter for counter in counters if counter.number == option.counter)
    return (*moved, replace(old, number=extra, rests=(*old.rests, hours)))


def _draw(state: HallState, seed: int) -> _Draw:
    random = Random(seed)
    plan = state.plan
    groups = {group.group_id: group for group in plan.groups}
    busy = {
        number: Busy(group, state.now + _remaining(groups[group], state.now - since, random))
        for number, (group, since) in (state.busy or {}).items()
        if group in groups
    }
    here = [script.visit(plan, groups[name], at, random, lane) for name, lane, at in state.waiting if name in groups]
    # Whoever is here has not given up yet.
    here = [visit if visit.at + visit.patience > state.now else replace(visit, patience=inf) for visit in here]
    coming = script.coming(plan, state.now, state.now + HORIZON_MINUTES, random)
    return _Draw(sorted([*here, *coming], key=lambda visit: visit.at), busy)


def _run(state: HallState, counters: tuple[CounterPlan, ...], draw: _Draw) -> Engine:
    """Two hours of people who come, and then on, so that they are called, too, if it is after lunch."""
    plan = replace(state.plan, counters=counters)
    engine = Engine(plan, draw.visits, state.now, busy=draw.busy, notes=False)
    engine.run(plan.closes)
    return engine


def _remaining(group: GroupPlan, elapsed: float, random: Random) -> float:
    """Minutes that a call goes on, given how long it has gone on."""
    for _ in range(_REDRAWS):
        drawn = script.minutes(group, random)
        if drawn > elapsed:
            return drawn - elapsed
    return group.minutes / 2


def _wait(ticket: Ticket, engine: Engine) -> float:
    """What it waited; at least what it has waited, where it wasn't called yet."""
    return ticket.waited if ticket.waited is not None else (ticket.ended or engine.now) - ticket.visit.at


def _waits(engines: Iterable[Engine], wanted: Callable[[Visit], bool]) -> list[float]:
    return sorted(_wait(ticket, engine) for engine in engines for ticket in engine.tickets if wanted(ticket.visit))


def _p90(engines: Iterable[Engine], group: str, start: float, end: float) -> float:
    waits = _waits(engines, lambda visit: visit.group == group and start <= visit.at < end)
    return percentile(waits, 0.9) if waits else 0.0


def _saved(before: Engine, after: Engine) -> float:
    """Minutes of waiting of everybody together."""
    return sum(_wait(ticket, before) for ticket in before.tickets) - sum(
        _wait(ticket, after) for ticket in after.tickets
    )


def _quarters(now: float, group: str, runs: Sequence[Engine]) -> Iterator[Quarter]:
    for step in range(int(HORIZON_MINUTES // QUARTER_MINUTES)):
        start = now + step * QUARTER_MINUTES
        end = start + QUARTER_MINUTES
        waiting = sum(
            _waits_at(ticket, end, run) for run in runs for ticket in run.tickets if ticket.visit.group == group
        )
        yield Quarter(end, round(waiting / len(runs), 1), round(_p90(runs, group, start, end), 1))


def _waits_at(ticket: Ticket, minute: float, engine: Engine) -> bool:
    return ticket.visit.at <= minute < ticket.visit.at + _wait(ticket, engine)
