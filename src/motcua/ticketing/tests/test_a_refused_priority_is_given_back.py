"""A counter was wrong about a priority: who serves or leads the hall gives it back while the number isn't finished."""

import pytest

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.foundation.models import AuditEntry
from motcua.kernel.errors import NotAllowedError
from motcua.organisation.tests.factories import LONG_AGO, OneStopUnitFactory
from motcua.ticketing.errors import TicketMovedError
from motcua.ticketing.models import Ticket
from motcua.ticketing.services import call_next, confirm_priority, finish, refuse_priority, restore_priority
from motcua.ticketing.tests.scene import person
from motcua.ticketing.vocabulary import Lane, Movement, Priority, TicketState

pytestmark = pytest.mark.django_db


def refused(hall, hand_clock):
    """An ordinary number, then one whose priority was refused; both wait."""
    desk = hall.counter()
    ordinary = hall.take()
    hand_clock.passes(1)
    declared = hall.take(priority=Priority.DISABLED)
    assert call_next(desk[0], by=desk[1]) == declared
    refuse_priority(declared.pk, by=desk[1])
    return desk, ordinary, declared


def test_a_refused_priority_is_given_back_and_called_first_again(hall, hand_clock):
    desk, ordinary, declared = refused(hall, hand_clock)
    restore_priority(declared.pk, by=desk[1])
    stored = Ticket.objects.get(pk=declared.pk)
    assert (stored.lane, stored.priority_confirmed, stored.state) == (Lane.PREFERRED, None, TicketState.WAITING)
    assert stored.queued_at == declared.queued_at
    last = stored.movements.order_by("id").last()
    assert (last.movement, last.by_id) == (Movement.PRIORITY_RESTORED, desk[1].staff_id)
    assert AuditEntry.objects.filter(act="ticketing:priority:restored").count() == 1
    with pytest.raises(TicketMovedError):
        restore_priority(declared.pk, by=desk[1])
    assert call_next(desk[0], by=desk[1]) == declared
    refuse_priority(declared.pk, by=desk[1])
    assert call_next(desk[0], by=desk[1]) == ordinary, "the counter may look anew"


def test_at_the_counter_too_but_not_once_it_is_over(hall, hand_clock):
    desk, ordinary, declared = refused(hall, hand_clock)
    assert call_next(desk[0], by=desk[1]) == ordinary
    finish(ordinary.pk, by=desk[1])
    assert call_next(desk[0], by=desk[1]) == declared
    assert restore_priority(declared.pk, by=desk[1]).state == TicketState.CALLED
    confirm_priority(declared.pk, by=desk[1])
    with pytest.raises(TicketMovedError):
        restore_priority(declared.pk, by=desk[1])


def test_a_head_gives_it_back_and_nobody_of_another_hall(hall, hand_clock):
    desk, _ordinary, declared = refused(hall, hand_clock)
    head = person(StaffFactory(roles=Role.HEAD_OF_UNIT, roles__at=hall.unit))
    stranger = person(StaffFactory(roles=Role.HEAD_OF_UNIT, roles__at=OneStopUnitFactory(valid_from=LONG_AGO)))
    with pytest.raises(NotAllowedError):
        restore_priority(declared.pk, by=stranger)
    assert restore_priority(declared.pk, by=head).lane == Lane.PREFERRED
    call_next(desk[0], by=desk[1])
    refuse_priority(declared.pk, by=desk[1])
    finished = call_next(desk[0], by=desk[1])
    finish(finished.pk, by=desk[1])
    call_next(desk[0], by=desk[1])
    finish(declared.pk, by=desk[1])
    with pytest.raises(TicketMovedError):
        restore_priority(declared.pk, by=head)
