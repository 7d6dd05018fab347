"""When people come: on which days, and at which minute of a day, with a peak in the morning and one in the afternoon."""

import math
import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from motcua.worktime import Calendar, DayHours

FIRST_AFTER_OPENING, LAST_BEFORE_A_BREAK, LAST_BEFORE_CLOSING = 2, 10, 25
"""Minutes: nobody is served the moment the doors open, and the last one is still served before they close."""

_PEAKS = ((8 * 60 + 40, 45, 1.0), (14 * 60 + 30, 40, 0.7))
"""(minute of the day, spread in minutes, height)."""
_EVER = 0.25
_BY_WEEKDAY = (1.25, 1.05, 1.0, 1.0, 0.85, 0.6, 0.6)


def working_days(calendar: Calendar, *, before: date, count: int) -> list[date]:
    """The last `count` working days before a day, in order."""
    days: list[date] = []
    day = before
    while len(days) < count:
        day -= timedelta(days=1)
        if calendar.day(day).hours:
            days.append(day)
    return days[::-1]


def citizens_by_day(days: Sequence[date], citizens: int, chance: random.Random) -> list[int]:
    """How many come on each day: Mondays are full, no day is like another; together exactly `citizens`."""
    weights = [_BY_WEEKDAY[day.weekday()] * chance.uniform(0.9, 1.1) for day in days]
    cuts = [round(citizens * part / sum(weights)) for part in accumulate(weights)]
    return [cut - earlier for earlier, cut in zip([0, *cuts[:-1]], cuts, strict=True)]


def arrival(hours: DayHours, chance: random.Random) -> int:
    """The minute of the day at which somebody's turn comes."""
    minutes, weights = _turns(hours)
    return chance.choices(minutes, cum_weights=weights)[0]


@cache
def _turns(hours: DayHours) -> tuple[list[int], list[float]]:
    """Every minute at which somebody may be received, and the weights added up."""
    last = hours.closes - LAST_BEFORE_CLOSING
    spans = [
        range(opens + FIRST_AFTER_OPENING, min(closes - LAST_BEFORE_A_BREAK, last)) for opens, closes in hours.intervals
    ]
    minutes = [minute for span in spans for minute in span]
    return minutes, list(accumulate(_rush(minute) for minute in minutes))


def _rush(minute: int) -> float:
    return _EVER + sum(height * math.exp(-(((minute - peak) / spread) ** 2) / 2) for peak, spread, height in _PEAKS)
