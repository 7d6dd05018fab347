"""Lunar days over Hanoi (QĐ 121/CP 1967: the time of UTC+7), against the almanac."""

from datetime import date, timedelta

import pytest

from motcua.worktime.lunar import lunar_new_year, solar_date

# mùng 1 Tết by decade, month-day
TET = {
    1990: "01-27 02-15 02-04 01-23 02-10 01-31 02-19 02-07 01-28 02-16",
    2000: "02-05 01-24 02-12 02-01 01-22 02-09 01-29 02-17 02-07 01-26",
    2010: "02-14 02-03 01-23 02-10 01-31 02-19 02-08 01-28 02-16 02-05",
    2020: "01-25 02-12 02-01 01-22 02-10 01-29 02-17 02-06 01-26 02-13",
    2030: "02-02 01-23 02-11 01-31 02-19 02-08 01-28 02-15 02-04 01-24",
    2040: "02-12 02-01 01-22 02-10 01-30 02-17 02-06 01-26 02-14 02-02",
}
YEARS = [
    (decade + n, date.fromisoformat(f"{decade + n}-{day}"))
    for decade, row in TET.items()
    for n, day in enumerate(row.split())
]


@pytest.mark.parametrize(("year", "tet"), [*YEARS, (2050, date(2050, 1, 23))])
def test_tet_1990_to_2050(year, tet):
    assert lunar_new_year(year) == tet


@pytest.mark.parametrize(
    ("year", "hanoi", "beijing"),
    [
        (1985, date(1985, 1, 21), date(1985, 2, 20)),
        (2007, date(2007, 2, 17), date(2007, 2, 18)),
        (2030, date(2030, 2, 2), date(2030, 2, 3)),
    ],
)
def test_tet_differs_from_the_chinese_new_year(year, hanoi, beijing):
    assert lunar_new_year(year) == hanoi != beijing


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2023, date(2023, 4, 29)),
        (2024, date(2024, 4, 18)),
        (2025, date(2025, 4, 7)),
        (2026, date(2026, 4, 26)),
        (2027, date(2027, 4, 16)),
    ],
)
def test_gio_to_on_the_tenth_of_the_third_lunar_month(year, day):
    """2023 has a leap second month before it."""
    assert solar_date(year, 3, 10) == day


def test_the_last_days_of_a_lunar_year_are_in_its_twelfth_month():
    """Thông báo 9441/TB-BNV: 14 February 2026 is 27 tháng Chạp of the year that began in 2025."""
    assert solar_date(2025, 12, 27) == date(2026, 2, 14)


@pytest.mark.parametrize("year", range(1968, 2101))
def test_a_lunar_month_has_29_or_30_days_and_tet_falls_between_20_january_and_21_february(year):
    assert date(year, 1, 20) < lunar_new_year(year) < date(year, 2, 22)
    gap = solar_date(year, 2, 1) - lunar_new_year(year)
    assert gap in {timedelta(days=29), timedelta(days=30), timedelta(days=59), timedelta(days=60)}
