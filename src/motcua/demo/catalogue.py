"""What the invented centre handles: the committed facts, two published decisions, and who serves which field."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from motcua.catalogue.models import HandlingDecision, Procedure, ProcedureVersion
from motcua.catalogue.reading import limit_of
from motcua.catalogue.selectors import current_versions
from motcua.catalogue.services import HandledLine, import_procedures, publish_decision
from motcua.catalogue.vocabulary import Level
from motcua.demo.plan import DATA, Province
from motcua.demo.rules import (
    OFF_SITE,
    Known,
    agency_for,
    committed_limit,
    fields_of_agencies,
    fields_of_counters,
    on_the_spot,
)
from motcua.organisation.models import Agency, AgencyKind, Counter
from motcua.organisation.models import Level as UnitLevel

FACTS = DATA / "procedures.jsonl.gz"
DECIDED_ON, IN_FORCE_FROM = date(2026, 1, 5), date(2026, 1, 12)
BY = "system"
NOT_IN_COMMUNES = OFF_SITE | {""}


def load_catalogue(plan: Province) -> None:
    """Import the shipped facts where there are no procedures yet; decide on them where nothing is decided yet."""
    if not Procedure.objects.exists() and FACTS.exists():
        import_procedures(FACTS, by=BY)
    if Procedure.objects.exists() and not HandlingDecision.objects.exists():
        publish_decisions(plan)


@transaction.atomic
def publish_decisions(plan: Province) -> None:
    """What the province's centre and the communes' handle, and the fields of their agencies and counters."""
    known = [(version, facts, agency_for(facts)) for version in current_versions() for facts in [known_of(version)]]
    provincial = [entry for entry in known if Level.PROVINCE in entry[0].levels and entry[2]]
    communal = [entry for entry in known if Level.COMMUNE in entry[0].levels and entry[2] not in NOT_IN_COMMUNES]
    _publish(plan, Level.PROVINCE, "Quyết định mẫu số 15/QĐ-UBND", provincial)
    _publish(plan, Level.COMMUNE, "Quyết định mẫu số 16/QĐ-UBND", communal)
    _assign_fields(plan, [(k.field, agency) for _, k, agency in provincial])
    _assign_commune_fields(sorted({k.field for _, k, _ in communal}))


def known_of(version: ProcedureVersion) -> Known:
    return Known(
        field=version.field.name if version.field else "",
        decision_number=version.decision_number,
        agencies=(*version.deciding_agencies, *version.implementing_agencies),
        legal_limit=limit_of(version.legal_limit_quantity, version.legal_limit_unit),
    )


def _publish(plan: Province, level: Level, number: str, handled: Iterable[tuple[ProcedureVersion, Known, str]]) -> None:
    lines = [
        HandledLine(
            version.procedure.code,
            on_the_spot(agency, known.legal_limit),
            committed_limit(agency, known.legal_limit),
        )
        for version, known, agency in handled
    ]
    publish_decision(
        level=level,
        number=number,
        issued_on=DECIDED_ON,
        issuer=f"Chủ tịch Ủy ban nhân dân {plan.name}",
        effective_from=IN_FORCE_FROM,
        lines=lines,
        by=BY,
        title="Danh mục thủ tục hành chính tiếp nhận tại Trung tâm Phục vụ hành chính công (mẫu)",
    )


def _assign_fields(plan: Province, handled: Iterable[tuple[str, str]]) -> None:
    fields = fields_of_agencies((field, agency) for field, agency in handled if field)
    by_name = {planned.name: planned.key for planned in plan.agencies}
    agencies = list(Agency.objects.filter(name__in=by_name))
    for agency in agencies:
        agency.fields = fields.get(by_name[agency.name], [])
    Agency.objects.bulk_update(agencies, ["fields"])
    counters = list(Counter.objects.filter(unit__code=plan.centre["code"]).order_by("number"))
    served = fields_of_counters([(planned.agencies, planned.fields) for planned in plan.counters], fields)
    for counter in counters:
        counter.fields = served[counter.number - 1]
    Counter.objects.bulk_update(counters, ["fields"])


def _assign_commune_fields(fields: list[str]) -> None:
    committees = Agency.objects.filter(level=UnitLevel.COMMUNE, kind=AgencyKind.COMMITTEE)
    committees.update(fields=[field for field in fields if field])
