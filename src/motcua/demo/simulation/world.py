"""The world of a plan, read from the centre's rows."""

from collections.abc import Sequence
from datetime import date

from motcua.accounts.models import RoleAssignment, Staff
from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import Role
from motcua.accounts.selectors import actor_of
from motcua.catalogue.models import HandledProcedure, ProcedureVersion
from motcua.catalogue.reading import limit_of
from motcua.catalogue.selectors import decisions_on
from motcua.catalogue.vocabulary import Audience
from motcua.demo.simulation.rules.world import Desk, Hall, Handled, World
from motcua.dossiers import published
from motcua.dossiers.facts import LevelHandling, PublishedProcedure, PublishedUnit
from motcua.organisation.models import OneStopUnit
from motcua.workflow import Act

SHARE_OF_THE_CENTRE = 0.7
ACTING = (Role.RECEPTION, Role.HANDLING_OFFICER, Role.APPROVER, Role.REGISTRY_CLERK)
_PEOPLE = frozenset({Audience.CITIZEN, Audience.OVERSEAS_VIETNAMESE, Audience.FOREIGNER, Audience.OFFICIAL})


def read_world(day: date) -> World:
    """The halls, procedures and people of the centre on a day."""
    rows = OneStopUnit.objects.on(day).select_related("administrative_unit__parent")
    units = sorted(rows, key=lambda unit: (unit.level != "province", unit.code))
    handled = {level: _handled(level, day) for level in {unit.level for unit in units}}
    share = (1 - SHARE_OF_THE_CENTRE) / max(len(units) - 1, 1)
    halls = [
        _hall(unit, handled[unit.level], _places(unit, units), SHARE_OF_THE_CENTRE if unit is units[0] else share)
        for unit in units
    ]
    actors = {staff.pk: actor_of(staff, day=day) for staff in _acting_staff(day)}
    return World(tuple(halls), tuple(actors.values()), tuple(_desks(actors, day)))


def _places(unit: OneStopUnit, units: Sequence[OneStopUnit]) -> tuple[str, ...]:
    """Where its people live: in its commune; those of the province's centre in any."""
    area = unit.administrative_unit
    communes = [area] if area.parent else [other.administrative_unit for other in units]
    return tuple(f"{one.name}, {one.parent.name}" for one in communes if one.parent) or (area.name,)


def _hall(
    unit: OneStopUnit, known: list[tuple[PublishedProcedure, bool]], places: tuple[str, ...], share: float
) -> Hall:
    at = published.unit(unit.code)
    found = [entry for about, for_citizens in known if (entry := _entry(at, about, for_citizens=for_citizens))]
    return Hall(at.id, at.code, at.agency_id, places, at.calendar, tuple(found), share)


def _entry(at: PublishedUnit, about: PublishedProcedure, *, for_citizens: bool) -> Handled | None:
    """None where a person would have to say whose it is."""
    agency = published.agency_for(at, about)
    if agency is None:
        return None
    acts = about.handlings[at.level].on_the_spot
    return Handled(
        code=about.code,
        title=about.title,
        field=about.field,
        agency_id=agency.id,
        limit=about.limit_at(at.level),
        in_the_hall=Act.APPRAISE in acts and Act.APPROVE in acts,
        stamped_in_the_hall=Act.STAMP in acts,
        for_citizens=for_citizens,
    )


def _handled(level: str, day: date) -> list[tuple[PublishedProcedure, bool]]:
    """The procedures that a level handles, by code, and whether citizens ask for them; without papers and fees, in two queries."""
    lines = HandledProcedure.objects.filter(decision__in=decisions_on(day), decision__level=level)
    by_procedure = {line.procedure_id: line for line in lines}
    versions = ProcedureVersion.objects.filter(current_of__isnull=False, procedure__in=by_procedure)
    rows = versions.select_related("procedure", "field").order_by("procedure__code")
    return [(_outline(row, by_procedure[row.procedure_id], level), _for_citizens(row)) for row in rows]


def _outline(row: ProcedureVersion, line: HandledProcedure, level: str) -> PublishedProcedure:
    committed = limit_of(line.committed_limit_quantity, line.committed_limit_unit)
    handling = LevelHandling(tuple(Act(act) for act in line.on_the_spot), committed)
    return PublishedProcedure(
        id=row.procedure_id,
        version_id=row.pk,
        code=row.procedure.code,
        title=row.title,
        field=row.field.name if row.field else "",
        legal_limit=limit_of(row.legal_limit_quantity, row.legal_limit_unit),
        papers=(),
        fees=(),
        results=(),
        legal_bases=(),
        handlings={level: handling},
    )


def _for_citizens(row: ProcedureVersion) -> bool:
    return not row.audiences or bool(_PEOPLE & {Audience(word) for word in row.audiences})


def _acting_staff(day: date) -> list[Staff]:
    held = RoleAssignment.objects.on(day).filter(role__in=ACTING)
    return list(Staff.objects.filter(is_demo=True, is_active=True, pk__in=held.values("staff")).order_by("pk"))


def _desks(actors: dict[int, Actor], day: date) -> list[Desk]:
    held = RoleAssignment.objects.on(day).filter(role=Role.RECEPTION, staff__in=actors, unit__isnull=False)
    rows = held.select_related("counter").prefetch_related("counter__agencies").order_by("pk")
    return [
        Desk(
            actor=actors[row.staff_id],
            unit_id=row.unit_id or 0,
            fields=frozenset(row.counter.fields if row.counter else ()),
            hands_out=row.counter is not None and not row.counter.agencies.all(),
        )
        for row in rows
    ]
