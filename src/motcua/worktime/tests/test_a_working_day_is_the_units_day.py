"""8 working hours make a working day at a unit with 8 hours; at any other unit its own day does (ADR 0011)."""

from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

import pytest

from motcua.kernel.clock import HANOI
from motcua.kernel.errors import ConflictError, InvalidInputError
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import STANDARD_DAY, Calendar, DayHours, WeeklyHours, due_at

MONDAY = date(2026, 11, 16)


def at(day, clock):
    return datetime.fromisoformat(f"2026-11-{day:02}T{clock}").replace(tzinfo=HANOI)


def unit(hours, more=MappingProxyType({})):
    return Calendar([WeeklyHours({**dict.fromkeys(range(5), DayHours.parse(hours)), **more})])


STANDARD = Calendar()
SHORT = unit("07:30-11:30 13:30-16:30")


@pytest.mark.parametrize(
    ("quantity", "due"),
    [
        ("0.25", at(16, "11:00")),
        ("0.5", at(16, "15:00")),
        ("1", at(17, "09:00")),
        ("1.5", at(17, "15:00")),
        ("2", at(18, "09:00")),
        ("4", at(20, "09:00")),
        ("5", at(23, "09:00")),
        ("6", at(25, "09:00")),
    ],
)
def test_days_and_parts_of_days_at_8_hours(quantity, due):
    assert due_at(STANDARD, at(16, "09:00"), Limit.of(quantity, LimitUnit.WORKING_DAYS)) == due


@pytest.mark.parametrize(
    ("quantity", "due"), [("0.25", at(16, "10:45")), ("1", at(17, "09:00")), ("5", at(23, "09:00"))]
)
def test_days_and_parts_of_days_at_7_hours(quantity, due):
    """A quarter of 7 hours is 1 hour 45; five days later is the fifth day at the same hour, not 40 hours later."""
    assert due_at(SHORT, at(16, "09:00"), Limit.of(quantity, LimitUnit.WORKING_DAYS)) == due


def test_8_hours_stay_8_hours_at_7_hours_a_day():
    assert due_at(SHORT, at(16, "09:00"), Limit.of(8, LimitUnit.WORKING_HOURS)) == at(17, "10:00")


@pytest.mark.parametrize(("worth", "due"), [("1", at(23, "08:30")), ("0.5", at(23, "13:00"))])
def test_a_saturday_morning_counts_for_what_it_is_worth(worth, due):
    """Received Friday 08:30, 1.5 hours into the day of 10: two days later."""
    saturday = DayHours.parse("07:00-11:00", Decimal(worth))
    calendar = unit("07:00-17:00", {5: saturday})
    quantity = "2" if worth == "1" else "1.95"
    assert due_at(calendar, at(20, "08:30"), Limit.of(quantity, LimitUnit.WORKING_DAYS)) == due


def test_an_end_between_two_minutes_is_the_later_one():
    """1/3 of an hour and a bit: 20.4 minutes."""
    assert due_at(STANDARD, at(16, "09:00"), Limit.of("0.34", LimitUnit.WORKING_HOURS)) == at(16, "09:21")


def test_an_end_at_lunch_or_closing_is_the_end_of_work_not_the_next_opening():
    assert due_at(STANDARD, at(16, "09:00"), Limit.of("2.5", LimitUnit.WORKING_HOURS)) == at(16, "11:30")
    assert due_at(STANDARD, at(16, "07:00"), Limit.of(1, LimitUnit.WORKING_DAYS)) == at(16, "17:00")


def test_swapped_days_of_2026_count_as_decided():
    """2/1 is off and worked on Saturday 10/1; 31/8 is off and worked on Saturday 22/8."""
    new_year = datetime(2025, 12, 31, 9, 0, tzinfo=HANOI)
    assert due_at(STANDARD, new_year, Limit.of(1, LimitUnit.WORKING_DAYS)) == datetime(2026, 1, 5, 9, 0, tzinfo=HANOI)
    friday = datetime(2026, 1, 9, 9, 0, tzinfo=HANOI)
    assert due_at(STANDARD, friday, Limit.of(1, LimitUnit.WORKING_DAYS)) == datetime(2026, 1, 10, 9, 0, tzinfo=HANOI)
    august = datetime(2026, 8, 21, 9, 0, tzinfo=HANOI)
    assert due_at(STANDARD, august, Limit.of(7, LimitUnit.WORKING_DAYS)) == datetime(2026, 9, 3, 9, 0, tzinfo=HANOI)


def test_a_unit_that_never_opens_is_named_as_the_fault():
    closed = Calendar([WeeklyHours({0: STANDARD_DAY}, valid_to=MONDAY)])
    with pytest.raises(ConflictError) as refused:
        due_at(closed, at(16, "09:00"), Limit.of(2, LimitUnit.WORKING_DAYS))
    assert refused.value.code == "worktime:calendar:closed"


def test_a_limit_beyond_ten_years_is_refused():
    with pytest.raises(InvalidInputError) as refused:
        due_at(STANDARD, at(16, "09:00"), Limit.of(121, LimitUnit.MONTHS))
    assert refused.value.code == "worktime:limit:too_long"


@pytest.mark.parametrize("walk", [lambda: STANDARD_DAY.when_worked(481), lambda: STANDARD_DAY.next_worked(480)])
def test_a_day_has_no_more_minutes_than_it_has(walk):
    with pytest.raises(ValueError, match="minutes"):
        walk()
