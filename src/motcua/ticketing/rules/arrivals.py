"""Who will still come today: earlier days of the same weekday, made more or less by how today has gone so far. Pure; minutes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

STEP = 15
"""Minutes of a piece of the day; within one they come evenly."""
_DOUBT = 10.0
"""Numbers that today must differ by before half of the difference is believed."""
_LEAST, _MOST = 1 / 3, 3.0


class Come(NamedTuple):
    """Numbers that were taken in the piece of the day that begins at `taken`, by people who waited from `waits` on."""

    group_id: str
    taken: int
    waits: int
    tickets: float


@dataclass(frozen=True, slots=True)
class Today:
    """`now`: minute of the day; `taken`: numbers of each group so far; `lately`: numbers a minute of the last half hour."""

    now: float
    taken: Mapping[str, int]
    lately: Mapping[str, float]


def still_to_come(
    usual: Iterable[Come], today: Today, *, minutes: float, gives_until: float
) -> dict[str, dict[float, float]]:
    """How many will begin to wait in each group, by the minute at which the rest of a piece of the day begins.

    Args:
        usual: an earlier day, or the mean of some. A group that isn't in it goes on as in the last half hour.
        today: what is known of this one.
        minutes: how far to look from now.
        gives_until: the minute after which no number is given any more.
    """
    days = defaultdict[str, list[Come]](list)
    for come in usual:
        days[come.group_id].append(come)
    end = today.now + minutes
    expected = dict[str, dict[float, float]]()
    for group_id in today.lately:
        known = days[group_id]
        pieces = _as_usual(known, group_id, today) if known else _as_lately(group_id, today, min(end, gives_until))
        expected[group_id] = {start: many for start, many in pieces.items() if today.now <= start < end}
    return expected


def ratio(usual: Iterable[Come], group_id: str, today: Today) -> float:
    """How many come today for each that comes usually; near one until enough have come to tell."""
    before = sum(come.tickets * (1 - _left(come.taken, today.now)) for come in usual)
    found = (today.taken.get(group_id, 0) + _DOUBT) / (before + _DOUBT)
    return min(max(found, _LEAST), _MOST)


def _as_usual(usual: list[Come], group_id: str, today: Today) -> dict[float, float]:
    factor = ratio(usual, group_id, today)
    pieces = defaultdict[float, float](float)
    for come in usual:
        # Whoever took a number until now is in the hall already, even if it is for the afternoon.
        pieces[max(float(come.waits), today.now)] += factor * come.tickets * _left(come.taken, today.now)
    return pieces


def _as_lately(group_id: str, today: Today, until: float) -> dict[float, float]:
    pieces, start = dict[float, float](), today.now
    while start < until:
        end = min(until, (start // STEP + 1) * STEP)
        pieces[start] = today.lately[group_id] * (end - start)
        start = end
    return pieces


def _left(taken: int, now: float) -> float:
    """The part of a piece of the day that is still to come."""
    return min(max((taken + STEP - now) / STEP, 0.0), 1.0)
