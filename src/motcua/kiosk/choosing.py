"""From the first touch to the number: what for, which procedure if one wants to say, whether one has priority."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.catalogue.search import search
from motcua.kernel import clock
from motcua.kiosk import cards
from motcua.kiosk.machine import Machine, kiosk_page, machine_of, page
from motcua.ticketing.errors import HallClosedError, group_absent
from motcua.ticketing.labels import PRIORITIES
from motcua.ticketing.printing.words import WORDS, ahead_in_words, wait_in_words
from motcua.ticketing.selectors.hall import groups_of
from motcua.ticketing.selectors.offers import GroupOffer, offers_of
from motcua.ticketing.services.issuing import called_from
from motcua.ticketing.vocabulary import Priority, QueueMode
from motcua.ui.formats import clock as time_of
from motcua.ui.once import new_key

A_SCREEN = 6
"""Choices."""
LONGEST_QUESTION = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of the screen."""

    href: str
    text: str
    letters: str = ""
    note: str = ""


@require_safe
@kiosk_page
def start(request: SignedInRequest, machine: Machine) -> HttpResponse:
    """What are you here for? The groups, six a screen."""
    if "tiep" not in machine.kept:
        cards.forget(request)
    card = cards.shown(request)
    closed = _closed(machine)
    if closed is not None:
        return page(request, machine, "closed", closed)
    offers = offers_of(machine.hall.unit_id)
    number, last = _which(request.GET.get("trang", ""), len(offers))
    context = {
        "choices": [_choice(machine, offer) for offer in offers[(number - 1) * A_SCREEN : number * A_SCREEN]],
        "before": machine.to("start", trang=number - 1) if number > 1 else "",
        "after": machine.to("start", trang=number + 1) if number < last else "",
        "number": number,
        "last": last,
        "greeted": card.name if card else "",
    }
    return page(request, machine, "start", context)


@require_safe
def alive(request: SignedInRequest) -> HttpResponse:
    """Asked every half minute: the server is there, and knows that the machine is."""
    machine = machine_of(request)
    return JsonResponse({"open": machine is not None and _closed(machine) is None})


@require_safe
@kiosk_page
def group(request: SignedInRequest, machine: Machine, group_id: int) -> HttpResponse:
    """One touch from the number: what was chosen, and what may be said besides."""
    offer = _offer(machine, group_id)
    asked = Asked.read(request.GET)
    at = clock.now()
    called = called_from(machine.hall, at)
    here = {"uu_tien": asked.priority.value if asked.priority is not Priority.NONE else "", "thu_tuc": asked.procedure}
    context = {
        "choice": _choice(machine, offer),
        "asked": asked,
        "procedure_name": procedure_name(asked.procedure),
        "priority_name": PRIORITIES[asked.priority] if asked.priority is not Priority.NONE else "",
        "key": new_key(),
        "group_id": group_id,
        "later": time_of(called) if called > at else "",
        "afternoon": "" if called > at else _afternoon(machine),
        "priority_href": machine.to("priority", group_id, thu_tuc=asked.procedure),
        "procedure_href": machine.to("procedure", group_id, uu_tien=here["uu_tien"]),
        "back": machine.to("start"),
    }
    return page(request, machine, "group", context)


@require_safe
@kiosk_page
def priority(request: SignedInRequest, machine: Machine, group_id: int) -> HttpResponse:
    """Which priority? Declared here, confirmed at the counter."""
    _offer(machine, group_id)
    asked = Asked.read(request.GET)
    choices = [
        Choice(machine.to("group", group_id, thu_tuc=asked.procedure, uu_tien=kind.value), str(name))
        for kind, name in PRIORITIES.items()
        if kind is not Priority.NONE
    ]
    choices.append(Choice(machine.to("group", group_id, thu_tuc=asked.procedure), _("Không thuộc diện nào")))
    back = machine.to("group", group_id, thu_tuc=asked.procedure)
    return page(request, machine, "priority", {"choices": choices, "back": back})


@require_safe
@kiosk_page
def procedure(request: SignedInRequest, machine: Machine, group_id: int) -> HttpResponse:
    """Which procedure? Only for whoever wants to say it."""
    _offer(machine, group_id)
    asked = Asked.read(request.GET)
    priority = asked.priority.value if asked.priority is not Priority.NONE else ""
    question = request.GET.get("q", "").replace("\0", "")[:LONGEST_QUESTION].strip()
    found = search(question, limit=A_SCREEN).items if question else ()
    choices = [Choice(machine.to("group", group_id, uu_tien=priority, thu_tuc=item.code), item.title) for item in found]
    context = {
        "choices": choices,
        "question": question,
        "group_id": group_id,
        "priority": priority,
        "back": machine.to("group", group_id, uu_tien=priority),
        "keyboard": ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"),
    }
    return page(request, machine, "procedure", context)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was said besides the group; what nobody can mean is as if it wasn't said."""

    priority: Priority
    procedure: str

    @classmethod
    def read(cls, given: Any) -> "Asked":
        """From an address or a form."""
        try:
            kind = Priority(given.get("uu_tien", "") or Priority.NONE.value)
        except ValueError:
            kind = Priority.NONE
        return cls(kind, given.get("thu_tuc", "") if procedure_name(given.get("thu_tuc", "")) else "")


def procedure_name(code: str) -> str:
    """The title of the procedure with this code; "" when there is none."""
    if not code or len(code) > len("9.999999999"):
        return ""
    return next((item.title for item in search(code, limit=1).items if item.code == code), "")


def waits(machine: Machine, ahead: int, p50: int | None, p90: int | None) -> tuple[str, str]:
    """How many are before, and how long that takes, in the visitor's language."""
    words = WORDS["en" if machine.language == "en" else "vi"]
    if p50 is None or p90 is None:
        return ahead_in_words(ahead, words), ""
    return ahead_in_words(ahead, words), words.wait.format(span=wait_in_words(p50, max(p50, p90), words))


def _offer(machine: Machine, group_id: int) -> GroupOffer:
    found = next((offer for offer in offers_of(machine.hall.unit_id) if offer.group.id == group_id), None)
    if found is None:
        raise group_absent()
    return found


def _choice(machine: Machine, offer: GroupOffer) -> Choice:
    name = offer.group.name_en if machine.language == "en" and offer.group.name_en else offer.group.name
    notes = [_("đang chờ: %(count)s") % {"count": offer.waiting}]
    if offer.wait_p50 is not None and offer.wait_p90 is not None:
        notes.append(waits(machine, 0, offer.wait_p50, offer.wait_p90)[1].lower())
    return Choice(machine.to("group", offer.group.id), name, offer.group.letters, " · ".join(notes).capitalize())


def _which(typed: str, choices: int) -> tuple[int, int]:
    """The page that is meant, and the last one."""
    last = max(1, -(-choices // A_SCREEN))
    return min(max(int(typed), 1), last) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1, last  # noqa: PLR2004 - no hall has a thousand pages


def _closed(machine: Machine) -> dict[str, str] | None:
    """Why no number is given now; None when one is."""
    if machine.hall.mode != QueueMode.OWN:
        title = _("Máy này không lấy số")
        return {"title": title, "sentence": _("Ở đây không lấy số bằng máy này. Hãy hỏi quầy hướng dẫn.")}
    if not groups_of(machine.hall.unit_id):
        return {
            "title": _("Chưa lấy số được"),
            "sentence": _("Hôm nay chưa có nhóm lấy số nào. Hãy hỏi quầy hướng dẫn."),
        }
    try:
        called_from(machine.hall, clock.now())
    except HallClosedError as error:
        early = error.code == "ticketing:hall:early"
        return {"title": _("Chưa đến giờ lấy số") if early else _("Đã hết giờ lấy số"), "sentence": error.message_vi}
    return None


def _afternoon(machine: Machine) -> str:
    """From when a number for the afternoon would be called; "" when there is no later stretch today."""
    try:
        at, later = clock.now(), called_from(machine.hall, clock.now(), afternoon=True)
    except HallClosedError:
        return ""
    return time_of(later) if later > at else ""
