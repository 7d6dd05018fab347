"""What an intake needs of what was published, as values, remembered for some seconds: an intake asks thousands of times a minute.

A dossier names the versions that it was received under, so that a value some seconds old is a version some seconds old.
"""

from dataclasses import replace
from datetime import datetime

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.reading import facts_of, limit_of
from motcua.catalogue.selectors import WHOLE
from motcua.dossiers.facts import (
    LevelHandling,
    Offer,
    PublishedAgency,
    PublishedPaper,
    PublishedProcedure,
    PublishedUnit,
)
from motcua.dossiers.models import ProcessVersion
from motcua.foundation import statements
from motcua.foundation.remembered import remembered
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError, NotFoundError
from motcua.organisation.models import Agency, OneStopUnit
from motcua.organisation.selectors import calendar_of
from motcua.workflow import Act, ClockPolicy, Place, Process, Step
from motcua.worktime import Calendar, ClockStart

FOR_SECONDS = 5.0
UNIT_FOR_SECONDS = 30.0
"""Hours and days off change once in months, and a calendar is the dearest thing to read."""

_CURRENT = """
SELECT p.id, p.current_id,
       (SELECT max(f.verified_at) FROM catalogue_fee f JOIN catalogue_channel c ON c.id = f.channel_id
         WHERE c.version_id = p.current_id)
  FROM catalogue_procedure p
 WHERE p.code = %s AND p.current_id IS NOT NULL
"""
_HANDLED = """
SELECT d.level, h.on_the_spot, h.committed_limit_quantity, h.committed_limit_unit
  FROM catalogue_handledprocedure h
  JOIN catalogue_handlingdecision d ON d.id = h.decision_id
 WHERE h.procedure_id = %s AND d.effective_from <= %s AND (d.effective_to IS NULL OR d.effective_to >= %s)
 ORDER BY d.level, d.effective_from DESC
"""


@remembered(seconds=UNIT_FOR_SECONDS)
def unit(code: str) -> PublishedUnit:
    """The unit in force with this code. NotFoundError when there is none."""
    row = OneStopUnit.objects.on(clock.now().date()).select_related("agency").filter(code=code).first()
    if row is None:
        raise NotFoundError("dossiers:unit:absent", "Không có bộ phận một cửa này.", "no unit has this code")
    return PublishedUnit(
        id=row.pk,
        code=row.code,
        name=row.name,
        level=row.level,
        address=row.address,
        telephone=row.telephone,
        agency_id=row.agency_id,
        agency_code=row.agency.code,
        calendar=calendar_of(row),
    )


@remembered(seconds=FOR_SECONDS)
def unit_code(unit_id: int) -> str:
    """The code of a unit, for whoever holds a role there."""
    return OneStopUnit.objects.values_list("code", flat=True).get(pk=unit_id)


@remembered(seconds=FOR_SECONDS)
def unit_row(unit_id: int) -> OneStopUnit:
    """The row of a unit, for reading."""
    return OneStopUnit.objects.get(pk=unit_id)


@remembered(seconds=FOR_SECONDS)
def agency_row(agency_id: int) -> Agency:
    """The row of an agency, for reading."""
    return Agency.objects.get(pk=agency_id)


@remembered(seconds=UNIT_FOR_SECONDS)
def calendar(unit_id: int) -> Calendar:
    """The calendar of a unit, also of one that is closed by now: its dossiers go on."""
    return calendar_of(OneStopUnit.objects.get(pk=unit_id))


@remembered(seconds=FOR_SECONDS)
def procedure(code: str) -> PublishedProcedure:
    """The procedure in force with this short code. InvalidInputError when there is none."""
    row = statements.fetch_one(_CURRENT, [code])
    if row is None:
        sentence = "Danh mục không có thủ tục này. Hãy kiểm tra lại mã, ví dụ 1.004227."
        raise InvalidInputError("dossiers:procedure:unknown", sentence, "no procedure in force has this code")
    procedure_id, version_id, verified_at = row
    return replace(_version(version_id, verified_at), handlings=_handlings(procedure_id))


@remembered(seconds=3600)
def _version(version_id: int, verified_at: datetime | None) -> PublishedProcedure:
    """A version, without who handles it. It never changes but for its fees, and `verified_at` is when the last one did."""
    del verified_at
    rows = ProcedureVersion.objects.select_related("procedure", "field").prefetch_related(*WHOLE)
    version = rows.get(pk=version_id)
    known = facts_of(version)
    return PublishedProcedure(
        id=version.procedure_id,
        version_id=version.pk,
        code=known.code,
        title=known.title,
        field=known.field,
        legal_limit=known.legal_limit,
        papers=_papers(version),
        fees=tuple((channel.kind.value, fee) for channel in known.channels for fee in channel.fees),
        results=known.results,
        legal_bases=known.legal_bases,
        handlings={},
    )


@remembered(seconds=3600)
def results(version_id: int) -> dict[str, str]:
    """The results that a version's procedure has: name → national code of its type."""
    rows = ProcedureVersion.objects.get(pk=version_id).results.all()
    return {row.name: row.code for row in rows}


@remembered(seconds=3600)
def legal_bases(version_id: int) -> tuple[tuple[str, str], ...]:
    """The documents that a version's procedure rests on: (number, title or "")."""
    rows = ProcedureVersion.objects.get(pk=version_id).legal_bases.all()
    return tuple((row.number, row.title) for row in rows)


@remembered(seconds=FOR_SECONDS, at_most=1)
def agencies() -> tuple[PublishedAgency, ...]:
    """Every agency in force, by name."""
    rows = Agency.objects.on(clock.now().date()).order_by("name")
    return tuple(
        PublishedAgency(row.pk, row.name, row.called, row.level, frozenset(row.fields), row.code) for row in rows
    )


def agency_for(at: PublishedUnit, about: PublishedProcedure) -> PublishedAgency | None:
    """Who decides, at the level that handles it: the commune's own committee, or the agency of the province whose field it is.

    None: a person must say, as when the centre of the province receives for a commune.
    """
    level = level_of(at, about)
    if level == "commune" and at.level == "commune":
        return next((agency for agency in agencies() if agency.id == at.agency_id), None)
    if level != "province":
        return None
    candidates = [agency for agency in agencies() if agency.level == "province" and about.field in agency.fields]
    return candidates[0] if len(candidates) == 1 else None


def level_of(at: PublishedUnit, about: PublishedProcedure) -> str | None:
    """The level that handles it when this unit receives it: its own, else the other one's (phi địa giới); None: nobody here."""
    if at.level in about.handlings:
        return at.level
    return next(iter(sorted(about.handlings, reverse=True)), None)


def offer(unit_code: str, procedure_code: str, *, agency_id: int | None = None) -> Offer:
    """A procedure as a unit receives it; `agency_id`: the agency that a person chose."""
    at, about = unit(unit_code), procedure(procedure_code)
    chosen = agency_for(at, about)
    if agency_id is not None:
        chosen = next((agency for agency in agencies() if agency.id == agency_id), None)
    return Offer(at, about, level_of(at, about), chosen)


@remembered(seconds=3600)
def process(version_id: int) -> Process:
    """A process by its version, which never changes."""
    row = ProcessVersion.objects.prefetch_related("steps").get(pk=version_id)
    steps = [Step(Act(s.act), Place(s.place), s.share, s.on_the_spot) for s in row.steps.all()]
    return Process(tuple(steps), ClockPolicy(row.clock_policy), ClockStart(row.clock_start))


@remembered(seconds=FOR_SECONDS)
def open_process(procedure_id: int, level: str) -> int | None:
    """The version of the process in force; None when none was published yet."""
    row = ProcessVersion.objects.filter(procedure=procedure_id, level=level, valid_to=None).values_list("pk").first()
    return row[0] if row else None


def _papers(version: ProcedureVersion) -> tuple[PublishedPaper, ...]:
    rows = [(case.title, row) for case in version.document_cases.all() for row in case.documents.all()]
    asked = [(case, row) for case, row in rows if not (row.originals == 0 and not row.copies and not row.forms)]
    return tuple(
        PublishedPaper(row.pk, position, case, row.name, row.originals or 0, row.copies or 0)
        for position, (case, row) in enumerate(asked, start=1)
    )


def _handlings(procedure_id: int) -> dict[str, LevelHandling]:
    today = clock.now().date()
    rows = statements.fetch_all(_HANDLED, [procedure_id, today, today])
    return {
        level: LevelHandling(tuple(Act(act) for act in acts), limit_of(quantity, unit))
        for level, acts, quantity, unit in rows
    }
