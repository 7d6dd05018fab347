"""A second opinion on every due date: slow, naive, minute by minute, sharing no code with the room that it checks.

Its holidays are typed by hand from the announcements and the almanac, not computed.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import lcm

HOLIDAYS = {
    2026: [
        date(2026, 1, 1),
        *[date(2026, 2, d) for d in (16, 17, 18, 19, 20)],
        date(2026, 4, 26),
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 9, 1),
        date(2026, 9, 2),
        date(2026, 11, 24),
    ],
    2027: [
        date(2027, 1, 1),
        *[date(2027, 2, d) for d in (5, 6, 7, 8, 9)],
        date(2027, 4, 16),
        date(2027, 4, 30),
        date(2027, 5, 1),
        date(2027, 9, 2),
        date(2027, 9, 3),
        date(2027, 11, 24),
    ],
    2028: [
        date(2028, 1, 1),
        *[date(2028, 1, d) for d in (25, 26, 27, 28, 29)],
        date(2028, 4, 4),
        date(2028, 4, 30),
        date(2028, 5, 1),
        date(2028, 9, 1),
        date(2028, 9, 2),
        date(2028, 11, 24),
    ],
}
SWAPPED = {date(2026, 1, 2): date(2026, 1, 10), date(2026, 8, 31): date(2026, 8, 22)}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ExceptionalDay:
    """A day that is not as the rules say: kind off, substitute or work."""

    day: date
    kind: str
    counterpart: date | None = None
    hours: tuple | None = None


@dataclass(frozen=True)
class World:
    """week: seven times (intervals, thousandths of a working day) or None; rest: weekdays; exceptions in order."""

    week: tuple
    rest: frozenset
    exceptions: tuple = ()


class Oracle:
    def __init__(self, world, *, forget_substitutes=False, forget_lunch=False):
        self.world = world
        self.exceptions = {}
        for off, worked in SWAPPED.items():
            self.exceptions[off] = ExceptionalDay(off, "off")
            self.exceptions[worked] = ExceptionalDay(worked, "work", counterpart=off)
        for exception in world.exceptions:
            self.exceptions[exception.day] = exception
        self.forget_lunch = forget_lunch
        self.days_off = set() if forget_substitutes else self.substitutes()
        self.days_off |= {day for days in HOLIDAYS.values() for day in days}
        self.days = {}
        self.unit = 100 * 1000 * lcm(*[self.length(hours) for hours in self.all_hours()])

    def all_hours(self):
        hours = [day for day in self.world.week if day]
        return hours + [e.hours for e in self.world.exceptions if e.hours]

    def length(self, hours):
        return len(open_minutes(hours[0]))

    def substitutes(self):
        found = set()
        replaced = {e.counterpart for e in self.world.exceptions if e.kind == "substitute" and self.stands(e)}
        for holidays in HOLIDAYS.values():
            for holiday in holidays:
                cancelled = holiday in self.exceptions and self.exceptions[holiday].kind == "work"
                if holiday.weekday() not in self.world.rest or holiday in replaced or cancelled:
                    continue
                day = holiday
                while (
                    day in holidays
                    or day in found
                    or day in self.exceptions
                    or day.weekday() in self.world.rest
                    or day == holiday
                ):
                    day += ONE_DAY
                found.add(day)
        return found

    def stands(self, exception):
        return self.exceptions[exception.day] is exception

    def hours_of(self, day):
        """(intervals, thousandths) of a day that is worked, else None."""
        exception = self.exceptions.get(day)
        if exception is None:
            return None if day in self.days_off else self.world.week[day.weekday()]
        if exception.kind != "work":
            return None
        return exception.hours or self.world.week[exception.counterpart.weekday()]

    def day_of(self, ordinal):
        """Per minute of the day its weight, 0 where the unit is closed; None for a day off."""
        if ordinal not in self.days:
            hours = self.hours_of(date.fromordinal(ordinal))
            self.days[ordinal] = hours and weights(
                open_day(hours[0]) if self.forget_lunch else hours[0], hours[1], self.unit
            )
        return self.days[ordinal]

    def weight(self, minute):
        day = self.day_of(minute // 1440)
        return day[minute % 1440] if day else 0

    def is_off(self, day):
        return self.hours_of(day) is None

    def start(self, received, after_15h_next_day):
        minute = received
        if after_15h_next_day and self.weight(minute) and minute % 1440 > 15 * 60:
            minute = (minute // 1440 + 1) * 1440
        while not self.weight(minute):
            minute += 1 if self.day_of(minute // 1440) else 1440 - minute % 1440
        return minute

    def closing(self, day):
        while self.is_off(day):
            day += ONE_DAY
        closed = max(m for m in range(1440) if self.day_of(day.toordinal())[m])
        return day.toordinal() * 1440 + closed + 1

    def due(self, received, quantity, unit, *, after_15h_next_day=False, pauses=()):
        """The minute a dossier is due. `pauses` are (from, to) in minutes, for limits in working time only."""
        minute = self.start(received, after_15h_next_day)
        first = date.fromordinal(minute // 1440)
        if unit == "same_day":
            return self.closing(first)
        if unit == "calendar_days":
            return self.closing(first + int(quantity) * ONE_DAY)
        if unit == "months":
            return self.closing(months_later(first, int(quantity)))
        by_hours = unit == "working_hours"
        left = int(quantity * 100) * 60 if by_hours else int(quantity * 100) * (self.unit // 100)
        pauses = list(pauses)
        while left > 0:
            while pauses and minute >= pauses[0][0]:
                minute = max(minute, self.start(pauses.pop(0)[1], after_15h_next_day))
            weight = self.weight(minute)
            if weight:
                left -= 100 if by_hours else weight
            elif self.day_of(minute // 1440) is None:
                minute += 1439 - minute % 1440
            minute += 1
        return minute

    def worked(self, start, end):
        """The open minutes in [start, end)."""
        return sum(1 for minute in range(start, end) if self.weight(minute))


@lru_cache(maxsize=4096)
def open_minutes(intervals):
    return [m for m in range(1440) if any(opens <= m < closes for opens, closes in intervals)]


def open_day(intervals):
    return ((intervals[0][0], intervals[-1][1]),)


@lru_cache(maxsize=4096)
def weights(intervals, thousandths, unit):
    minutes = open_minutes(intervals)
    day = [0] * 1440
    for minute in minutes:
        day[minute] = unit // 1000 * thousandths // len(minutes)
    return day


def months_later(day, months):
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def minute_of(moment):
    return moment.toordinal() * 1440 + moment.hour * 60 + moment.minute


def moment_of(minute, zone):
    return datetime.combine(date.fromordinal(minute // 1440), datetime.min.time(), zone) + timedelta(
        minutes=minute % 1440
    )
