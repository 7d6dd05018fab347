"""What callers ask of the centre itself."""

from dataclasses import dataclass

from motcua.kernel import clock
from motcua.organisation.models import Level, OneStopUnit
from motcua.organisation.selectors import calendar_of
from motcua.ticketing.selectors.offers import offers_of
from motcua.worktime import Calendar


@dataclass(frozen=True, slots=True)
class Centre:
    """The unit that callers mean when they ask for the centre."""

    unit_id: int
    name: str
    address: str
    telephone: str
    calendar: Calendar


def centre_now() -> Centre | None:
    """The provincial unit; None before there is one."""
    unit = OneStopUnit.objects.on(clock.now().date()).filter(level=Level.PROVINCE).order_by("pk").first()
    return Centre(unit.pk, unit.name, unit.address, unit.telephone, calendar_of(unit)) if unit else None


def waiting_now(unit_id: int) -> tuple[int, int | None]:
    """How many wait there, and the longest of the groups' usual waits in minutes (None where nothing is known)."""
    offers = [offer for offer in offers_of(unit_id) if offer.open_counters]
    waits = [offer.wait_p50 for offer in offers if offer.waiting and offer.wait_p50 is not None]
    return sum(offer.waiting for offer in offers), max(waits, default=None)
