"""The invented province, loaded once: a second call changes nothing, and what people edited stays."""

from django.db import transaction

from motcua.demo.catalogue import load_catalogue
from motcua.demo.hall import load_halls
from motcua.demo.organisation import write_organisation
from motcua.demo.people import write_people
from motcua.demo.plan import province
from motcua.foundation import audit
from motcua.hotline.services.numbering import number_procedures
from motcua.organisation.models import OneStopUnit


def load_demo_province() -> bool:
    """Write what isn't there yet: organisation and people, halls, procedures, decisions, short numbers; whether the province was new."""
    plan = province()
    is_new = not OneStopUnit.objects.filter(code=plan.centre["code"]).exists()
    if is_new:
        _write_province()
    load_halls(plan)
    load_catalogue(plan)
    number_procedures(by="system")
    return is_new


@transaction.atomic
def _write_province() -> None:
    """All or nothing: the centre's row says that everything else is there too."""
    organisation = write_organisation(province())
    people = write_people(organisation)
    audit.append(
        actor="system", act="demo:province:loaded", subject=f"unit:{organisation.centre.pk}", details={"people": people}
    )
