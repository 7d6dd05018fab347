"""The tablet beside a counter: it sleeps until somebody was served there, then asks that one, with one tap."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.middleware import SignedInRequest
from motcua.feedback.labels import LEVELS, REASONS
from motcua.feedback.permissions import may_take_ratings
from motcua.feedback.rules import ASKED_WHY
from motcua.feedback.selectors.served import to_rate
from motcua.feedback.services import explain, rate_at_counter, take_back_at_counter
from motcua.feedback.vocabulary import RatingSource
from motcua.foundation import live
from motcua.kernel import clock
from motcua.kernel.errors import MotCuaError
from motcua.organisation.models import Counter
from motcua.portal.rating import ASK, THANKS, WHY
from motcua.portal.rating_forms import UNDO, FaceForm, WhyForm, undone
from motcua.ticketing.models import Ticket
from motcua.ticketing.services.telling import channel

IDLE = "idle"
SECONDS = 20
"""After which an unanswered question goes away."""


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def tablet(request: HttpRequest, counter_id: int) -> HttpResponse:
    """Which ticket is asked about, the server says; `?xong=` names the one whose person has gone or has skipped."""
    signed_in = cast("SignedInRequest", request)
    counter = _counter(signed_in, counter_id)
    listen = live.listening(request.get_host(), [channel(counter.unit_id)])
    if request.method == "POST":
        return _answer(signed_in, counter, listen)
    ticket = to_rate(counter.pk, clock.now())
    if ticket is None or str(ticket.pk) == request.GET.get("xong"):
        return _shown(signed_in, counter, listen, {"step": IDLE})
    return _shown(signed_in, counter, listen, {"step": ASK, "form": FaceForm(), "ticket": ticket.pk})


def _counter(request: SignedInRequest, counter_id: int) -> Counter:
    today = clock.now().date()
    counter = Counter.objects.on(today).select_related("unit").filter(pk=counter_id).first()
    if counter is None:
        raise Http404
    if not may_take_ratings(request.actor, counter):
        raise PermissionDenied
    return counter


def _answer(request: SignedInRequest, counter: Counter, listen: dict[str, str | int]) -> HttpResponse:
    ticket_id = _uuid(request.POST.get("ticket", ""))
    try:
        context = _doing(request.POST)(request, counter, ticket_id)
    except MotCuaError as error:
        return _shown(request, counter, listen, {"step": "told", "sentence": error.message_vi})
    wrong = any(getattr(context.get(name), "errors", None) for name in ("form", "why"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return _shown(request, counter, listen, {"ticket": ticket_id, **context}, status)


def _doing(post: QueryDict) -> Callable[[SignedInRequest, Counter, UUID], dict[str, Any]]:
    """What the form that was sent is for."""
    if UNDO in post:
        return _taken_back
    return _explained if "reasons_for" in post else _rated


def _taken_back(request: SignedInRequest, counter: Counter, ticket_id: UUID) -> dict[str, Any]:
    """Asked again, whoever mistapped."""
    take_back_at_counter(counter.pk, ticket_id, undone(request.POST), by=request.actor)
    return {"step": ASK, "form": FaceForm()}


def _rated(request: SignedInRequest, counter: Counter, ticket_id: UUID) -> dict[str, Any]:
    form = FaceForm(request.POST)
    if not form.is_valid():
        return {"step": ASK, "form": form}
    given = form.given()
    rating = rate_at_counter(counter.pk, ticket_id, given, by=request.actor, sent=form.sent(f"{ticket_id}"))
    step = WHY if given.level <= ASKED_WHY else THANKS
    return {"step": step, "level": given.level, "why": WhyForm(), "undo": rating.pk}


def _explained(request: SignedInRequest, counter: Counter, ticket_id: UUID) -> dict[str, Any]:
    form = WhyForm(request.POST)
    if not form.is_valid():
        return {"step": WHY, "level": request.POST.get("level", ""), "why": form}
    visit = Ticket.objects.filter(pk=ticket_id, counter=counter).values_list("visit_id", flat=True).first()
    if visit is not None and not form.is_empty:
        explain(visit, form.given(), source=RatingSource.TABLET, by=request.actor.name)
    return {"step": THANKS}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _shown(
    request: SignedInRequest,
    counter: Counter,
    listen: dict[str, str | int],
    context: dict[str, Any],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    shown = {
        "counter": counter,
        "levels": LEVELS,
        "reasons": REASONS,
        "seconds": SECONDS,
        "ticket": "",
        "undo": "",
        "listen": json.dumps(listen),
        "address": request.path,
        "carried": {},
        **context,
    }
    return render(request, "portal/rating/tablet.jinja", shown, status=status)
