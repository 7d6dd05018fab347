"""What a person let the kiosk read from their card, for the counter that serves them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from motcua.foundation.sealed import unseal
from motcua.kernel.identifiers.cards import IdentityCard
from motcua.kernel.identifiers.citizens import CitizenId, Sex
from motcua.ticketing.models import VisitIntroduction

PURPOSE = "ticketing:introduction"
KEPT_FOR = timedelta(hours=14)
"""No longer than a day in the hall, whatever happens to the job that deletes it."""


def introduction_of(visit_id: UUID) -> IdentityCard | None:
    """The card that was shown at the kiosk for this visit; None when none was, or it is forgotten already."""
    row = VisitIntroduction.objects.filter(pk=visit_id).first()
    found = unseal(row.sealed, purpose=PURPOSE, at_most=KEPT_FOR) if row else None
    return card_of(found) if found else None


def facts_of(card: IdentityCard) -> dict[str, Any]:
    """The card as plain JSON, to be sealed."""
    return {
        "number": str(card.citizen_id),
        "old_id": card.old_id,
        "name": card.name,
        "born": card.born.isoformat() if card.born else None,
        "sex": card.sex.value,
        "address": card.address,
        "issued_on": card.issued_on.isoformat() if card.issued_on else None,
    }


def card_of(facts: dict[str, Any]) -> IdentityCard:
    """The card again."""
    return IdentityCard(
        citizen_id=CitizenId.parse(facts["number"], demo=settings.MOTCUA_DEMO),
        old_id=facts["old_id"],
        name=facts["name"],
        born=_day(facts["born"]),
        sex=Sex(facts["sex"]),
        address=facts["address"],
        issued_on=_day(facts["issued_on"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
