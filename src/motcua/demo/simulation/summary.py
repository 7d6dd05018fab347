"""The figures of the days that were played, by unit: received = solved + pending."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q

from motcua.demo.simulation.rules.world import Hall
from motcua.dossiers.models import Dossier, IntakeRefusal, SupplementRequest
from motcua.kernel import clock


@dataclass(frozen=True, slots=True)
class Figures:
    """Dossiers received in some days at a unit, or at all; `late`: solved after the first due date, or pending past it."""

    received: int = 0
    solved: int = 0
    returned: int = 0
    pending: int = 0
    late: int = 0
    asked_for_papers: int = 0
    refused: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def to_json(self) -> dict[str, int]:
        return asdict(self)


def figures_by_unit(halls: Sequence[Hall], days: Sequence[date]) -> dict[str, Figures]:
    """Unit's code → figures, for every dossier and slip of these days."""
    begin = datetime.combine(days[0], time(), tzinfo=clock.HANOI)
    end = datetime.combine(days[-1] + timedelta(days=1), time(), tzinfo=clock.HANOI)
    now = clock.now()
    late = Q(solved_at__gt=F("original_due_at")) | Q(solved_at=None, original_due_at__lt=now)
    found = Dossier.objects.filter(received_at__gte=begin, received_at__lt=end).values_list("unit_id")
    rows = found.annotate(
        received=Count("pk"),
        solved=Count("solved_at"),
        returned=Count("closed_at"),
        pending=Count("pk", filter=Q(solved_at=None)),
        late=Count("pk", filter=late),
    )
    dossiers = {row[0]: list(row[1:]) for row in rows}
    asked = _slips(SupplementRequest, begin, end)
    refused = _slips(IntakeRefusal, begin, end)
    figures = {}
    for hall in halls:
        received, solved, returned, pending, overdue = dossiers.get(hall.unit_id, [0] * 5)
        slips = asked.get(hall.unit_id, 0), refused.get(hall.unit_id, 0)
        figures[hall.code] = Figures(received, solved, returned, pending, overdue, *slips)
    return figures


def _slips(model: type[SupplementRequest | IntakeRefusal], begin: datetime, end: datetime) -> dict[int, int]:
    rows = model._default_manager.filter(issued_at__gte=begin, issued_at__lt=end)  # noqa: SLF001 - Django's documented API
    return dict(rows.values_list("unit_id").annotate(Count("pk")))
