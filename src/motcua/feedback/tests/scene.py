"""A hall in which people have been served and say what they think of it."""

import json

import pytest

from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.feedback.facts import Given
from motcua.feedback.selectors.served import served_ticket
from motcua.feedback.services import rate
from motcua.feedback.services.rating import Sent
from motcua.feedback.vocabulary import Level, RatingSource
from motcua.organisation.models import Counter, OneStopUnit
from motcua.ticketing.models import HallDevice, Ticket
from motcua.ticketing.services import call_next, finish, start_serving
from motcua.ticketing.tests.scene import HallScene, HandClock, hand_clock, new_key, person
from motcua.ticketing.vocabulary import DeviceKind

__all__ = ["HandClock", "hand_clock", "new_key", "person"]

HAPPY, NEUTRAL, UNHAPPY = Given(Level.VERY_SATISFIED), Given(Level.NEUTRAL), Given(Level.VERY_DISSATISFIED)


def sent(key: str = "", **body: object) -> Sent:
    return Sent(key or new_key(), json.dumps(body).encode())


class RatingScene(HallScene):
    """A counter that somebody sits at, and the tablet beside it."""

    def __init__(self, unit: OneStopUnit, hand: HandClock) -> None:
        super().__init__(unit)
        self.clock = hand
        self.desk, self.clerk = self.counter()
        self.tablet = self.tablet_at(self.desk)

    def tablet_at(self, counter: Counter) -> Actor:
        account = StaffFactory(is_device=True, roles=Role.DISPLAY, roles__at=counter.unit)
        HallDevice.objects.create(
            unit=counter.unit,
            kind=DeviceKind.RATING_TABLET.value,
            name=f"Máy đánh giá {account.pk}",
            counter=counter,
            account=account,
        )
        return person(account)

    def serves(self, waits: int = 4, takes: int = 6, at: tuple[Counter, Actor] | None = None, **more: object) -> Ticket:
        """A ticket, from the machine to the end of its service."""
        counter, clerk = at or (self.desk, self.clerk)
        ticket = self.take(**more)  # type: ignore[arg-type]
        self.clock.passes(waits)
        called = call_next(counter, by=clerk)
        assert called is not None
        start_serving(ticket.pk, by=clerk)
        self.clock.passes(takes)
        return finish(ticket.pk, by=clerk)

    def rated(self, *levels: int, **more: object) -> list[Ticket]:
        """People who were served and gave these levels."""
        tickets = [self.serves(**more) for _ in levels]  # type: ignore[arg-type]
        for ticket, level in zip(tickets, levels, strict=True):
            rate(served_ticket(ticket), Given(Level(level)), source=RatingSource.TABLET)
        return tickets


@pytest.fixture
def scene(centre: OneStopUnit, hand_clock: HandClock) -> RatingScene:
    return RatingScene(centre, hand_clock)
