"""Booking an appointment by keypad: what for, which day, which time; then it is held, said again, and booked with a code.

What was said last is remembered item by item, so that a key means what the caller heard, however the places change meanwhile.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time

from motcua.foundation.remembered import remembered
from motcua.hotline.dialogue.browsing import AGAIN, CHOICE, NEXT
from motcua.hotline.dialogue.centre import centre
from motcua.hotline.dialogue.procedures import PROCEDURE, page
from motcua.hotline.dialogue.replies import LATER, Asked, Reply, answers
from motcua.hotline.selectors.booking import groups_to_book
from motcua.hotline.speech import booking as said
from motcua.hotline.speech.fragment import Fragments, Language
from motcua.kernel import clock
from motcua.kernel.errors import NotFoundError
from motcua.ticketing.errors import AppointmentStateError, HoldOverError, SlotFullError
from motcua.ticketing.facts import OpenGroup
from motcua.ticketing.models import Appointment
from motcua.ticketing.selectors.appointments import days_of, slots_of
from motcua.ticketing.services.booking import Wish, book, cancel, hold_slot
from motcua.ticketing.vocabulary import AppointmentState

GROUPS, DAYS, TIMES = "groups", "days", "times"
"""Slots: what was said last, in the order of the keys; with " page" where that begins."""
GROUP, DAY, AT, HELD, ABOUT = "group", "day", "at", "held", "about"
"""Slots: what was chosen, the place that is held, and the procedure that it is for."""
AT_ONCE: Mapping[str, Mapping[Language, int]] = {
    GROUPS: {"vi": 2, "en": 2},
    DAYS: {"vi": 3, "en": 2},
    TIMES: {"vi": 3, "en": 2},
}
"""How many are said in one go: some twelve seconds, and English takes longer."""
BODY = b"a call"
"""A call books once: whatever it asks for later gets the first one told."""
TRIAL_CODE = "000000000000"
SECONDS = 5.0

Tell = Callable[[Sequence[str], bool, bool], Fragments]


@answers("may book", "yes", "no")
def may_book(asked: Asked) -> Reply:
    """Whether the procedure that the call is about can be booked for."""
    return Reply("yes" if _groups(asked.text(PROCEDURE)) else "no")


@answers("book any", "some", "one", "none")
def book_any(asked: Asked) -> Reply:
    return _what_for(asked, "", 0)


@answers("book procedure", "some", "one", "none")
def book_procedure(asked: Asked) -> Reply:
    return _what_for(asked, asked.text(PROCEDURE), 0)


@answers("book groups", "some", "one", "none")
def book_groups(asked: Asked) -> Reply:
    return _what_for(asked, asked.text(ABOUT), _page(asked, GROUPS))


@answers("book group", "chosen", "more", "wrong")
def book_group(asked: Asked) -> Reply:
    return _chosen(asked, GROUPS, lambda group: {GROUP: group, f"{DAYS} page": "0"})


@answers("book days", "some", "full", "none")
def book_days(asked: Asked) -> Reply:
    """The next days with a free place."""
    group = _group(asked)
    if group is None:
        return Reply("none")
    free = [offer.plan.day.isoformat() for offer in days_of(group.id) if offer.free]

    def tell(shown: Sequence[str], first: bool, more: bool) -> Fragments:
        return said.days([date.fromisoformat(day) for day in shown], asked.language, first=first, more=more)

    return _some(asked, free, DAYS, _page(asked, DAYS), tell) or Reply("full")


@answers("book day", "chosen", "more", "wrong")
def book_day(asked: Asked) -> Reply:
    return _chosen(asked, DAYS, lambda day: {DAY: day, f"{TIMES} page": "0"})


@answers("book times", "some", "full", "none")
def book_times(asked: Asked) -> Reply:
    """The day's times with a free place."""
    group, day = _group(asked), _day(asked)
    if group is None or day is None:
        return Reply("none")
    free = [f"{clock_of(offer.slot.starts_at):%H:%M}" for offer in slots_of(group.id, day) if offer.free]

    def tell(shown: Sequence[str], first: bool, more: bool) -> Fragments:
        return said.times([_at(day, text) for text in shown], asked.language, first=first, more=more)

    return _some(asked, free, TIMES, _page(asked, TIMES), tell) or Reply("full")


@answers("book time", "held", "taken", "none", "more", "wrong")
def book_time(asked: Asked) -> Reply:
    """A place is held while the caller hears what it is."""
    chosen = _chosen(asked, TIMES, lambda at: {AT: at})
    group, day = _group(asked), _day(asked)
    if group is None or day is None:
        return Reply("none")
    if chosen.outcome != "chosen":
        return chosen
    at = _at(day, chosen.slots[AT])
    told = said.held((group.name, group.name_en), at, asked.language)
    if asked.is_trial:
        return Reply("held", told, chosen.slots)
    try:
        row = hold_slot(Wish(group.id, at, asked.text(ABOUT), asked.language), holder=asked.call)
    except SlotFullError:
        return Reply("taken", slots={f"{TIMES} page": "0"})
    except NotFoundError:
        return Reply("none")
    return Reply("held", told, {**chosen.slots, HELD: row.token or ""})


@answers("book", "booked", "once", "lapsed")
def book_it(asked: Asked) -> Reply:
    """Once a call: pressed again, or after an answer that came too late, the first one is told."""
    if asked.is_trial:
        return Reply("booked", said.tried(TRIAL_CODE, asked.language))
    token = asked.text(HELD)
    try:
        row = book(token, procedure=asked.text(ABOUT), key=asked.call, body=BODY, in_figures=True)
    except (HoldOverError, AppointmentStateError, NotFoundError):
        return Reply("lapsed", slots={f"{TIMES} page": "0"})
    earlier = row.token != token
    if earlier:
        _give_up(token)
    if row.state != AppointmentState.BOOKED or row.code is None:
        return Reply("once")
    if earlier:
        return Reply("booked", said.already(row.starts_at, row.code, asked.language))
    return Reply("booked", said.booked(row.code, asked.language))


@answers("book not", "left")
def book_not(asked: Asked) -> Reply:
    """The place that is held is free for others at once."""
    _give_up(asked.text(HELD))
    return Reply("left", slots={HELD: ""})


def clock_of(at: datetime) -> datetime:
    return at.astimezone(clock.HANOI)


@remembered(seconds=SECONDS)
def _groups(procedure: str) -> tuple[OpenGroup, ...]:
    """At most some seconds old: thousands ask after the same few procedures."""
    known = centre()
    return groups_to_book(known.unit_id, page(procedure) if procedure else None) if known else ()


def _what_for(asked: Asked, procedure: str, first: int) -> Reply:
    found = _groups(procedure)
    about = {ABOUT: procedure}
    if not found:
        return Reply("none")
    if len(found) == 1:
        return Reply("one", slots={**about, GROUP: str(found[0].id), f"{DAYS} page": "0"})
    names = {str(group.id): (group.name, group.name_en) for group in found}

    def tell(shown: Sequence[str], first: bool, more: bool) -> Fragments:
        return said.groups([names[group] for group in shown], asked.language, first=first, more=more)

    reply = _some(asked, list(names), GROUPS, first, tell)
    return Reply(reply.outcome, reply.said, {**reply.slots, **about}) if reply else Reply(LATER)


def _some(asked: Asked, values: Sequence[str], slot: str, first: int, tell: Tell) -> Reply | None:
    """A page of them, remembered in the order of the keys; after the last page comes the first. None: there are none."""
    first, at_once = first if first < len(values) else 0, AT_ONCE[slot][asked.language]
    shown = values[first : first + at_once]
    if not shown:
        return None
    told = tell(shown, first == 0, first + at_once < len(values))
    return Reply("some", told, {slot: " ".join(shown), f"{slot} page": str(first)})


def _chosen(asked: Asked, slot: str, remembered: Callable[[str], dict[str, str]]) -> Reply:
    """What the key means of what was said."""
    choice, first, shown = asked.number(CHOICE), _page(asked, slot), asked.text(slot).split()
    if choice in {NEXT, AGAIN}:
        return Reply(
            "more", slots={f"{slot} page": str(first + AT_ONCE[slot][asked.language] if choice == NEXT else first)}
        )
    if not 1 <= choice <= len(shown):
        return Reply("wrong")
    return Reply("chosen", slots=remembered(shown[choice - 1]))


def _page(asked: Asked, slot: str) -> int:
    return asked.number(f"{slot} page")


def _group(asked: Asked) -> OpenGroup | None:
    """The group that was chosen, while it takes appointments."""
    return next((group for group in _groups("") if group.id == asked.number(GROUP)), None)


def _day(asked: Asked) -> date | None:
    try:
        return date.fromisoformat(asked.text(DAY))
    except ValueError:
        return None


def _at(day: date, text: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(text), clock.HANOI)


def _give_up(token: str) -> None:
    """Of a held place only: what is booked stays."""
    held = Appointment.objects.filter(token=token, state=AppointmentState.HELD.value)
    if token and held.exists():
        cancel(token)
