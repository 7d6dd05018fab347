"""Forms 02 and 03: what is given to a person whose papers can't be received. Nothing is received."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.parties import PartyFacts
from motcua.accounts.services.parties import keep_party
from motcua.dossiers import published
from motcua.dossiers.facts import MissingPaper, PublishedProcedure, PublishedUnit
from motcua.dossiers.models import IntakeRefusal, SupplementRequest
from motcua.dossiers.permissions import may_receive, require
from motcua.foundation import audit, idempotency
from motcua.foundation.ids import uuid7
from motcua.foundation.numbers import next_number
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError

__all__ = ["LONGEST_REASON", "Asked", "MissingPaper", "next_slip_number", "refuse_intake", "request_missing_papers"]

LONGEST_REASON = 2000
LONGEST_CONTENT = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked for what, where."""

    unit: str
    procedure: str
    applicant: PartyFacts
    content: str = ""


def request_missing_papers(
    asked: Asked, missing: Sequence[MissingPaper], *, by: Actor, key: str, body: bytes
) -> SupplementRequest:
    """Issue form 02 with everything that is missing, once for each idempotency key.

    Raises:
        InvalidInputError: nothing is missing.
        NotAllowedError: `by` doesn't receive at this unit.
    """
    if not missing:
        sentence = "Chưa đánh dấu giấy tờ nào còn thiếu, nên chưa có gì để yêu cầu bổ sung."
        raise InvalidInputError("dossiers:supplement:nothing_missing", sentence, "nothing is missing")
    lines = [{"name": line.name, "reason": line.reason, "basis": line.basis} for line in missing]
    answer = idempotency.once(
        scope=f"{by.name} dossiers:supplement",
        key=key,
        body=body,
        effect=lambda: {"slip": _request(asked, lines, by)},
    )
    return SupplementRequest.objects.get(pk=answer["slip"])


def refuse_intake(asked: Asked, reason: str, *, by: Actor, key: str, body: bytes) -> IntakeRefusal:
    """Issue form 03 with the reason, once for each idempotency key.

    Raises:
        InvalidInputError: no reason, or one too long for a form.
        NotAllowedError: `by` doesn't receive at this unit.
    """
    reason = reason.strip()
    if not reason:
        sentence = "Hãy ghi lý do từ chối và căn cứ pháp lý; người dân có quyền biết."
        raise InvalidInputError("dossiers:refusal:reason", sentence, "refused without a reason")
    if len(reason) > LONGEST_REASON:
        sentence = f"Lý do dài nhất {LONGEST_REASON} ký tự; vừa nhập {len(reason)}."
        raise InvalidInputError("dossiers:refusal:reason", sentence, "the reason is too long")
    answer = idempotency.once(
        scope=f"{by.name} dossiers:refusal",
        key=key,
        body=body,
        effect=lambda: {"slip": _refuse(asked, reason, by)},
    )
    return IntakeRefusal.objects.get(pk=answer["slip"])


@transaction.atomic
def _request(asked: Asked, lines: list[dict[str, str]], by: Actor) -> str:
    unit, procedure, common = _common(asked, by)
    number = next_slip_number("supplement", "BS", unit, common["issued_at"])
    slip = SupplementRequest.objects.create(number=number, missing=lines, **common)
    _record("dossiers:supplement:issued", slip, unit, procedure, by, missing=len(lines))
    return str(slip.pk)


@transaction.atomic
def _refuse(asked: Asked, reason: str, by: Actor) -> str:
    unit, procedure, common = _common(asked, by)
    number = next_slip_number("refusal", "TC", unit, common["issued_at"])
    slip = IntakeRefusal.objects.create(number=number, reason=reason, **common)
    _record("dossiers:intake:refused", slip, unit, procedure, by)
    return str(slip.pk)


def next_slip_number(series: str, symbol: str, unit: PublishedUnit, at: datetime) -> str:
    """The next number of a series of slips, per agency and year: 12/BS-H99.16."""
    return f"{next_number(f'{series}:{unit.agency_code}:{at.year}')}/{symbol}-{unit.agency_code}"


def _common(asked: Asked, by: Actor) -> tuple[PublishedUnit, PublishedProcedure, dict[str, Any]]:
    unit, procedure, at = published.unit(asked.unit), published.procedure(asked.procedure), clock.now()
    require(may_receive(by, unit.id), "a slip at a unit where the actor doesn't receive")
    if len(asked.content) > LONGEST_CONTENT:
        sentence = f"Nội dung dài nhất {LONGEST_CONTENT} ký tự; vừa nhập {len(asked.content)}."
        raise InvalidInputError("dossiers:slip:content", sentence, "the content is too long")
    return unit, procedure, _columns(asked, unit, procedure, by, at)


def _columns(
    asked: Asked, unit: PublishedUnit, procedure: PublishedProcedure, by: Actor, at: datetime
) -> dict[str, Any]:
    who = asked.applicant
    return {
        "id": uuid7(),
        "unit_id": unit.id,
        "procedure_version_id": procedure.version_id,
        "party_id": keep_party(who, now=at),
        "party_name": who.name,
        "party_phone": who.phone,
        "party_email": who.email,
        "party_address": who.address,
        "content": asked.content,
        "issued_by_id": by.staff_id,
        "issued_at": at,
    }


def _record(
    act: str,
    slip: SupplementRequest | IntakeRefusal,
    unit: PublishedUnit,
    procedure: PublishedProcedure,
    by: Actor,
    **details: Any,
) -> None:
    details = {"procedure": procedure.code, **details}
    audit.append(actor=by.name, act=act, subject=f"slip:{slip.number}", details=details, chain=unit.code)
