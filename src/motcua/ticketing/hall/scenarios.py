"""Halls to try things on: an invented centre of any size, and the shapes of day that a real one knows."""

from collections.abc import Sequence
from dataclasses import replace

from motcua.ticketing.hall.plan import CounterPlan, GroupPlan, HallPlan, Stretch
from motcua.ticketing.rules.flow import Serves

_GROUPS = (
    # name, share of tickets, minutes, spread
    ("Đất đai", 22, 11.0, 0.7),
    ("Hộ tịch, chứng thực", 20, 5.0, 0.6),
    ("Căn cước", 14, 7.0, 0.4),
    ("Đăng ký kinh doanh", 10, 9.0, 0.6),
    ("Thuế", 9, 8.0, 0.7),
    ("Bảo hiểm xã hội", 9, 7.5, 0.6),
    ("Giao thông vận tải", 8, 6.0, 0.5),
    ("Xây dựng", 5, 13.0, 0.8),
    ("Lao động, người có công", 3, 10.0, 0.6),
)
_ARRIVALS = (
    (420.0, 480.0, 0.20),
    (480.0, 540.0, 0.20),
    (540.0, 600.0, 0.14),
    (600.0, 675.0, 0.11),
    (800.0, 870.0, 0.17),
    (870.0, 930.0, 0.11),
    (930.0, 1005.0, 0.07),
)
"""The morning is full, and so is the hour after lunch; the kiosk opens ten minutes before the counters then."""
RUSH = (
    (410.0, 450.0, 0.30),
    (450.0, 510.0, 0.25),
    (510.0, 600.0, 0.15),
    (600.0, 675.0, 0.08),
    (800.0, 900.0, 0.15),
    (900.0, 1005.0, 0.07),
)
"""Many are there before the doors open."""


def usual_day(tickets: int = 3000, counters: int = 34) -> HallPlan:
    """A day of a provincial centre: counters by the work they are needed for, the last of each big group also helps the next one.

    Minutes a call are those of the everyday mix, shortened or stretched so that this many counters are busy for four fifths of
    the day: a hall in which people wait, and nobody for hours.
    """
    work = [share * minutes for _, share, minutes, _ in _GROUPS]
    open_minutes = counters * sum(end - start for start, end in HallPlan((), (), 0, ()).opening)
    scale = 0.82 * open_minutes / (tickets * sum(work) / sum(share for _, share, _, _ in _GROUPS))
    groups = tuple(
        GroupPlan(f"G{number}", name, share / 100, round(minutes * scale, 2), spread)
        for number, (name, share, minutes, spread) in enumerate(_GROUPS, start=1)
    )
    desks = tuple(
        CounterPlan(number, serves, (_coffee(number),)) for number, serves in enumerate(_posts(counters, work), start=1)
    )
    return HallPlan(groups, desks, tickets, _ARRIVALS)


def _coffee(number: int) -> Stretch:
    start = 540.0 + 7 * (number % 12)
    return start, start + 10


def _posts(counters: int, work: Sequence[float]) -> list[tuple[Serves, ...]]:
    """What each counter serves: whole counters by largest remainder, at least one of each group while there are enough."""
    names = [f"G{number}" for number in range(1, len(work) + 1)]
    if counters < len(names):
        # Each counter takes several groups in turn, and each group is taken somewhere.
        return [tuple(Serves(name) for name in names[start::counters]) for start in range(counters)]
    exact = [counters * share / sum(work) for share in work]
    given = [max(int(share), 1) for share in exact]
    while sum(given) > counters:
        given[given.index(max(given))] -= 1
    for index in sorted(range(len(names)), key=lambda index: given[index] - exact[index])[: counters - sum(given)]:
        given[index] += 1
    posts: list[tuple[Serves, ...]] = []
    for index, many in enumerate(given):
        helped = names[(index + 1) % len(names)]
        for desk in range(many):
            helps = many >= 3 and desk == many - 1  # noqa: PLR2004 - smaller groups have nobody to spare
            posts.append((Serves(names[index], 1, 3), Serves(helped, 2, 1)) if helps else (Serves(names[index]),))
    return posts


def scenarios() -> dict[str, HallPlan]:
    """Days whose parameters the forecast doesn't know; `motcua.ticketing` promises its P90 on each."""
    usual = usual_day()
    small = usual_day(260, 4)
    mixed = replace(
        usual_day(900, 10),
        counters=tuple(
            CounterPlan(
                number, tuple(Serves(f"G{(number + step) % 9 + 1}", 1 + step // 3, 3 - step % 3) for step in range(4))
            )
            for number in range(1, 11)
        ),
    )
    uneven = [1.25, 0.85, 1.1, 0.9, 1.2, 1.0, 1.15, 0.8, 1.05]
    return {
        "usual": usual,
        "rush": replace(usual, arrivals=RUSH),
        "few counters": small,
        "mixed groups": mixed,
        "priority 5 %": replace(usual, priority=0.03, appointments=0.02),
        "priority 25 %": replace(usual, priority=0.18, appointments=0.07),
        "slow day, +30 %": replace(usual, groups=tuple(replace(group, drift=1.3) for group in usual.groups)),
        "uneven drift": replace(
            usual, groups=tuple(replace(group, drift=drift) for group, drift in zip(usual.groups, uneven, strict=True))
        ),
        "a fifth more people": replace(usual, surge=1.2),
        "quick day, -20 %": replace(usual, groups=tuple(replace(group, drift=0.8) for group in usual.groups)),
    }
