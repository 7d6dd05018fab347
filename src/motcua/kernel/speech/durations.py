"""Limits and spans of working time as people say them."""

from datetime import timedelta

from motcua.kernel.durations import working_parts
from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.speech.numbers import decimal_in_words, number_in_words
from motcua.kernel.speech.uses import Use


def limit_in_words(limit: Limit, use: Use = Use.NORTHERN) -> str:
    """A limit: "ba ngày làm việc", "không phẩy năm ngày làm việc", "ngay trong ngày"."""
    if limit.unit is LimitUnit.SAME_DAY:
        return limit.unit.label
    return f"{decimal_in_words(limit.quantity, use)} {limit.unit.label}"


def working_time_in_words(amount: timedelta, use: Use = Use.NORTHERN) -> str:
    """A span: "một ngày ba giờ làm việc"; 8 working hours are a day."""
    parts = (f"{number_in_words(count, use)} {unit}" for count, unit in working_parts(amount))
    return f"{' '.join(parts)} làm việc"
