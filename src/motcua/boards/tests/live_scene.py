"""What happens in the hall of a running demo, for tests with browsers: called in a process of that centre's, arguments and answers JSON."""

import secrets

from motcua.accounts.selectors import actor_of
from motcua.conf.bench.watchers import open_desks
from motcua.kernel import clock
from motcua.ticketing.facts import TicketRequest
from motcua.ticketing.models import HallDevice, Ticket
from motcua.ticketing.services import call_next, finish, issue_ticket
from motcua.ticketing.vocabulary import DeviceKind, Source, TicketState


def take(numbers: int) -> list[list[str]]:
    """Number and token of tickets that are taken at a machine, of the queue that `call` calls from."""
    counter, _officer = open_desks(0)[0]
    group = counter.services.order_by("pk")[0].group
    machine = HallDevice.objects.filter(kind=DeviceKind.KIOSK.value).select_related("account").earliest("pk")
    actor = actor_of(machine.account, day=clock.now().date())
    taken = []
    for _ in range(numbers):
        request = TicketRequest(group.pk, Source.KIOSK)
        taken.append(issue_ticket(request, by=actor, key=secrets.token_urlsafe(24), body=b""))
    return [[ticket.number, ticket.token] for ticket in taken]


def call(desk: int = 0) -> list[str]:
    """Finish whoever is at that desk, then call: the number, and the counter's number and key."""
    counter, officer = open_desks(0)[desk]
    there = Ticket.objects.filter(counter=counter, state=TicketState.CALLED.value).first()
    if there is not None:
        finish(there.pk, by=officer)
    ticket = call_next(counter, by=officer)
    return [ticket.number if ticket else "", str(counter.number), str(counter.pk)]
