"""Who pressed "finished" too early serves on, within two minutes and while nobody else is at the counter."""

import pytest

from motcua.ticketing.errors import CounterBusyError, TicketMovedError
from motcua.ticketing.models import Ticket, TicketMovement
from motcua.ticketing.services import call_next, finish, reopen_last, start_serving
from motcua.ticketing.vocabulary import Movement, TicketState

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(hall, hand_clock):
    """A ticket that was served for five minutes, and its counter."""
    ticket, (counter, officer) = hall.take(), hall.counter()
    call_next(counter, by=officer)
    start_serving(ticket.pk, by=officer)
    hand_clock.passes(5)
    finish(ticket.pk, by=officer)
    return ticket, counter, officer


def test_served_on_as_if_without_a_break(served, hand_clock):
    ticket, counter, officer = served
    hand_clock.passes(1)
    reopen_last(ticket.pk, by=officer)
    stored = Ticket.objects.get(pk=ticket.pk)
    assert (stored.state, stored.counter_id, stored.finished_at) == (TicketState.SERVING, counter.pk, None)
    assert TicketMovement.objects.filter(ticket=ticket).latest("id").movement == Movement.RESUMED
    hand_clock.passes(2)
    done = finish(ticket.pk, by=officer)
    assert (done.finished_at - done.serving_at).total_seconds() == 8 * 60


def test_not_after_two_minutes(served, hand_clock):
    ticket, _counter, officer = served
    hand_clock.passes(3)
    with pytest.raises(TicketMovedError, match="too_late_to_reopen"):
        reopen_last(ticket.pk, by=officer)


def test_not_while_somebody_else_is_there(served, hall):
    ticket, counter, officer = served
    second = hall.take()
    call_next(counter, by=officer)
    with pytest.raises(CounterBusyError) as refused:
        reopen_last(ticket.pk, by=officer)
    assert second.number in refused.value.message_vi
    assert Ticket.objects.get(pk=ticket.pk).state == TicketState.SERVED


def test_not_at_another_counter(served, hall):
    ticket, _counter, _officer = served
    _other, colleague = hall.counter()
    with pytest.raises(TicketMovedError, match="moved"):
        reopen_last(ticket.pk, by=colleague)


def test_not_what_never_ended(hall):
    ticket, (_counter, officer) = hall.take(), hall.counter()
    with pytest.raises(TicketMovedError, match="moved"):
        reopen_last(ticket.pk, by=officer)
