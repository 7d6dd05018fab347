"""Appointments for the ear: what for, which day, which time, and the code."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from motcua.hotline.speech.dates import said_date, said_time, said_weekday
from motcua.hotline.speech.fragment import LANGUAGES, Fragment, Fragments, Language, comma
from motcua.hotline.speech.menus import keyed
from motcua.hotline.speech.numbers import said_digits
from motcua.hotline.speech.reading import read
from motcua.hotline.speech.sentence import Sentence
from motcua.kernel.clock import HANOI

WHAT_FOR = Sentence("Chọn việc.", "Choose what for.")
WHICH_DAY = Sentence("Chọn ngày.", "Choose a day.")
WHICH_TIME = Sentence("Chọn giờ.", "Choose a time.")
NEXT = Sentence("Nghe tiếp, bấm tám.", "For more, press eight.")
"""Shorter than that of other lists: days and times are long, and twelve seconds are soon over."""
HELD = Sentence("Đang giữ một chỗ cho {group}, lúc {time}, {day}.", "A place is held for {group}, at {time}, {day}.")
BOOKED = Sentence(
    "Đã đặt lịch hẹn. Mã lịch hẹn là {code}. Nhắc lại, {code}.",
    "Your appointment is booked. Its code is {code}.",
)
ALREADY = Sentence(
    "Cuộc gọi này đã đặt lịch hẹn lúc {time}, {day}. Mã lịch hẹn là {code}.",
    "You have already booked for {day}. Its code is {code}.",
)
TRIAL = Sentence(
    "Đây là cuộc gọi thử, không có lịch nào được đặt. Mã lịch hẹn là {code}.",
    "This is a trial, nothing has been booked. Its code is {code}.",
)
APPOINTMENT = Sentence("Lịch hẹn cho {group}, lúc {time}, {day}.", "The appointment is for {group}, at {time}, {day}.")
CANCELLED = Sentence("Lịch hẹn này đã hủy.", "This appointment is cancelled.")
USED = Sentence("Lịch hẹn này đã được dùng để lấy số.", "This appointment has been used to get a number.")
MISSED = Sentence("Lịch hẹn này đã qua giờ.", "The time of this appointment is over.")

_FIGURES_IN_A_BREATH = 4
Named = tuple[str, str]
"""A group's name in Vietnamese and in English, "" where it has none."""


def groups(names: Sequence[Named], language: Language, *, first: bool, more: bool) -> Fragments:
    """What an appointment may be for, each with its key; `first`: the question is said before."""
    return _listed(WHAT_FOR, [said_group(name, language) for name in names], language, first=first, more=more)


def days(of: Sequence[date], language: Language, *, first: bool, more: bool) -> Fragments:
    """Days to choose from, without their year; in Vietnamese, a month that goes on isn't said again."""
    told = [said_near_day(day, language) for day in of]
    return _listed(WHICH_DAY, _once(told) if language == "vi" else told, language, first=first, more=more)


def times(of: Sequence[datetime], language: Language, *, first: bool, more: bool) -> Fragments:
    """Times of the day that was chosen; a part of the day that goes on isn't said again."""
    return _listed(WHICH_TIME, _once([_clock(at, language) for at in of]), language, first=first, more=more)


def _once(told: Sequence[Fragments]) -> list[Fragments]:
    """What ends as the one before it ended, without that end."""
    return [
        one[:-1] if before and one[-1] == before[-1] else one for before, one in zip([(), *told], told, strict=False)
    ]


def held(name: Named, at: datetime, language: Language) -> Fragments:
    """What is about to be booked."""
    return HELD.said(language, group=said_group(name, language), **_moment(at, language))


def booked(code: str, language: Language) -> Fragments:
    """The code twice where that fits into twelve seconds: whoever listens is looking for a pen, and a key says it again."""
    return BOOKED.said(language, code=_figures(code, language))


def already(at: datetime, code: str, language: Language) -> Fragments:
    """What the call booked before, which isn't what was chosen last."""
    return ALREADY.said(language, code=_figures(code, language), **_moment(at, language))


def tried(code: str, language: Language) -> Fragments:
    """As if it were booked."""
    return TRIAL.said(language, code=_figures(code, language))


def appointment(name: Named, at: datetime, language: Language) -> Fragments:
    """What was booked."""
    return APPOINTMENT.said(language, group=said_group(name, language), **_moment(at, language))


def said_group(name: Named, language: Language) -> Fragments:
    """A group in the caller's language, in Vietnamese where it has no English name."""
    return read(name[1], "en") if language == "en" and name[1] else read(name[0], "vi")


def said_near_day(day: date, language: Language) -> Fragments:
    """A day within some weeks: the weekday, day and month."""
    return (said_weekday(day, language), comma(language), *said_date(day, language)[:2])


def booking_fragments(names: Iterable[Named]) -> Iterator[Fragment]:
    """Everything of this module but keys, numbers and days; `names` are those of the groups."""
    for value in list(globals().values()):
        if isinstance(value, Sentence):
            for language in LANGUAGES:
                yield from value.fragments(language)
    for name in names:
        for language in LANGUAGES:
            yield from said_group(name, language)


def _listed(
    question: Sentence, items: Sequence[Fragments], language: Language, *, first: bool, more: bool
) -> Fragments:
    asked = question.said(language) if first else ()
    return (*asked, *keyed(items, language), *(NEXT.said(language) if more else ()))


def _moment(at: datetime, language: Language) -> dict[str, Fragments]:
    local = at.astimezone(HANOI)
    return {"time": _clock(at, language), "day": said_near_day(local.date(), language)}


def _figures(code: str, language: Language) -> Fragments:
    """Figure by figure, four in a breath."""
    breaths = (code[begin : begin + _FIGURES_IN_A_BREATH] for begin in range(0, len(code), _FIGURES_IN_A_BREATH))
    return said_digits(" ".join(breaths), language)


def _clock(at: datetime, language: Language) -> Fragments:
    return said_time(at.astimezone(HANOI).time(), language)
