"""Moments and amounts of time as a Vietnamese receipt writes them."""

from collections.abc import Sequence
from datetime import date, datetime

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

WORKING_DAY_MINUTES = 480
"""8 working hours read as one working day (domain default for amounts that are told, not for limits)."""


def day_in_words(day: date) -> str:
    """A day as "thứ Sáu 20/11/2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def moment_in_words(moment: datetime) -> str:
    """A moment as "15:20 thứ Sáu 20/11/2026", in its own time zone."""
    return f"{moment:%H:%M} {day_in_words(moment.date())}"


def working_time_in_words(minutes: int) -> str:
    """Working minutes as "1 ngày 2 giờ 5 phút làm việc", 8 hours to the day."""
    days, rest = divmod(minutes, WORKING_DAY_MINUTES)
    hours, rest = divmod(rest, 60)
    parts = [f"{n} {unit}" for n, unit in ((days, "ngày"), (hours, "giờ"), (rest, "phút")) if n]
    return f"{' '.join(parts) or '0 phút'} làm việc"


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop."""
    return f"{text[0].upper()}{text[1:]}."


def listed(items: Sequence[str]) -> str:
    """Items as "a, b và c"."""
    return " và ".join(filter(None, (", ".join(items[:-1]), items[-1])))
