"""What a counter's page is made of: lines, who is there, who comes back; in a query each."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.ticketing.selectors.counter import MOST_MISSED, counter_of, seats_of, tickets_of
from motcua.ticketing.services import (
    call_next,
    close_counter,
    finish,
    hold,
    mark_no_show,
    pause_counter,
    start_serving,
    transfer_to_counter,
)
from motcua.ticketing.vocabulary import CounterState, Priority

pytestmark = pytest.mark.django_db


def test_lines_in_the_order_of_the_counter_with_the_longest_wait(hall, hand_clock):
    counter, officer = hall.counter(hall.civil, hall.land)
    hall.take()
    hand_clock.passes(20)
    hall.take(priority=Priority.ELDERLY)
    now = counter_of(officer.staff_id)
    assert (now.counter_id, now.number, now.paused_at, now.served, now.mean_service) == (
        counter.pk,
        counter.number,
        None,
        0,
        None,
    )
    civil, land = now.lines
    assert (civil.letters, civil.waiting, civil.preferred, land.waiting, land.longest_since) == ("A", 2, 1, 0, None)
    assert hand_clock.moment - civil.longest_since == timedelta(minutes=20)


def test_the_day_so_far(hall, hand_clock):
    counter, officer = hall.counter()
    for minutes in (4, 8):
        ticket = hall.take()
        call_next(counter, by=officer)
        start_serving(ticket.pk, by=officer)
        hand_clock.passes(minutes)
        finish(ticket.pk, by=officer)
    now = counter_of(officer.staff_id)
    assert (now.served, now.mean_service) == (2, timedelta(minutes=6))


def test_who_is_there_who_comes_back_who_was_missed(hall, hand_clock):
    counter, officer = hall.counter()
    _elsewhere, colleague = other = hall.counter()
    held, missed, sent, here = (hall.take() for _ in range(4))
    call_next(counter, by=officer)
    hold(held.pk, "photo căn cước", by=officer)
    call_next(counter, by=officer)
    mark_no_show(missed.pk, by=officer)
    call_next(other[0], by=colleague)
    transfer_to_counter(sent.pk, counter.pk, by=colleague)
    assert [ticket.number for ticket in tickets_of(counter_of(officer.staff_id)).bound] == [sent.number]
    call_next(counter, by=officer)
    finish(sent.pk, by=officer)
    call_next(counter, by=officer)
    now = tickets_of(counter_of(officer.staff_id))
    assert now.current.number == here.number
    assert [(ticket.number, ticket.note) for ticket in now.held] == [(held.number, "photo căn cước")]
    assert [ticket.number for ticket in now.missed] == [missed.number]
    assert now.finished.number == sent.number
    hand_clock.passes(3)
    assert tickets_of(counter_of(officer.staff_id)).finished is None
    hand_clock.passes(30)
    assert tickets_of(counter_of(officer.staff_id)).missed == ()


def test_two_queries_however_long_the_lines(hall):
    counter, officer = hall.counter(hall.civil, hall.land)
    for _ in range(MOST_MISSED + 2):
        ticket = hall.take()
        call_next(counter, by=officer)
        mark_no_show(ticket.pk, by=officer)
    counter_of(officer.staff_id)  # the groups are remembered
    with CaptureQueriesContext(connection) as queries:
        now = tickets_of(counter_of(officer.staff_id))
    assert len(queries) == 2
    assert len(now.missed) == MOST_MISSED


def test_nobody_sees_a_counter_that_isnt_open(hall):
    counter, officer = hall.counter()
    close_counter(counter.pk, by=officer)
    assert counter_of(officer.staff_id) is None


def test_the_seats_of_a_hall(hall, hand_clock):
    first, officer = hall.counter(hall.civil, hall.land)
    second, colleague = hall.counter()
    third, gone = hall.counter()
    hall.take()
    number = call_next(first, by=officer).number
    pause_counter(second.pk, "họp", by=colleague)
    close_counter(third.pk, by=gone)
    seats = {seat.counter_id: seat for seat in seats_of(hall.unit.pk)}
    assert list(seats) == sorted(seats, key=lambda pk: seats[pk].number)
    assert (seats[first.pk].ticket, seats[first.pk].letters, seats[first.pk].state) == (number, ("A", "B"), "open")
    assert (seats[second.pk].pause_reason, seats[second.pk].state) == ("họp", CounterState.PAUSED)
    assert (seats[third.pk].staff_id, seats[third.pk].staff_name, seats[third.pk].state) == (None, "", "closed")
    assert seats[first.pk].since == hand_clock.moment
