from decimal import Decimal

import pytest

from motcua.kernel.limits import Limit, LimitUnit, format_decimal


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (Limit.of(3, LimitUnit.WORKING_DAYS), "3 ngày làm việc"),
        (Limit.of("0.50", LimitUnit.WORKING_DAYS), "0,5 ngày làm việc"),
        (Limit.of(4, LimitUnit.WORKING_HOURS), "4 giờ làm việc"),
        (Limit.of(15, LimitUnit.CALENDAR_DAYS), "15 ngày"),
        (Limit.of(2, LimitUnit.MONTHS), "2 tháng"),
        (Limit.same_day(), "ngay trong ngày"),
    ],
)
def test_a_limit_reads_as_a_decree_writes_it(limit, text):
    assert str(limit) == text


def test_limits_are_equal_by_value_whatever_zeros_they_wear():
    assert Limit(Decimal("3.0"), LimitUnit.WORKING_DAYS) == Limit.of(3, LimitUnit.WORKING_DAYS)


@pytest.mark.parametrize(
    ("quantity", "unit"),
    [
        (0, LimitUnit.WORKING_DAYS),
        (-1, LimitUnit.CALENDAR_DAYS),
        ("NaN", LimitUnit.WORKING_HOURS),
        ("Infinity", LimitUnit.WORKING_HOURS),
        ("1.5", LimitUnit.MONTHS),
        (1, LimitUnit.SAME_DAY),
    ],
)
def test_a_limit_that_means_nothing_is_refused(quantity, unit):
    with pytest.raises(ValueError, match=r"limit"):
        Limit.of(quantity, unit)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("1250.50", "1.250,5"),
        ("1000000", "1.000.000"),
        ("0.25", "0,25"),
        ("-3.10", "-3,1"),
        ("1E+3", "1.000"),
    ],
)
def test_decimals_are_written_the_vietnamese_way(value, text):
    assert format_decimal(Decimal(value)) == text
