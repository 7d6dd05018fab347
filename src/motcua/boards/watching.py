"""Who may stand before which screen, and what every screen is told."""

import json
from datetime import datetime
from string import ascii_uppercase
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from motcua.accounts.middleware import SignedInRequest
from motcua.foundation import live
from motcua.kernel import clock
from motcua.kernel.errors import NotFoundError
from motcua.organisation.models import OneStopUnit
from motcua.ticketing.facts import OpenHall
from motcua.ticketing.models import HallDevice
from motcua.ticketing.permissions import may_watch
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.services.devices import note_seen
from motcua.ticketing.services.telling import channel


def hall_at(request: SignedInRequest, unit_code: str) -> OpenHall:
    """The hall of this address; 404 when there is none in force, 403 for whoever has nothing to do with it."""
    unit = OneStopUnit.objects.on(clock.now().date()).filter(code=unit_code).first()
    if unit is None:
        raise Http404
    return watched(request, unit.pk)


def watched(request: SignedInRequest, unit_id: int) -> OpenHall:
    """The unit's hall, once it is sure that the asking screen or person may watch it."""
    if not may_watch(request.actor, unit_id):
        raise PermissionDenied
    try:
        return hall_of(unit_id)
    except NotFoundError as error:
        raise Http404 from error


def listening(request: SignedInRequest, hall: OpenHall) -> dict[str, str | int]:
    """Where the screen listens. To be asked before what it shows is read."""
    return live.listening(request.get_host(), [channel(hall.unit_id)])


def device_of(request: SignedInRequest, now: datetime) -> HallDevice | None:
    """The device whose account asks, noted as seen; None for people."""
    if not request.user.is_device:
        return None
    device = HallDevice.objects.filter(account_id=request.user.pk).first()
    if device is not None:
        note_seen(device, now=now)
    return device


def hours_today(hall: OpenHall, now: datetime) -> str:
    """Such as "07:00–11:30, 13:30–17:00"; empty on a day off."""
    plan = hall.calendar.day(now.date())
    stretches = plan.hours.intervals if plan.hours else ()
    return ", ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in stretches)


def frame(hall: OpenHall, now: datetime, script: str) -> dict[str, Any]:
    """What the frame of every screen shows; `script` is also the name of its kind in the style sheet."""
    shown = {"hall": hall, "hours": hours_today(hall, now), "now": now, "script": script}
    return {**shown, "parts": parts, "as_json": json.dumps}


def parts(number: str) -> tuple[str, str]:
    """("A", "0012"): they are read apart."""
    digits = number.lstrip(ascii_uppercase)
    return number[: len(number) - len(digits)], digits


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
