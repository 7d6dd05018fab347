"""A unit for the ear: when it is open, where it is, which days it is closed, how many wait there."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby

from motcua.hotline.speech import sentences
from motcua.hotline.speech.dates import said_day, said_moment, said_time, said_weekday
from motcua.hotline.speech.fragment import Fragments, Language, comma
from motcua.hotline.speech.names import said_name
from motcua.hotline.speech.numbers import said_digits, said_number
from motcua.kernel.clock import HANOI
from motcua.kernel.dates import WEEKDAYS
from motcua.worktime import Calendar, DayHours, DayKind

AHEAD = timedelta(days=30)
"""How far closed days are told; the sentences name the same."""

_WEEK = 7
_WEEKS_SEARCHED = 6
"""A usual week is read off the coming days that are nobody's holiday: Tết takes two weeks at most."""
_OFF = frozenset({DayKind.HOLIDAY, DayKind.SUBSTITUTE, DayKind.SWAPPED_OFF})
_LONGEST_CLOSURE = 60
_MOST_PEOPLE = 999


def open_now(unit: str, calendar: Calendar, *, now: datetime, language: Language) -> Fragments:
    """Whether the unit is open at this moment and until when, else when it opens next; () when that isn't known."""
    local = now.astimezone(HANOI)
    minute, hours = local.hour * 60 + local.minute, calendar.day(local.date()).hours
    name = said_name(unit)
    for opens, closes in hours.intervals if hours else ():
        if opens <= minute < closes:
            return sentences.OPEN_NOW.said(language, unit=name, time=said_time(_time(closes), language))
        if minute < opens:
            return sentences.OPENS_TODAY.said(language, unit=name, time=said_time(_time(opens), language))
    for days in range(1, _LONGEST_CLOSURE):
        day = local.date() + timedelta(days)
        if later := calendar.day(day).hours:
            at = datetime.combine(day, _time(later.intervals[0][0]))
            return sentences.OPENS_ON.said(language, unit=name, at=said_moment(at, language))
    return ()


def opening_hours(unit: str, calendar: Calendar, *, today: date, language: Language) -> Fragments:
    """The usual week: days with the same hours together, a day left out is closed."""
    said = sentences.HOURS.said(language, unit=said_name(unit))
    week = groupby(_usual_week(calendar, today), key=lambda one: one[1])
    parts = [_days([day for day, _ in same], hours, language) for hours, same in week if hours]
    if not parts:
        return (*said, *sentences.NO_HOURS.said(language))
    return (*said, *(fragment for part in parts for fragment in part))


def closed_days(calendar: Calendar, *, today: date, language: Language) -> Fragments:
    """The holidays of the next thirty days, days in a row as one stretch."""
    days = [day for number in range(AHEAD.days) if _is_off(calendar, day := today + timedelta(number))]
    if not days:
        return sentences.NO_CLOSED_DAYS.said(language)
    said = list(sentences.CLOSED_DAYS.said(language))
    for _, run in groupby(enumerate(days), key=lambda numbered: numbered[1] - timedelta(numbered[0])):
        stretch = [day for _, day in run]
        first, last = said_day(stretch[0], language), said_day(stretch[-1], language)
        if len(stretch) == 1:
            said += sentences.CLOSED_DAY.said(language, day=first)
        else:
            said += sentences.CLOSED_FROM_TO.said(language, first=first, last=last)
    return tuple(said)


def address(unit: str, where: str, telephone: str, *, language: Language) -> Fragments:
    """Where the unit is and its number ("" for none)."""
    said = sentences.ADDRESS.said(language, unit=said_name(unit), address=said_name(where)) if where else ()
    if not telephone:
        return said
    return (*said, *sentences.TELEPHONE.said(language, number=said_digits(_in_groups(telephone), language)))


def waiting(people: int, minutes: int | None, *, language: Language) -> Fragments:
    """How many wait now and how long somebody who comes now would; `minutes` None: not known."""
    if people <= 0:
        return (*sentences.NOBODY_WAITS.said(language), *sentences.WAIT_LITTLE.said(language))
    count = said_number(min(people, _MOST_PEOPLE), language)
    told = sentences.ONE_WAITS.said(language) if people == 1 else sentences.PEOPLE_WAIT.said(language, people=count)
    if minutes is None:
        return told
    rounded = minutes if minutes < 10 else round(minutes / 5) * 5  # noqa: PLR2004 - nobody plans by single minutes
    if rounded <= 1:
        return (*told, *sentences.WAIT_LITTLE.said(language))
    return (*told, *sentences.WAIT_MINUTES.said(language, minutes=said_number(rounded, language)))


def _usual_week(calendar: Calendar, today: date) -> Iterator[tuple[date, DayHours | None]]:
    """A day of each weekday, Monday first, with its usual hours."""
    monday = today - timedelta(today.weekday())
    for weekday in range(len(WEEKDAYS)):
        days = [monday + timedelta(weekday + _WEEK * week) for week in range(1, _WEEKS_SEARCHED)]
        usual = (day for day in days if calendar.day(day).kind is DayKind.WORKING)
        day = next(usual, days[0])
        yield day, calendar.day(day).hours if calendar.day(day).kind is DayKind.WORKING else None


def _days(days: list[date], hours: DayHours, language: Language) -> Fragments:
    first = (said_weekday(days[0], language),)
    if len(days) == 1:
        return sentences.HOURS_ONE_DAY.said(language, day=first, hours=_hours(hours, language))
    last = (said_weekday(days[-1], language),)
    return sentences.HOURS_DAYS.said(language, first=first, last=last, hours=_hours(hours, language))


def _hours(hours: DayHours, language: Language) -> Fragments:
    said: list[Fragments] = []
    for opens, closes in hours.intervals:
        sentence = sentences.AND_STRETCH if said else sentences.STRETCH
        gaps = {"opens": said_time(_time(opens), language), "closes": said_time(_time(closes), language)}
        said += [((comma(language),) if said else ()) + sentence.said(language, **gaps)]
    return tuple(fragment for stretch in said for fragment in stretch)


def _is_off(calendar: Calendar, day: date) -> bool:
    return calendar.day(day).kind in _OFF


def _time(minute: int) -> time:
    return time(*divmod(minute, 60))


def _in_groups(telephone: str) -> str:
    """Figures in groups of three from the right, as people keep them in mind."""
    figures = "".join(sign for sign in telephone if sign.isascii() and sign.isdigit())
    head = len(figures) % 3
    groups = [figures[:head]] + [figures[at : at + 3] for at in range(head, len(figures), 3)]
    return " ".join(filter(None, groups))
