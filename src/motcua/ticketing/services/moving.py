"""What every act on a ticket at a counter shares: whose it is, where it may be, the journal, the screens."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.accounts.rules.actor import Actor
from motcua.foundation import outbox, statements
from motcua.kernel import clock
from motcua.organisation.models import Counter
from motcua.ticketing.errors import TicketMovedError, ticket_absent
from motcua.ticketing.labels import TICKET_STATES
from motcua.ticketing.models import Ticket, TicketMovement
from motcua.ticketing.selectors.hall import counter_of
from motcua.ticketing.services.counters import not_opened
from motcua.ticketing.services.telling import told
from motcua.ticketing.vocabulary import Movement, TicketState

_SITS_AT = "SELECT counter_id FROM ticketing_countershift WHERE staff_id = %(staff)s AND closed_at IS NULL"


@dataclass(frozen=True, slots=True)
class Noted:
    """What the journal says of a movement; by nobody: the closing hour, or the person's own phone."""

    movement: Movement
    at: datetime
    counter: Counter | None = None
    by: Actor | None = None
    note: str = ""


@dataclass(slots=True)
class Act:
    """An act under way on a ticket that is ours until the transaction ends; `counter` is where the actor sits."""

    ticket: Ticket
    counter: Counter
    by: Actor
    at: datetime
    changed: dict[str, Any] = field(default_factory=dict)

    def set(self, **values: Any) -> None:
        """Change columns of the ticket, by attribute: counter_id."""
        self.changed |= values

    def finish(self, movement: Movement, *, note: str = "") -> Ticket:
        """Write what was set, the journal's row, and tell the screens."""
        write(self.ticket, self.changed, Noted(movement, self.at, self.counter, self.by, note))
        return self.ticket


def begin(ticket_id: UUID, states: Collection[TicketState], *, by: Actor, here: bool = True) -> Act:
    """Lock a ticket that is in one of these states, at the counter where the actor sits.

    Args:
        ticket_id: the ticket.
        states: where it may be for this act.
        by: who acts.
        here: it must be at this counter; otherwise it may be anywhere in the hall.

    Raises:
        NotFoundError: no such ticket, or in another unit's hall.
        CounterShiftError: the actor sits at no counter.
        TicketMovedError: it is elsewhere or in another state; the sentence says which.
    """
    sought = {"staff": by.staff_id, "ticket": ticket_id}
    row = statements.fetch_one(_locking(), sought)
    sits_at = row[0] if row is not None else (statements.fetch_one(_SITS_AT, sought) or (None,))[0]
    if sits_at is None:
        raise not_opened()
    counter = counter_of(sits_at)
    ticket = None if row is None else statements.model_of(Ticket, row[1:])
    if ticket is None or ticket.unit_id != counter.unit_id:
        raise ticket_absent()
    elsewhere = here and ticket.counter_id != counter.pk
    if ticket.state not in states or elsewhere:
        raise _moved(ticket, elsewhere=elsewhere)
    return Act(ticket, counter, by, clock.now())


def write(ticket: Ticket, changed: dict[str, Any], noted: Noted) -> None:
    """The ticket's new columns, its journal's row, and the screens' message."""
    for name, value in changed.items():
        setattr(ticket, name, value)
    row = TicketMovement(
        ticket_id=ticket.pk,
        movement=noted.movement.value,
        at=noted.at,
        group_id=ticket.group_id,
        counter_id=noted.counter.pk if noted.counter else None,
        by_id=noted.by.staff_id if noted.by else None,
        note=noted.note,
    )
    message = told(ticket, noted.movement, at=noted.at, counter=noted.counter)
    statements.update_and_insert(Ticket, {"id": ticket.pk}, changed, [row, *outbox.entries(message)])


@cache
def _locking() -> str:
    """Where the actor sits, and the ticket, which nobody else changes until the transaction ends."""
    columns = statements.columns_of(Ticket)
    return f"SELECT ({_SITS_AT}), {columns} FROM ticketing_ticket WHERE id = %(ticket)s FOR NO KEY UPDATE"  # noqa: S608 - names of our own models


def _moved(ticket: Ticket, *, elsewhere: bool) -> TicketMovedError:
    state = str(TICKET_STATES[TicketState(ticket.state)]).lower()
    if elsewhere and ticket.counter_id:
        sentence = _("Số %(number)s hiện %(state)s ở quầy khác; việc vừa chọn không làm được nữa.")
    else:
        sentence = _("Số %(number)s hiện %(state)s; việc vừa chọn không làm được nữa.")
    sentence %= {"number": ticket.number, "state": state}
    return TicketMovedError("ticketing:ticket:moved", sentence, f"an act on a ticket that is {ticket.state}")
