"""The opening hours of a unit: intervals of a day, days of a week, weeks in force between two dates."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Self

from motcua.kernel.errors import InvalidInputError

WORTH_UNITS = 1000
"""A full working day, in the units that a day's worth is counted in."""

_INTERVAL = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one day: intervals [opens, closes) in minutes from midnight, in order, apart, before 24:00.

    `worth` says how many working days the whole day counts for in a limit of working days: 1, or less for a short
    Saturday (> 0, at most three decimals).
    """

    intervals: tuple[tuple[int, int], ...]
    worth: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        edges = [edge for interval in self.intervals for edge in interval]
        apart = all(a < b for a, b in pairwise(edges))
        if not edges or not apart or edges[0] < 0 or edges[-1] >= 24 * 60:
            raise InvalidInputError(
                "worktime:hours:order",
                "Giờ làm việc phải theo thứ tự trong ngày, không chồng nhau và kết thúc trước 24:00.",
                f"intervals out of order or out of the day: {self.intervals}",
            )
        if not 0 < self.worth <= 1 or self.worth * WORTH_UNITS % 1:
            raise InvalidInputError(
                "worktime:hours:worth",
                "Một ngày làm việc được tính lớn hơn 0 và không quá 1 ngày công, tối đa 3 chữ số thập phân.",
                f"a day's worth of {self.worth}",
            )

    @classmethod
    def parse(cls, text: str, worth: Decimal = Decimal(1)) -> Self:
        """Hours from "07:00-11:30 13:30-17:00"."""
        found = [_INTERVAL.fullmatch(word) for word in text.split()]
        if not found or None in found:
            raise InvalidInputError(
                "worktime:hours:form",
                "Giờ làm việc được viết như 07:00-11:30 13:30-17:00.",
                f"hours that can't be read, {len(text)} characters",
            )
        times = [[int(number) for number in match.groups()] for match in found if match]
        return cls(tuple((h1 * 60 + m1, h2 * 60 + m2) for h1, m1, h2, m2 in times), worth)

    @property
    def minutes(self) -> int:
        """How many minutes are worked in the whole day."""
        return sum(closes - opens for opens, closes in self.intervals)

    @property
    def closes(self) -> int:
        return self.intervals[-1][1]

    def worked_before(self, minute: int) -> int:
        """Minutes worked from the day's opening to `minute`."""
        worked = 0
        for opens, closes in self.intervals:
            if minute <= opens:
                break
            worked += min(minute, closes) - opens
        return worked

    def when_worked(self, worked: int) -> int:
        """The first minute by which `worked` minutes (0 < worked ≤ minutes) were worked: an end, never an opening."""
        for opens, closes in self.intervals:
            if worked <= closes - opens:
                return opens + worked
            worked -= closes - opens
        raise ValueError("more minutes than the day has")

    def next_worked(self, worked: int) -> int:
        """The minute of work that follows the first `worked` (< minutes) minutes: an opening, never an end."""
        for opens, closes in self.intervals:
            if worked < closes - opens:
                return opens + worked
            worked -= closes - opens
        raise ValueError("no more minutes in the day")

    def opening_from(self, minute: int) -> int | None:
        """The first minute at or after `minute` at which the unit is open; None when it has closed for the day."""
        return next((max(minute, opens) for opens, closes in self.intervals if minute < closes), None)


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """A unit's hours by weekday (0 is Monday; a day left out is closed), in force from a day to a day, both included."""

    days: Mapping[int, DayHours]
    valid_from: date = date.min
    valid_to: date = date.max

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", MappingProxyType(dict(self.days)))
        if self.valid_from > self.valid_to or not set(self.days) <= set(range(7)):
            raise InvalidInputError(
                "worktime:hours:validity",
                "Ngày bắt đầu áp dụng phải trước ngày kết thúc, và thứ trong tuần phải từ thứ Hai đến Chủ nhật.",
                f"weekly hours from {self.valid_from} to {self.valid_to} for the weekdays {sorted(self.days)}",
            )


def without_overlap(weeks: Sequence[WeeklyHours]) -> tuple[WeeklyHours, ...]:
    """The same periods in order of time; two in force on one day are refused (`InvalidInputError`)."""
    ordered = tuple(sorted(weeks, key=lambda week: week.valid_from))
    for earlier, later in pairwise(ordered):
        if later.valid_from <= earlier.valid_to:
            raise InvalidInputError(
                "worktime:hours:overlap",
                "Hai khung giờ làm việc không được cùng có hiệu lực trong một ngày.",
                f"weekly hours from {later.valid_from} overlap those to {earlier.valid_to}",
            )
    return ordered


STANDARD_DAY = DayHours.parse("07:00-11:30 13:30-17:00")
STANDARD_WEEK = WeeklyHours(dict.fromkeys(range(5), STANDARD_DAY))
