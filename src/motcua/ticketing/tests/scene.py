"""A hall with queues, counters and the people who serve there."""

import secrets

import pytest

from motcua.accounts.models import Staff
from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import Role
from motcua.accounts.selectors import actor_of
from motcua.accounts.tests.factories import StaffFactory
from motcua.dossiers.tests.scene import HandClock, hand_clock
from motcua.kernel import clock
from motcua.organisation.models import Counter, OneStopUnit
from motcua.organisation.tests.factories import LONG_AGO, CounterFactory
from motcua.ticketing.facts import TicketRequest
from motcua.ticketing.models import CounterService, QueueGroup, Ticket
from motcua.ticketing.services import issue_ticket, open_counter
from motcua.ticketing.vocabulary import Priority, Source

__all__ = ["HandClock", "hand_clock"]


class HallScene:
    """Two groups (A: civil status, B: land), a number machine, and counters that somebody sits at."""

    def __init__(self, unit: OneStopUnit) -> None:
        self.unit = unit
        self.civil = self.group("A", "Hộ tịch, chứng thực")
        self.land = self.group("B", "Đất đai")
        self.kiosk = person(StaffFactory(is_device=True, roles=Role.KIOSK, roles__at=unit))

    def group(self, letters: str, name: str) -> QueueGroup:
        return QueueGroup.objects.create(unit=self.unit, letters=letters, name=name, valid_from=LONG_AGO)

    def counter(self, *groups: QueueGroup, order: int = 1) -> tuple[Counter, Actor]:
        """An open counter that serves these groups (civil status unless said), and who sits there."""
        counter = CounterFactory(unit=self.unit)
        for group in groups or (self.civil,):
            CounterService.objects.create(counter=counter, group=group, order=order)
        officer = self.officer()
        open_counter(counter.pk, by=officer)
        return counter, officer

    def officer(self) -> Actor:
        return person(StaffFactory(roles=Role.RECEPTION, roles__at=self.unit))

    def take(self, group: QueueGroup | None = None, priority: Priority = Priority.NONE, **more: object) -> Ticket:
        """A number, taken at the machine."""
        request = TicketRequest((group or self.civil).pk, Source.KIOSK, priority=priority, **more)  # type: ignore[arg-type]
        return issue_ticket(request, by=self.kiosk, key=new_key(), body=b"")


def person(staff: Staff) -> Actor:
    return actor_of(staff, day=clock.now().date())


def new_key() -> str:
    return secrets.token_urlsafe(24)


@pytest.fixture
def hall(centre: OneStopUnit, hand_clock: HandClock) -> HallScene:
    return HallScene(centre)
