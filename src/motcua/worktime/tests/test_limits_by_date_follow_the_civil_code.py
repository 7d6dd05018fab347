"""Bộ luật Dân sự 2015: Điều 147 khoản 2 (the first day isn't counted), Điều 148 khoản 2, 4, 5 (the end)."""

from datetime import datetime

import pytest

from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import Calendar, due_at


def due(received, quantity, unit):
    moment = datetime.fromisoformat(received).replace(tzinfo=HANOI)
    return due_at(Calendar(), moment, Limit.of(quantity, unit)).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("received", "days", "end"),
    [
        ("2026-11-02T09:00", 1, "2026-11-03 17:00"),
        ("2026-11-02T09:00", 15, "2026-11-17 17:00"),
        ("2026-11-02T09:00", 5, "2026-11-09 17:00"),  # Saturday 7/11 → Monday
        ("2026-11-02T09:00", 22, "2026-11-25 17:00"),  # 24/11 → Wednesday
        ("2026-04-20T08:00", 6, "2026-04-28 17:00"),  # Giỗ Tổ on Sunday, made up for on Monday
        ("2026-02-04T08:00", 10, "2026-02-23 17:00"),  # into Tết
        ("2026-08-12T08:00", 10, "2026-08-22 17:00"),  # a Saturday that is worked
        ("2026-10-31T09:00", 10, "2026-11-12 17:00"),  # received on a Saturday: Monday 2/11 is the first day
        ("2026-11-02T17:30", 15, "2026-11-18 17:00"),  # received after closing
    ],
)
def test_days_end_with_the_last_days_closing_moved_off_days_off(received, days, end):
    assert due(received, days, LimitUnit.CALENDAR_DAYS) == end


@pytest.mark.parametrize(
    ("received", "months", "end"),
    [
        ("2026-05-05T09:00", 1, "2026-06-05 17:00"),
        ("2026-03-31T09:00", 1, "2026-05-04 17:00"),  # 30/4 is a holiday, 1/5 too, then a weekend
        ("2026-08-21T09:00", 6, "2027-02-22 17:00"),  # 21/2/2027 is a Sunday
        ("2027-01-29T09:00", 1, "2027-03-01 17:00"),  # 28/2/2027 is a Sunday
        ("2027-12-31T09:00", 2, "2028-02-29 17:00"),
        ("2026-11-30T09:00", 12, "2027-11-30 17:00"),
    ],
)
def test_months_end_on_the_same_day_number_or_the_months_last(received, months, end):
    assert due(received, months, LimitUnit.MONTHS) == end


def test_a_part_of_a_calendar_day_counts_whole():
    assert due("2026-11-02T09:00", "1.5", LimitUnit.CALENDAR_DAYS) == "2026-11-04 17:00"
