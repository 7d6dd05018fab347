"""The end of a day in the hall: who wasn't served is told so, counters that were left open are closed."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.rules.actor import Actor
from motcua.foundation import audit
from motcua.kernel import clock
from motcua.ticketing.facts import OpenHall
from motcua.ticketing.models import CounterShift, Ticket
from motcua.ticketing.permissions import may_manage, require
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.services.counters import end_shift
from motcua.ticketing.services.moving import Noted, write
from motcua.ticketing.services.telling import tell_counter
from motcua.ticketing.vocabulary import CounterState, Movement, TicketState

END_OF_DAY = "Hết giờ làm việc"
_UNSERVED = (TicketState.WAITING.value, TicketState.CALLED.value, TicketState.HELD.value)


def close_day(unit_id: int, reason: str = END_OF_DAY, *, by: Actor | None) -> int:
    """Close what still waits in a unit's hall today or from days before; returns how many tickets.

    Somebody who is being served goes on being served; what was left so on an earlier day counts as served.

    Args:
        unit_id: whose hall.
        reason: what the tickets' journal says.
        by: the head who ends the day early; None at closing time, by itself.

    Raises:
        NotAllowedError: `by` doesn't lead this hall.
    """
    if by is not None:
        require(may_manage(by, unit_id), "closing a hall that the actor doesn't lead")
    hall, at = hall_of(unit_id), clock.now()
    with transaction.atomic():
        closed = _close_waiting(unit_id, reason, at, by)
        forgotten = _finish_forgotten(unit_id, at)
        shifts = _close_shifts(unit_id, at)
        if closed or forgotten or shifts:
            _record(hall, by, {"closed": closed, "forgotten": forgotten, "shifts": shifts})
    return closed


def is_over(hall: OpenHall, at: datetime, *, after_minutes: int = 30) -> bool:
    """Whether the hall's day has ended some while ago, or there was none."""
    plan = hall.calendar.day(at.date())
    if not plan.hours:
        return True
    local = at.astimezone(clock.HANOI)
    return local.hour * 60 + local.minute >= plan.hours.intervals[-1][1] + after_minutes


def _close_waiting(unit_id: int, reason: str, at: datetime, by: Actor | None) -> int:
    tickets = Ticket.objects.select_for_update().filter(unit_id=unit_id, day__lte=at.date(), state__in=_UNSERVED)
    closed = list(tickets.order_by("pk"))
    for ticket in closed:
        values = {"state": TicketState.CLOSED.value, "finished_at": at, "closed_reason": reason, "counter_id": None}
        write(ticket, values, Noted(Movement.CLOSED, at, by=by, note=reason))
    return len(closed)


def _finish_forgotten(unit_id: int, at: datetime) -> int:
    """Who was still being served on an earlier day left long ago."""
    tickets = Ticket.objects.select_for_update().filter(
        unit_id=unit_id, day__lt=at.date(), state=TicketState.SERVING.value
    )
    forgotten = list(tickets.order_by("pk"))
    for ticket in forgotten:
        values = {"state": TicketState.SERVED.value, "finished_at": at, "closed_reason": END_OF_DAY}
        write(ticket, values, Noted(Movement.SERVED, at, note=END_OF_DAY))
    return len(forgotten)


def _close_shifts(unit_id: int, at: datetime) -> int:
    """Counters with nobody at them; where somebody is still served, the shift goes on."""
    serving = Ticket.objects.filter(unit_id=unit_id, state=TicketState.SERVING.value).values("counter")
    shifts = CounterShift.objects.filter(counter__unit=unit_id, closed_at=None).exclude(counter__in=serving)
    ended = list(shifts.select_for_update(of=("self",)).select_related("counter").order_by("pk"))
    for shift in ended:
        end_shift(shift, at)
        tell_counter(shift.counter, CounterState.CLOSED.value, at=at)
    return len(ended)


def _record(hall: OpenHall, by: Actor | None, details: dict[str, int]) -> None:
    audit.append(
        actor=by.name if by else "system",
        act="ticketing:day:closed",
        subject=f"hall:{hall.unit_id}",
        details=dict(details),
        chain=hall.unit_code,
    )
