"""Random units, days and receipts, and the same unit told to the room and to the oracle."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import (
    NATIONAL_OVERRIDES,
    Calendar,
    ClockStart,
    DayHours,
    Override,
    OverrideKind,
    WeeklyHours,
)
from motcua.worktime.tests.oracle import HOLIDAYS, ExceptionalDay, World

STANDARD = (((420, 690), (810, 1020)), 1000)
HOT_DAYS = [
    date(2026, 1, 1),
    date(2026, 2, 13),
    date(2026, 4, 24),
    date(2026, 4, 29),
    date(2026, 8, 21),
    date(2026, 11, 20),
    date(2027, 2, 4),
    date(2027, 4, 29),
]
ALL_HOLIDAYS = sorted(day for days in HOLIDAYS.values() for day in days)


@dataclass(frozen=True)
class Receipt:
    world: World
    at: datetime
    limit: Limit
    clock_start: ClockStart

    @property
    def after_15h_next_day(self):
        return self.clock_start is ClockStart.NEXT_WORKING_DAY_AFTER_15H


def calendar_of(world):
    """The unit as the room knows it."""
    days = {weekday: _hours(hours) for weekday, hours in enumerate(world.week) if hours}
    overrides = [_override(exception) for exception in world.exceptions]
    return Calendar([WeeklyHours(days)], rest_weekdays=world.rest, overrides=[*NATIONAL_OVERRIDES, *overrides])


def _hours(hours):
    return DayHours(hours[0], Decimal(hours[1]) / 1000)


def _override(exception):
    kind = {"off": OverrideKind.HOLIDAY, "substitute": OverrideKind.SUBSTITUTE, "work": OverrideKind.WORKING}
    return Override(
        exception.day,
        kind[exception.kind],
        "Quyết định thử",
        name="ngày lễ của tỉnh",
        counterpart=exception.counterpart,
        hours=exception.hours and _hours(exception.hours),
    )


CUTS = st.sets(st.integers(5 * 60, 22 * 60), min_size=4, max_size=4)
SECONDS_OF_A_DAY = st.integers(0, 24 * 60 * 60 - 1)
OFFSETS = st.integers(-3, 20)
SATURDAYS = st.sampled_from([None, (((420, 690),), 500), STANDARD])
OPEN_WEEKDAYS = st.integers(1, 4**7 - 1)
REST = st.sampled_from([frozenset({5, 6}), frozenset({5, 6}), frozenset({6}), frozenset({0, 3})])
PARTS_OF_DAYS = st.sampled_from([Decimal(q) for q in ("0.25", "0.5", "1", "1.5", "0.33", "2", "3", "5", "7")])


@st.composite
def some_day_hours(draw):
    a, b, c, d = sorted(draw(CUTS))
    worth = draw(st.sampled_from([1000, 1000, 500, 750]))
    return (((a, b), (c, d)) if (a + b) % 2 else ((a, d),)), worth


DAY_HOURS = some_day_hours()


@st.composite
def some_week(draw):
    """Half of the weeks are standard but for Saturday; the others mix two odd days, standard days and closed ones."""
    if draw(st.booleans()):
        return (*[STANDARD] * 5, draw(SATURDAYS), None)
    kinds = [None, STANDARD, draw(DAY_HOURS), draw(DAY_HOURS)]
    chosen = draw(OPEN_WEEKDAYS)
    return tuple(kinds[chosen // 4**weekday % 4] for weekday in range(7))


WEEKS = some_week()


@st.composite
def some_exception(draw):
    """A day's offset, its kind, the offset of its counterpart and its own hours, if it has them."""
    kind = draw(st.sampled_from(["off", "substitute", "work"]))
    own_hours = draw(DAY_HOURS) if kind == "work" and draw(st.booleans()) else None
    return draw(OFFSETS), kind, draw(OFFSETS), own_hours


EXCEPTIONS = st.lists(some_exception(), max_size=3)


def exceptional_day(near, offset, kind, other, hours):
    day = near + timedelta(days=offset)
    if kind == "off" or hours:
        return ExceptionalDay(day, kind, hours=hours)
    if kind == "work":
        return ExceptionalDay(day, kind, counterpart=near + timedelta(days=other))
    following = [holiday for holiday in ALL_HOLIDAYS if holiday >= near]
    return ExceptionalDay(day, kind, counterpart=following[other] if 0 <= other < len(following) else None)


@st.composite
def receipts(draw, units):
    near = draw(st.sampled_from(HOT_DAYS)) + timedelta(days=draw(st.integers(-9, 5)))
    by_day = {found[0]: exceptional_day(near, *found) for found in draw(EXCEPTIONS)}
    world = World(draw(WEEKS), draw(REST), tuple(by_day.values()))
    clock, seconds = divmod(draw(SECONDS_OF_A_DAY), 60)
    at = datetime(near.year, near.month, near.day, clock // 60, clock % 60, seconds, tzinfo=HANOI)
    return Receipt(world, at, draw_limit(draw, draw(st.sampled_from(units))), draw(st.sampled_from(ClockStart)))


def draw_limit(draw, unit):
    if unit is LimitUnit.SAME_DAY:
        return Limit.same_day()
    if unit is LimitUnit.WORKING_HOURS:
        return Limit(Decimal(draw(st.integers(1, 160))) / 4, unit)
    if unit is LimitUnit.WORKING_DAYS:
        return Limit(draw(PARTS_OF_DAYS), unit)
    return Limit(Decimal(draw(st.integers(1, 6 if unit is LimitUnit.MONTHS else 40))), unit)
