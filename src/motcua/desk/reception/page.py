"""The intake form as a page, and the part of it that follows what is typed."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.middleware import SignedInRequest
from motcua.catalogue.labels import CHANNELS, LIMIT_UNITS
from motcua.desk.reception import reading
from motcua.desk.reception.hall import number_of
from motcua.desk.reception.typed import SKIPPED, Typed, TypedPaper, of_everybody
from motcua.dossiers import labels, published
from motcua.dossiers.facts import Offer
from motcua.dossiers.vocabulary import FeeState, PaperState
from motcua.kernel import clock
from motcua.kernel.errors import MotCuaError
from motcua.kernel.limits import LimitUnit
from motcua.workflow import standard_process
from motcua.worktime import ClockStart, due_at, explain

PARTY_KINDS = (
    ("1", gettext_lazy("Công dân")),
    ("2", gettext_lazy("Doanh nghiệp")),
    ("3", gettext_lazy("Cơ quan")),
    ("4", gettext_lazy("Tổ chức khác")),
)
MARKS = (
    (PaperState.ORIGINAL.value, gettext_lazy("Bản chính")),
    (PaperState.COPY.value, gettext_lazy("Bản sao")),
    (PaperState.REUSED.value, gettext_lazy("Dùng lại")),
    (PaperState.MISSING.value, gettext_lazy("Thiếu")),
    (PaperState.NOT_NEEDED.value, gettext_lazy("Không cần")),
)
"""In the order of the keys 1 to 5; shorter than `labels.PAPER_STATES`, for they stand in every line."""


def page(request: SignedInRequest, typed: Typed) -> HttpResponse:
    context = _context(typed)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed.errors else HTTPStatus.OK
    return render(request, "desk/reception/intake.jinja", context, status=status)


def fragment(request: SignedInRequest, typed: Typed) -> HttpResponse:
    """Due date, fees and totals as they follow from what is typed so far; whatever is wrong waits for the real answer."""
    context = _context(typed) | {"fees_changed": request.POST.get("fees_of") != typed["channel"]}
    typed.errors.clear()
    return render(request, "desk/reception/follows.jinja", context)


def _context(typed: Typed) -> dict[str, Any]:
    offer = typed.offer
    cases: dict[str, list[TypedPaper]] = {}
    for line in typed.papers:
        cases.setdefault(line.paper.case, []).append(line)
    due = _due(typed)
    return {
        "typed": typed,
        "offer": offer,
        "cases": list(cases.items()),
        "due": due,
        "ticket_number": number_of(typed["visit_id"], offer.unit.id),
        "summary": [(_anchor(name, typed), sentence) for name, sentence in typed.errors.items()],
        "party_kinds": PARTY_KINDS,
        "channels": [(kind.value, text) for kind, text in CHANNELS.items()],
        "limit_units": [(unit.value, text) for unit, text in LIMIT_UNITS.items() if unit is not LimitUnit.SAME_DAY],
        "marks": MARKS,
        "waved": {line.paper.position for line in typed.papers if not of_everybody(offer, line.paper)},
        "fee_states": [
            *((state.value, labels.FEE_STATES[state]) for state in (FeeState.COLLECTED, FeeState.DUE, FeeState.EXEMPT)),
            (SKIPPED, _("Không áp dụng")),
        ],
        "agencies": [("", _("Chọn cơ quan")), *((agency.id, agency.name) for agency in published.agencies())],
        "collected": typed.sum_of(FeeState.COLLECTED),
        "still_due": typed.sum_of(FeeState.DUE),
    }


def _anchor(name: str, typed: Typed) -> str:
    """The control that a sentence is about; a paper's is its first mark."""
    if name == "papers":
        wanting = [*typed.unsaid, *typed.missing, *typed.papers]
        return f"paper-{wanting[0].paper.position}-{PaperState.ORIGINAL}" if wanting else ""
    if name.startswith("paper-") and not name.endswith("-reason"):
        return f"{name}-{PaperState.ORIGINAL}"
    return {"fees": "fee-1-amount", "kind": "kind-1"}.get(name, name)


def _due(typed: Typed) -> dict[str, Any] | None:
    """The due date as it would be promised now, with its explanation; None without a limit that can be read."""
    offer = typed.offer
    known_errors = dict(typed.errors)
    limit = offer.limit or reading.read_limit(typed)
    typed.errors = known_errors
    if limit is None:
        return None
    now, start = clock.now(), _clock_start(offer)
    try:
        lines = explain(offer.unit.calendar, now, limit, clock_start=start)
        promised = due_at(offer.unit.calendar, now, limit, clock_start=start)
    except MotCuaError as error:
        typed.errors.setdefault("limit_quantity", error.message_vi)
        return None
    legal = offer.procedure.legal_limit
    return {"at": promised, "lines": lines[:-1], "limit": limit, "legal": legal if legal != limit else None}


def _clock_start(offer: Offer) -> ClockStart:
    """As the process says that the dossier would run under."""
    if offer.level is None:
        return ClockStart.RECEIPT_HOUR
    version = published.open_process(offer.procedure.id, offer.level)
    if version is not None:
        return published.process(version).clock_start
    return standard_process(offer.procedure.handlings[offer.level].on_the_spot).clock_start
