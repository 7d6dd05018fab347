"""From "when shall I come?" to a place that is held: where, what for, which day, which time. One question a page."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.errors import NotFoundError
from motcua.portal.booking.procedures import named
from motcua.ticketing.errors import SlotFullError
from motcua.ticketing.facts import OpenGroup, OpenHall
from motcua.ticketing.selectors.appointments import bookable_groups, bookable_halls, days_of, nearest_free, slots_of
from motcua.ticketing.selectors.hall import group as group_in_force
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.services import hold_slot
from motcua.ticketing.services.booking import Wish
from motcua.ui import formats

PROCEDURE = "thu-tuc"
"""Said on the way here, and carried along until the appointment has it."""
_HOLDER = "booking_holder"


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where? Asked only where there is a choice."""
    halls = bookable_halls()
    if len(halls) == 1:
        return _groups(request, halls[0])
    context = {"halls": [(hall.unit_name, _carried(request, "portal:book_unit", hall.unit_code)) for hall in halls]}
    return render(request, "portal/booking/start.jinja", context)


@never_cache
@require_safe
def unit(request: HttpRequest, unit_code: str) -> HttpResponse:
    """What for?"""
    hall = next((hall for hall in bookable_halls() if hall.unit_code == unit_code), None)
    if hall is None:
        return absent(request)
    return _groups(request, hall)


@never_cache
@require_safe
def group(request: HttpRequest, group_id: int) -> HttpResponse:
    """Which day? Full days and days off stand there as such."""
    queue = _bookable(group_id)
    if queue is None:
        return absent(request)
    context = {
        **about(queue),
        "days": days_of(group_id),
        "day_href": lambda day: _carried(request, "portal:book_day", group_id, day.isoformat()),
        "back": _carried(request, "portal:book_unit", hall_of(queue.unit_id).unit_code),
        "moving": None,
    }
    return render(request, "portal/booking/days.jinja", context)


# Holding a place changes nothing for anybody but who asks, and lapses by itself: no form here grows too old.
@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: HttpRequest, group_id: int, day: str) -> HttpResponse:
    """Which time? A tap holds a place for ten minutes."""
    queue, chosen = _bookable(group_id), read_day(day)
    if queue is None or chosen is None:
        return absent(request)
    if request.method != "POST":
        return _times(request, queue, chosen)
    starts_at = read_time(chosen, request.POST.get("gio", ""))
    if starts_at is None:
        return _times(request, queue, chosen)
    wish = Wish(group_id, starts_at, _said(request), formats.chosen(get_language()))
    try:
        held = hold_slot(wish, holder=_holder(request))
    except SlotFullError as error:
        return _times(request, queue, chosen, Refusal(starts_at, error.nearest))
    except NotFoundError:
        return absent(request)
    typed = request.POST.get("go", "").replace("\0", "")[:100]
    address = reverse("portal:appointment", args=[held.token])
    return redirect(f"{address}?{urlencode({'go': typed})}" if typed else address)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A time that somebody wanted and that is full, with what is free close to it."""

    wanted: datetime
    nearest: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class TimeChoice:
    """A time of the page: a button where a place is free. `action`: the page of its day."""

    at: datetime
    ends_at: datetime | None
    free: int
    action: str
    gio: str

    @property
    def morning(self) -> bool:
        return self.at.astimezone(clock.HANOI).hour < 12  # noqa: PLR2004 - noon


def time_choices(group_id: int, chosen: date, action: str) -> list[TimeChoice]:
    """A day's times, full ones too."""
    return [
        TimeChoice(offer.slot.starts_at, offer.slot.ends_at, offer.free, action, _clock(offer.slot.starts_at))
        for offer in slots_of(group_id, chosen)
    ]


def nearest_choices(nearest: Iterable[datetime], action: Any) -> list[TimeChoice]:
    """Free times of any day; `action` makes the address of a day's page."""
    local = [at.astimezone(clock.HANOI) for at in nearest]
    return [TimeChoice(at, None, 1, action(at.date().isoformat()), _clock(at)) for at in local]


def about(queue: OpenGroup) -> dict[str, Any]:
    """What every page of a group says of it."""
    return {"group": queue, "group_name": group_name(queue), "hall": hall_of(queue.unit_id), "now": clock.now()}


def group_name(queue: OpenGroup) -> str:
    return queue.name_en if formats.chosen(get_language()) == "en" and queue.name_en else queue.name


def read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_time(chosen: date, text: str) -> datetime | None:
    """The moment of a day that a button meant ("09:30")."""
    try:
        return datetime.combine(chosen, time.fromisoformat(text), clock.HANOI)
    except ValueError:
        return None


def absent(request: HttpRequest) -> HttpResponse:
    """No such unit, group, day or appointment: the same page, with the way on."""
    return render(request, "portal/booking/absent.jinja", status=HTTPStatus.NOT_FOUND)


def _groups(request: HttpRequest, hall: OpenHall) -> HttpResponse:
    groups = bookable_groups(hall.unit_id)
    context = {
        "hall": hall,
        "several": len(bookable_halls()) > 1,
        "groups": [(group_name(group), _carried(request, "portal:book_group", group.id)) for group in groups],
        "procedure": named(_said(request)),
    }
    return render(request, "portal/booking/groups.jinja", context)


def _times(request: HttpRequest, queue: OpenGroup, chosen: date, refused: Refusal | None = None) -> HttpResponse:
    def action(text: str) -> str:
        return reverse("portal:book_day", args=[queue.id, text])

    choices = time_choices(queue.id, chosen, action(chosen.isoformat()))
    free = any(choice.free for choice in choices)
    nearest = refused.nearest if refused else () if free else nearest_free(queue.id, _noon(chosen))
    context = {
        **about(queue),
        "day": chosen,
        "choices": choices,
        "refused": refused.wanted if refused else None,
        "nearest": nearest_choices(nearest, action),
        "carried": {PROCEDURE: _said(request), "go": request.POST.get("go", "")[:100]},
        "key": None,
        "back": _carried(request, "portal:book_group", queue.id),
        "moving": None,
    }
    status = HTTPStatus.CONFLICT if refused else HTTPStatus.OK
    return render(request, "portal/booking/times.jinja", context, status=status)


def _noon(chosen: date) -> datetime:
    return datetime.combine(chosen, time(12), clock.HANOI)


def _bookable(group_id: int) -> OpenGroup | None:
    try:
        queue = group_in_force(group_id)
    except NotFoundError:
        return None
    return queue if queue in bookable_groups(queue.unit_id) else None


def _carried(request: HttpRequest, view: str, *args: object) -> str:
    """An address with the procedure that was said."""
    said, address = _said(request), reverse(view, args=args)
    return f"{address}?{urlencode({PROCEDURE: said})}" if said else address


def _said(request: HttpRequest) -> str:
    """The procedure's code; "" for what is none."""
    asked = request.POST if request.method == "POST" else request.GET
    code = asked.get(PROCEDURE, "")
    return code if named(code) else ""


def _holder(request: HttpRequest) -> str:
    """What stands for this browser; made when it first holds a place."""
    if _HOLDER not in request.session:
        request.session[_HOLDER] = secrets.token_urlsafe(16)
    return str(request.session[_HOLDER])


def _clock(at: datetime) -> str:
    return f"{at.astimezone(clock.HANOI):%H:%M}"
