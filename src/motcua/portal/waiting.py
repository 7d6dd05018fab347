"""The waiting page on the phone: /so-thu-tu/TOKEN/, as the slip's QR code opens it. Whoever holds the token sees a number, not a person."""

import json
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation import live
from motcua.kernel import clock
from motcua.kernel.errors import MotCuaError, NotFoundError
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.selectors.visit import Visit, visit_of
from motcua.ticketing.services import leave
from motcua.ticketing.services.telling import channel, place_of
from motcua.ticketing.vocabulary import TicketState

_OVER = {TicketState.SERVED, TicketState.LEFT, TicketState.CLOSED}
"""Nothing more happens to it; whoever missed the call may still be put back into the line."""


@never_cache
@require_safe
def wait(request: HttpRequest, token: str) -> HttpResponse:
    """Unknown and old are answered alike: same status, same page."""
    listen, visit = _listening(request, token)
    if visit is None:
        return _absent(request)
    return render(request, "portal/waiting.jinja", _shown(visit, listen))


@never_cache
@require_safe
def state(request: HttpRequest, token: str) -> HttpResponse:
    """What the page asks for when it may have missed something."""
    listen, visit = _listening(request, token)
    if visit is None:
        return JsonResponse({}, status=HTTPStatus.NOT_FOUND)
    return JsonResponse(_state(visit, listen))


@never_cache
@csrf_exempt  # whoever knows the token may give the number back, and a phone that waited all morning must not meet "too old"
@require_POST
def give_back(request: HttpRequest, token: str) -> HttpResponse:
    """The person doesn't want to wait any more; somebody else is called earlier."""
    if visit_of(token) is None:
        return _absent(request)
    try:
        leave(token)
    except NotFoundError:
        return _absent(request)
    except MotCuaError as error:
        messages.error(request, error.message_vi)
    return redirect("portal:wait", token=token)


def _listening(request: HttpRequest, token: str) -> tuple[dict[str, str | int], Visit | None]:
    """A page that will be told nothing more gets no ticket; `after` is asked before the ticket is read, so nothing is missed."""
    after = live.last_id()
    visit = visit_of(token)
    if visit is None or visit.ticket.state in _OVER:
        return {}, visit
    listen = live.listening(request.get_host(), [channel(visit.ticket.unit_id)])
    return {**listen, "after": after}, visit


def _absent(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/waiting_absent.jinja", status=HTTPStatus.NOT_FOUND)


def _state(visit: Visit, listen: dict[str, str | int]) -> dict[str, Any]:
    ticket = visit.ticket
    return {
        "listen": listen,
        "number": ticket.number,
        "state": ticket.state,
        "group": ticket.group_id,
        "lane": ticket.lane,
        "place": place_of(ticket),
        "before": {"ordinary": visit.before.ordinary, "preferred": visit.before.preferred},
        "streak": visit.before.streak,
        "bound": visit.before.bound,
        "ahead": visit.ahead,
        "counter": visit.counter,
        "zone": visit.zone,
        "wait": [visit.wait_p50, visit.wait_p90],
    }


def _shown(visit: Visit, listen: dict[str, str | int]) -> dict[str, Any]:
    now, ticket = clock.now(), visit.ticket
    state = _state(visit, listen)
    hall = hall_of(ticket.unit_id)
    return {
        "visit": visit,
        "ticket": ticket,
        "hall": hall,
        "as_json": json.dumps(state),
        "state_url": reverse("portal:wait_state", args=[ticket.token]),
        "over": ticket.state in _OVER,
        "early": ticket.not_before if ticket.not_before > now else None,
        "counter_word": _("quầy"),
        "now": now,
    }
