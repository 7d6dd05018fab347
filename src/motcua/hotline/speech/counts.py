"""Numbers, money, figures, dates and hours from a finite set of fragments.

Vietnamese numbers are cut so that the fragments in a row are exactly what `kernel.speech` says: hundreds, what is under a
hundred, and the words of thousands each are one.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

from motcua.hotline.speech.english import hour_in_english, number_in_english, ordinal_in_english
from motcua.hotline.speech.fragment import Fragment, Said, say
from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.speech import Use, limit_in_words, number_in_words, time_in_words, weekday_in_words
from motcua.kernel.speech.numbers import DIGITS
from motcua.ui.formats import MONTHS_EN, WEEKDAYS

_UNITS = {"vi": {"tỷ", "triệu", "nghìn", "ngàn"}, "en": {"thousand", "million", "billion"}}
_HUNDRED = {"vi": "trăm", "en": "hundred"}
_ENGLISH_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
LAST_YEARS = 12
LARGEST_GROUP = 999


def number(value: int, language: str, use: Use = Use.NORTHERN) -> Said:
    """A whole number ≥ 0."""
    words = number_in_words(value, use) if language == "vi" else number_in_english(value)
    return tuple(Fragment(language, part) for part in _parts(words.split(), language))


def _parts(words: list[str], language: str) -> Iterator[str]:
    part: list[str] = []
    for word in words:
        if word in _UNITS[language]:
            if part:
                yield " ".join(part)
            yield word
            part = []
            continue
        part.append(word)
        if word == _HUNDRED[language]:
            yield " ".join(part)
            part = []
    if part:
        yield " ".join(part)


def figures(text: str, language: str) -> Said:
    """Figure by figure."""
    names = DIGITS if language == "vi" else _ENGLISH_DIGITS
    return tuple(Fragment(language, names[int(figure)]) for figure in text if figure.isdigit() and figure.isascii())


def money(dong: int, language: str) -> Said:
    return (*number(dong, language), Fragment(language, "đồng" if language == "vi" else "dong"))


def limit(value: Limit, language: str) -> Said:
    """Whole quantities of any size; a half is said as the law says it."""
    if language == "vi":
        if value.unit is LimitUnit.SAME_DAY or value.quantity % 1:
            return say("vi", limit_in_words(value))
        return (*number(int(value.quantity), "vi"), Fragment("vi", value.unit.label))
    if value.unit is LimitUnit.SAME_DAY:
        return say("en", "the same day")
    unit = _LIMIT_UNITS[value.unit][value.quantity != 1]
    if value.quantity % 1:
        return (*number(int(value.quantity), "en"), *say("en", "and a part of"), Fragment("en", unit))
    return (*number(int(value.quantity), "en"), Fragment("en", unit))


_LIMIT_UNITS = {
    LimitUnit.WORKING_HOURS: ("working hour", "working hours"),
    LimitUnit.WORKING_DAYS: ("working day", "working days"),
    LimitUnit.CALENDAR_DAYS: ("calendar day", "calendar days"),
    LimitUnit.MONTHS: ("month", "months"),
}


def day(value: date, language: str, *, today: date) -> Said:
    """Weekday, day and month ("thứ Ba", "ngày hai mươi tư", "tháng mười một"); the year only where it isn't this one."""
    year = number(value.year, language) if value.year != today.year else ()
    if language == "vi":
        lead = Fragment("vi", "năm")
        return (weekday(value, "vi"), _day_of_month(value.day), _month(value.month), *((lead, *year) if year else ()))
    return (weekday(value, "en"), _english_month(value.month), _english_day(value.day), *year)


def weekday(value: date, language: str) -> Fragment:
    if language == "vi":
        return Fragment("vi", weekday_in_words(value))
    return Fragment("en", WEEKDAYS["en"][value.weekday()])


def clock(value: time, language: str) -> Said:
    """Hour, minute and part of the day: "hai giờ", "năm phút", "chiều"."""
    if language == "en":
        return tuple(Fragment("en", part) for part in hour_in_english(value))
    parts: list[str] = []
    for word in time_in_words(value).split():
        if not parts or parts[-1].endswith(("giờ", "phút")):
            parts.append(word)
        else:
            parts[-1] += f" {word}"
    return tuple(Fragment("vi", part) for part in parts)


def moment(value: datetime, language: str, *, today: date) -> Said:
    """Hour, then day; an aware moment is told in Hà Nội's time."""
    local = value.astimezone(HANOI)
    return (*clock(local.time(), language), *day(local.date(), language, today=today))


def _day_of_month(value: int) -> Fragment:
    lead = "mồng " if value <= 10 else ""  # noqa: PLR2004 - the first ten days of a month have a name of their own
    return Fragment("vi", f"ngày {lead}{number_in_words(value)}")


def _month(value: int) -> Fragment:
    return Fragment("vi", "tháng tư" if value == 4 else f"tháng {number_in_words(value)}")  # noqa: PLR2004 - April


def _english_month(value: int) -> Fragment:
    return Fragment("en", MONTHS_EN[value - 1])


def _english_day(value: int) -> Fragment:
    return Fragment("en", ordinal_in_english(value))


def _every_number(language: str, this_year: int) -> Iterator[Fragment]:
    for value in range(LARGEST_GROUP + 1):
        yield from number(value, language)
        yield from number(1000 + value, language)
        yield from number(1_000_000 + 1000 * value, language)
    for value in (10**9, 2 * 10**9, 10**12):
        yield from number(value, language)
    for year in range(this_year - LAST_YEARS, this_year + LAST_YEARS):
        yield from number(year, language)
    yield from figures("0123456789", language)
    yield from money(1, language)
    for unit in LimitUnit:
        if unit is not LimitUnit.SAME_DAY:
            yield from limit(Limit.of(1, unit), language)
            yield from limit(Limit.of(2, unit), language)
    yield from limit(Limit.same_day(), language)


def every_fragment(this_year: int) -> Iterator[Fragment]:
    """All that the functions above can say, of numbers under a million millions and years near this one."""
    for language in ("vi", "en"):
        yield from _every_number(language, this_year)
        for at in (time(hour, minute) for hour in range(24) for minute in range(60)):
            yield from clock(at, language)
        for ordinal in range(1, 32):
            yield _day_of_month(ordinal) if language == "vi" else _english_day(ordinal)
        for month in range(1, 13):
            yield _month(month) if language == "vi" else _english_month(month)
        for ordinal in range(1, 8):
            yield weekday(date(2026, 11, 22 + ordinal), language)
    yield Fragment("vi", "năm")
