"""The counter's page for one procedure: who, which papers, what it costs; received, or a slip says why not."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.accounts.middleware import SignedInRequest
from motcua.desk.reception import hall, people, reading
from motcua.desk.reception import typed as forms
from motcua.desk.reception.page import fragment, page
from motcua.desk.reception.places import own_unit
from motcua.desk.reception.typed import Typed
from motcua.dossiers import published
from motcua.dossiers.facts import Offer
from motcua.dossiers.models import Dossier, IntakeRefusal, SupplementRequest
from motcua.dossiers.rules.intake import IntakeFieldsError, PapersMissingError
from motcua.dossiers.services import accept_dossier, refuse_intake, request_missing_papers
from motcua.foundation.idempotency import KeyReusedError
from motcua.kernel.errors import InvalidInputError, MotCuaError
from motcua.ticketing.selectors.introductions import introduction_of
from motcua.ui.once import new_key

Answer = HttpResponse | None
FOR_A_CASE = "case-"
FIELD_NAMES = {"limit": "limit_quantity", "submitter": "submitter_name", "procedure": "", "visit_id": ""}
"""Where a sentence of the rules stands on the page, when not at the control of its name."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: SignedInRequest, code: str) -> HttpResponse:
    """The form; each of its buttons is an act of its own (`act`), none of which needs a script."""
    offer = _offer(request, code)
    if request.method != "POST":
        return page(request, _opened(request, offer))
    typed, act = forms.from_post(offer, request.POST), request.POST.get("act", "find")
    if act == "refresh":
        return fragment(request, typed)
    if act.startswith(FOR_A_CASE):
        return _mark_case(request, typed, act.removeprefix(FOR_A_CASE))
    return _ACTS.get(act, _find)(request, typed) or page(request, typed)


def _offer(request: SignedInRequest, code: str) -> Offer:
    try:
        return published.offer(own_unit(request, request.POST.get("unit", "")).code, code)
    except InvalidInputError as error:
        raise Http404 from error


def _opened(request: SignedInRequest, offer: Offer) -> Typed:
    """A new form; for a further dossier of the same visit with the same person in it."""
    typed = forms.fresh(offer, key=new_key())
    typed.focus = "number"
    earlier = _earlier(request.GET.get("luot", ""), offer)
    if earlier is not None:
        born_on = earlier.applicant.born_on
        typed.focus = ""
        typed.set(
            visit_id=str(earlier.visit_id),
            found_for=earlier.applicant_number,
            kind=str(earlier.applicant_kind),
            name=earlier.applicant_name,
            number=earlier.applicant_number,
            phone=earlier.applicant_phone,
            email=earlier.applicant_email,
            address=earlier.applicant_address,
            born_on=f"{born_on:%d/%m/%Y}" if born_on else "",
            submitter_name=earlier.submitter_name,
            submitter_number=earlier.submitter_number,
            submitter_relation=earlier.submitter_relation,
        )
    elif hall.number_of(visit := request.GET.get("luot", ""), offer.unit.id):
        _begin_with_number(request, typed, UUID(visit))
    return typed


def _begin_with_number(request: SignedInRequest, typed: Typed, visit_id: UUID) -> None:
    """The first dossier of a number's visit; the person is in it who let the number machine read their card."""
    typed.set(visit_id=str(visit_id))
    card = introduction_of(visit_id) if hall.is_at_counter_of(visit_id, request.actor) else None
    if card is not None:
        people.introduce(typed, card)


def _earlier(visit: str, offer: Offer) -> Dossier | None:
    try:
        visit_id = UUID(visit)
    except ValueError:
        return None
    return Dossier.objects.select_related("applicant").filter(visit_id=visit_id, unit=offer.unit.id).first()


def _find(request: SignedInRequest, typed: Typed) -> Answer:
    people.fill(typed, request.POST, demo=settings.MOTCUA_DEMO)
    return None


def _mark_all(request: SignedInRequest, typed: Typed) -> Answer:
    del request
    typed.mark_all()
    typed.focus = "content"
    if not typed.asked_for:
        typed.errors["papers"] = reading.no_case()
    return None


def _mark_case(request: SignedInRequest, typed: Typed, number: str) -> HttpResponse:
    """Everything of the case was brought; cases are counted from 1 in the order of the list."""
    cases = list(dict.fromkeys(line.paper.case for line in typed.papers))
    if number.isdecimal() and 0 < int(number[:4]) <= len(cases):
        typed.mark_all(cases[int(number[:4]) - 1])
    return page(request, typed)


def _new_visit(request: SignedInRequest, typed: Typed) -> Answer:
    """The person is another one than of the dossier before: a receipt of their own."""
    del request
    typed.set(visit_id="")
    return None


def _receive(request: SignedInRequest, typed: Typed) -> Answer:
    made = reading.read_intake(typed, demo=settings.MOTCUA_DEMO)
    if made is None:
        return None
    if hall.number_of(made.visit_id or "", typed.offer.unit.id):
        made = replace(made, opens_visit=True)
    try:
        dossier = accept_dossier(made, by=request.actor, key=typed["key"], body=_body(request))
    except IntakeFieldsError as error:
        typed.errors.update({FIELD_NAMES.get(name, name): sentence for name, sentence in error.fields.items()})
        return None
    except PapersMissingError as error:
        typed.errors["papers"] = error.message_vi
        return None
    except MotCuaError as error:
        _refused(typed, error, "")
        return None
    return redirect("desk:visit", dossier.visit_id)


def _request_papers(request: SignedInRequest, typed: Typed) -> Answer:
    asked, missing = reading.read_asked(typed, demo=settings.MOTCUA_DEMO), reading.read_missing(typed)
    if asked is None or missing is None:
        return None
    return _slip(
        typed,
        lambda: request_missing_papers(asked, missing, by=request.actor, key=typed["key"], body=_body(request)),
        "papers",
    )


def _refuse(request: SignedInRequest, typed: Typed) -> Answer:
    asked = reading.read_asked(typed, demo=settings.MOTCUA_DEMO)
    if asked is None:
        return None
    return _slip(
        typed,
        lambda: refuse_intake(asked, typed["reason"], by=request.actor, key=typed["key"], body=_body(request)),
        "reason",
    )


def _slip(typed: Typed, issue: Callable[[], SupplementRequest | IntakeRefusal], field: str) -> Answer:
    try:
        return redirect("desk:slip", issue().pk)
    except MotCuaError as error:
        _refused(typed, error, field)
        return None


def _refused(typed: Typed, error: MotCuaError, field: str) -> None:
    """Say why at the field; a form that was sent before with another content gets a key of its own."""
    if isinstance(error, KeyReusedError):
        typed.set(key=new_key())
        typed.errors[""] = _(
            "Biểu mẫu này đã được gửi một lần rồi; nội dung vừa sửa chưa được ghi. Nếu đây là một hồ sơ khác thì bấm lại lần nữa."
        )
    else:
        typed.errors[field] = error.message_vi


_ACTS: dict[str, Callable[[SignedInRequest, Typed], Answer]] = {
    "find": _find,
    "all": _mark_all,
    "new-visit": _new_visit,
    "receive": _receive,
    "supplement": _request_papers,
    "refuse": _refuse,
}


def _body(request: SignedInRequest) -> bytes:
    """What was sent, without the token that differs from page to page: a repeat is a repeat whichever tab sends it."""
    fields: list[tuple[str, Any]] = sorted((name, text) for name, texts in request.POST.lists() for text in texts)
    return repr([(name, text) for name, text in fields if name != "csrfmiddlewaretoken"]).encode()
