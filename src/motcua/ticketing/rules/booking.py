"""Appointments: which times there are, what coming early or late means, how a code is read. Pure."""

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.kernel.clock import HANOI
from motcua.ticketing.rules.issuing import Standing
from motcua.ticketing.vocabulary import Lane
from motcua.worktime import Calendar, DayPlan

HELD_FOR = timedelta(minutes=10)
HOLDS_A_BROWSER = 2
EARLY = timedelta(minutes=30)
"""How long before the slot somebody may say that they are there."""
CALLED_BEFORE = timedelta(minutes=10)
"""Who is there early is called this long before the slot at the earliest."""
LATE = timedelta(minutes=15)
"""Until then after the slot's start the appointment's place is kept."""
MISSED = timedelta(minutes=60)
"""Later than this the appointment is over."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O (read as 1, 1, 0) and no U."""
CODE_LENGTH = 8
FIGURES_LENGTH = 12
"""Of a code that a telephone's keys can type: as many random bits as one of letters and figures."""
_GROUP = 4
TOKEN_LENGTH = 22
_TOKEN_BYTES = 16
_MISREAD = str.maketrans("ILO", "110")
_BETWEEN = re.compile(r"[\s\u00a0.\u2010-\u2015-]+")
_IN_ADDRESS = re.compile(rf"/lich/([A-Za-z0-9_-]{{{TOKEN_LENGTH}}})/?$")
_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{{TOKEN_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Plan:
    """When a group takes appointments. Hours in minutes from midnight; `weekdays`: 1 is Monday; both dates included."""

    weekdays: frozenset[int]
    opens: int
    closes: int
    slot_minutes: int
    places: int
    horizon_days: int = 14
    notice_minutes: int = 60
    valid_from: date = date.min
    valid_to: date = date.max


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that may be booked, by so many people."""

    starts_at: datetime
    ends_at: datetime
    places: int


def slots_on(plans: Sequence[Plan], day: DayPlan, now: datetime) -> tuple[Slot, ...]:
    """The slots of a day, in order; none on a day off, beyond the horizon, or before the notice is over.

    A slot lies whole within a stretch of working hours: each stretch begins anew, so the first of the afternoon begins when
    the afternoon does. A day that is worked in place of another follows the plans of that one's weekday. Where two plans
    have a slot that begins at the same time, the one with more places counts.
    """
    found: dict[datetime, Slot] = {}
    for plan in plans:
        for slot in _slots_of(plan, day, now):
            known = found.get(slot.starts_at)
            if known is None or slot.places > known.places:
                found[slot.starts_at] = slot
    return tuple(found[at] for at in sorted(found))


def _slots_of(plan: Plan, day: DayPlan, now: datetime) -> Iterator[Slot]:
    today = now.astimezone(HANOI).date()
    if day.hours is None or not (plan.valid_from <= day.day <= plan.valid_to):
        return
    if (day.instead_of or day.day).isoweekday() not in plan.weekdays:
        return
    if not today <= day.day <= today + timedelta(plan.horizon_days):
        return
    midnight = datetime.combine(day.day, time(0), HANOI)
    earliest, length = now + timedelta(minutes=plan.notice_minutes), plan.slot_minutes
    for opens, closes in day.hours.intervals:
        first, last = max(opens, plan.opens), min(closes, plan.closes) - length
        for minute in range(first, last + 1, length):
            starts_at = midnight + timedelta(minutes=minute)
            if starts_at >= earliest:
                yield Slot(starts_at, starts_at + timedelta(minutes=length), plan.places)


def days_ahead(plans: Sequence[Plan], calendar: Calendar, now: datetime) -> tuple[DayPlan, ...]:
    """Every day from today to the farthest horizon, days off too, so that a list says why nothing is to be had on them."""
    today = now.astimezone(HANOI).date()
    horizon = max((plan.horizon_days for plan in plans), default=-1)
    return tuple(calendar.day(today + timedelta(number)) for number in range(horizon + 1))


@dataclass(frozen=True, slots=True)
class TooEarly:
    """From then on the person may say that they are there."""

    since: datetime


@dataclass(frozen=True, slots=True)
class Missed:
    """The appointment is over."""


def arrival(starts_at: datetime, now: datetime) -> TooEarly | Standing | Missed:
    """What somebody gets who comes now for an appointment of that time.

    In time (until LATE after its start): preferred, in the place of the slot, so that of two appointments the earlier is
    called first, whoever comes first; called CALLED_BEFORE the slot at the earliest. Later: as if they had come without one.
    """
    if now < starts_at - EARLY:
        return TooEarly(starts_at - EARLY)
    if now > starts_at + MISSED:
        return Missed()
    if now > starts_at + LATE:
        return Standing(Lane.ORDINARY, now, now)
    return Standing(Lane.PREFERRED, starts_at, max(now, starts_at - CALLED_BEFORE))


def new_code() -> str:
    """Forty random bits for people: 8 of 32 letters and digits that nobody mistakes for each other."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def new_figures() -> str:
    """Forty random bits for whoever hears the code and types it on a telephone: 12 figures."""
    return "".join(secrets.choice("0123456789") for _ in range(FIGURES_LENGTH))


def new_token() -> str:
    """128 random bits for addresses and QR codes."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def code_text(code: str) -> str:
    """K7M4-Q2XD, or 0123-4567-8901: as it is shown and read out."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read_code(typed: str) -> str | None:
    """The code as it is kept; None when nothing like a code was typed. What is misread (O, I, L) is put right."""
    code = _BETWEEN.sub("", typed[:100]).upper().translate(_MISREAD)
    if len(code) == FIGURES_LENGTH:
        return code if code.isascii() and code.isdigit() else None
    return code if len(code) == CODE_LENGTH and all(letter in ALPHABET for letter in code) else None


def read_token(scanned: str) -> str | None:
    """The token, alone or at the end of the address that the QR code holds; None for anything else."""
    scanned = scanned.strip()[:500]
    if _TOKEN.fullmatch(scanned):
        return scanned
    found = _IN_ADDRESS.search(scanned)
    return found[1] if found else None
