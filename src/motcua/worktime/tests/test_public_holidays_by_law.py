"""Điều 111-112 Bộ luật Lao động 2019, Nghị quyết 28/2026/QH16, and the Government's decisions of each year."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from motcua.kernel.errors import InvalidInputError
from motcua.worktime import (
    NATIONAL_OVERRIDES,
    Calendar,
    DayHours,
    DayKind,
    Override,
    OverrideKind,
    WeeklyHours,
    YearDecision,
)

# what the state's offices had off on weekdays, and the Saturdays they worked, by the published notices
PUBLISHED = {
    2023: ("01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04", ""),
    2024: ("01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03", "05-04"),
    2025: ("01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02", "04-26"),
    2026: (
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
        "01-10 08-22",
    ),
}


def days_of(year):
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.mark.parametrize("year", PUBLISHED)
def test_weekdays_off_and_saturdays_worked_as_published(year):
    calendar = Calendar()
    off = [day for day in days_of(year) if day.weekday() < 5 and not calendar.day(day).minutes]
    worked = [day for day in days_of(year) if day.weekday() >= 5 and calendar.day(day).minutes]
    assert (" ".join(f"{day:%m-%d}" for day in off), " ".join(f"{day:%m-%d}" for day in worked)) == PUBLISHED[year]


@pytest.mark.parametrize(
    ("day", "kind", "reason", "law"),
    [
        (date(2026, 1, 1), DayKind.HOLIDAY, "nghỉ Tết Dương lịch", "Điều 112 Bộ luật Lao động"),
        (
            date(2026, 2, 16),
            DayKind.HOLIDAY,
            "nghỉ Tết Nguyên đán",
            "Điều 112 Bộ luật Lao động, Thông báo 9441/TB-BNV ngày 16/10/2025",
        ),
        (date(2026, 4, 26), DayKind.HOLIDAY, "nghỉ Giỗ Tổ Hùng Vương", "Điều 112 Bộ luật Lao động"),
        (date(2026, 4, 27), DayKind.SUBSTITUTE, "nghỉ bù Giỗ Tổ Hùng Vương", "khoản 3 Điều 111 Bộ luật Lao động"),
        (date(2026, 4, 30), DayKind.HOLIDAY, "nghỉ Ngày Chiến thắng", "Điều 112 Bộ luật Lao động"),
        (date(2026, 5, 1), DayKind.HOLIDAY, "nghỉ Ngày Quốc tế lao động", "Điều 112 Bộ luật Lao động"),
        (date(2026, 9, 2), DayKind.HOLIDAY, "nghỉ Quốc khánh", "Điều 112 Bộ luật Lao động"),
        (date(2026, 11, 24), DayKind.HOLIDAY, "nghỉ Ngày Văn hóa Việt Nam", "Điều 2 Nghị quyết 28/2026/QH16"),
        (date(2026, 11, 22), DayKind.WEEKLY_REST, "nghỉ hằng tuần", "Điều 111 Bộ luật Lao động"),
        (
            date(2026, 1, 2),
            DayKind.SWAPPED_OFF,
            "nghỉ hoán đổi, làm bù thứ Bảy 10/01/2026",
            "Công văn 12729/VPCP-KGVX ngày 25/12/2025",
        ),
        (
            date(2026, 1, 10),
            DayKind.WORKING_INSTEAD,
            "làm bù cho thứ Sáu 02/01/2026",
            "Công văn 12729/VPCP-KGVX ngày 25/12/2025",
        ),
    ],
)
def test_every_day_that_is_not_ordinary_has_its_reason_and_law(day, kind, reason, law):
    plan = Calendar().day(day)
    assert (plan.kind, plan.reason, plan.law, plan.provisional) == (kind, reason, law, False)


def test_culture_day_begins_in_2026():
    assert Calendar().day(date(2025, 11, 24)).kind is DayKind.WORKING
    assert Calendar().day(date(2027, 11, 24)).kind is DayKind.HOLIDAY


def test_culture_day_on_a_saturday_is_made_up_for_provisionally():
    """Điều 111 khoản 3 makes up for the days of Điều 112 khoản 1; the resolution's day is not among them yet."""
    plan = Calendar().day(date(2029, 11, 26))
    assert (plan.kind, plan.provisional) == (DayKind.SUBSTITUTE, True)


def test_tet_of_an_undecided_year_is_the_last_day_of_the_old_year_and_four_of_the_new_provisionally():
    calendar = Calendar()
    tet = [day for day in days_of(2028) if calendar.day(day).reason == "nghỉ Tết Nguyên đán"]
    assert tet == [date(2028, 1, day) for day in (25, 26, 27, 28, 29)]
    assert all(calendar.day(day).provisional for day in tet)


def test_a_decision_makes_the_days_of_tet_certain():
    days = tuple(date(2027, 2, day) for day in (4, 5, 6, 7, 8))
    calendar = Calendar(decisions=[YearDecision(2027, days, date(2027, 9, 3), "Thông báo thử")])
    assert calendar.day(date(2027, 2, 4)).kind is DayKind.HOLIDAY
    assert calendar.day(date(2027, 2, 4)).provisional is False
    assert [calendar.day(date(2027, 2, day)).kind for day in (9, 10)] == [DayKind.SUBSTITUTE] * 2
    assert calendar.day(date(2027, 2, 11)).kind is DayKind.WORKING


@pytest.mark.parametrize(
    ("year", "neighbour"), [(2027, 3), (2028, 1), (2029, 3), (2030, 3), (2031, 1), (2032, 3), (2033, 1), (2034, 1)]
)
def test_the_likely_neighbour_of_national_day_joins_the_weekend(year, neighbour):
    plan = Calendar().day(date(year, 9, neighbour))
    assert (plan.reason, plan.provisional) == ("nghỉ Quốc khánh", True)


def test_substitutes_pass_over_days_that_are_off_already():
    """2023: Giỗ Tổ on Saturday 29/4, 30/4 on Sunday, 1/5 on Monday: made up for on 2 and 3 May."""
    calendar = Calendar()
    assert [calendar.day(date(2023, 5, day)).reason for day in (1, 2, 3)] == [
        "nghỉ Ngày Quốc tế lao động",
        "nghỉ bù Giỗ Tổ Hùng Vương",
        "nghỉ bù Ngày Chiến thắng",
    ]


def test_a_substitute_passes_over_a_swapped_day():
    swapped = Override(date(2026, 4, 27), OverrideKind.SWAPPED_OFF, "Quyết định thử", counterpart=date(2026, 5, 9))
    calendar = Calendar(overrides=[swapped])
    assert calendar.day(date(2026, 4, 27)).kind is DayKind.SWAPPED_OFF
    assert calendar.day(date(2026, 4, 28)).reason == "nghỉ bù Giỗ Tổ Hùng Vương"


def test_a_decided_substitute_replaces_the_computed_one():
    decided = Override(date(2026, 4, 29), OverrideKind.SUBSTITUTE, "Quyết định thử", counterpart=date(2026, 4, 26))
    calendar = Calendar(overrides=[decided])
    assert calendar.day(date(2026, 4, 27)).kind is DayKind.WORKING
    assert calendar.day(date(2026, 4, 29)).reason == "nghỉ bù Chủ nhật 26/04/2026"


def test_a_unit_that_rests_on_other_days_has_other_substitutes():
    """A unit that rests on Sunday only gets nothing for a holiday on a Saturday, but is closed on it."""
    hours = DayHours.parse("07:00-11:30")
    calendar = Calendar([WeeklyHours(dict.fromkeys(range(6), hours))], rest_weekdays=frozenset({6}))
    assert calendar.day(date(2028, 1, 1)).kind is DayKind.HOLIDAY
    assert calendar.day(date(2028, 1, 3)).kind is DayKind.WORKING


def test_a_saturday_morning_is_worked_though_saturday_is_a_rest_day():
    week = WeeklyHours(
        {**dict.fromkeys(range(5), DayHours.parse("07:00-17:00")), 5: DayHours.parse("07:00-11:30", Decimal("0.5"))}
    )
    plan = Calendar([week]).day(date(2026, 11, 21))
    assert (plan.kind, plan.minutes, plan.worth) == (DayKind.WORKING, 270, 500)


def test_hours_change_on_the_day_that_they_are_said_to():
    old = WeeklyHours({0: DayHours.parse("07:00-11:00")}, valid_to=date(2026, 6, 7))
    new = WeeklyHours({0: DayHours.parse("08:00-11:00")}, valid_from=date(2026, 6, 8))
    calendar = Calendar([new, old])
    assert [calendar.day(date(2026, 6, day)).minutes for day in (1, 8)] == [240, 180]


def test_a_working_saturday_keeps_the_hours_of_the_day_it_stands_for():
    friday = DayHours.parse("08:00-12:00")
    week = WeeklyHours({**dict.fromkeys(range(4), DayHours.parse("07:00-17:00")), 4: friday})
    assert Calendar([week]).day(date(2026, 1, 10)).hours == friday


def test_a_working_saturday_may_have_hours_of_its_own():
    hours = DayHours.parse("07:30-11:30")
    saturday = Override(date(2026, 11, 21), OverrideKind.WORKING, "Quyết định thử", hours=hours)
    plan = Calendar(overrides=[*NATIONAL_OVERRIDES, saturday]).day(date(2026, 11, 21))
    assert (plan.hours, plan.reason) == (hours, "làm bù")


def test_a_unit_closed_on_a_weekday_is_closed_on_the_saturday_worked_for_it():
    week = WeeklyHours({0: DayHours.parse("07:00-17:00")})
    plan = Calendar([week]).day(date(2026, 1, 10))
    assert (plan.kind, plan.minutes) == (DayKind.CLOSED, 0)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: DayHours.parse("7h-11h"), "worktime:hours:form"),
        (lambda: DayHours.parse(""), "worktime:hours:form"),
        (lambda: DayHours.parse("13:30-17:00 07:00-11:30"), "worktime:hours:order"),
        (lambda: DayHours.parse("07:00-11:30 11:00-17:00"), "worktime:hours:order"),
        (lambda: DayHours.parse("07:00-11:30", Decimal("1.5")), "worktime:hours:worth"),
        (lambda: DayHours.parse("07:00-11:30", Decimal("0.3333")), "worktime:hours:worth"),
        (lambda: WeeklyHours({7: DayHours.parse("07:00-11:30")}), "worktime:hours:validity"),
        (lambda: WeeklyHours({}, date(2026, 2, 1), date(2026, 1, 1)), "worktime:hours:validity"),
        (lambda: Calendar([WeeklyHours({}), WeeklyHours({})]), "worktime:hours:overlap"),
        (lambda: Calendar(rest_weekdays=frozenset(range(7))), "worktime:calendar:rest"),
        (lambda: Override(date(2026, 1, 10), OverrideKind.WORKING, "QĐ"), "worktime:override:hours"),
        (lambda: Override(date(2026, 1, 9), OverrideKind.HOLIDAY, "QĐ"), "worktime:override:name"),
        (lambda: YearDecision(2027, (), date(2027, 9, 4), "QĐ"), "worktime:decision:neighbour"),
    ],
)
def test_hours_and_decisions_that_make_no_sense_are_refused(make, code):
    with pytest.raises(InvalidInputError) as refused:
        make()
    assert refused.value.code == code
