"""The invented province, loaded once: a second call changes nothing, and what people edited stays."""

from django.db import transaction

from motcua.demo.organisation import write_organisation
from motcua.demo.people import write_people
from motcua.demo.plan import province
from motcua.foundation import audit
from motcua.organisation.models import OneStopUnit


def load_demo_province() -> bool:
    """Write the province's organisation and people, if they aren't there; whether it wrote them."""
    plan = province()
    if OneStopUnit.objects.filter(code=plan.centre["code"]).exists():
        return False
    _write_province()
    return True


@transaction.atomic
def _write_province() -> None:
    """All or nothing: the centre's row says that everything else is there too."""
    organisation = write_organisation(province())
    people = write_people(organisation)
    audit.append(
        actor="system", act="demo:province:loaded", subject=f"unit:{organisation.centre.pk}", details={"people": people}
    )
