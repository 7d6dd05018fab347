"""A visit that began with a number of the hall: its dossiers belong to the number, and the officer goes back to it."""

from uuid import UUID

from django.utils.translation import gettext as _

from motcua.accounts.rules.actor import Actor
from motcua.ticketing.models import CounterShift, Ticket
from motcua.ticketing.models.ticket import AT_A_COUNTER


def number_of(visit: UUID | str, unit_id: int) -> str:
    """The number that a visit at a unit began with; "" when it began without one, or is none."""
    try:
        visit_id = visit if isinstance(visit, UUID) else UUID(visit)
    except ValueError:
        return ""
    return Ticket.objects.filter(visit_id=visit_id, unit=unit_id).values_list("number", flat=True).first() or ""


def is_at_counter_of(visit_id: UUID, actor: Actor) -> bool:
    """Whether the person of that visit stands at the actor's own counter now: nobody else sees what their card said."""
    own = CounterShift.objects.filter(staff_id=actor.staff_id, closed_at=None).values("counter")
    return Ticket.objects.filter(visit_id=visit_id, state__in=AT_A_COUNTER, counter__in=own).exists()


def way_back(actor: Actor) -> str:
    """Where an officer with an open counter goes from here, as a button says it; "" without one."""
    shift = CounterShift.objects.filter(staff_id=actor.staff_id, closed_at=None).first()
    if shift is None:
        return ""
    at_counter = Ticket.objects.filter(counter=shift.counter_id, state__in=AT_A_COUNTER)
    number = at_counter.values_list("number", flat=True).first()
    return _("Về số %(number)s") % {"number": number} if number else _("Về quầy của tôi")
