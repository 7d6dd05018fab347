"""Dossiers for other systems: received once for each idempotency key, followed, their receipts printed."""

from typing import TYPE_CHECKING, Annotated, Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Router
from ninja.params.functions import Header as Param
from pydantic import StringConstraints

from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.parties import PartyFacts, read_party
from motcua.accounts.rules.roles import Role
from motcua.api.intake_schemas import DossierIn, DossierReceived, LimitIn, PartyIn, StatusOut
from motcua.api.problems import KEY, described
from motcua.api.status import as_json, body_of
from motcua.dossiers import facts, papers, published
from motcua.dossiers.labels import STATUSES
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import may_read
from motcua.dossiers.rules.intake import IntakeFieldsError
from motcua.dossiers.selectors import find_dossier, public_status
from motcua.dossiers.services import accept_dossier
from motcua.kernel import clock
from motcua.kernel.clock import HANOI
from motcua.kernel.errors import NotFoundError
from motcua.kernel.limits import Limit, LimitUnit
from motcua.organisation.models import Agency
from motcua.ui import formats
from motcua.workflow import Status

if TYPE_CHECKING:
    from motcua.accounts.middleware import SignedInRequest

router = Router(tags=["dossiers"])
IdempotencyKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,100}$"), Param(alias=KEY)]
PDF = {"200": {"description": "OK", "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}


@router.post(
    "dossiers", response={201: DossierReceived, **described(400, 403, 404, 409, 413, 422)}, url_name="dossiers"
)
def receive_dossier(request: HttpRequest, given: DossierIn, key: IdempotencyKey) -> HttpResponse:
    """Receive a dossier. The same key with the same body is the same dossier and the same answer; with another, 422."""
    actor = cast("SignedInRequest", request).actor
    intake = _intake(given, actor)
    dossier = accept_dossier(intake, by=actor, key=key, body=request.body)
    return as_json(_received(dossier, request), status=201)


@router.get("dossiers/{code}", response={200: StatusOut, **described(403, 404)}, url_name="dossier")
def get_dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Where a dossier is, for a system of the receiving unit or the competent agency."""
    dossier = _readable(request, code)
    status = public_status(dossier.code, dossier.look_up_token)
    assert status is not None
    return as_json(body_of(status, now=clock.now()))


@router.get(
    "dossiers/{code}/receipt.pdf",
    response=described(403, 404),
    openapi_extra={"responses": PDF},
    url_name="receipt",
)
def get_receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Form 01, to print and hand over."""
    dossier = _readable(request, code)
    printed = papers.receipt([dossier], address=_look_up_page(request))
    name = f'inline; filename="giay-hen-{dossier.code}.pdf"'
    return HttpResponse(
        printed,
        content_type="application/pdf",
        headers={"Content-Disposition": name, "Cache-Control": "no-store"},
    )


def _readable(request: HttpRequest, code: str) -> Dossier:
    """The dossier, when there is one and it may be read: who may not learns nothing of it."""
    dossier = find_dossier(code)
    if dossier is None or not may_read(cast("SignedInRequest", request).actor, dossier):
        raise NotFoundError("api:dossier:absent", _("Không có hồ sơ này, hoặc hồ sơ thuộc nơi khác."), "none to read")
    return dossier


def _intake(given: DossierIn, actor: Actor) -> facts.Intake:
    unit = _unit(given.unit, actor)
    return facts.Intake(
        unit=unit,
        procedure=given.procedure.strip(),
        applicant=_party(given.applicant),
        papers=tuple(facts.PaperGiven(p.position, p.state, p.originals, p.copies) for p in given.papers),
        fees=tuple(facts.FeeTaken(fee.kind, fee.label, fee.amount, fee.state) for fee in given.fees),
        channel=given.channel,
        submitter=facts.Submitter(given.submitter.name, given.submitter.number, given.submitter.relation)
        if given.submitter
        else None,
        content=given.content,
        sets=given.sets,
        collection=given.collection,
        agency_id=_agency_id(given.agency) if given.agency else None,
        limit=_limit(given.limit) if given.limit else None,
        visit_id=given.visit_id,
    )


def _unit(code: str | None, actor: Actor) -> str:
    """The unit that was named, or the only one where the actor receives. NotFoundError when the code is nobody's."""
    if code:
        return published.unit(code.strip()).code
    own = actor.units(Role.RECEPTION)
    if len(own) != 1:
        sentence = _("Hãy ghi mã của bộ phận một cửa tiếp nhận: tài khoản này tiếp nhận ở nhiều nơi.")
        raise IntakeFieldsError({"unit": sentence})
    return published.unit_code(next(iter(own)))


def _party(given: PartyIn) -> PartyFacts:
    typed = {
        "kind": str(given.kind.value),
        "name": given.name,
        "number": given.number,
        "born_on": given.born_on,
        "phone": given.phone,
        "email": given.email,
        "address": given.address,
    }
    return read_party(typed, today=clock.now().date(), demo=settings.MOTCUA_DEMO)


def _agency_id(code: str) -> int:
    found = next((agency.id for agency in published.agencies() if agency.code == code.strip()), None)
    if found is None:
        raise IntakeFieldsError({"agency": _("Không có cơ quan nào đang hoạt động có mã này.")})
    return found


def _limit(given: LimitIn) -> Limit:
    try:
        return Limit(given.quantity, given.unit)
    except ValueError:
        sentence = _("Thời hạn lớn hơn 0; tháng là số nguyên; “same_day” có số lượng 0.")
        raise IntakeFieldsError({"limit": sentence}) from None


def _received(dossier: Dossier, request: HttpRequest) -> dict[str, Any]:
    """What never changes after the receipt, so that a repeat gets the same bytes."""
    limit = Limit(dossier.limit_quantity, LimitUnit(dossier.limit_unit))
    quantity = limit.quantity
    look_up = urlencode({"code": dossier.code, "token": dossier.look_up_token})
    return {
        "code": dossier.code,
        "token": dossier.look_up_token,
        "look_up_number": dossier.look_up_number,
        "look_up_url": f"{_look_up_page(request)}?{look_up}",
        "visit_id": str(dossier.visit_id),
        "received_at": dossier.received_at.astimezone(HANOI).isoformat(),
        "due_at": dossier.original_due_at.astimezone(HANOI).isoformat(),
        "limit": {
            "quantity": int(quantity) if quantity == quantity.to_integral_value() else float(quantity),
            "unit": limit.unit.value,
            "text": formats.limit(limit),
        },
        "agency": _agency(dossier.agency_id),
        "status": {"code": Status.RECEIVED.value, "name": str(STATUSES[Status.RECEIVED])},
    }


def _agency(agency_id: int) -> dict[str, str]:
    """Its code and name; of one that is closed meanwhile from its row."""
    known = next((agency for agency in published.agencies() if agency.id == agency_id), None)
    found = known or Agency.objects.get(pk=agency_id)
    return {"code": found.code, "name": found.name}


def _look_up_page(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("portal:look_up"))
