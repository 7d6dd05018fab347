"""The invented province's units, agencies, counters and hours, as rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from motcua.demo.plan import PlannedCommune, Province
from motcua.organisation.models import (
    AdministrativeSuccession,
    AdministrativeUnit,
    Agency,
    AgencyKind,
    AgencySuccession,
    CalendarOverride,
    Counter,
    Level,
    OneStopUnit,
    OpeningHours,
)

LONG_AGO = date(2004, 1, 1)
PROVINCIAL_HOURS = ((time(7), time(11, 30)), (time(13, 30), time(17)))
COMMUNAL_HOURS = ((time(7, 30), time(11, 30)), (time(13), time(17)))
WORKING_DAYS = range(1, 6)
COMMUNE_COUNTERS = ("Hộ tịch, chứng thực, dân cư", "Đất đai, xây dựng, kinh tế", "Văn hóa, xã hội, trả kết quả")


@dataclass
class Organisation:
    """What has been written, by the plan's own keys, for the people to be placed in."""

    plan: Province
    province: AdministrativeUnit
    committee: Agency
    centre: OneStopUnit
    agencies: dict[str, Agency]
    counters: list[Counter]
    commune_committees: dict[str, Agency] = field(default_factory=dict)
    commune_units: dict[str, OneStopUnit] = field(default_factory=dict)


def write_organisation(plan: Province) -> Organisation:
    province = AdministrativeUnit.objects.create(
        code=plan.code, name=plan.name, level=Level.PROVINCE, valid_from=plan.founded_on
    )
    committee = _write_agency(
        province, AgencyKind.COMMITTEE, code=plan.agency_root, name=f"Ủy ban nhân dân {plan.name}"
    )
    agencies = _write_agencies(plan, committee)
    centre = _write_centre(plan, agencies["office"])
    counters = _write_counters(plan, centre, agencies)
    organisation = Organisation(plan, province, committee, centre, agencies, counters)
    for commune in plan.communes:
        _write_commune(commune, organisation)
    _write_past(organisation)
    _write_days(organisation)
    return organisation


def _write_agency(area: AdministrativeUnit, kind: AgencyKind, **values: object) -> Agency:
    """An agency of that area's level, in force since the area is."""
    return Agency.objects.create(
        kind=kind, level=area.level, administrative_unit=area, valid_from=area.valid_from, **values
    )


def _write_agencies(plan: Province, committee: Agency) -> dict[str, Agency]:
    agencies = {}
    for planned in plan.agencies:
        kind = AgencyKind.VERTICAL if planned.vertical else AgencyKind.DEPARTMENT
        agencies[planned.key] = _write_agency(
            committee.administrative_unit,
            kind,
            code=planned.code if planned.vertical else f"{plan.agency_root}.{planned.code}",
            name=planned.name,
            short_name=planned.short,
            parent=None if planned.vertical else committee,
        )
    return agencies


def _write_centre(plan: Province, office: Agency) -> OneStopUnit:
    area, name = office.administrative_unit, plan.centre["name"]
    keeper = _write_agency(area, AgencyKind.CENTRE, code=f"{plan.agency_root}.16", name=name, parent=office)
    unit = OneStopUnit.objects.create(
        **plan.centre, level=area.level, agency=keeper, administrative_unit=area, valid_from=area.valid_from
    )
    _write_hours(unit, PROVINCIAL_HOURS)
    return unit


def _write_counters(plan: Province, centre: OneStopUnit, agencies: dict[str, Agency]) -> list[Counter]:
    counters = []
    for number, planned in enumerate(plan.counters, start=1):
        counter = Counter.objects.create(
            unit=centre, number=number, name=planned.name, zone=planned.zone, valid_from=centre.valid_from
        )
        counter.agencies.set(agencies[key] for key in planned.agencies)
        counters.append(counter)
    return counters


def _write_commune(commune: PlannedCommune, organisation: Organisation) -> None:
    plan = organisation.plan
    area = AdministrativeUnit.objects.create(
        code=commune.code,
        name=commune.name,
        level=Level.COMMUNE,
        parent=organisation.province,
        valid_from=plan.founded_on,
    )
    code = f"{plan.agency_root}.{commune.number}"
    committee = _write_agency(
        area,
        AgencyKind.COMMITTEE,
        code=code,
        name=f"Ủy ban nhân dân {commune.name}",
        parent=organisation.committee,
    )
    office = f"Phòng Kinh tế, Hạ tầng {commune.name}"
    _write_agency(area, AgencyKind.COMMUNE_OFFICE, code=f"{code}.1", name=office, parent=committee)
    organisation.commune_committees[commune.code] = committee
    organisation.commune_units[commune.code] = _write_commune_unit(commune, committee)


def _write_commune_unit(commune: PlannedCommune, committee: Agency) -> OneStopUnit:
    unit = OneStopUnit.objects.create(
        code=f"trung-tam-{commune.slug}",
        name=f"Trung tâm Phục vụ hành chính công {commune.name}",
        level=Level.COMMUNE,
        agency=committee,
        administrative_unit=committee.administrative_unit,
        address=f"trụ sở {committee.name}",
        telephone=commune.telephone,
        valid_from=committee.valid_from,
    )
    _write_hours(unit, COMMUNAL_HOURS)
    for number, name in enumerate(COMMUNE_COUNTERS, start=1):
        counter = Counter.objects.create(unit=unit, number=number, name=name, valid_from=unit.valid_from)
        counter.agencies.set([committee])
    return unit


def _write_hours(unit: OneStopUnit, stretches: Iterable[tuple[time, time]]) -> None:
    OpeningHours.objects.bulk_create(
        OpeningHours(unit=unit, weekday=weekday, opens=opens, closes=closes, valid_from=unit.valid_from)
        for opens, closes in stretches
        for weekday in WORKING_DAYS
    )


def _write_past(organisation: Organisation) -> None:
    """Before the merger there were two provinces, with districts."""
    plan = organisation.plan
    dates = {"valid_from": LONG_AGO, "valid_to": plan.founded_on - timedelta(1)}
    links = {"effective_on": plan.founded_on, "decision": plan.merger_decision}
    gone: dict[str, AdministrativeUnit] = {}
    for past in plan.past:
        unit = AdministrativeUnit.objects.create(
            code=past.code, name=past.name, level=past.level, parent=gone.get(past.parent), **dates
        )
        gone[past.code] = unit
        AdministrativeSuccession.objects.create(predecessor=unit, successor=organisation.province, **links)
    for planned in plan.past_agencies:
        agency = Agency.objects.create(
            code=planned.code,
            name=planned.name,
            kind=AgencyKind.DEPARTMENT,
            level=Level.PROVINCE,
            administrative_unit=gone[planned.province],
            **dates,
        )
        successor = organisation.agencies[planned.successor]
        AgencySuccession.objects.create(predecessor=agency, successor=successor, **links)


def _write_days(organisation: Organisation) -> None:
    CalendarOverride.objects.bulk_create(
        CalendarOverride(
            unit=organisation.centre if day.centre_only else None,
            day=day.day,
            kind=day.kind,
            counterpart=day.counterpart,
            hours=day.hours,
            note=day.note,
            decision=day.decision,
        )
        for day in organisation.plan.days
    )
