"""What of the catalogue waits for a person's eye: lists for those who keep it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.catalogue.models import Fee, HandledProcedure, ProcedureVersion
from motcua.catalogue.selectors import current_versions, decisions_on


class Concern(StrEnum):
    """Why somebody wants to see a procedure."""

    HANDLED = "handled"
    NOT_HANDLED = "not_handled"
    UNVERIFIED_FEES = "unverified_fees"
    """A fee that asks for money, or whose amount nobody could read, that no person has compared with its decree."""
    UNPARSED = "unparsed"
    """Something the source says could not be split with certainty."""
    CHANGED = "changed"
    """There are earlier versions."""


def versions_of_concern(concerns: Sequence[Concern], codes: Sequence[str] | None = None) -> QuerySet[ProcedureVersion]:
    """The versions in force that are of all these concerns, by code; of these codes when they are given."""
    versions = _with_marks(current_versions())
    for concern in concerns:
        versions = versions.filter(_MEANS[concern])
    return versions if codes is None else versions.filter(procedure__code__in=codes)


def counts() -> Mapping[Concern, int]:
    """How many procedures each concern holds."""
    return {concern: _with_marks(current_versions()).filter(means).count() for concern, means in _MEANS.items()}


_MEANS: Mapping[Concern, Q] = {
    Concern.HANDLED: Q(handled=True),
    Concern.NOT_HANDLED: Q(handled=False),
    Concern.UNVERIFIED_FEES: Q(waits_for_fees=True),
    Concern.UNPARSED: ~Q(unparsed={}),
    Concern.CHANGED: Q(number__gt=1),
}


def _with_marks(versions: QuerySet[ProcedureVersion]) -> QuerySet[ProcedureVersion]:
    """`handled` and `waits_for_fees` beside each version."""
    held = HandledProcedure.objects.filter(decision__in=decisions_on(), procedure=OuterRef("procedure"))
    asks_for_money = Q(amount__isnull=True) | Q(amount__gt=0)
    waiting = Fee.objects.filter(asks_for_money, channel__version=OuterRef("pk"), verified=False).exclude(verbatim="")
    return versions.annotate(handled=Exists(held), waits_for_fees=Exists(waiting))
