"""What a person let the kiosk read from their card, for the counter that serves them."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from motcua.foundation.sealed import unseal
from motcua.ticketing.models import VisitIntroduction
from motcua.ticketing.rules.cards import Card

PURPOSE = "ticketing:introduction"
KEPT_FOR = timedelta(hours=14)
"""No longer than a day in the hall, whatever happens to the job that deletes it."""


def introduction_of(visit_id: UUID) -> Card | None:
    """The card that was shown at the kiosk for this visit; None when none was, or it is forgotten already."""
    row = VisitIntroduction.objects.filter(pk=visit_id).first()
    found = unseal(row.sealed, purpose=PURPOSE, at_most=KEPT_FOR) if row else None
    return card_of(found) if found else None


def facts_of(card: Card) -> dict[str, Any]:
    """The card as plain JSON, to be sealed."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(card).items()}


def card_of(facts: dict[str, Any]) -> Card:
    """The card again."""
    return Card(**{**facts, "born_on": _day(facts["born_on"]), "issued_on": _day(facts["issued_on"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
