"""Whether a number is given now and from when it may be called; how many are before it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.ticketing.vocabulary import Lane, Priority


@dataclass(frozen=True, slots=True)
class Window:
    """A day's opening hours as [opens, closes) in minutes from midnight, and when numbers are given around them."""

    stretches: Sequence[tuple[int, int]]
    early: int
    last: int


@dataclass(frozen=True, slots=True)
class From:
    """The number is given; it is called from this minute of the day on."""

    minute: int


@dataclass(frozen=True, slots=True)
class Refused:
    """No number now. `opens`: the minute of today from which there are some again; None: not today any more."""

    opens: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a new ticket stands: its lane, its place there, from when it may be called."""

    lane: Lane
    queued_at: datetime
    not_before: datetime


def given_at(minute: int, window: Window, *, afternoon: bool = False) -> From | Refused:
    """What somebody gets who asks at this minute of a day.

    Before opening numbers are given from `early` minutes on, in the lunch break for the afternoon, and until `last` minutes
    before the day closes. `afternoon` asks for the next stretch though the present one is open: a number taken early.
    """
    if not window.stretches:
        return Refused(None)
    first, end = window.stretches[0][0], window.stretches[-1][1]
    if minute < first - window.early:
        return Refused(first - window.early)
    if minute >= end - window.last:
        return Refused(None)
    later = [opens for opens, _closes in window.stretches if opens > minute]
    is_open = any(opens <= minute < closes for opens, closes in window.stretches)
    if is_open and not (afternoon and later):
        return From(minute)
    return From(later[0]) if later else Refused(None)


def lane_of(priority: Priority, *, has_appointment: bool = False) -> Lane:
    """Priority counts as declared until the counter has looked."""
    return Lane.PREFERRED if has_appointment or priority is not Priority.NONE else Lane.ORDINARY


def ahead_of(lane: Lane, *, ordinary: int, preferred: int, streak: int, bound: int) -> int:
    """How many of those who wait now are called before a new ticket of this lane, if nobody else comes.

    After `bound` preferred calls in a row comes an ordinary one (`rules.calling`); `streak` have been in a row until now.
    """
    streak = min(streak, bound)
    if lane is Lane.ORDINARY:
        return ordinary + min(preferred, bound * (ordinary + 1) - streak)
    return preferred + min(ordinary, (streak + preferred) // bound)


def number_text(letters: str, serial: int) -> str:
    """A0012: the group's letters and at least four digits."""
    return f"{letters}{serial:04}"


def spaced(number: str) -> str:
    """A 0012: as it is shown and printed, the letters apart from the digits."""
    letters = number.rstrip("0123456789")
    return f"{letters} {number[len(letters) :]}".strip()
