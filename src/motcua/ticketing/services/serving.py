"""What happens to a ticket from its call to its end. Each is one verb, one transaction, one row of the journal."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.accounts.rules.actor import Actor
from motcua.foundation import audit
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError, NotFoundError
from motcua.ticketing.errors import TicketMovedError, group_absent, ticket_absent
from motcua.ticketing.models import Ticket
from motcua.ticketing.rules.calling import REINSTATED_AFTER, Place, reinstated_place
from motcua.ticketing.rules.issuing import lane_of
from motcua.ticketing.selectors.hall import group as group_in_force
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.services.counters import busy, counter_in_force
from motcua.ticketing.services.moving import Act, Noted, begin, write
from motcua.ticketing.vocabulary import Movement, Priority, TicketState

GRACE = timedelta(minutes=30)
"""How long after the last call somebody who didn't come may still be put back into the line."""
REOPENING = timedelta(minutes=2)
"""How long a wrong "finished" can be taken back: the person still stands there."""

_AT_COUNTER = (TicketState.CALLED, TicketState.SERVING)
_WAITING_AGAIN: dict[str, Any] = {
    "state": TicketState.WAITING.value,
    "counter_id": None,
    "serving_at": None,
    "calls": 0,
}


@transaction.atomic
def recall(ticket_id: UUID, *, by: Actor) -> Ticket:
    """Call once more. TicketMovedError when it was called as often as the hall allows: then it is a no-show."""
    act = begin(ticket_id, [TicketState.CALLED], by=by)
    most = hall_of(act.ticket.unit_id).most_calls
    if act.ticket.calls >= most:
        sentence = _("Số %(number)s đã gọi %(most)s lần. Hãy bấm “Không có mặt” để gọi số khác.")
        sentence %= {"number": act.ticket.number, "most": most}
        raise TicketMovedError("ticketing:ticket:called_enough", sentence, "one call too many")
    act.set(calls=act.ticket.calls + 1)
    return act.finish(Movement.RECALLED)


@transaction.atomic
def start_serving(ticket_id: UUID, *, by: Actor) -> Ticket:
    """The person is at the counter: the service time begins."""
    act = begin(ticket_id, [TicketState.CALLED], by=by)
    act.set(state=TicketState.SERVING.value, serving_at=act.at)
    return act.finish(Movement.SERVING)


@transaction.atomic
def finish(ticket_id: UUID, *, by: Actor) -> Ticket:
    """The person was served."""
    act = begin(ticket_id, _AT_COUNTER, by=by)
    act.set(
        state=TicketState.SERVED.value, serving_at=act.ticket.serving_at or act.ticket.called_at, finished_at=act.at
    )
    return act.finish(Movement.SERVED)


@transaction.atomic
def reopen_last(ticket_id: UUID, *, by: Actor) -> Ticket:
    """Take back a "finished" of two minutes ago at most: the person is served on at the same counter, as if without a break.

    Raises:
        CounterBusyError: somebody else has come to the counter meanwhile.
        TicketMovedError: finished longer ago, or at another counter.
    """
    act = begin(ticket_id, [TicketState.SERVED], by=by)
    finished_at = act.ticket.finished_at
    if finished_at is None or act.at - finished_at > REOPENING:
        sentence = _("Số %(number)s đã xong quá 2 phút nên không mở lại được. Hãy phát số mới cho người này.")
        sentence %= {"number": act.ticket.number}
        raise TicketMovedError("ticketing:ticket:too_late_to_reopen", sentence, "a reopening after its time")
    taken = Ticket.objects.filter(counter=act.counter, state__in=[state.value for state in _AT_COUNTER])
    if (number := taken.values_list("number", flat=True).first()) is not None:
        raise busy(number)
    act.set(state=TicketState.SERVING.value, finished_at=None)
    try:
        with transaction.atomic():
            return act.finish(Movement.RESUMED)
    except IntegrityError as error:
        raise busy("") from error


@transaction.atomic
def mark_no_show(ticket_id: UUID, *, by: Actor) -> Ticket:
    """Called and not come; within GRACE it can be put back."""
    act = begin(ticket_id, [TicketState.CALLED], by=by)
    act.set(state=TicketState.NO_SHOW.value, finished_at=act.at)
    return act.finish(Movement.NO_SHOW)


@transaction.atomic
def reinstate(ticket_id: UUID, *, by: Actor) -> Ticket:
    """Put somebody who missed the call back into the line, after the next few (`rules.calling.reinstated_place`)."""
    act = begin(ticket_id, [TicketState.NO_SHOW], by=by, here=False)
    ticket = act.ticket
    if ticket.finished_at is None or act.at - ticket.finished_at > GRACE or ticket.day != act.at.date():
        sentence = _("Số %(number)s đã bỏ qua quá 30 phút. Hãy lấy số mới.") % {"number": ticket.number}
        raise TicketMovedError("ticketing:ticket:too_late", sentence, "back after the grace time")
    waiting = Ticket.objects.filter(
        group_id=ticket.group_id, day=ticket.day, lane=ticket.lane, state=TicketState.WAITING.value, bound_to=None
    )
    lane = [Place(*row) for row in waiting.values_list("queued_at", "serial")[:REINSTATED_AFTER]]
    place = reinstated_place(lane, Place(ticket.queued_at, ticket.serial), act.at)
    act.set(state=TicketState.WAITING.value, counter_id=None, finished_at=None, queued_at=place.queued_at, calls=0)
    return act.finish(Movement.REINSTATED)


@transaction.atomic
def hold(ticket_id: UUID, reason: str = "", *, by: Actor) -> Ticket:
    """The person goes to fetch something and comes back to this counter; the counter is free meanwhile."""
    act = begin(ticket_id, _AT_COUNTER, by=by)
    act.set(state=TicketState.HELD.value, serving_at=act.ticket.serving_at or act.at)
    return act.finish(Movement.HELD, note=reason.strip()[:200])


@transaction.atomic
def resume(ticket_id: UUID, *, by: Actor) -> Ticket:
    """The person is back: served at once when the counter is free, else the next there."""
    act = begin(ticket_id, [TicketState.HELD], by=by)
    is_free = not Ticket.objects.filter(counter=act.counter, state__in=[state.value for state in _AT_COUNTER]).exists()
    if is_free:
        act.set(state=TicketState.SERVING.value)
    else:
        act.set(state=TicketState.WAITING.value, counter_id=None, bound_to_id=act.counter.pk)
    try:
        with transaction.atomic():
            return act.finish(Movement.RESUMED if is_free else Movement.TRANSFERRED)
    except IntegrityError as error:
        raise busy("") from error


@transaction.atomic
def transfer_to_group(ticket_id: UUID, group_id: int, *, by: Actor) -> Ticket:
    """Send the person on to another group of the hall; the place is kept, as if they had come there at once."""
    act = begin(ticket_id, _AT_COUNTER, by=by)
    group = group_in_force(group_id)
    if group.unit_id != act.ticket.unit_id:
        raise group_absent()
    act.set(group_id=group.id, **_WAITING_AGAIN)
    return act.finish(Movement.TRANSFERRED)


@transaction.atomic
def transfer_to_counter(ticket_id: UUID, counter_id: int, *, by: Actor) -> Ticket:
    """Send the person on to one counter, which calls them next."""
    act = begin(ticket_id, _AT_COUNTER, by=by)
    target = counter_in_force(counter_id)
    if target.unit_id != act.ticket.unit_id:
        raise NotFoundError("ticketing:counter:absent", _("Không có quầy này."), "a counter of another unit")
    if target.pk == act.counter.pk:
        raise InvalidInputError("ticketing:ticket:same_counter", _("Hãy chọn một quầy khác."), "a transfer to itself")
    act.set(bound_to_id=target.pk, **_WAITING_AGAIN)
    return act.finish(Movement.TRANSFERRED)


@transaction.atomic
def confirm_priority(ticket_id: UUID, *, by: Actor) -> Ticket:
    """The counter has seen that the declared priority is right."""
    act = begin(ticket_id, _AT_COUNTER, by=by)
    _require_undecided(act)
    act.set(priority_confirmed=True)
    return act.finish(Movement.PRIORITY_CONFIRMED)


@transaction.atomic
def refuse_priority(ticket_id: UUID, *, by: Actor) -> Ticket:
    """The declared priority doesn't hold: the person goes back to the place that they would have without it."""
    act = begin(ticket_id, _AT_COUNTER, by=by)
    _require_undecided(act)
    act.set(priority_confirmed=False, lane=lane_of(Priority.NONE).value, **_WAITING_AGAIN)
    ticket = act.finish(Movement.PRIORITY_REFUSED)
    audit.append(
        actor=by.name,
        act="ticketing:priority:refused",
        subject=f"ticket:{ticket.day:%y%m%d}:{ticket.number}",
        details={"number": ticket.number},
        chain=act.counter.unit.code,
    )
    return ticket


@transaction.atomic
def leave(token: str) -> Ticket:
    """Somebody gives their number back, from the phone. TicketMovedError when it was called or is over."""
    ticket = Ticket.objects.select_for_update().filter(token=token).first()
    if ticket is None:
        raise ticket_absent()
    if ticket.state != TicketState.WAITING:
        sentence = _("Số %(number)s không còn chờ nữa nên không cần trả.") % {"number": ticket.number}
        raise TicketMovedError("ticketing:ticket:not_waiting", sentence, "a ticket given back too late")
    at = clock.now()
    changed = {"state": TicketState.LEFT.value, "finished_at": at}
    write(ticket, changed, Noted(Movement.LEFT, at))
    return ticket


def _require_undecided(act: Act) -> None:
    if act.ticket.priority == Priority.NONE or act.ticket.priority_confirmed is not None:
        sentence = _("Số %(number)s không khai ưu tiên, hoặc đã được xem xét rồi.") % {"number": act.ticket.number}
        raise TicketMovedError("ticketing:ticket:no_priority", sentence, "no priority to look at")
