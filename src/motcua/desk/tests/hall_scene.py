"""The cast of the counter's page: an officer's browser in a hall with two groups, and what is pressed there."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client

from motcua.accounts.models import Staff
from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.organisation.models import Counter
from motcua.organisation.tests.factories import CounterFactory
from motcua.ticketing.models import CounterService, QueueGroup, Ticket
from motcua.ticketing.tests.scene import HallScene, hall

__all__ = ["desk_at", "hall"]
PAGE = "/quay/goi-so/"
COUNTERS = f"{PAGE}cac-quay/"
_TAGS = re.compile(r"<[^>]+>")


@dataclass
class Desk:
    """An officer's browser, with the counter that it is about."""

    browser: Client
    staff: Staff
    counter: Counter

    def opens(self, address: str = PAGE):
        return self.browser.get(address)

    def text(self, address: str = PAGE) -> str:
        return words(self.opens(address))

    def sits_down(self, counter: Counter | None = None, **more: str):
        return self.browser.post(f"{PAGE}mo", {"counter": (counter or self.counter).pk, **more})

    def does(self, name: str, **fields: object):
        """An act at the counter, as a browser with scripts sends it: the page comes back."""
        sent = {"counter": self.counter.pk, **fields}
        return self.browser.post(f"{PAGE}lam/{name}", sent, headers={"HX-Request": "true"})

    def acts(self, name: str, ticket: Ticket | UUID, **fields: object):
        """An act on a ticket."""
        key = ticket.pk if isinstance(ticket, Ticket) else ticket
        return self.browser.post(f"{PAGE}so/{key}/{name}", fields, headers={"HX-Request": "true"})


def words(response) -> str:
    """What a page says, without its marks."""
    return " ".join(html.unescape(_TAGS.sub(" ", response.text.partition("<main")[2])).split())


def sentence(response) -> str:
    """The line of the last act."""
    found = re.search(r'<p class="said[^"]*" role="status">(.*?)</p>', response.text)
    assert found
    return html.unescape(_TAGS.sub("", found[1])).strip()


def state_of(ticket: Ticket) -> str:
    return Ticket.objects.get(pk=ticket.pk).state


@pytest.fixture
def desk_at(hall: HallScene, signed_in) -> Callable[..., Desk]:
    """`desk_at(hall.civil, hall.land)`: an officer whose post names a counter that serves these groups; it isn't open yet."""

    def at(*groups: QueueGroup, opened: bool = True, **staff: str) -> Desk:
        counter = CounterFactory(unit=hall.unit)
        for order, group in enumerate(groups or (hall.civil,), start=1):
            CounterService.objects.create(counter=counter, group=group, order=order)
        officer = StaffFactory(roles=Role.RECEPTION, roles__at=hall.unit, **staff)
        officer.roles.update(counter=counter)
        desk = Desk(signed_in(officer), officer, counter)
        if opened:
            desk.sits_down()
        return desk

    return at
