"""One appointment, for whoever holds its token or code: finish it, keep it, move it, give it up."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from markupsafe import Markup

from motcua.foundation.printing import qr_for_screen
from motcua.kernel import clock
from motcua.kernel.errors import ConflictError, NotFoundError
from motcua.organisation.models import OneStopUnit
from motcua.portal.booking.choosing import (
    PROCEDURE,
    Refusal,
    about,
    absent,
    nearest_choices,
    read_day,
    read_time,
    time_choices,
)
from motcua.portal.booking.forms import NONE_OF_THESE, BookForm
from motcua.portal.booking.ics import calendar_file
from motcua.portal.booking.procedures import meant, named
from motcua.ticketing.errors import HoldOverError, SlotFullError
from motcua.ticketing.facts import OpenGroup, appointment_path
from motcua.ticketing.models import Appointment
from motcua.ticketing.rules.booking import CALLED_BEFORE, EARLY, LATE, MISSED, code_text
from motcua.ticketing.selectors.appointments import appointment_of, days_of, slots_of
from motcua.ticketing.selectors.hall import group as group_in_force
from motcua.ticketing.services import book, cancel, move
from motcua.ticketing.vocabulary import AppointmentState
from motcua.ui import formats
from motcua.ui.once import new_key


# Whoever knows the token may do this, and a phone that lay on the table for an hour must not meet "too old".
@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def appointment(request: HttpRequest, token: str) -> HttpResponse:
    """/dat-lich/lich/TOKEN/, as its QR code opens it; unknown tokens are answered alike."""
    row = appointment_of(token)
    if row is None:
        return absent(request)
    if row.state == AppointmentState.HELD and request.method == "POST":
        return _book(request, row)
    if row.state == AppointmentState.HELD and not _lapsed(row):
        return _confirm(request, row, BookForm(initial=_already_said(request, row)))
    if row.state in {AppointmentState.HELD, AppointmentState.EXPIRED}:
        return _lapsed_page(request, row, request.GET.get("go", "")[:100])
    return render(request, "portal/booking/appointment.jinja", _shown(row))


@never_cache
@require_safe
def ics(request: HttpRequest, token: str) -> HttpResponse:
    """The appointment for the phone's own calendar."""
    row = appointment_of(token)
    if row is None or row.state != AppointmentState.BOOKED:
        return absent(request)
    content = calendar_file(row, unit=OneStopUnit.objects.get(pk=row.group.unit_id), address=_address(row))
    headers = {"Content-Disposition": 'attachment; filename="lich-hen.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@never_cache
@csrf_exempt
@require_POST
def give_up(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel it, or let a held place go."""
    try:
        cancel(token)
    except NotFoundError:
        return absent(request)
    except ConflictError as error:
        messages.error(request, error.message_vi)
    return redirect("portal:appointment", token=token)


@never_cache
@require_safe
def move_day(request: HttpRequest, token: str) -> HttpResponse:
    """To which day?"""
    found = _movable(token)
    if found is None:
        return absent(request)
    row, queue = found
    context = {
        **about(queue),
        "days": days_of(queue.id),
        "day_href": lambda day: reverse("portal:move_time", args=[token, day.isoformat()]),
        "back": reverse("portal:appointment", args=[token]),
        "moving": row.starts_at,
    }
    return render(request, "portal/booking/days.jinja", context)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def move_time(request: HttpRequest, token: str, day: str) -> HttpResponse:
    """To which time? A tap moves it; the old time is given up only when the new one is ours."""
    found, chosen = _movable(token), read_day(day)
    if found is None or chosen is None:
        return absent(request)
    row, queue = found
    starts_at = read_time(chosen, request.POST.get("gio", "")) if request.method == "POST" else None
    if starts_at is None:
        return _move_times(request, row, queue, chosen)
    try:
        moved = move(token, starts_at, key=request.POST.get("key", ""), body=starts_at.isoformat().encode())
    except SlotFullError as error:
        return _move_times(request, row, queue, chosen, Refusal(starts_at, error.nearest))
    except ConflictError as error:
        messages.error(request, error.message_vi)
    else:
        messages.success(request, _("Đã đổi sang %(moment)s.") % {"moment": formats.moment(moved.starts_at)})
    return redirect("portal:appointment", token=token)


def _book(request: HttpRequest, row: Appointment) -> HttpResponse:
    form = BookForm(request.POST)
    if not form.is_valid():
        return _confirm(request, row, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    words, choice = form.cleaned_data["words"], form.choice
    if _lapsed(row):
        return _lapsed_page(request, row, words)
    if choice is None:
        likely = meant(words)
        if likely and likely[0].code != words:
            return _confirm(request, row, form, likely=[(item.code, item.title) for item in likely])
        choice = words if likely else ""
    code = choice if named(choice) else ""
    try:
        book(row.token or "", procedure=code, key=form.cleaned_data["key"], body=f"{row.pk} {code}".encode())
    except HoldOverError:
        return _lapsed_page(request, row, words)
    except ConflictError as error:
        messages.error(request, error.message_vi)
    return redirect("portal:appointment", token=row.token)


def _confirm(
    request: HttpRequest,
    row: Appointment,
    form: BookForm,
    status: int = HTTPStatus.OK,
    likely: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    assert row.held_until is not None
    left = max(1, round((row.held_until - clock.now()) / timedelta(minutes=1)))
    context = {
        **_about(row),
        "form": form,
        "procedure": named(row.procedure_code),
        "likely": [*likely, (NONE_OF_THESE, _("Việc khác"))] if likely else None,
        "typed": form.data.get("words", "") if form.is_bound else "",
        "left": left,
        "seconds": max(0, int((row.held_until - clock.now()).total_seconds())),
    }
    return render(request, "portal/booking/confirm.jinja", context, status=status)


def _lapsed_page(request: HttpRequest, row: Appointment, typed: str) -> HttpResponse:
    """What was typed is carried to the place that is held anew."""
    local = row.starts_at.astimezone(clock.HANOI)
    offers = slots_of(row.group_id, local.date())
    context = {
        **_about(row),
        "is_free": any(offer.slot.starts_at == row.starts_at and offer.free for offer in offers),
        "carried": {PROCEDURE: row.procedure_code, "go": typed},
        "gio": f"{local:%H:%M}",
    }
    return render(request, "portal/booking/lapsed.jinja", context, status=HTTPStatus.CONFLICT)


def _already_said(request: HttpRequest, row: Appointment) -> dict[str, Any]:
    """What was said on the way, or typed before the last hold lapsed."""
    return {"words": request.GET.get("go", "").replace("\0", "")[:100] or row.procedure_code, "key": new_key()}


def _move_times(
    request: HttpRequest, row: Appointment, queue: OpenGroup, chosen: Any, refused: Refusal | None = None
) -> HttpResponse:
    def action(day: str) -> str:
        return reverse("portal:move_time", args=[row.token, day])

    context = {
        **about(queue),
        "day": chosen,
        "choices": [
            choice
            for choice in time_choices(queue.id, chosen, action(chosen.isoformat()))
            if choice.at != row.starts_at
        ],
        "refused": refused.wanted if refused else None,
        "nearest": nearest_choices(refused.nearest if refused else (), action),
        "carried": {},
        "key": new_key,
        "back": reverse("portal:move_day", args=[row.token]),
        "moving": row.starts_at,
    }
    return render(
        request, "portal/booking/times.jinja", context, status=HTTPStatus.CONFLICT if refused else HTTPStatus.OK
    )


def _movable(token: str) -> tuple[Appointment, OpenGroup] | None:
    row = appointment_of(token)
    if row is None or row.state != AppointmentState.BOOKED:
        return None
    try:
        return row, group_in_force(row.group_id)
    except NotFoundError:
        return None


def _lapsed(row: Appointment) -> bool:
    return row.held_until is None or row.held_until <= clock.now()


def _shown(row: Appointment) -> dict[str, Any]:
    return {
        **_about(row),
        "code": code_text(row.code) if row.code else "",
        "qr": _code(_address(row)),
        "from_": row.starts_at - EARLY,
        "called_from": row.starts_at - CALLED_BEFORE,
        "late": row.starts_at + LATE,
        "missed": row.starts_at + MISSED,
        "procedure": named(row.procedure_code),
        "procedure_code": row.procedure_code,
        "follow": row.ticket.token if row.ticket else "",
    }


def _code(address: str) -> Markup:
    return Markup(qr_for_screen(address))  # noqa: S704 - made of our own address


def _about(row: Appointment) -> dict[str, Any]:
    unit: OneStopUnit = row.group.unit
    english = formats.chosen() == "en" and row.group.name_en
    return {
        "row": row,
        "state": row.state,
        "unit": unit,
        "group_name": row.group.name_en if english else row.group.name,
        "day_href": reverse("portal:book_day", args=[row.group_id, _day(row.starts_at)]),
    }


def _day(at: datetime) -> str:
    return at.astimezone(clock.HANOI).date().isoformat()


def _address(row: Appointment) -> str:
    return f"{settings.MOTCUA.url}{appointment_path(row.token or '')}"
