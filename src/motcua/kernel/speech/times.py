"""Dates and times of day as people say them."""

from datetime import date, datetime, time

from motcua.kernel.clock import HANOI
from motcua.kernel.dates import WEEKDAYS
from motcua.kernel.speech.numbers import number_in_words
from motcua.kernel.speech.uses import Use

_FIRST_DAYS = {Use.NORTHERN: "mồng", Use.SOUTHERN: "mùng"}
_LAST_FIRST_DAY = 10
_APRIL = 4
_NOON = 12
_PARTS_OF_DAY = ((1, ""), (11, "sáng"), (13, "trưa"), (18, "chiều"), (22, "tối"), (24, "đêm"))


def date_in_words(day: date, use: Use = Use.NORTHERN) -> str:
    """Day, month and year: "ngày hai mươi tư tháng mười một năm hai nghìn không trăm hai mươi sáu"."""
    number = number_in_words(day.day, use)
    lead = f"{_FIRST_DAYS[use]} " if day.day <= _LAST_FIRST_DAY else ""
    month = "tư" if day.month == _APRIL else number_in_words(day.month, use)
    return f"ngày {lead}{number} tháng {month} năm {number_in_words(day.year, use)}"


def weekday_in_words(day: date) -> str:
    """The day of the week: "thứ Ba", "Chủ nhật"."""
    return WEEKDAYS[day.weekday()]


def time_in_words(moment: time, use: Use = Use.NORTHERN) -> str:
    """The time of day in twelve hours and its part of the day, seconds left out: 14:05 → "hai giờ năm phút chiều"."""
    hour = moment.hour - _NOON if moment.hour > _NOON else moment.hour
    words = f"{number_in_words(hour, use)} giờ"
    if moment.minute:
        words += f" {number_in_words(moment.minute, use)} phút"
    part = next(name for end, name in _PARTS_OF_DAY if moment.hour < end)
    return f"{words} {part}".rstrip()


def moment_in_words(moment: datetime, use: Use = Use.NORTHERN) -> str:
    """Time, weekday, date: "mười giờ ba mươi phút sáng thứ Ba, ngày hai mươi tư tháng mười một năm …".

    An aware moment is told in Hà Nội's time.
    """
    local = moment.astimezone(HANOI) if moment.tzinfo else moment
    return f"{time_in_words(local.time(), use)} {weekday_in_words(local)}, {date_in_words(local, use)}"
