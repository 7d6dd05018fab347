"""What the one-stop units handle, published by decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from motcua.catalogue import rules
from motcua.catalogue.events import CatalogueChanged
from motcua.catalogue.models import HandledProcedure, HandlingDecision, Procedure
from motcua.catalogue.reading import limit_of
from motcua.catalogue.vocabulary import Level
from motcua.catalogue.writing import limit_columns
from motcua.foundation import audit, outbox
from motcua.kernel import clock
from motcua.kernel.errors import ConflictError, InvalidInputError
from motcua.kernel.limits import Limit
from motcua.workflow.acts import Act

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class HandledLine:
    """A line of the decision's list."""

    code: str
    on_the_spot: tuple[Act, ...] = ()
    committed_limit: Limit | None = None


@transaction.atomic
def publish_decision(  # noqa: PLR0913 - a decision has these parts
    *,
    level: Level,
    number: str,
    issued_on: date,
    issuer: str,
    effective_from: date,
    lines: Sequence[HandledLine],
    by: str,
    title: str = "",
) -> HandlingDecision:
    """Publish what the units of a level handle from a day on; the decision before it ends the day before.

    Raises:
        InvalidInputError: a code is unknown or listed twice, or a committed limit is longer than the legal one.
        ConflictError: this decision exists already, or a later one is in force.
    """
    procedures = _procedures(lines)
    _supersede(level, number, issued_on, effective_from)
    decision = HandlingDecision.objects.create(
        number=number,
        level=level.value,
        title=title,
        issuer=issuer,
        issued_on=issued_on,
        effective_from=effective_from,
        published_by=by,
        published_at=clock.now(),
    )
    HandledProcedure.objects.bulk_create(_handled(decision, procedures[line.code], line) for line in lines)
    outbox.publish(CatalogueChanged("catalogue:decision:published"))
    details = {"level": level.value, "effective_from": effective_from.isoformat(), "procedures": len(lines)}
    audit.append(
        actor=by, act="catalogue:decision:published", subject=f"handling_decision:{decision.pk}", details=details
    )
    return decision


def _procedures(lines: Sequence[HandledLine]) -> dict[str, Procedure]:
    codes = [line.code for line in lines]
    found = {item.code: item for item in Procedure.objects.filter(code__in=codes).select_related("current")}
    unknown = [code for code in codes if code not in found]
    if unknown:
        shown = ", ".join(unknown[:_SHOWN])
        sentence = f"Danh mục không có {len(unknown)} thủ tục trong quyết định: {shown}…"
        raise InvalidInputError("catalogue:decision:unknown_code", sentence, f"{len(unknown)} unknown codes")
    if len(set(codes)) < len(codes):
        twice = next(code for code in codes if codes.count(code) > 1)
        sentence = f"Thủ tục {twice} có hai dòng trong quyết định."
        raise InvalidInputError("catalogue:decision:listed_twice", sentence, f"{twice} is listed twice")
    for line in lines:
        _check_limit(found[line.code], line)
    return found


def _check_limit(procedure: Procedure, line: HandledLine) -> None:
    current = procedure.current
    legal = limit_of(current.legal_limit_quantity, current.legal_limit_unit) if current else None
    if rules.promises_less(legal, line.committed_limit):
        sentence = (
            f"Thủ tục {line.code}: thời hạn cam kết ({line.committed_limit}) dài hơn thời hạn theo luật ({legal})."
        )
        raise InvalidInputError(
            "catalogue:decision:longer_limit", sentence, f"{line.code}: longer than the legal limit"
        )


def _supersede(level: Level, number: str, issued_on: date, effective_from: date) -> None:
    decisions = HandlingDecision.objects.select_for_update().filter(level=level.value)
    if decisions.filter(number=number, issued_on=issued_on).exists():
        sentence = f"Quyết định {number} đã được công bố."
        raise ConflictError("catalogue:decision:published_already", sentence, "the decision exists")
    previous = decisions.filter(effective_to__isnull=True).first()
    if previous is None:
        return
    if previous.effective_from >= effective_from:
        sentence = f"Quyết định {previous.number} có hiệu lực từ {previous.effective_from:%d/%m/%Y}, không sớm hơn quyết định này."
        raise ConflictError("catalogue:decision:later_in_force", sentence, "a later decision is in force")
    previous.effective_to = effective_from - timedelta(days=1)
    previous.save(update_fields=["effective_to"])


def _handled(decision: HandlingDecision, procedure: Procedure, line: HandledLine) -> HandledProcedure:
    quantity, unit = limit_columns(line.committed_limit)
    return HandledProcedure(
        decision=decision,
        procedure=procedure,
        on_the_spot=[act.value for act in Act if act in line.on_the_spot],
        committed_limit_quantity=quantity,
        committed_limit_unit=unit,
    )
