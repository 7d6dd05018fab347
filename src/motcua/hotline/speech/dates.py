"""Days and times of day from fragments; joined they are the words of `kernel.speech`."""

from collections.abc import Iterator
from datetime import date, datetime, time

from motcua.hotline.speech.fragment import LANGUAGES, Fragment, Fragments, Language, comma
from motcua.hotline.speech.numbers import said_number, two_figures
from motcua.kernel.clock import HANOI
from motcua.kernel.dates import WEEKDAYS
from motcua.kernel.speech import date_in_words, number_in_words, time_in_words

WHOLE_YEARS = range(1990, 2061)
"""Years that are one fragment; another one is put together from numbers."""

_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FIRSTS_EN = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_PARTS_EN = ((12, "in the morning"), (18, "in the afternoon"), (22, "in the evening"), (24, "at night"))
_THOUSANDS_EN = range(2000, 2010)
"""Said "two thousand and five"; the others are said in two halves."""
_NOON, _TEN = 12, 10
_SAMPLE_YEAR = 2024
"""A leap year with a day for every number and a month for every name."""


def said_date(day: date, language: Language) -> Fragments:
    """Day, month, year: "ngày mười lăm", "tháng tám", "năm hai nghìn không trăm hai mươi sáu"."""
    return (
        Fragment(language, _day(day, language)),
        Fragment(language, _month(day, language)),
        *_year(day.year, language),
    )


def said_weekday(day: date, language: Language) -> Fragment:
    """The day of the week: "thứ Ba"."""
    return Fragment(language, (WEEKDAYS if language == "vi" else _WEEKDAYS_EN)[day.weekday()])


def said_day(day: date, language: Language) -> Fragments:
    """The weekday and the date: "thứ Ba", a pause, "ngày mười lăm", "tháng tám" and the year."""
    return (said_weekday(day, language), comma(language), *said_date(day, language))


def said_time(moment: time, language: Language) -> Fragments:
    """The time of day in twelve hours: "mười giờ", "ba mươi phút", "sáng"; seconds are left out."""
    words = _time_vi(moment) if language == "vi" else _time_en(moment)
    return tuple(Fragment(language, word) for word in words if word)


def said_moment(moment: datetime, language: Language) -> Fragments:
    """Time, weekday and date; an aware moment is told in Hà Nội's time."""
    local = moment.astimezone(HANOI) if moment.tzinfo else moment
    return (*said_time(local.time(), language), *said_day(local, language))


def date_fragments() -> Iterator[Fragment]:
    """All that this module can say, but the numbers of far years."""
    for language in LANGUAGES:
        for day in range(1, 32):
            yield Fragment(language, _day(date(_SAMPLE_YEAR, 1, day), language))
            yield said_weekday(date(_SAMPLE_YEAR, 1, day), language)
        for month in range(1, 13):
            yield Fragment(language, _month(date(_SAMPLE_YEAR, month, 1), language))
        for year in (*WHOLE_YEARS, 1):
            yield _year(year, language)[0]
        for minute in range(24 * 60):
            yield from said_time(time(*divmod(minute, 60)), language)


def _day(day: date, language: Language) -> str:
    if language == "en":
        tens, ones = divmod(day.day, _TEN)
        words = _FIRSTS_EN[day.day] if day.day < len(_FIRSTS_EN) else _tens_en(tens, ones)
        return f"the {words} of"
    return date_in_words(day).partition(" tháng ")[0]


def _tens_en(tens: int, ones: int) -> str:
    if ones:
        return f"{two_figures(tens * _TEN, 'en')} {_FIRSTS_EN[ones]}"
    return {2: "twentieth", 3: "thirtieth"}[tens]


def _month(day: date, language: Language) -> str:
    if language == "en":
        return _MONTHS_EN[day.month - 1]
    return "tháng " + date_in_words(day).partition(" tháng ")[2].partition(" năm ")[0]


def _year(year: int, language: Language) -> Fragments:
    lead = "năm" if language == "vi" else "of the year"
    if year not in WHOLE_YEARS:
        return (Fragment(language, lead), *said_number(year, language))
    if language == "vi":
        return (Fragment("vi", f"{lead} {number_in_words(year)}"),)
    century, rest = divmod(year, 100)
    if year in _THOUSANDS_EN:
        return (Fragment("en", f"two thousand and {two_figures(rest, 'en')}" if rest else "two thousand"),)
    return (Fragment("en", f"{two_figures(century, 'en')} {two_figures(rest, 'en')}"),)


def _time_vi(moment: time) -> list[str]:
    hour, _, rest = time_in_words(moment).partition(" giờ")
    minutes, _, part = rest.strip().rpartition("phút")
    return [f"{hour} giờ", f"{minutes.strip()} phút" if moment.minute else "", part.strip()]


def _time_en(moment: time) -> list[str]:
    hour = two_figures(moment.hour % _NOON or _NOON, "en")
    if (moment.hour, moment.minute) == (_NOON, 0):
        return [f"{hour} o'clock", "noon"]
    part = next(name for end, name in _PARTS_EN if moment.hour < end)
    part = "at night" if moment.hour < 5 else part  # noqa: PLR2004 - before the first light
    if moment.minute == 0:
        return [f"{hour} o'clock", part]
    minutes = two_figures(moment.minute, "en")
    return [hour, f"oh {minutes}" if moment.minute < _TEN else minutes, part]
