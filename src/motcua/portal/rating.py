"""Rating by a QR code, of the number's slip or the receipt. Whoever holds the token sees a visit, not a person."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.feedback.errors import too_late
from motcua.feedback.facts import Given, Served
from motcua.feedback.labels import LEVELS, REASONS
from motcua.feedback.models import Rating
from motcua.feedback.rules import ASKED_WHY
from motcua.feedback.selectors.served import rating_of, served_by_receipt, served_by_token
from motcua.feedback.services import explain, rate_by_receipt, rate_by_ticket, take_back_by_slip
from motcua.feedback.services.rating import Sent
from motcua.feedback.vocabulary import RatingSource
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError, MotCuaError, NotFoundError
from motcua.portal.rating_forms import UNDO, FaceForm, WhyForm, undone

ASK, WHY, THANKS, SAID = "ask", "why", "thanks", "said"
LONGEST_TYPED = 100
STATUSES: dict[type[MotCuaError], HTTPStatus] = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    InvalidInputError: HTTPStatus.UNPROCESSABLE_ENTITY,
}


@dataclass(frozen=True, slots=True)
class _Slip:
    """What somebody holds: how its visit is found and rated, and what its forms carry along."""

    source: RatingSource
    address: str
    carried: dict[str, str]
    find: Callable[[], Served]
    rate: Callable[[Given, Sent], Rating]


# They change one visit's rating and nothing else, and whoever holds the slip may: no session, no form that grows too old.
@never_cache
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def by_ticket(request: HttpRequest, token: str) -> HttpResponse:
    """/danh-gia/TOKEN/, as the number's slip and the waiting page open it."""
    slip = _Slip(
        RatingSource.TICKET_QR,
        reverse("portal:rate", args=[token]),
        {},
        lambda: served_by_token(token),
        lambda given, sent: rate_by_ticket(token, given, sent=sent),
    )
    return _page(request, slip)


@never_cache
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def by_receipt(request: HttpRequest) -> HttpResponse:
    """/danh-gia/ho-so/ with the two codes of a receipt: in the address from a QR code, in the form from the look-up."""
    asked = request.POST if request.method == "POST" else request.GET
    code, token = (asked.get(name, "").replace("\0", "")[:LONGEST_TYPED] for name in ("code", "token"))
    slip = _Slip(
        RatingSource.RECEIPT_QR,
        reverse("portal:rate_visit"),
        {"code": code, "token": token},
        lambda: served_by_receipt(code, token),
        lambda given, sent: rate_by_receipt(code, token, given, sent=sent),
    )
    return _page(request, slip)


def _page(request: HttpRequest, slip: _Slip) -> HttpResponse:
    try:
        served = slip.find()
        if request.method == "POST" and UNDO in request.POST:
            take_back_by_slip(served, undone(request.POST), source=slip.source)
        if request.method == "POST" and "reasons_for" in request.POST:
            return _explain(request, slip, served)
        if request.method == "POST" and {"level", "key"} & request.POST.keys():
            return _rate(request, slip)
        rating, is_open = rating_of(served.visit_id), clock.now() <= served.open_until
        if rating is None and not is_open:
            raise too_late()
    except MotCuaError as error:
        return _told(request, slip, error)
    if rating is None:
        return _shown(request, slip, {"step": ASK, "form": FaceForm()})
    own = is_open and rating.source == slip.source
    return _shown(request, slip, {"step": SAID, "undo": rating.pk if own else ""})


def _rate(request: HttpRequest, slip: _Slip) -> HttpResponse:
    form = FaceForm(request.POST)
    if not form.is_valid():
        return _shown(request, slip, {"step": ASK, "form": form}, HTTPStatus.UNPROCESSABLE_ENTITY)
    given = form.given()
    rating = slip.rate(given, form.sent(slip.address, *slip.carried.values()))
    step = WHY if given.level <= ASKED_WHY else THANKS
    return _shown(request, slip, {"step": step, "level": given.level, "why": WhyForm(), "undo": rating.pk})


def _explain(request: HttpRequest, slip: _Slip, served: Served) -> HttpResponse:
    form = WhyForm(request.POST)
    if not form.is_valid():
        context = {"step": WHY, "level": request.POST.get("level", ""), "why": form}
        return _shown(request, slip, context, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not form.is_empty:
        explain(served.visit_id, form.given(), source=slip.source)
    return _shown(request, slip, {"step": THANKS})


def _told(request: HttpRequest, slip: _Slip, error: MotCuaError) -> HttpResponse:
    """Nothing of what was said of the visit is shown, to nobody."""
    status = next((status for kind, status in STATUSES.items() if isinstance(error, kind)), HTTPStatus.OK)
    return _shown(request, slip, {"step": "told", "sentence": error.message_vi}, status)


def _shown(request: HttpRequest, slip: _Slip, context: dict[str, Any], status: int = HTTPStatus.OK) -> HttpResponse:
    shown = {
        "undo": "",
        "levels": LEVELS,
        "reasons": REASONS,
        "address": slip.address,
        "carried": slip.carried,
        **context,
    }
    return render(request, "portal/rating/phone.jinja", shown, status=status)
