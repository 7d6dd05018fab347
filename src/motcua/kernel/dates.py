"""Dates for the eye and from the keyboard."""

import re
from calendar import monthrange
from datetime import date, datetime

from motcua.kernel.clock import HANOI
from motcua.kernel.errors import InvalidInputError
from motcua.kernel.text import squeeze

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*[/.\- ]\s*([0-9]{1,2})\s*[/.\- ]\s*([0-9]+)")
_DIGITS_ONLY = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTHS = 12


def format_date(day: date) -> str:
    """As papers print it: "24/11/2026"."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_day(day: date) -> str:
    """With its weekday: "thứ Ba, 24/11/2026"."""
    return f"{WEEKDAYS[day.weekday()]}, {format_date(day)}"


def format_moment(moment: datetime) -> str:
    """With weekday and time, "thứ Ba, 24/11/2026 lúc 10:30", in Hà Nội's time if the moment is aware."""
    local = moment.astimezone(HANOI) if moment.tzinfo else moment
    return f"{format_day(local)} lúc {local:%H:%M}"


def parse_date(text: str) -> date:
    """Read dd/mm/yyyy as people type it ("1.9.1985", "01-09-1985", "01091985") or a browser's yyyy-mm-dd.

    Errors: kernel:date:empty, :shape, :year, :month, :day.
    """
    line = squeeze(text)
    if not line:
        raise _error("empty", "Hãy nhập ngày, ví dụ 24/11/2026.", "nothing was typed")
    if match := _YEAR_FIRST.fullmatch(line):
        return _checked(match[3], match[2], match[1])
    if match := _DAY_FIRST.fullmatch(line) or _DIGITS_ONLY.fullmatch(line):
        return _checked(match[1], match[2], match[3])
    raise _error("shape", "Hãy nhập ngày theo thứ tự ngày/tháng/năm, ví dụ 24/11/2026.", "not dd/mm/yyyy")


def _checked(day_text: str, month_text: str, year_text: str) -> date:
    if len(year_text) != len("yyyy") or year_text == "0000":
        raise _error("year", "Hãy nhập năm bằng 4 chữ số, ví dụ 1985.", "the year isn't four digits")
    day, month, year = int(day_text), int(month_text), int(year_text)
    if not 1 <= month <= _MONTHS:
        raise _error("month", f"Tháng là số từ 1 đến 12; tháng vừa nhập là {month}.", "no such month")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        sentence = f"Tháng {month} năm {year} có {last} ngày; ngày vừa nhập là {day}."
        raise _error("day", sentence, "no such day in the month")
    return date(year, month, day)


def _error(reason: str, sentence: str, log: str) -> InvalidInputError:
    return InvalidInputError(f"kernel:date:{reason}", sentence, log)
