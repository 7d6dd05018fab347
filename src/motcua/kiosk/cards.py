"""A card that was shown and may be used: sealed in the machine's session for some minutes, until the number or the next person."""

from datetime import timedelta

from django.http import HttpRequest

from motcua.foundation.sealed import seal, unseal
from motcua.kernel.identifiers.cards import IdentityCard
from motcua.ticketing.selectors.introductions import card_of, facts_of

PURPOSE = "kiosk:card"
GOOD_FOR = timedelta(minutes=3)
_KEPT_AS = "kiosk_card"


def sealed(card: IdentityCard) -> str:
    """The card for a form's hidden field, while consent is asked."""
    return seal(facts_of(card), purpose=PURPOSE)


def opened(text: str) -> IdentityCard | None:
    """The card again; None when it was changed or lay there too long."""
    facts = unseal(text, purpose=PURPOSE, at_most=GOOD_FOR)
    return card_of(facts) if facts else None


def keep(request: HttpRequest, text: str) -> IdentityCard | None:
    """Consent was given; None when that came too late."""
    card = opened(text)
    if card is not None:
        request.session[_KEPT_AS] = text
    return card


def shown(request: HttpRequest) -> IdentityCard | None:
    """The present visitor's card, if one was shown."""
    text = request.session.get(_KEPT_AS)
    return opened(text) if isinstance(text, str) else None


def forget(request: HttpRequest) -> None:
    """Before the next person."""
    request.session.pop(_KEPT_AS, None)
