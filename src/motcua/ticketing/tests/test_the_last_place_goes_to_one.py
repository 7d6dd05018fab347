"""A hundred people and one place; people who change places with each other: and what goes wrong otherwise."""

import pytest
from django.db import transaction

from motcua.dossiers.tests.racing import at_once
from motcua.kernel.errors import MotCuaError
from motcua.ticketing.errors import SlotFullError
from motcua.ticketing.models import Appointment
from motcua.ticketing.selectors.appointments import slot_at
from motcua.ticketing.services import book, cancel
from motcua.ticketing.tests.booking_scene import NINE, TEN, booked, hold, moved, places, plan_for, take
from motcua.ticketing.tests.scene import new_key

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 100


def forget_all():
    Appointment.objects.update(moved_to=None)
    Appointment.objects.all().delete()


def tried(do):
    """What somebody got, or what they were told."""
    try:
        return do()
    except MotCuaError as error:
        return error


def test_a_hundred_people_want_the_last_place_and_one_gets_it(hall, hand_clock):
    plan_for(hall)
    got = at_once(PEOPLE, lambda number: tried(lambda: take(hold(hall, NINE, f"browser {number}"))))
    winners, told = (
        [one for one in got if isinstance(one, Appointment)],
        [e for e in got if isinstance(e, SlotFullError)],
    )
    assert (len(winners), len(told)) == (1, PEOPLE - 1)
    assert all(error.nearest and "Còn chỗ gần nhất" in error.message_vi for error in told)
    assert places() == [(NINE, 1, "booked")]


def test_seven_places_go_to_seven_of_a_hundred(hall, hand_clock):
    plan_for(hall, places=7)
    got = at_once(PEOPLE, lambda number: tried(lambda: hold(hall, NINE, f"browser {number}")))
    assert sum(isinstance(one, Appointment) for one in got) == 7
    assert [place for _at, place, _state in places()] == list(range(1, 8))


def test_control_whoever_counts_first_oversells(hall, hand_clock):
    """What others do: count the bookings, and add one while there are fewer than places."""
    plan_for(hall)
    slot = slot_at(hall.civil.pk, NINE)

    def count_then_write(number: int) -> bool:
        with transaction.atomic():
            taken = Appointment.objects.filter(group=hall.civil, starts_at=NINE, state="booked").count()
            if taken >= slot.places:
                return False
            Appointment.objects.create(
                group=hall.civil, day=NINE.date(), starts_at=NINE, ends_at=slot.ends_at, place_no=100 + number,
                state="booked", token=f"{number:022}", made_at=hand_clock.now(),
            )  # fmt: skip
            return True

    assert sum(at_once(PEOPLE, count_then_write)) > slot.places


def test_one_hold_booked_by_a_hundred_presses_is_booked_once(hall, hand_clock):
    plan_for(hall)
    held, key = hold(hall), new_key()
    got = at_once(PEOPLE, lambda _number: tried(lambda: book(held.token, key=key, body=b"").code))
    assert set(got) == {Appointment.objects.get().code}


def test_a_browser_that_asks_ten_times_at_once_holds_two(hall, hand_clock):
    plan_for(hall, places=20)
    times = [NINE.replace(hour=hour) for hour in (7, 8, 9, 10)] + [
        NINE.replace(hour=hour, minute=30) for hour in (13, 14)
    ]
    at_once(len(times) * 2, lambda number: tried(lambda: hold(hall, times[number % len(times)], "browser")))
    assert len(places(state="held")) == 2


def test_two_who_want_each_others_place_keep_their_own(hall, hand_clock):
    plan_for(hall)
    for _ in range(10):
        forget_all()
        rows = [(booked(hall), TEN), (booked(hall, TEN), NINE)]
        got = at_once(2, lambda number: tried(lambda: moved(*rows[number])))  # noqa: B023 - called within the turn
        assert all(isinstance(one, SlotFullError) for one in got)
        assert places() == [(NINE, 1, "booked"), (TEN, 1, "booked")]


def test_moved_by_two_tabs_at_once_it_is_at_one_time(hall, hand_clock):
    plan_for(hall, places=3)
    for _ in range(10):
        forget_all()
        row = booked(hall)
        others = [TEN, *(NINE.replace(hour=hour) for hour in (7, 8)), NINE.replace(hour=13, minute=30)]
        at_once(len(others), lambda number: tried(lambda: moved(row, others[number])))  # noqa: B023 - called within the turn
        live = Appointment.objects.exclude(state="moved")
        assert [(one.state, one.token, one.code) for one in live] == [("booked", row.token, row.code)]


def test_moved_and_cancelled_at_once_it_never_is_two(hall, hand_clock):
    plan_for(hall)
    for _ in range(10):
        forget_all()
        row = booked(hall)
        at_once(2, lambda number: tried((lambda: moved(row)) if number else (lambda: cancel(row.token))))  # noqa: B023 - called within the turn
        assert Appointment.objects.exclude(state="moved").count() == 1
        assert Appointment.objects.get(token=row.token).state == "cancelled"


def test_cut_off_in_the_middle_a_move_never_happened(hall, hand_clock, monkeypatch):
    plan_for(hall)
    row = booked(hall)

    def power_cut(*_args, **_details):
        raise RuntimeError

    monkeypatch.setattr("motcua.ticketing.services.booking.audit.append", power_cut)
    with pytest.raises(RuntimeError):
        moved(row)
    assert places() == [(NINE, 1, "booked")]
    assert Appointment.objects.get().code == row.code
