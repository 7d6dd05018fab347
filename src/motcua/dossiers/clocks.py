"""A dossier's clock between its rows and `worktime.ClockLedger`."""

from collections.abc import Iterable
from fractions import Fraction
from uuid import UUID

from motcua.dossiers.models.clock import ClockEvent as ClockRow
from motcua.dossiers.models.dossier import Dossier
from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import ClockEvent, ClockEventKind, ClockLedger, ClockStart, Run, Span


def row_of(event: ClockEvent, *, dossier_id: UUID, sequence: int) -> ClockRow:
    left = event.run.left if event.run else event.left
    return ClockRow(
        dossier_id=dossier_id,
        sequence=sequence,
        kind=event.kind.value,
        at=event.at,
        runs_from=event.run.runs_from if event.run else None,
        due_at=event.run.due_at if event.run else None,
        last_day=event.run.last_day if event.run else None,
        left_numerator=left.amount.numerator if left else None,
        left_denominator=left.amount.denominator if left else None,
        left_unit=left.unit.value if left else "",
        reason=event.reason,
    )


def ledger_of(dossier: Dossier, rows: Iterable[ClockRow], clock_start: ClockStart) -> ClockLedger:
    """The clock's whole story; `rows` by sequence."""
    limit = Limit(dossier.limit_quantity, LimitUnit(dossier.limit_unit))
    return ClockLedger(limit, clock_start, tuple(_event(row) for row in rows))


def _event(row: ClockRow) -> ClockEvent:
    left = None
    if row.left_numerator is not None and row.left_denominator is not None:
        left = Span(Fraction(row.left_numerator, row.left_denominator), LimitUnit(row.left_unit))
    run = None
    if row.runs_from and row.due_at:
        run = Run(row.runs_from.astimezone(HANOI), left, row.due_at.astimezone(HANOI), row.last_day)
    return ClockEvent(ClockEventKind(row.kind), row.at.astimezone(HANOI), run, None if run else left, row.reason)
