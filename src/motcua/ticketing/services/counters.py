"""Opening a counter, pausing it, taking it over, closing it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.accounts.rules.actor import Actor
from motcua.foundation import audit
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError
from motcua.organisation.models import Counter
from motcua.ticketing.errors import CounterBusyError, CounterShiftError, counter_absent
from motcua.ticketing.models import CounterShift, Ticket
from motcua.ticketing.models.ticket import AT_A_COUNTER
from motcua.ticketing.permissions import may_serve, require
from motcua.ticketing.selectors.hall import counter_of
from motcua.ticketing.services.telling import tell_counter
from motcua.ticketing.vocabulary import CounterState

LONGEST_REASON = 120


def open_counter(counter_id: int, *, by: Actor) -> CounterShift:
    """Begin to serve at a counter; once more by the same person is no mistake.

    Raises:
        CounterShiftError: another serves here, or this person is still at another counter.
        NotAllowedError: `by` doesn't work in this hall.
    """
    counter = counter_in_force(counter_id)
    require(may_serve(by, counter.unit_id), "opening a counter of a unit where the actor doesn't serve")
    here = CounterShift.objects.filter(counter=counter, staff_id=by.staff_id, closed_at=None).first()
    if here is not None:
        return here
    try:
        with transaction.atomic():
            return _begin(counter, by, clock.now(), "opened")
    except IntegrityError as error:
        raise _taken(counter, by) from error


def take_over_counter(counter_id: int, *, by: Actor) -> CounterShift:
    """Go on at a counter that somebody left open: their shift ends, a ticket that is there goes to the new person.

    Raises:
        CounterShiftError: this person is still at another counter.
        NotAllowedError: `by` doesn't work in this hall.
    """
    counter = counter_in_force(counter_id)
    require(may_serve(by, counter.unit_id), "taking over a counter of a unit where the actor doesn't serve")
    at = clock.now()
    try:
        with transaction.atomic():
            shift = CounterShift.objects.select_for_update().filter(counter=counter, closed_at=None).first()
            if shift is not None and shift.staff_id == by.staff_id:
                return shift
            if shift is not None:
                end_shift(shift, at)
            Ticket.objects.filter(counter=counter, state__in=AT_A_COUNTER).update(served_by=by.staff_id)
            return _begin(counter, by, at, "taken_over")
    except IntegrityError as error:
        raise _taken(counter, by) from error


@transaction.atomic
def pause_counter(counter_id: int, reason: str, *, by: Actor) -> CounterShift:
    """Call nobody for a while. CounterBusyError while somebody is at the counter."""
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        sentence = "Hãy ghi lý do tạm nghỉ, không quá 120 ký tự."
        raise InvalidInputError("ticketing:counter:pause_reason", sentence, "a pause without a reason")
    shift, at = own_shift(counter_id, by), clock.now()
    _require_free(shift.counter)
    if shift.paused_at is None:
        shift.paused_at, shift.pause_reason = at, reason
        shift.save(update_fields=["paused_at", "pause_reason"])
        tell_counter(shift.counter, CounterState.PAUSED.value, at=at)
    return shift


@transaction.atomic
def resume_counter(counter_id: int, *, by: Actor) -> CounterShift:
    """Call again after a pause."""
    shift, at = own_shift(counter_id, by), clock.now()
    if shift.paused_at is not None:
        _end_pause(shift, at)
        shift.save(update_fields=["paused_at", "paused_seconds"])
        tell_counter(shift.counter, CounterState.OPEN.value, at=at)
    return shift


@transaction.atomic
def close_counter(counter_id: int, *, by: Actor) -> CounterShift:
    """End the shift. CounterBusyError while somebody is at the counter."""
    shift, at = own_shift(counter_id, by), clock.now()
    _require_free(shift.counter)
    end_shift(shift, at)
    tell_counter(shift.counter, CounterState.CLOSED.value, at=at)
    _record(shift.counter, by, "closed")
    return shift


def own_shift(counter_id: int, by: Actor) -> CounterShift:
    """The actor's open shift at the counter, locked. CounterShiftError when there is none."""
    shifts = CounterShift.objects.select_for_update(of=("self",)).select_related("counter__unit")
    shift = shifts.filter(counter_id=counter_id, staff_id=by.staff_id, closed_at=None).first()
    if shift is None:
        raise not_opened()
    return shift


def counter_in_force(counter_id: int) -> Counter:
    """NotFoundError when there is no such counter today."""
    counter = counter_of(counter_id)
    if not counter.in_force_on(clock.now().date()):
        raise counter_absent()
    return counter


def not_opened() -> CounterShiftError:
    sentence = _("Quầy chưa mở, hoặc người khác đang ngồi quầy này. Hãy mở quầy hoặc nhận lại quầy.")
    return CounterShiftError("ticketing:counter:not_opened", sentence, "no shift of the actor at the counter")


def busy(number: str) -> CounterBusyError:
    """With the number that is there, where it is known."""
    who = _("số %(number)s") % {"number": number} if number else _("người khác")
    sentence = _("Quầy đang có %(who)s. Hãy kết thúc, chuyển hoặc tạm dừng trước.") % {"who": who}
    return CounterBusyError("ticketing:counter:busy", sentence, "a ticket is at the counter")


def _begin(counter: Counter, by: Actor, at: datetime, how: str) -> CounterShift:
    shift = CounterShift.objects.create(counter=counter, staff_id=by.staff_id, opened_at=at)
    tell_counter(counter, CounterState.OPEN.value, at=at)
    _record(counter, by, how)
    return shift


def end_shift(shift: CounterShift, at: datetime) -> None:
    """Close it, its pause with it."""
    if shift.paused_at is not None:
        _end_pause(shift, at)
    shift.closed_at = at
    shift.save(update_fields=["closed_at", "paused_at", "paused_seconds"])


def _end_pause(shift: CounterShift, at: datetime) -> None:
    assert shift.paused_at is not None
    shift.paused_seconds += round((at - shift.paused_at).total_seconds())
    shift.paused_at = None


def _require_free(counter: Counter) -> None:
    number = Ticket.objects.filter(counter=counter, state__in=AT_A_COUNTER).values_list("number", flat=True).first()
    if number is not None:
        raise busy(number)


def _taken(counter: Counter, by: Actor) -> CounterShiftError:
    elsewhere = CounterShift.objects.select_related("counter").filter(staff_id=by.staff_id, closed_at=None).first()
    if elsewhere is not None:
        sentence = _("Bạn đang mở quầy %(number)s. Hãy đóng quầy đó trước.") % {"number": elsewhere.counter.number}
        return CounterShiftError("ticketing:counter:elsewhere", sentence, "the actor is at another counter")
    sentence = _("Quầy %(number)s đang có người ngồi. Nếu người đó đã rời quầy, hãy nhận lại quầy.")
    sentence %= {"number": counter.number}
    return CounterShiftError("ticketing:counter:taken", sentence, "another is at the counter")


def _record(counter: Counter, by: Actor, how: str) -> None:
    audit.append(
        actor=by.name,
        act=f"ticketing:counter:{how}",
        subject=f"counter:{counter.pk}",
        details={"number": counter.number},
        chain=counter.unit.code,
    )
