"""Receiving a dossier: the number is given, the clock starts, the receipt can be printed.

Written for speed (docs/explanation/performance.md): what is slow happens first, the counter row and the chain's head are
locked last, all rows are one statement.
"""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Model

from motcua.accounts.rules.actor import Actor
from motcua.accounts.services.parties import keep_party
from motcua.dossiers import clocks, published
from motcua.dossiers.events import DossierAccepted
from motcua.dossiers.facts import Intake, PublishedProcedure, PublishedUnit
from motcua.dossiers.models import Dossier, DossierFee, DossierStep, SubmittedDocument
from motcua.dossiers.permissions import may_receive, require
from motcua.dossiers.rules.intake import Accepted, IntakeFieldsError, accept, tidied
from motcua.dossiers.services.processes import process_in_force
from motcua.dossiers.vocabulary import FeeState
from motcua.foundation import audit, idempotency, outbox, statements
from motcua.foundation.ids import uuid7
from motcua.foundation.numbers import next_number
from motcua.kernel import clock
from motcua.kernel.errors import UnavailableError
from motcua.kernel.identifiers import AgencyCode, DossierCode
from motcua.workflow import Act, Outcome, Process, entered, planned_ends
from motcua.worktime import ClockLedger, due_at

_LOCK_VISIT = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_TOKEN_BYTES = 10
_LOOK_UP_NUMBERS = 10**12
_TRIES = 3
"""Of another look-up number, when one is taken: of a million dossiers, one in a million intakes meets that."""


@dataclass(frozen=True, slots=True)
class _Decided:
    """Everything about a dossier but its number."""

    intake: Intake
    unit: PublishedUnit
    procedure: PublishedProcedure
    accepted: Accepted
    process_version_id: int
    process: Process
    ledger: ClockLedger
    at: datetime


def accept_dossier(intake: Intake, *, by: Actor, key: str, body: bytes) -> Dossier:
    """Receive a dossier: one for each idempotency key, however often it is sent.

    Args:
        intake: what lies on the counter.
        by: the receiving officer, at the unit.
        key: the idempotency key, made with the form or by the calling system.
        body: what was sent, to tell a repeat from a mistake.

    Raises:
        IntakeFieldsError, PapersMissingError: see `rules.intake.accept`.
        NotAllowedError: `by` doesn't receive at this unit.
        KeyReusedError: the key came with another body.
    """
    at, intake = clock.now(), tidied(intake)
    for _ in range(_TRIES):
        try:
            return _accept_once(intake, by, key, body, at)
        except IntegrityError as error:
            if "look_up_number" not in str(error):
                raise
    raise UnavailableError(
        "dossiers:intake:no_number",
        "Chưa cấp được số tra cứu. Hãy gửi lại; chưa có gì được ghi.",
        "every look-up number that was tried is taken",
    )


def _accept_once(intake: Intake, by: Actor, key: str, body: bytes, at: datetime) -> Dossier:
    dossier_id, made = uuid7(), list[Dossier]()

    def effect() -> idempotency.Answer:
        made.append(_accept(dossier_id, intake, by, at))
        return {}

    answer = idempotency.once(
        scope=f"{by.name} dossiers:accept", key=key, body=body, effect=effect, foretold={"dossier": str(dossier_id)}
    )
    return made[0] if made else Dossier.objects.get(pk=answer["dossier"])


def _accept(dossier_id: UUID, intake: Intake, by: Actor, at: datetime) -> Dossier:
    decided = _decide(intake, by, at)
    applicant_id = keep_party(intake.applicant, now=at)
    dossier = _dossier(dossier_id, applicant_id, decided, by)
    dossier.code = _number(decided.unit, at)
    statements.insert_all(_rows(dossier, decided, by))
    details = {
        "procedure": decided.procedure.code,
        "agency": decided.accepted.agency.id,
        "channel": intake.channel.value,
        "due_at": dossier.original_due_at.isoformat(),
    }
    audit.append(
        actor=by.name,
        act="dossiers:dossier:accepted",
        subject=f"dossier:{dossier.code}",
        details=details,
        chain=decided.unit.code,
    )
    return dossier


def _decide(intake: Intake, by: Actor, at: datetime) -> _Decided:
    offer = published.offer(intake.unit, intake.procedure, agency_id=intake.agency_id)
    unit, procedure = offer.unit, offer.procedure
    require(may_receive(by, unit.id), "receiving at a unit where the actor doesn't receive")
    accepted = accept(intake, offer)
    _check_visit(intake, unit)
    version_id = process_in_force(procedure, accepted.level)
    process = published.process(version_id)
    ledger = ClockLedger.start(unit.calendar, at, accepted.limit, clock_start=process.clock_start)
    return _Decided(intake, unit, procedure, accepted, version_id, process, ledger, at)


def _check_visit(intake: Intake, unit: PublishedUnit) -> None:
    """A visit is one applicant's at one unit: its receipt carries what opens each of its dossiers."""
    if intake.visit_id is None:
        return
    who = ("applicant_number",) if intake.applicant.number else ("applicant_number", "applicant_name")
    told = {"applicant_number": intake.applicant.number, "applicant_name": intake.applicant.name}
    if intake.opens_visit:  # two tabs may each hold its first dossier
        statements.fetch_one(_LOCK_VISIT, [str(intake.visit_id)])
    earlier = Dossier.objects.filter(visit_id=intake.visit_id).values_list("unit_id", *who).first()
    if earlier is None and intake.opens_visit:
        return
    if earlier != (unit.id, *(told[name] for name in who)):
        sentence = "Lượt nộp trước là của người khác. Hãy bắt đầu một lượt mới cho người này."
        raise IntakeFieldsError({"visit_id": sentence})


def _number(unit: PublishedUnit, at: datetime) -> str:
    """The next code of the unit's agency and day. Locks the counter row: only rows and the chain come after it."""
    day = at.date()
    serial = next_number(f"dossier:{unit.agency_code}:{day:%y%m%d}")
    return str(DossierCode(AgencyCode.parse(unit.agency_code), day, serial))


def _dossier(dossier_id: UUID, applicant_id: UUID, decided: _Decided, by: Actor) -> Dossier:
    intake, unit, move = decided.intake, decided.unit, entered(decided.process)
    assert move.position is not None
    step, legal = decided.process.at(move.position), decided.procedure.legal_limit
    promised = decided.ledger.due_at
    assert promised is not None
    return Dossier(
        id=dossier_id,
        look_up_token=b32encode(secrets.token_bytes(_TOKEN_BYTES)).decode(),
        look_up_number=f"{secrets.randbelow(_LOOK_UP_NUMBERS):012}",
        visit_id=intake.visit_id or uuid7(),
        unit_id=unit.id,
        agency_id=decided.accepted.agency.id,
        procedure_version_id=decided.procedure.version_id,
        process_version_id=decided.process_version_id,
        channel=intake.channel.value,
        applicant_id=applicant_id,
        **_as_told(intake),
        content=intake.content,
        sets=intake.sets,
        collection=intake.collection or unit.name,
        status=move.status.value,
        step=move.position,
        act=step.act.value,
        place=step.place.value,
        limit_quantity=decided.accepted.limit.quantity,
        limit_unit=decided.accepted.limit.unit.value,
        legal_limit_quantity=legal.quantity if legal else None,
        legal_limit_unit=legal.unit.value if legal else "",
        received_by_id=by.staff_id,
        received_at=decided.at,
        due_at=promised,
        original_due_at=promised,
        legal_due_at=_legal_due_at(decided),
    )


def _as_told(intake: Intake) -> dict[str, Any]:
    """The columns that keep what was told of the applicant, and of who hands it in."""
    applicant, submitter = intake.applicant, intake.submitter
    return {
        "applicant_kind": applicant.kind.value,
        "applicant_name": applicant.name,
        "applicant_number": applicant.number,
        "applicant_phone": applicant.phone,
        "applicant_email": applicant.email,
        "applicant_address": applicant.address,
        "submitter_name": submitter.name if submitter else "",
        "submitter_number": submitter.number if submitter else "",
        "submitter_relation": submitter.relation if submitter else "",
    }


def _legal_due_at(decided: _Decided) -> datetime | None:
    legal, process = decided.procedure.legal_limit, decided.process
    if legal is None or legal == decided.accepted.limit:
        return decided.ledger.due_at if legal else None
    return due_at(decided.unit.calendar, decided.at, legal, clock_start=process.clock_start)


def _rows(dossier: Dossier, decided: _Decided, by: Actor) -> list[Model]:
    return [
        dossier,
        *_documents(dossier, decided),
        *_fees(dossier, decided),
        *_steps(dossier, decided, by),
        clocks.row_of(decided.ledger.events[0], dossier_id=dossier.id, sequence=1),
        *outbox.entries(DossierAccepted(str(dossier.id), dossier.code)),
    ]


def _documents(dossier: Dossier, decided: _Decided) -> list[SubmittedDocument]:
    return [
        SubmittedDocument(
            dossier_id=dossier.id,
            position=position,
            required_id=paper.id,
            name=paper.name,
            state=given.state.value,
            originals=given.originals,
            copies=given.copies,
        )
        for position, (paper, given) in enumerate(decided.accepted.papers, start=1)
    ]


def _fees(dossier: Dossier, decided: _Decided) -> list[DossierFee]:
    return [
        DossierFee(
            dossier_id=dossier.id,
            position=position,
            kind=fee.kind.value,
            label=fee.label,
            amount=fee.amount,
            state=fee.state.value,
            collected_at=decided.at if fee.state is FeeState.COLLECTED else None,
        )
        for position, fee in enumerate(decided.intake.fees, start=1)
    ]


def _steps(dossier: Dossier, decided: _Decided, by: Actor) -> list[DossierStep]:
    process, position = decided.process, dossier.step
    assert position is not None
    ends = planned_ends(process, decided.unit.calendar, decided.ledger.events[0].run.runs_from, dossier.original_due_at)  # type: ignore[union-attr]
    received = process.position_of(Act.RECEIVE)
    return [
        DossierStep(
            dossier_id=dossier.id,
            sequence=1,
            position=received,
            act=Act.RECEIVE.value,
            started_at=decided.at,
            due_at=ends[received - 1],
            ended_at=decided.at,
            by_id=by.staff_id,
            outcome=Outcome.RECEIVED.value,
            on_the_spot=by.is_present_at(decided.unit.id),
        ),
        DossierStep(
            dossier_id=dossier.id,
            sequence=2,
            position=position,
            act=dossier.act,
            started_at=decided.at,
            due_at=ends[position - 1],
        ),
    ]
