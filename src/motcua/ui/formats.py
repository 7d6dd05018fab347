"""How dates, money, limits, counts and codes are written on screen and paper, in Vietnamese and in English.

Every function takes the value and, if need be, a `language` ("vi" or "en"); without it the reader's language counts. All of them are
Jinja filters by the same name. Plain spaces are used, so that a text can be searched and copied; a template keeps a figure and its unit
on one line with the class `num`.
"""

import datetime as dt
import re
from decimal import Decimal

from django.utils.translation import get_language

from motcua.kernel.clock import HANOI
from motcua.kernel.dates import WEEKDAYS as WEEKDAYS_VI
from motcua.kernel.dates import format_date, format_day
from motcua.kernel.durations import format_working_time, working_parts
from motcua.kernel.limits import Limit, LimitUnit, format_decimal
from motcua.kernel.money import Dong

WEEKDAYS = {
    "vi": WEEKDAYS_VI,
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
"""Monday first, by language."""
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
UNITS_EN = {
    LimitUnit.WORKING_HOURS: ("working hour", "working hours"),
    LimitUnit.WORKING_DAYS: ("working day", "working days"),
    LimitUnit.CALENDAR_DAYS: ("day", "days"),
    LimitUnit.MONTHS: ("month", "months"),
}
SPANS_EN = {"ngày": "day", "giờ": "hour", "phút": "minute"}
HOUR = dt.timedelta(hours=1)


def chosen(language: str | None = None) -> str:
    """The language to write in: "en" for English readers, "vi" for everyone else."""
    code = language or get_language() or "vi"
    return "en" if code.startswith("en") else "vi"


def local(value: dt.date) -> dt.date:
    """A moment on the centre's clock; a plain date or a naive moment as it is."""
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(HANOI)
    return value


def date(value: dt.date, language: str | None = None) -> str:
    """24/11/2026 · 24 November 2026."""
    day = local(value)
    if chosen(language) == "en":
        return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    return format_date(day)


def date_long(value: dt.date, language: str | None = None) -> str:
    """thứ Ba, 24/11/2026 · Tuesday 24 November 2026."""
    day = local(value)
    if chosen(language) == "en":
        return f"{WEEKDAYS['en'][day.weekday()]} {date(day, 'en')}"
    return format_day(day)


def clock(value: dt.datetime) -> str:
    """10:30, the same in both languages."""
    return f"{local(value):%H:%M}"


def moment(value: dt.datetime, language: str | None = None) -> str:
    """thứ Ba, 24/11/2026 lúc 10:30 · Tuesday 24 November 2026 at 10:30."""
    at = "at" if chosen(language) == "en" else "lúc"
    return f"{date_long(value, language)} {at} {clock(value)}"


def number(value: Decimal | int, language: str | None = None) -> str:
    """1.280 · 1,280; decimals without idle zeros: 97,5 · 97.5."""
    text = format_decimal(Decimal(value))
    return text.translate(str.maketrans(".,", ",.")) if chosen(language) == "en" else text


def percent(value: Decimal | int, language: str | None = None) -> str:
    """97,5% · 97.5%; `value` counts hundredths."""
    return f"{number(value, language)}%"


def money(amount: int | Dong, language: str | None = None) -> str:
    """50.000 đồng · 50,000 VND; `amount` in đồng, whole."""
    sum_ = amount if isinstance(amount, Dong) else Dong(amount)
    return f"{number(sum_.amount, 'en')} VND" if chosen(language) == "en" else str(sum_)


def limit(value: Limit, language: str | None = None) -> str:
    """3 ngày làm việc · 3 working days."""
    if chosen(language) != "en":
        return str(value)
    if value.unit is LimitUnit.SAME_DAY:
        return "the same day"
    one, many = UNITS_EN[value.unit]
    return f"{number(value.quantity, 'en')} {one if value.quantity == 1 else many}"


def remaining(working_time: dt.timedelta, language: str | None = None) -> str:
    """còn 1 ngày 3 giờ làm việc · 1 day 3 hours of working time left; a negative time says how late it is.

    Eight working hours are a day. Minutes are told in the last hour only: nobody plans by them earlier.
    """
    span, late = abs(working_time), working_time < dt.timedelta(0)
    span = span if span < HOUR else span // HOUR * HOUR
    if chosen(language) == "en":
        words = " ".join(f"{count} {SPANS_EN[unit]}{'' if count == 1 else 's'}" for count, unit in working_parts(span))
        return f"{words} of working time {'overdue' if late else 'left'}"
    return f"{'quá hạn' if late else 'còn'} {format_working_time(span)}"


def file_size(octets: int, language: str | None = None) -> str:
    """830 kB, 1,2 MB · 1.2 MB; decimal units, as telephones show them."""
    if octets < 1_000_000:  # noqa: PLR2004 - a megabyte
        return f"{number(max(1, round(octets / 1000)), language)} kB"
    return f"{number(Decimal(octets).scaleb(-6).quantize(Decimal('0.1')), language)} MB"


def groups(code: str) -> list[str]:
    """A code cut the way people read it out; joined they are the code again.

    Twelve digits go 4-4-4 (look-up numbers, identity numbers), telephone numbers 4-3-3, other runs of more than six digits in threes
    from the right; codes with dots or dashes break after those.
    """
    if not code.isdigit():
        return [part for part in re.split(r"(?<=[-/])", code) if part]
    if len(code) == 12:  # noqa: PLR2004 - identity and look-up numbers
        return [code[:4], code[4:8], code[8:]]
    if len(code) in {10, 11} and code.startswith("0"):
        return [code[:4], code[4:7], code[7:]]
    if len(code) <= 6:  # noqa: PLR2004 - one glance takes six figures
        return [code]
    head = len(code) % 3
    return [*([code[:head]] if head else []), *re.findall(r"\d{3}", code[head:])]


def grouped(code: str) -> str:
    """The groups with spaces between them, for letters and for the ear: "1234 5678 9012"."""
    return " ".join(groups(code)) if code.isdigit() else code
