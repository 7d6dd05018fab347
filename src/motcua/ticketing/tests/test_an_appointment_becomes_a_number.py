"""Who has an appointment comes, early, in time or late, and gets a number that is woven into the queue."""

from datetime import time

import pytest
from django.utils import translation

from motcua.kernel.errors import NotAllowedError, NotFoundError
from motcua.ticketing.errors import AppointmentStateError, ArrivalError, HallClosedError
from motcua.ticketing.facts import appointment_path
from motcua.ticketing.models import Appointment, Ticket
from motcua.ticketing.rules.booking import code_text
from motcua.ticketing.services import call_next, cancel, check_in, finish
from motcua.ticketing.services.arriving import mark_no_shows
from motcua.ticketing.tests.booking_scene import NINE, TEN, at, booked, hold, plan_for
from motcua.ticketing.tests.scene import new_key, person
from motcua.ticketing.vocabulary import AppointmentState, Lane, PrintState, Source, TicketState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plan(hall):
    return plan_for(hall, places=3)


def comes(hall, row, **more):
    return check_in(code_text(row.code), by=hall.kiosk, key=new_key(), **more)


def test_in_time_it_is_a_number_in_the_place_of_its_slot(hall, hand_clock):
    row = booked(hall)
    hand_clock.moment = at("10/11 08:40")
    ticket = comes(hall, row, prints=True)
    assert (ticket.number, ticket.source, ticket.lane) == ("A0001", Source.APPOINTMENT, Lane.PREFERRED)
    assert (ticket.queued_at, ticket.not_before) == (NINE, at("10/11 08:50"))
    assert ticket.print_state == PrintState.WAITING
    kept = Appointment.objects.get()
    assert (kept.state, kept.ticket_id) == (AppointmentState.CHECKED_IN, ticket.pk)
    assert comes(hall, row).pk == ticket.pk, "scanned again, it is the same number"
    assert Ticket.objects.count() == 1


def test_it_is_found_by_its_code_its_token_and_its_address(hall, hand_clock):
    rows = [booked(hall) for _ in range(3)]
    hand_clock.moment = NINE
    for row, typed in zip(
        rows, [rows[0].code.lower(), rows[1].token, f"https://x.vn{appointment_path(rows[2].token)}"], strict=True
    ):
        assert check_in(typed, by=hall.kiosk, key=new_key()).appointment == row
    for wrong in ("", "AAAA-AAAA", "x" * 22):
        with pytest.raises(NotFoundError):
            check_in(wrong, by=hall.kiosk, key=new_key())


def test_woven_in_it_is_called_at_its_time_and_before_those_without_one(hall, hand_clock):
    nine, ten = booked(hall), booked(hall, TEN)
    counter, officer = hall.counter()
    hand_clock.moment = at("10/11 08:35")
    early = comes(hall, nine)
    ordinary = [hall.take() for _ in range(6)]

    def called():
        ticket = call_next(counter, by=officer)
        finish(ticket.pk, by=officer)
        return ticket

    assert called() == ordinary[0], "not called before its time comes near"
    hand_clock.moment = at("10/11 08:50")
    assert called() == early
    hand_clock.moment = at("10/11 09:55")
    second = comes(hall, ten)
    assert called() == second
    assert called() == ordinary[1]


def test_of_two_appointments_the_earlier_is_called_first_whoever_comes_first(hall, hand_clock):
    nine, ten = booked(hall), booked(hall, TEN)
    hand_clock.moment = at("10/11 09:00")
    with pytest.raises(ArrivalError):
        comes(hall, ten)
    hand_clock.moment = at("10/11 09:14")
    late = comes(hall, nine)
    assert (late.queued_at, late.not_before) == (NINE, hand_clock.now())
    assert late.ahead == 0


def test_a_quarter_of_an_hour_late_it_waits_like_any_other(hall, hand_clock):
    row = booked(hall)
    hand_clock.moment = at("10/11 09:16")
    hall.take()
    ticket = comes(hall, row)
    assert (ticket.lane, ticket.queued_at, ticket.ahead) == (Lane.ORDINARY, hand_clock.now(), 1)
    assert ticket.source == Source.APPOINTMENT


def test_late_in_the_lunch_break_it_is_for_the_afternoon(hall, hand_clock):
    plan_for(hall, slot_minutes=30, opens=time(10, 45))
    row = booked(hall, at("10/11 10:45"))
    hand_clock.moment = at("10/11 11:40")
    assert comes(hall, row).not_before == at("10/11 13:30")


def test_in_time_for_the_last_slot_though_no_more_ordinary_numbers_are_given(hall, hand_clock):
    plan_for(hall, slot_minutes=30, opens=time(16, 30), places=2)
    row, other = booked(hall, at("10/11 16:30")), booked(hall, at("10/11 16:30"))
    hand_clock.moment = at("10/11 16:45")
    with pytest.raises(HallClosedError):
        hall.take()
    assert comes(hall, row).state == TicketState.WAITING
    hand_clock.passes(1)
    with pytest.raises(HallClosedError):
        comes(hall, other)


def test_too_early_too_late_and_on_another_day(hall, hand_clock):
    row = booked(hall)
    for when, said in (
        ("10/11 08:29", "Hãy quay lại từ 08:30"),
        ("09/11 09:00", "lúc 09:00 ngày 10/11/2026"),
        ("10/11 10:01", "đã qua quá 60 phút"),
        ("11/11 09:00", "đã qua quá 60 phút"),
    ):
        hand_clock.moment = at(when)
        with pytest.raises(ArrivalError) as told:
            comes(hall, row)
        assert said in told.value.message_vi
    assert not Ticket.objects.exists()


def test_who_doesn_t_come_is_noted_after_an_hour(hall, hand_clock):
    row = booked(hall)
    hand_clock.moment = at("10/11 10:00")
    assert mark_no_shows(hand_clock.now()) == 0
    hand_clock.moment = at("10/11 10:01")
    assert mark_no_shows(hand_clock.now()) == 1
    with pytest.raises(AppointmentStateError, match="no_show"):
        comes(hall, row)


def test_what_isn_t_booked_gives_no_number(hall, hand_clock):
    held, cancelled = hold(hall), booked(hall)
    cancel(cancelled.token)
    hand_clock.moment = NINE
    with pytest.raises(AppointmentStateError):
        check_in(held.token, by=hall.kiosk, key=new_key())
    with pytest.raises(AppointmentStateError):
        comes(hall, cancelled)


def test_only_those_who_give_numbers_at_the_unit(hall, hand_clock, outsider):
    row = booked(hall)
    hand_clock.moment = NINE
    with pytest.raises(NotAllowedError):
        check_in(row.code, by=person(outsider), key=new_key())


def test_what_is_refused_is_said_in_the_language_of_the_page(hall, hand_clock):
    plan_for(hall)
    row = booked(hall)
    with translation.override("en"):
        hand_clock.moment = NINE.replace(hour=8)
        with pytest.raises(ArrivalError) as early:
            check_in(row.token, by=hall.kiosk, key=new_key())
        hand_clock.moment = NINE.replace(hour=11)
        with pytest.raises(ArrivalError) as late:
            check_in(row.token, by=hall.kiosk, key=new_key())
        with pytest.raises(NotFoundError) as absent:
            check_in("0000-0000", by=hall.kiosk, key=new_key())
    assert early.value.message_vi.endswith("Please come back from 08:30 to get a number.")
    assert "more than 60 minutes ago" in late.value.message_vi
    assert absent.value.message_vi.startswith("No appointment has this code.")
