"""From rows to worktime's calendar: hours that change, days that differ, decisions of a year."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.organisation.models import CalendarOverride, HolidayDecision, OpeningHours
from motcua.organisation.selectors import calendar_of
from motcua.organisation.site import hours_in_words
from motcua.organisation.tests.factories import LONG_AGO, OneStopUnitFactory
from motcua.worktime import due_at

pytestmark = pytest.mark.django_db
MONDAY, SATURDAY = date(2026, 11, 30), date(2026, 12, 5)


@pytest.fixture
def unit():
    return OneStopUnitFactory()


def open_on(unit, weekday, opens, closes, **more):
    row = OpeningHours(unit=unit, weekday=weekday, opens=opens, closes=closes, **{"valid_from": LONG_AGO} | more)
    row.full_clean()
    row.save()


def test_a_unit_without_hours_keeps_the_usual_ones(unit):
    assert calendar_of(unit).day(MONDAY).minutes == 480
    assert calendar_of(unit).day(SATURDAY).minutes == 0


def test_hours_change_on_their_day(unit):
    open_on(unit, 1, time(7), time(11, 30), valid_to=date(2026, 12, 6))
    open_on(unit, 1, time(13, 30), time(17))
    open_on(unit, 1, time(8), time(12), valid_from=date(2026, 12, 7))
    calendar = calendar_of(unit)
    assert calendar.day(MONDAY).hours.intervals == ((420, 690), (810, 1020))
    assert calendar.day(date(2026, 12, 7)).hours.intervals == ((480, 720), (810, 1020))


def test_between_two_periods_a_unit_is_closed(unit):
    open_on(unit, 1, time(8), time(12), valid_to=date(2026, 11, 1))
    open_on(unit, 1, time(8), time(12), valid_from=date(2026, 12, 7))
    assert calendar_of(unit).day(MONDAY).minutes == 0


def test_a_morning_is_half_a_working_day(unit):
    open_on(unit, 6, time(7, 30), time(11, 30))
    assert calendar_of(unit).day(SATURDAY).hours.worth == Decimal("0.5")


def test_a_day_off_of_one_unit_moves_its_due_dates_only(unit):
    elsewhere = OneStopUnitFactory()
    CalendarOverride.objects.create(
        unit=unit, day=date(2026, 12, 1), kind="holiday", note="Ngày giỗ tổ nghề", decision="Quyết định 1/QĐ-UBND"
    )
    received, limit = datetime(2026, 11, 30, 8, tzinfo=HANOI), Limit.of(2, LimitUnit.WORKING_DAYS)
    assert due_at(calendar_of(elsewhere), received, limit).date() == date(2026, 12, 2)
    assert due_at(calendar_of(unit), received, limit).date() == date(2026, 12, 3)


def test_the_units_own_row_wins_over_one_for_everywhere(unit):
    for where, hours in ((unit, "07:30-11:30"), (None, "13:00-17:00")):
        CalendarOverride.objects.create(
            unit=where, day=SATURDAY, kind="working", hours=hours, note="Làm bù", decision="Quyết định 2/QĐ-UBND"
        )
    assert calendar_of(unit).day(SATURDAY).hours.intervals == ((450, 690),)
    assert calendar_of(unit).day(SATURDAY).hours.worth == Decimal("0.5")


def test_a_years_decision_settles_what_was_provisional(unit):
    tet = [date(2027, 2, day) for day in (4, 5, 6, 7, 8)]
    assert calendar_of(unit).day(date(2027, 2, 8)).provisional
    HolidayDecision.objects.create(
        year=2027, tet_days=tet, national_day_neighbour=date(2027, 9, 3), decision="Thông báo thử"
    )
    assert not calendar_of(unit).day(date(2027, 2, 8)).provisional
    assert calendar_of(unit).day(date(2027, 9, 3)).minutes == 0


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (CalendarOverride(day=SATURDAY, kind="working", note="x", decision="y", hours="sáng"), "hours"),
        (CalendarOverride(day=SATURDAY, kind="working", note="x", decision="y"), "__all__"),
        (CalendarOverride(day=SATURDAY, kind="holiday", note="x", decision=""), "decision"),
        (CalendarOverride(day=SATURDAY, kind="swapped_off", note="x", decision="y", counterpart=SATURDAY), "__all__"),
        (
            HolidayDecision(
                year=2027,
                tet_days=[date(2027, 2, n) for n in range(4, 9)],
                national_day_neighbour=date(2027, 9, 4),
                decision="x",
            ),
            "national_day_neighbour",
        ),
    ],
)
def test_what_worktime_would_refuse_is_refused_at_its_field(row, field):
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert field in refused.value.message_dict


def test_hours_are_told_in_words(unit):
    for weekday in (1, 2, 3, 4, 5):
        open_on(unit, weekday, time(7), time(11, 30))
    open_on(unit, 6, time(8), time(11))
    rows = OpeningHours.objects.filter(unit=unit)
    assert list(hours_in_words(rows, "vi")) == ["thứ Hai đến thứ Sáu: 07:00-11:30", "thứ Bảy: 08:00-11:00"]
    assert next(hours_in_words(rows, "en")) == "Monday to Friday: 07:00-11:30"
