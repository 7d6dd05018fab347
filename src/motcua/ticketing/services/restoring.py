"""Giving a refused priority back while the number isn't finished: whoever refused it was wrong, or the paper was found."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.rules.actor import Actor
from motcua.foundation import audit, statements
from motcua.kernel import clock
from motcua.ticketing.errors import TicketMovedError, ticket_absent
from motcua.ticketing.models import Ticket
from motcua.ticketing.permissions import may_manage, may_serve, require
from motcua.ticketing.rules.issuing import lane_of
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.services.moving import Noted, write
from motcua.ticketing.vocabulary import OPEN_STATES, Movement, Priority


@transaction.atomic
def restore_priority(ticket_id: UUID, *, by: Actor) -> Ticket:
    """Undo `refuse_priority`: it counts as declared again, in the place that it would have kept; the counter may look anew.

    Args:
        ticket_id: the ticket, waiting or at a counter.
        by: who serves at the hall, at whatever counter, or leads it.

    Raises:
        NotFoundError: no such ticket.
        NotAllowedError: `by` neither serves nor leads there.
        TicketMovedError: its priority isn't refused (any more), or it is over.
    """
    ticket = statements.fetch_model(Ticket, ticket_id, locked=True)
    if ticket is None:
        raise ticket_absent()
    allowed = may_serve(by, ticket.unit_id) or may_manage(by, ticket.unit_id)
    require(allowed, "a priority given back by somebody of another hall")
    if ticket.priority_confirmed is not False or ticket.state not in OPEN_STATES:
        sentence = _("Số %(number)s không bị từ chối ưu tiên, hoặc đã xong.") % {"number": ticket.number}
        raise TicketMovedError("ticketing:ticket:priority_not_refused", sentence, "no refused priority to give back")
    at = clock.now()
    changed = {"priority_confirmed": None, "lane": lane_of(Priority(ticket.priority)).value}
    write(ticket, changed, Noted(Movement.PRIORITY_RESTORED, at, by=by))
    audit.append(
        actor=by.name,
        act="ticketing:priority:restored",
        subject=f"ticket:{ticket.day:%y%m%d}:{ticket.number}",
        details={"number": ticket.number},
        chain=hall_of(ticket.unit_id).unit_code,
    )
    return ticket
