"""The centre for the ear: hours, address, days closed, people waiting."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from itertools import groupby

from motcua.hotline.speech import counts
from motcua.hotline.speech.fragment import Fragment, Said, flat
from motcua.hotline.speech.spoken import spoken
from motcua.worktime import DayHours

_WORDS = {
    "vi": {
        "open": "Trung tâm làm việc:",
        "from": "từ",
        "to": "đến",
        "and": "và từ",
        "address": "Địa chỉ:",
        "closed": "Những ngày nghỉ sắp tới:",
        "none closed": "Trong ba mươi ngày tới không có ngày nghỉ nào ngoài ngày nghỉ hằng tuần.",
        "waiting": "Lúc này ở trung tâm có",
        "people": "người đang chờ.",
        "nobody": "Lúc này ở trung tâm không có ai đang chờ.",
        "wait": "Người chờ lâu nhất trong các nhóm thường đợi khoảng",
        "minutes": "phút.",
        "always closed": "Trung tâm chưa công bố giờ làm việc.",
    },
    "en": {
        "open": "The centre is open:",
        "from": "from",
        "to": "to",
        "and": "and from",
        "address": "The address is:",
        "closed": "Closed in the next thirty days:",
        "none closed": "In the next thirty days there are no days closed besides the weekly rest days.",
        "waiting": "People waiting at the centre now:",
        "people": "in all.",
        "nobody": "Nobody is waiting at the centre now.",
        "wait": "The usual wait in the longest queue is about",
        "minutes": "minutes.",
        "always closed": "The centre has not published its opening hours.",
    },
}
_MONDAY = date(2026, 11, 23)
_SUNDAY = 7


def hours(week: Mapping[int, DayHours], language: str) -> Said:
    """ISO weekday → hours; days in a row with the same hours together."""
    if not week:
        return _word("always closed", language)
    told = flat(_run(days, language) for days in _runs(week))
    return (*_word("open", language), *told)


def _runs(week: Mapping[int, DayHours]) -> Iterator[list[tuple[int, DayHours]]]:
    days = sorted(week.items())
    for _key, run in groupby(enumerate(days), lambda item: (item[1][0] - item[0], item[1][1].intervals)):
        yield [day for _index, day in run]


def _run(days: list[tuple[int, DayHours]], language: str) -> Said:
    first, last = _weekday(days[0][0], language), _weekday(days[-1][0], language)
    span = (*_word("from", language), first, *_word("to", language), last) if len(days) > 1 else (first,)
    stretches: list[Said] = []
    for opens, closes in days[0][1].intervals:
        lead = "and" if stretches else "from"
        ends = (counts.clock(time(*divmod(minute, 60)), language) for minute in (opens, closes))
        begin, end = ends
        stretches.append((*_word(lead, language), *begin, *_word("to", language), *end))
    return flat((span, *stretches))


def _weekday(day: int, language: str) -> Fragment:
    return counts.weekday(date.fromordinal(_MONDAY.toordinal() + day - 1), language)


def address(name: str, place: str, language: str) -> Said:
    return flat((_word("address", language), spoken(name, language), spoken(place, language)))


def closed(days: Iterable[tuple[date, str]], language: str) -> Said:
    """Days with the reason, in Vietnamese as the law writes it."""
    told = [(counts.day(day, language, today=day), spoken(reason, language)) for day, reason in days]
    if not told:
        return _word("none closed", language)
    return flat((_word("closed", language), *(flat(one) for one in told)))


def waiting(people: int, minutes: int | None, language: str) -> Said:
    if not people:
        return _word("nobody", language)
    told = (*_word("waiting", language), *counts.number(people, language), *_word("people", language))
    if minutes is None:
        return told
    return (*told, *_word("wait", language), *counts.number(minutes, language), *_word("minutes", language))


def every_fragment(places: Iterable[tuple[str, str]], reasons: Iterable[str]) -> Iterator[Fragment]:
    """All of it but numbers, days and hours: `places` are names and addresses, `reasons` those of days closed."""
    reasons = list(reasons)
    for language, words in _WORDS.items():
        for word in words:
            yield from _word(word, language)
        for name, place in places:
            yield from address(name, place, language)
        for reason in reasons:
            yield from spoken(reason, language)


def _word(word: str, language: str) -> Said:
    return spoken(_WORDS[language][word], language)
