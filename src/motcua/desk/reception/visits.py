"""After the receipt: what was received in one visit, its papers to print, and what comes next."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.accounts.rules.roles import Role
from motcua.desk.reception.hall import way_back
from motcua.dossiers import papers
from motcua.dossiers.models import Dossier, IntakeRefusal, SupplementRequest
from motcua.dossiers.selectors import visit_of
from motcua.dossiers.vocabulary import FeeState

LOOK_UP = "/tra-cuu/"
"""The citizen's look-up page: what the QR code on the receipt opens."""
_SLIP = ("unit", "unit__agency", "procedure_version", "procedure_version__procedure", "party", "issued_by")


@never_cache
@require_safe
def visit(request: SignedInRequest, visit_id: UUID) -> HttpResponse:
    dossiers = _own_visit(request, visit_id)
    context = {
        "visit_id": visit_id,
        "dossiers": [
            {
                "dossier": dossier,
                "collected": _sum(dossier, FeeState.COLLECTED),
                "due": _sum(dossier, FeeState.DUE),
            }
            for dossier in dossiers
        ],
        "applicant": dossiers[0].applicant_name,
        "back": way_back(request.actor),
    }
    return render(request, "desk/reception/visit.jinja", context)


@never_cache
@require_safe
def receipt(request: SignedInRequest, visit_id: UUID) -> HttpResponse:
    """Form 01 of one dossier, or the combined receipt of several."""
    dossiers = _own_visit(request, visit_id)
    printed = papers.receipt(dossiers, address=request.build_absolute_uri(LOOK_UP))
    return _pdf(printed, f"giay-hen-{dossiers[0].code}.pdf")


@never_cache
@require_safe
def slip(request: SignedInRequest, slip_id: UUID) -> HttpResponse:
    """What was issued instead of a receipt, to print."""
    found = _supplement_request(request, slip_id) or _intake_refusal(request, slip_id)
    if found is None:
        raise Http404
    context = {"slip": found, "asks": isinstance(found, SupplementRequest), "back": way_back(request.actor)}
    return render(request, "desk/reception/slip.jinja", context)


@never_cache
@require_safe
def supplement_request(request: SignedInRequest, slip_id: UUID) -> HttpResponse:
    """Form 02."""
    found = _supplement_request(request, slip_id)
    if found is None:
        raise Http404
    return _pdf(
        papers.supplement_request(found, website=request.build_absolute_uri("/")), f"phieu-bo-sung-{slip_id}.pdf"
    )


@never_cache
@require_safe
def intake_refusal(request: SignedInRequest, slip_id: UUID) -> HttpResponse:
    """Form 03."""
    found = _intake_refusal(request, slip_id)
    if found is None:
        raise Http404
    return _pdf(papers.intake_refusal(found), f"phieu-tu-choi-{slip_id}.pdf")


def _pdf(printed: bytes, name: str) -> HttpResponse:
    """A paper to print, shown by the browser's own viewer."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(printed, content_type="application/pdf", headers=headers)


def _sum(dossier: Dossier, state: FeeState) -> int:
    return sum(fee.amount for fee in dossier.fees.all() if fee.state == state)


def _own_visit(request: SignedInRequest, visit_id: UUID) -> list[Dossier]:
    """The visit's dossiers, for those who receive at its unit; for others there is none."""
    dossiers = visit_of(visit_id)
    if not dossiers or not request.actor.holds_at_unit(Role.RECEPTION, dossiers[0].unit_id):
        raise Http404
    return dossiers


def _supplement_request(request: SignedInRequest, slip_id: UUID) -> SupplementRequest | None:
    units = request.actor.units(Role.RECEPTION)
    return SupplementRequest.objects.select_related(*_SLIP).filter(pk=slip_id, unit__in=units).first()


def _intake_refusal(request: SignedInRequest, slip_id: UUID) -> IntakeRefusal | None:
    units = request.actor.units(Role.RECEPTION)
    return IntakeRefusal.objects.select_related(*_SLIP).filter(pk=slip_id, unit__in=units).first()
