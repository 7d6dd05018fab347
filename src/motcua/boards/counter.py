"""The display above a counter: one number, big."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.boards import watching
from motcua.kernel import clock
from motcua.ticketing.facts import OpenHall
from motcua.ticketing.selectors.board import CounterScreen, counter_screen


@never_cache
@require_safe
def show(request: SignedInRequest, counter_id: int) -> HttpResponse:
    now = clock.now()
    hall, screen, state = _seen(request, counter_id, now)
    return render(
        request, "boards/counter.jinja", {**watching.frame(hall, now, "counter"), "counter": screen, "state": state}
    )


@never_cache
@require_safe
def state(request: SignedInRequest, counter_id: int) -> JsonResponse:
    """What a display asks for when it may have missed something, and once a minute in any case."""
    return JsonResponse(_seen(request, counter_id, clock.now())[2])


def _seen(request: SignedInRequest, counter_id: int, now: datetime) -> tuple[OpenHall, CounterScreen, dict[str, Any]]:
    known = counter_screen(counter_id, now.date())
    if known is None:
        raise Http404
    hall = watching.watched(request, known.unit_id)
    watching.device_of(request, now)
    listen = watching.listening(request, hall)
    screen = counter_screen(counter_id, now.date()) or known  # again: what was read before listening may be old
    shown = {"number": screen.number, "serving": screen.is_serving, "state": screen.state.value}
    return hall, screen, {"listen": listen, "now": now.isoformat(), "counter_id": counter_id, **shown}
