"""One dossier, whole, for those who work on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.dossiers import clocks, published
from motcua.dossiers.models import (
    ClockEvent,
    Dossier,
    DossierFee,
    DossierResult,
    DossierStep,
    ResultHandover,
    SubmittedDocument,
    SupplementRequest,
)
from motcua.foundation.reading import fetch_models, fetch_related
from motcua.kernel.errors import MotCuaError
from motcua.kernel.identifiers import DossierCode
from motcua.workflow import Process
from motcua.worktime import ClockLedger, explain_clock

_WITH = (
    "unit",
    "unit__agency",
    "agency",
    "procedure_version",
    "procedure_version__procedure",
    "assignee",
    "received_by",
)


@dataclass(frozen=True, slots=True)
class DossierPage:
    """Everything that the desk shows of a dossier."""

    dossier: Dossier
    process: Process
    documents: tuple[SubmittedDocument, ...]
    fees: tuple[DossierFee, ...]
    steps: tuple[DossierStep, ...]
    supplements: tuple[SupplementRequest, ...]
    ledger: ClockLedger
    result: DossierResult | None
    handover: ResultHandover | None

    @property
    def explanation(self) -> tuple[str, ...]:
        """The due date as sentences that a clerk can read to a citizen."""
        return explain_clock(published.calendar(self.dossier.unit_id), self.ledger)


def find_dossier(code: str) -> Dossier | None:
    """A dossier by its code as typed or scanned; None when there is none, or when it is no code at all."""
    try:
        canonical = str(DossierCode.parse(code))
    except MotCuaError:
        return None
    return fetch_related(Dossier, {"code": canonical}, related=_WITH)


def dossier_page(code: str) -> DossierPage | None:
    """The page of a dossier, or None. Whoever shows it asks `permissions.may_read` first."""
    dossier = find_dossier(code)
    if dossier is None:
        return None
    process = published.process(dossier.process_version_id)
    its = {"dossier": dossier}
    return DossierPage(
        dossier=dossier,
        process=process,
        documents=tuple(fetch_models(SubmittedDocument, its)),
        fees=tuple(fetch_models(DossierFee, its)),
        steps=tuple(fetch_models(DossierStep, its, related=("by",))),
        supplements=tuple(fetch_models(SupplementRequest, its, order=("issued_at",))),
        ledger=clocks.ledger_of(dossier, fetch_models(ClockEvent, its), process.clock_start),
        result=fetch_related(DossierResult, its, related=("stored_file",)),
        handover=fetch_related(ResultHandover, its, related=("handed_by",)),
    )


def visit_of(visit_id: UUID) -> list[Dossier]:
    """The dossiers of one visit, in the order of their receipt."""
    rows = Dossier.objects.select_related(*_WITH).prefetch_related("documents", "fees")
    return list(rows.filter(visit_id=visit_id).order_by("received_at", "code"))


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A dossier of a visit, as the counter that received it lists it."""

    code: str
    title: str
    due_at: datetime


def receipts_of(visit_id: UUID, unit_id: int) -> tuple[ReceiptLine, ...]:
    """What was received in a visit at a unit, in the order of receipt; in one query."""
    rows = Dossier.objects.filter(visit_id=visit_id, unit=unit_id).order_by("received_at", "code")
    return tuple(ReceiptLine(*row) for row in rows.values_list("code", "procedure_version__title", "original_due_at"))
