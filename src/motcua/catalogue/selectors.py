"""Reads of the catalogue, as plain frozen values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from motcua.catalogue import facts, rules
from motcua.catalogue.models import (
    Channel,
    DocumentCase,
    HandledProcedure,
    HandlingDecision,
    Procedure,
    ProcedureVersion,
)
from motcua.catalogue.reading import facts_of, limit_of
from motcua.catalogue.vocabulary import Audience, ChannelKind, Level
from motcua.kernel import clock
from motcua.kernel.limits import Limit
from motcua.workflow.acts import Act

WHOLE = (
    Prefetch("channels", queryset=Channel.objects.prefetch_related("fees")),
    Prefetch("document_cases", queryset=DocumentCase.objects.prefetch_related("documents")),
    "results",
    "legal_bases",
)
"""What `facts_of` reads of a version, in six queries however many versions there are."""


@dataclass(frozen=True, slots=True)
class SearchableProcedure:
    """What search needs to know of a procedure that is in force."""

    code: str
    title: str
    field: str
    levels: tuple[Level, ...]
    audiences: tuple[Audience, ...]
    channels: tuple[ChannelKind, ...]
    legal_limit: Limit | None
    fees: tuple[facts.Fee, ...]
    agencies: tuple[str, ...]
    papers: tuple[str, ...]
    results: tuple[str, ...]
    keywords: tuple[str, ...]
    everyday_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handling:
    """How this centre handles a procedure, by which decision."""

    procedure_code: str
    level: Level
    decision_number: str
    decision_issued_on: date
    on_the_spot: tuple[Act, ...]
    committed_limit: Limit | None


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """Everything that the public page and the printed guide show."""

    version_id: int
    version_number: int
    valid_from: datetime
    valid_to: datetime | None
    facts: facts.ProcedureFacts
    everyday_names: tuple[str, ...]
    handlings: tuple[Handling, ...]

    @property
    def legal_limit(self) -> Limit | None:
        return self.facts.legal_limit

    @property
    def committed_limit(self) -> Limit | None:
        """The shortest promise among the levels that handle it here; the page may show each level's own."""
        return rules.shortest(handling.committed_limit for handling in self.handlings)

    @property
    def effective_limit(self) -> Limit | None:
        return rules.effective_limit(self.legal_limit, self.committed_limit)


def current_versions() -> QuerySet[ProcedureVersion]:
    """The version in force of every procedure, by code."""
    return (
        ProcedureVersion.objects.filter(current_of__isnull=False)
        .select_related("procedure", "field")
        .order_by("procedure__code")
    )


def searchable_procedures() -> Iterator[SearchableProcedure]:
    """Every procedure in force, by code."""
    for version in current_versions().prefetch_related(*WHOLE).iterator(chunk_size=500):
        yield _searchable(facts_of(version), tuple(version.procedure.everyday_names))


def _searchable(known: facts.ProcedureFacts, everyday_names: tuple[str, ...]) -> SearchableProcedure:
    return SearchableProcedure(
        code=known.code,
        title=known.title,
        field=known.field,
        levels=known.levels,
        audiences=known.audiences,
        channels=tuple(dict.fromkeys(channel.kind for channel in known.channels)),
        legal_limit=known.legal_limit,
        fees=tuple(fee for channel in known.channels for fee in channel.fees),
        agencies=known.implementing_agencies,
        papers=tuple(document.name for document in known.documents),
        results=tuple(result.name for result in known.results),
        keywords=known.keywords,
        everyday_names=everyday_names,
    )


def get_procedure(code: str) -> Procedure:
    """The procedure with this short code; raises Procedure.DoesNotExist."""
    return Procedure.objects.select_related("current", "current__field").get(code=code)


def get_version(code: str, number: int | None = None) -> ProcedureVersion:
    """A numbered version, or the one in force; raises ProcedureVersion.DoesNotExist."""
    chosen = Q(current_of__isnull=False) if number is None else Q(number=number)
    return ProcedureVersion.objects.select_related("procedure", "field").get(chosen, procedure__code=code)


def version_at(code: str, moment: datetime) -> ProcedureVersion:
    """The version that was in force at that moment; raises ProcedureVersion.DoesNotExist."""
    still_open = Q(valid_to__isnull=True) | Q(valid_to__gt=moment)
    return ProcedureVersion.objects.select_related("procedure", "field").get(
        still_open, procedure__code=code, valid_from__lte=moment
    )


def procedure_page(code: str, number: int | None = None) -> ProcedurePage | None:
    """The page of a procedure (of an earlier version with `number`), or None when there is no such procedure."""
    versions = ProcedureVersion.objects.select_related("procedure", "field").prefetch_related(*WHOLE)
    chosen = Q(current_of__isnull=False) if number is None else Q(number=number)
    version = versions.filter(chosen, procedure__code=code).first()
    if version is None:
        return None
    return ProcedurePage(
        version_id=version.pk,
        version_number=version.number,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        facts=facts_of(version),
        everyday_names=tuple(version.procedure.everyday_names),
        handlings=handlings_of(code),
    )


def decision_in_force(level: Level, on: date | None = None) -> HandlingDecision | None:
    """The handling decision of a level that is in force on a day (today when not given)."""
    return decisions_on(on).filter(level=level.value).first()


def handled_procedures(on: date | None = None, level: Level | None = None) -> list[Handling]:
    """What the one-stop units handle on a day (today when not given), of one level or of all, by code."""
    decisions = decisions_on(on)
    if level is not None:
        decisions = decisions.filter(level=level.value)
    return _handlings(HandledProcedure.objects.filter(decision__in=decisions))


def handlings_of(code: str, on: date | None = None) -> tuple[Handling, ...]:
    """How this centre handles one procedure: one entry for each level whose decision names it."""
    return tuple(_handlings(HandledProcedure.objects.filter(decision__in=decisions_on(on), procedure__code=code)))


def effective_limit(version: ProcedureVersion, level: Level, on: date | None = None) -> Limit | None:
    """The limit that a receipt of this level shows for this version: the committed one, else the legal one."""
    promised = HandledProcedure.objects.filter(
        decision__in=decisions_on(on).filter(level=level.value), procedure=version.procedure_id
    ).first()
    committed = promised and limit_of(promised.committed_limit_quantity, promised.committed_limit_unit)
    return rules.effective_limit(limit_of(version.legal_limit_quantity, version.legal_limit_unit), committed or None)


def decisions_on(on: date | None = None) -> QuerySet[HandlingDecision]:
    """The decisions in force on a day (today when not given)."""
    day = on or clock.now().date()
    still_open = Q(effective_to__isnull=True) | Q(effective_to__gte=day)
    return HandlingDecision.objects.filter(still_open, effective_from__lte=day).order_by("level", "-effective_from")


def _handlings(handled: QuerySet[HandledProcedure]) -> list[Handling]:
    rows = handled.select_related("decision", "procedure").order_by("procedure__code", "decision__level")
    return [
        Handling(
            procedure_code=row.procedure.code,
            level=Level(row.decision.level),
            decision_number=row.decision.number,
            decision_issued_on=row.decision.issued_on,
            on_the_spot=tuple(Act(act) for act in row.on_the_spot),
            committed_limit=limit_of(row.committed_limit_quantity, row.committed_limit_unit),
        )
        for row in rows
    ]
