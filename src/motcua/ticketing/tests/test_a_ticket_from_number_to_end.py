"""A person takes a number, is called, served; what else may happen between."""

import pytest

from motcua.foundation.models import OutboxEntry
from motcua.kernel.clock import HANOI
from motcua.ticketing.errors import CounterBusyError, CounterShiftError, HallClosedError, TicketMovedError
from motcua.ticketing.facts import TicketRequest
from motcua.ticketing.models import CounterShift, Ticket, TicketMovement
from motcua.ticketing.services import (
    call_next,
    close_counter,
    close_day,
    confirm_priority,
    finish,
    hold,
    issue_ticket,
    leave,
    mark_no_show,
    open_counter,
    pause_counter,
    recall,
    refuse_priority,
    reinstate,
    resume,
    resume_counter,
    start_serving,
    take_over_counter,
    transfer_to_counter,
    transfer_to_group,
)
from motcua.ticketing.tests.scene import new_key
from motcua.ticketing.vocabulary import Lane, Movement, Priority, Source, TicketState

pytestmark = pytest.mark.django_db


def called(desk):
    counter, officer = desk
    ticket = call_next(counter, by=officer)
    return ticket.number if ticket else None


def journal(ticket):
    return [Movement(row.movement) for row in TicketMovement.objects.filter(ticket=ticket).order_by("id")]


def test_taken_called_served(hall, hand_clock):
    ticket, desk = hall.take(), hall.counter()
    assert (ticket.number, ticket.ahead, ticket.state) == ("A0001", 0, TicketState.WAITING)
    hand_clock.passes(5)
    assert called(desk) == "A0001"
    hand_clock.passes(1)
    start_serving(ticket.pk, by=desk[1])
    hand_clock.passes(9)
    done = finish(ticket.pk, by=desk[1])
    assert journal(ticket) == [Movement.ISSUED, Movement.CALLED, Movement.SERVING, Movement.SERVED]
    stored = Ticket.objects.get(pk=ticket.pk)
    assert stored.finished_at == done.finished_at
    assert (stored.finished_at - stored.serving_at).total_seconds() == 9 * 60
    assert (stored.called_at - stored.issued_at).total_seconds() == 5 * 60
    assert stored.served_by_id == desk[1].staff_id
    told = [
        row.payload["data"] for row in OutboxEntry.objects.filter(stream=f"live:hall:{hall.unit.pk}").order_by("id")
    ]
    assert [row["movement"] for row in told] == ["issued", "counter", "called", "serving", "served"]
    assert told[2]["counter"] == desk[0].number


def test_one_tap_is_one_number(hall):
    request, key = TicketRequest(hall.civil.pk, Source.KIOSK), new_key()
    first, second = (issue_ticket(request, by=hall.kiosk, key=key, body=b"x") for _ in range(2))
    assert first.pk == second.pk
    assert hall.take().number == "A0002"


def test_a_second_click_calls_nobody_else(hall):
    desk = hall.counter()
    hall.take(), hall.take()
    assert called(desk) == "A0001"
    with pytest.raises(CounterBusyError, match="busy"):
        called(desk)
    assert Ticket.objects.filter(state=TicketState.WAITING).count() == 1


def test_nobody_waits(hall):
    assert called(hall.counter()) is None


def test_priority_is_woven_in_two_to_one(hall, hand_clock):
    for _ in range(3):
        hall.take()
        hand_clock.passes(1)
    for _ in range(4):
        hall.take(priority=Priority.ELDERLY)
        hand_clock.passes(1)
    desk, order = hall.counter(), []
    for _ in range(7):
        ticket = call_next(desk[0], by=desk[1])
        order.append(ticket.number)
        finish(ticket.pk, by=desk[1])
    assert order == ["A0004", "A0005", "A0001", "A0006", "A0007", "A0002", "A0003"]


def test_ahead_counts_the_weaving(hall):
    hall.take(), hall.take()
    assert hall.take(priority=Priority.PREGNANT).ahead == 0
    assert hall.take(priority=Priority.PREGNANT).ahead == 1
    assert hall.take(priority=Priority.PREGNANT).ahead == 3
    assert hall.take().ahead == 5


def test_priority_refused_goes_back_to_the_ordinary_place(hall, hand_clock):
    desk = hall.counter()
    first, second = hall.take(), None
    hand_clock.passes(1)
    second = hall.take(priority=Priority.DISABLED)
    assert called(desk) == second.number
    refuse_priority(second.pk, by=desk[1])
    stored = Ticket.objects.get(pk=second.pk)
    assert (stored.lane, stored.priority_confirmed, stored.state) == (Lane.ORDINARY, False, TicketState.WAITING)
    assert called(desk) == first.number


def test_priority_confirmed(hall):
    desk, ticket = hall.counter(), hall.take(priority=Priority.WAR_INVALID)
    called(desk)
    assert confirm_priority(ticket.pk, by=desk[1]).priority_confirmed is True
    with pytest.raises(TicketMovedError):
        refuse_priority(ticket.pk, by=desk[1])


def test_recalled_as_often_as_the_hall_allows_then_a_no_show(hall):
    desk, ticket = hall.counter(), hall.take()
    called(desk)
    recall(ticket.pk, by=desk[1]), recall(ticket.pk, by=desk[1])
    with pytest.raises(TicketMovedError) as refused:
        recall(ticket.pk, by=desk[1])
    assert "đã gọi 3 lần" in refused.value.message_vi
    mark_no_show(ticket.pk, by=desk[1])
    assert called(desk) is None


def test_back_in_time_after_a_missed_call_is_after_the_next_three(hall, hand_clock):
    desk, late = hall.counter(), hall.take()
    for _ in range(5):
        hand_clock.passes(1)
        hall.take()
    called(desk), mark_no_show(late.pk, by=desk[1])
    hand_clock.passes(10)
    reinstate(late.pk, by=desk[1])
    order = []
    for _ in range(6):
        ticket = call_next(desk[0], by=desk[1])
        order.append(ticket.number)
        finish(ticket.pk, by=desk[1])
    assert order == ["A0002", "A0003", "A0004", "A0001", "A0005", "A0006"]


def test_too_late_after_a_missed_call(hall, hand_clock):
    desk, late = hall.counter(), hall.take()
    called(desk), mark_no_show(late.pk, by=desk[1])
    hand_clock.passes(31)
    with pytest.raises(TicketMovedError, match="too_late"):
        reinstate(late.pk, by=desk[1])


def test_put_aside_and_back_when_the_counter_is_free(hall):
    desk, ticket = hall.counter(), hall.take()
    called(desk), hold(ticket.pk, "đi photo", by=desk[1])
    assert resume(ticket.pk, by=desk[1]).state == TicketState.SERVING


def test_put_aside_and_back_while_another_is_served(hall):
    desk, ticket = hall.counter(), hall.take()
    other, third = hall.take(), hall.take()
    called(desk), hold(ticket.pk, by=desk[1]), called(desk)
    assert resume(ticket.pk, by=desk[1]).state == TicketState.WAITING
    assert journal(ticket)[-1] == Movement.TRANSFERRED  # it waits: a replay must not see two at one counter
    finish(other.pk, by=desk[1])
    assert called(desk) == ticket.number
    finish(ticket.pk, by=desk[1])
    assert called(desk) == third.number


def test_sent_to_another_group_the_place_is_kept(hall, hand_clock):
    civil, land = hall.counter(), hall.counter(hall.land)
    ticket = hall.take()
    hand_clock.passes(5)
    later = hall.take(hall.land)
    called(civil), transfer_to_group(ticket.pk, hall.land.pk, by=civil[1])
    assert called(land) == ticket.number
    finish(ticket.pk, by=land[1])
    assert called(land) == later.number
    assert journal(ticket)[-3:] == [Movement.TRANSFERRED, Movement.CALLED, Movement.SERVED]


def test_sent_to_one_counter_it_is_the_next_there_and_nowhere_else(hall):
    here, there = hall.counter(), hall.counter()
    ticket = hall.take()
    other = hall.take()
    called(here), transfer_to_counter(ticket.pk, there[0].pk, by=here[1])
    assert called(here) == other.number
    assert called(there) == ticket.number


def test_given_back_from_the_phone(hall):
    desk, ticket = hall.counter(), hall.take()
    assert leave(ticket.token).state == TicketState.LEFT
    assert called(desk) is None
    with pytest.raises(TicketMovedError):
        leave(ticket.token)


def test_a_paused_counter_calls_nobody(hall):
    desk = hall.counter()
    hall.take()
    pause_counter(desk[0].pk, "họp ngắn", by=desk[1])
    with pytest.raises(CounterShiftError, match="paused"):
        called(desk)
    resume_counter(desk[0].pk, by=desk[1])
    assert called(desk) == "A0001"


def test_a_counter_is_one_persons(hall):
    (counter, officer), other = hall.counter(), hall.officer()
    with pytest.raises(CounterShiftError, match="taken"):
        open_counter(counter.pk, by=other)
    with pytest.raises(CounterShiftError, match="elsewhere"):
        open_counter(hall.counter()[0].pk, by=officer)
    ticket = hall.take()
    call_next(counter, by=officer)
    take_over_counter(counter.pk, by=other)
    with pytest.raises(CounterShiftError):
        finish(ticket.pk, by=officer)
    assert finish(ticket.pk, by=other).served_by_id == other.staff_id
    close_counter(counter.pk, by=other)
    assert not CounterShift.objects.filter(counter=counter, closed_at=None).exists()


def test_the_day_ends_with_a_reason(hall):
    desk = hall.counter()
    served, waiting = hall.take(), hall.take()
    called(desk), start_serving(served.pk, by=desk[1])
    assert close_day(hall.unit.pk, by=None) == 1
    stored = Ticket.objects.get(pk=waiting.pk)
    assert (stored.state, stored.closed_reason) == (TicketState.CLOSED, "Hết giờ làm việc")
    assert Ticket.objects.get(pk=served.pk).state == TicketState.SERVING
    assert CounterShift.objects.filter(closed_at=None).count() == 1


def test_the_displays_are_told_that_the_day_has_ended(hall):
    (counter, officer), _served = hall.counter(), hall.take()
    pause_counter(counter.pk, "họp", by=officer)
    assert close_day(hall.unit.pk, by=None) == 1
    told = [row.payload["data"] for row in OutboxEntry.objects.order_by("id")]
    assert [(row["counter"], row["state"]) for row in told if row["movement"] == "counter"][-1] == (
        counter.number,
        "closed",
    )
    assert CounterShift.objects.get().paused_at is None


def test_hours_and_holidays_are_obeyed(hall, hand_clock):
    hand_clock.passes(4 * 60)  # 12:00: lunch, for the afternoon
    desk, ticket = hall.counter(), hall.take()
    assert f"{ticket.not_before.astimezone(HANOI):%H:%M}" == "13:30"
    assert called(desk) is None
    hand_clock.passes(91)
    assert called(desk) == ticket.number
    hand_clock.passes(3 * 60 + 15)  # 16:46
    with pytest.raises(HallClosedError) as refused:
        hall.take()
    assert "10/11/2026, mở cửa 07:00" in refused.value.message_vi


def test_taken_in_the_morning_for_the_afternoon(hall, hand_clock):
    desk, ticket = hall.counter(), hall.take(afternoon=True)
    assert called(desk) is None
    hand_clock.passes(5 * 60 + 31)
    assert called(desk) == ticket.number


def test_before_numbers_are_given(hall, hand_clock):
    hand_clock.passes(-121)  # 5:59
    with pytest.raises(HallClosedError) as refused:
        hall.take()
    assert "lấy số từ 06:00" in refused.value.message_vi
