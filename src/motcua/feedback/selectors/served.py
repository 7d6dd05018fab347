"""What may be rated: the ticket that was just served at a counter, the visit of a ticket's or a receipt's QR code."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors import public_status
from motcua.feedback import rules
from motcua.feedback.errors import not_served, nothing_to_rate
from motcua.feedback.facts import Served
from motcua.feedback.models import Rating
from motcua.kernel.clock import HANOI
from motcua.organisation.models import OneStopUnit
from motcua.ticketing.models import Ticket
from motcua.ticketing.models.ticket import AT_A_COUNTER
from motcua.ticketing.vocabulary import TicketState


def to_rate(counter_id: int, now: datetime) -> Ticket | None:
    """The ticket that the counter's tablet may rate now: `just_served`; None once it is rated."""
    last = just_served(counter_id, now)
    return None if last is None or rating_of(last.visit_id) else last


def just_served(counter_id: int, now: datetime) -> Ticket | None:
    """The last ticket served at the counter, some minutes ago at most.

    None when the next one is called or sits there, and after `rules.AT_THE_COUNTER`.
    """
    of_counter = Ticket.objects.filter(counter_id=counter_id)
    served = of_counter.filter(
        day=now.date(), state=TicketState.SERVED.value, finished_at__gt=now - rules.AT_THE_COUNTER
    )
    last = served.order_by("-finished_at", "-serial").first()
    if last is None or of_counter.filter(state__in=AT_A_COUNTER).exists():
        return None
    return last


def rating_of(visit_id: UUID) -> Rating | None:
    """The visit's rating, if it has one."""
    return Rating.objects.filter(visit_id=visit_id).first()


def served_by_token(token: str) -> Served:
    """The visit whose ticket has this token.

    Raises:
        NotFoundError: no ticket has it.
        NotServedError: its service hasn't ended.
    """
    ticket = Ticket.objects.filter(token=token).first()
    if ticket is None:
        raise nothing_to_rate()
    return served_ticket(ticket)


def served_by_receipt(code: str, token: str) -> Served:
    """The visit at which the dossier was handed in that this receipt opens; errors as `served_by_token`."""
    status = public_status(code, token)
    if status is None:
        raise nothing_to_rate()
    visit_id = Dossier.objects.values_list("visit_id", flat=True).get(code=status.code)
    dossiers = _dossiers(visit_id)
    ticket = Ticket.objects.filter(visit_id=visit_id).first()
    return _without_ticket(dossiers) if ticket is None else served_ticket(ticket)


def served_ticket(ticket: Ticket) -> Served:
    """What is known of a ticket's service. NotServedError while it hasn't ended."""
    ended = ticket.finished_at
    if ticket.state != TicketState.SERVED or ended is None:
        raise not_served()
    dossiers = _dossiers(ticket.visit_id)
    own = (ticket.procedure_code,) if ticket.procedure_code else ()
    return Served(
        unit_id=ticket.unit_id,
        unit_code=_unit_code(ticket.unit_id),
        visit_id=ticket.visit_id,
        day=ticket.day,
        ended_at=ended,
        open_until=rules.open_until(ended, *(dossier.closed_at for dossier in dossiers)),
        ticket_id=ticket.pk,
        counter_id=ticket.counter_id,
        officer_id=ticket.served_by_id,
        procedures=_codes(dossiers) or own,
        waited=rules.waited_seconds(ticket.issued_at, ticket.not_before, ticket.called_at),
        took=rules.waited_seconds(ticket.serving_at, None, ended),
    )


def _without_ticket(dossiers: Sequence[Dossier]) -> Served:
    first = dossiers[0]
    moments = (*(dossier.received_at for dossier in dossiers), *(dossier.closed_at for dossier in dossiers))
    return Served(
        unit_id=first.unit_id,
        unit_code=_unit_code(first.unit_id),
        visit_id=first.visit_id,
        day=first.received_at.astimezone(HANOI).date(),
        ended_at=first.received_at,
        open_until=rules.open_until(*moments),
        officer_id=first.received_by_id,
        procedures=_codes(dossiers),
    )


def _dossiers(visit_id: UUID) -> list[Dossier]:
    rows = Dossier.objects.filter(visit_id=visit_id).select_related("procedure_version__procedure")
    return list(rows.order_by("received_at", "code"))


def _codes(dossiers: Sequence[Dossier]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(dossier.procedure_version.procedure.code for dossier in dossiers))


def _unit_code(unit_id: int) -> str:
    return OneStopUnit.objects.values_list("code", flat=True).get(pk=unit_id)
