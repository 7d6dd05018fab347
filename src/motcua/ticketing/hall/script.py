"""Who comes on a day, when, and with what luck: everything random of a simulation, from one seed."""

from collections.abc import Iterator
from math import inf, log, sqrt
from random import Random

from motcua.ticketing.hall.plan import GroupPlan, HallPlan, Visit
from motcua.ticketing.vocabulary import Lane

_LATE_MINUTES = 6.0


def visits(plan: HallPlan, seed: int) -> list[Visit]:
    """The day's visits in the order in which they come; as many as the plan expects, times its surge."""
    random = Random(seed)  # a lottery for nobody
    pieces = [(start, end) for start, end, _ in plan.arrivals]
    shares = [share for _, _, share in plan.arrivals]
    count = round(plan.tickets * plan.surge)
    times = sorted(random.uniform(*piece) for piece in random.choices(pieces, shares, k=count))
    groups = random.choices(plan.groups, [group.share for group in plan.groups], k=count)
    return [visit(plan, group, at, random) for at, group in zip(times, groups, strict=True)]


def visit(plan: HallPlan, group: GroupPlan, at: float, random: Random, lane: Lane | None = None) -> Visit:
    """One visit to the group at that minute; the same number of draws whatever they say."""
    draws = [random.random() for _ in range(6)]
    late, held, patience = (random.expovariate(1) for _ in range(3))
    elsewhere = random.choice(plan.groups)
    drawn = Lane.PREFERRED if draws[0] < plan.preferred else Lane.ORDINARY
    return Visit(
        at=at,
        group=group.group_id,
        lane=lane or drawn,
        minutes=minutes(group, random),
        comes=draws[1] >= plan.no_show,
        late_by=1 + late * _LATE_MINUTES if draws[2] < plan.comes_late else None,
        held_for=2 + held * plan.held_minutes if draws[3] < plan.held else None,
        transfer_to=elsewhere.group_id if draws[4] < plan.transfer and elsewhere is not group else None,
        patience=8 + patience * plan.patience_minutes if draws[5] < plan.impatient else inf,
    )


def minutes(group: GroupPlan, random: Random) -> float:
    """What one call takes today: log-normal."""
    variance = log(1 + group.spread**2)
    return random.lognormvariate(log(group.minutes * group.drift) - variance / 2, sqrt(variance))


def coming(plan: HallPlan, start: float, end: float, random: Random) -> Iterator[Visit]:
    """Visits between two minutes as they are expected, each group by itself."""
    for group in plan.groups:
        at = start
        while at < end:
            # The rate stands for a quarter of an hour, so a gap that passes it is drawn anew from there.
            edge = min(end, (at // 15 + 1) * 15)
            rate = plan.expected(group, at)
            gap = random.expovariate(rate) if rate else inf
            if at + gap >= edge:
                at = edge
                continue
            at += gap
            yield visit(plan, group, at, random)
