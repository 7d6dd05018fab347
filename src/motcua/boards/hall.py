"""The board of a hall: /bang/trung-tam-tinh/?zone=B. Read from ten metres; the whole state comes with the page."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.boards import sound, watching
from motcua.kernel import clock
from motcua.ticketing.facts import OpenHall
from motcua.ticketing.selectors.board import last_calls

SHOWN = 5


@never_cache
@require_safe
def show(request: SignedInRequest, unit_code: str) -> HttpResponse:
    hall, now = watching.hall_at(request, unit_code), clock.now()
    zone = _zone(request, now)
    state = _state(request, hall, zone, now)
    address = reverse("boards:hall_state", args=[unit_code])
    context = {**watching.frame(hall, now, "hall"), "zone": zone, "state": state, "state_url": f"{address}?zone={zone}"}
    return render(request, "boards/hall.jinja", {**context, "shown": SHOWN})


@never_cache
@require_safe
def state(request: SignedInRequest, unit_code: str) -> JsonResponse:
    """What a board asks for when it may have missed something, and once a minute in any case."""
    hall, now = watching.hall_at(request, unit_code), clock.now()
    return JsonResponse(_state(request, hall, _zone(request, now), now))


def _state(request: SignedInRequest, hall: OpenHall, zone: str, now: datetime) -> dict[str, Any]:
    listen = watching.listening(request, hall)  # first: see there
    calls = [
        {"number": call.number, "counter": call.counter, "waits": call.waits, "at": call.at.isoformat()}
        for call in last_calls(hall.unit_id, now.date(), zone)
    ]
    spoken = sound.manner(hall)
    return {
        "listen": listen,
        "now": now.isoformat(),
        "zone": zone,
        "calls": calls,
        "trial": hall.is_trial,
        "sound": spoken,
    }


def _zone(request: SignedInRequest, now: datetime) -> str:
    """The zone that the address asks for; else the one where the device stands; else the whole hall."""
    device = watching.device_of(request, now)
    asked = request.GET.get("zone")
    return (asked if asked is not None else device.zone if device else "").strip()[:40]
