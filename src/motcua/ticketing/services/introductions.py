"""Keeping what a card said for the counter, and forgetting it with the visit."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from motcua.foundation.sealed import seal
from motcua.kernel import clock
from motcua.kernel.identifiers.cards import IdentityCard
from motcua.ticketing.models import Ticket, VisitIntroduction
from motcua.ticketing.selectors.introductions import PURPOSE, facts_of
from motcua.ticketing.vocabulary import OPEN_STATES

KEPT_AFTER = timedelta(hours=1)
"""After the ticket's end: the dossier is received by then."""


def introduce(visit_id: UUID, card: IdentityCard) -> None:
    """Keep the card for whoever serves this visit; a repeat of a tap keeps it once."""
    sealed = seal(facts_of(card), purpose=PURPOSE)
    VisitIntroduction.objects.update_or_create(pk=visit_id, defaults={"sealed": sealed, "made_at": clock.now()})


def forget_introductions(at: datetime) -> int:
    """Delete those of visits that are over for KEPT_AFTER, and all of days before; returns how many."""
    here = Ticket.objects.filter(
        Q(state__in=[state.value for state in OPEN_STATES]) | Q(finished_at__gt=at - KEPT_AFTER), day=at.date()
    )
    deleted, _ = VisitIntroduction.objects.exclude(pk__in=here.values("visit_id")).delete()
    return deleted
