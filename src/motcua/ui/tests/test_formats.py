"""Dates, money, limits and codes as people read them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.money import Dong
from motcua.ui import formats

MORNING = datetime(2026, 11, 24, 10, 30, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("function", "value", "vi", "en"),
    [
        (formats.date, date(2026, 1, 5), "05/01/2026", "5 January 2026"),
        (formats.date, datetime(2026, 11, 23, 18, 0, tzinfo=UTC), "24/11/2026", "24 November 2026"),
        (formats.date_long, date(2026, 11, 24), "thứ Ba, 24/11/2026", "Tuesday 24 November 2026"),
        (formats.date_long, date(2026, 11, 22), "Chủ nhật, 22/11/2026", "Sunday 22 November 2026"),
        (formats.moment, MORNING, "thứ Ba, 24/11/2026 lúc 10:30", "Tuesday 24 November 2026 at 10:30"),
        (
            formats.moment,
            datetime(2026, 11, 24, 3, 30, tzinfo=UTC),
            "thứ Ba, 24/11/2026 lúc 10:30",
            "Tuesday 24 November 2026 at 10:30",
        ),
        (formats.money, 0, "0 đồng", "0 VND"),
        (formats.money, 50_000, "50.000 đồng", "50,000 VND"),
        (formats.money, Dong(1_250_000), "1.250.000 đồng", "1,250,000 VND"),
        (formats.number, 1280, "1.280", "1,280"),
        (formats.number, Decimal("2127.50"), "2.127,5", "2,127.5"),
        (formats.percent, Decimal("97.5"), "97,5%", "97.5%"),
        (formats.limit, Limit.of(3, LimitUnit.WORKING_DAYS), "3 ngày làm việc", "3 working days"),
        (formats.limit, Limit.of(1, LimitUnit.WORKING_DAYS), "1 ngày làm việc", "1 working day"),
        (formats.limit, Limit.of("0.5", LimitUnit.WORKING_DAYS), "0,5 ngày làm việc", "0.5 working days"),
        (formats.limit, Limit.of(4, LimitUnit.WORKING_HOURS), "4 giờ làm việc", "4 working hours"),
        (formats.limit, Limit.of(30, LimitUnit.CALENDAR_DAYS), "30 ngày", "30 days"),
        (formats.limit, Limit.of(1, LimitUnit.MONTHS), "1 tháng", "1 month"),
        (formats.limit, Limit.same_day(), "ngay trong ngày", "the same day"),
        (formats.remaining, timedelta(hours=11), "còn 1 ngày 3 giờ làm việc", "1 day 3 hours of working time left"),
        (
            formats.remaining,
            timedelta(hours=11, minutes=59),
            "còn 1 ngày 3 giờ làm việc",
            "1 day 3 hours of working time left",
        ),
        (
            formats.remaining,
            timedelta(minutes=45, seconds=59),
            "còn 45 phút làm việc",
            "45 minutes of working time left",
        ),
        (formats.remaining, timedelta(hours=16), "còn 2 ngày làm việc", "2 days of working time left"),
        (formats.remaining, timedelta(0), "còn 0 phút làm việc", "0 minutes of working time left"),
        (formats.remaining, timedelta(hours=-1), "quá hạn 1 giờ làm việc", "1 hour of working time overdue"),
        (formats.file_size, 1, "1 kB", "1 kB"),
        (formats.file_size, 830_400, "830 kB", "830 kB"),
        (formats.file_size, 1_240_000, "1,2 MB", "1.2 MB"),
    ],
)
def test_a_value_in_both_languages(function, value, vi, en):
    assert function(value, "vi") == vi
    assert function(value, "en") == en


def test_the_clock_is_the_centres():
    assert formats.clock(datetime(2026, 11, 24, 0, 5, tzinfo=UTC)) == "07:05"


def test_without_being_told_the_readers_language_counts():
    with translation.override("en"):
        assert formats.date(date(2026, 11, 24)) == "24 November 2026"
    with translation.override("vi"):
        assert formats.date(date(2026, 11, 24)) == "24/11/2026"
    with translation.override(None):
        assert formats.date(date(2026, 11, 24)) == "24/11/2026"


@pytest.mark.parametrize(
    ("code", "groups"),
    [
        ("123456789012", ["1234", "5678", "9012"]),
        ("0912345678", ["0912", "345", "678"]),
        ("02933123456", ["0293", "312", "3456"]),
        ("0101234567890", ["0", "101", "234", "567", "890"]),
        ("113", ["113"]),
        ("1.004227", ["1.004227"]),
        ("000.13.30.H30-261124-0007", ["000.13.30.H30-", "261124-", "0007"]),
        ("01/2026/QĐ", ["01/", "2026/", "QĐ"]),
        ("", []),
    ],
)
def test_a_code_is_cut_as_it_is_read_out(code, groups):
    assert formats.groups(code) == groups
    assert "".join(groups) == code


def test_only_figures_get_spaces():
    assert formats.grouped("123456789012") == "1234 5678 9012"
    assert formats.grouped("H30.13-261124-0007") == "H30.13-261124-0007"
