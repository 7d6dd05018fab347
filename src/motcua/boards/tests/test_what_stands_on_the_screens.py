"""The hall's board and a counter's display, as they come from the server: right before any script runs."""

import json
from datetime import timedelta

import pytest
from django.utils.html import strip_tags

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.foundation import relay
from motcua.foundation.live import last_id
from motcua.foundation.remembered import forget_everything
from motcua.kernel import clock
from motcua.ticketing.models import Hall, HallDevice
from motcua.ticketing.selectors.board import last_calls
from motcua.ticketing.services import (
    call_next,
    close_counter,
    finish,
    mark_no_show,
    pause_counter,
    recall,
    start_serving,
    transfer_to_group,
)
from motcua.ticketing.vocabulary import CounterState, DeviceKind

pytestmark = pytest.mark.django_db

QUERIES_OF_A_BOARD = 9
"""Session, staff and roles; unit, device, last message, calls; hall and calendar are remembered."""


@pytest.fixture
def screen(hall, signed_in):
    """A board of the hall, signed in."""
    account = StaffFactory(is_device=True, roles=Role.DISPLAY, roles__at=hall.unit)
    HallDevice.objects.create(unit=hall.unit, kind=DeviceKind.BOARD.value, name="Bảng 1", account=account)
    return signed_in(account)


def words(response) -> str:
    assert response.status_code == 200, response.status_code
    return " ".join(strip_tags(response.content.decode()).split())


def board_of(screen, hall, zone="") -> dict:
    return screen.get(f"/bang/{hall.unit.code}/hien-tai", {"zone": zone}).json()


def numbers(state) -> list[str]:
    return [call["number"] for call in state["calls"]]


def test_before_the_first_call_it_says_so_and_when_the_hall_is_open(screen, hall):
    text = words(screen.get(f"/bang/{hall.unit.code}/"))
    assert "Chưa gọi số nào hôm nay" in text
    assert "Giờ làm việc" in text


def test_the_last_call_stands_first_also_when_it_is_called_again(screen, hall, hand_clock):
    desks = [hall.counter() for _ in range(3)]
    tickets = []
    for counter, officer in desks:
        hall.take()
        hand_clock.passes(1)
        tickets.append(call_next(counter, by=officer))
    assert numbers(board_of(screen, hall)) == ["A0003", "A0002", "A0001"]
    hand_clock.passes(1)
    recall(tickets[0].pk, by=desks[0][1])
    state = board_of(screen, hall)
    assert numbers(state) == ["A0001", "A0003", "A0002"]
    assert state["calls"][0]["counter"] == desks[0][0].number
    start_serving(tickets[0].pk, by=desks[0][1])
    finish(tickets[0].pk, by=desks[0][1])
    mark_no_show(tickets[1].pk, by=desks[1][1])
    assert numbers(board_of(screen, hall)) == ["A0001", "A0003", "A0002"], "what was called stays to be read"
    page = screen.get(f"/bang/{hall.unit.code}/")
    assert f"A 0001 đến quầy Counter {desks[0][0].number}" in words(page)


def test_who_was_sent_on_is_no_longer_called_there(screen, hall):
    counter, officer = hall.counter()
    hall.take()
    ticket = call_next(counter, by=officer)
    transfer_to_group(ticket.pk, hall.land.pk, by=officer)
    assert numbers(board_of(screen, hall)) == []


def test_a_zone_shows_its_own_calls_and_a_device_knows_its_zone(screen, hall):
    here, there = hall.counter(), hall.counter()
    type(here[0]).objects.filter(pk=here[0].pk).update(zone="B")
    hall.take()
    hall.take()
    call_next(here[0], by=here[1])
    call_next(there[0], by=there[1])
    assert numbers(board_of(screen, hall, "B")) == ["A0001"]
    assert numbers(board_of(screen, hall)) == ["A0002", "A0001"]
    HallDevice.objects.update(zone="B")
    page = screen.get(f"/bang/{hall.unit.code}/")
    assert "Khu vực B" in words(page)
    assert "A 0002" not in words(page)


def test_nothing_about_a_person_is_in_the_state(screen, hall):
    counter, officer = hall.counter()
    hall.take()
    call_next(counter, by=officer)
    state = board_of(screen, hall)
    assert state.keys() == {"listen", "now", "zone", "calls", "trial", "sound"}
    assert state["calls"][0].keys() == {"number", "counter", "waits", "at"}
    assert json.dumps(state).find(officer.name) < 0


def test_a_board_goes_on_after_the_last_message_that_its_content_holds(screen, hall):
    hall.take()
    relay.relay_once()
    state = board_of(screen, hall)
    assert state["listen"]["after"] == last_id() > 0
    assert "/truc-tiep?ticket=" in state["listen"]["url"]


def test_a_trial_is_said(screen, hall):
    Hall.objects.create(unit=hall.unit, is_trial=True)
    forget_everything()
    assert "Vận hành thử" in words(screen.get(f"/bang/{hall.unit.code}/"))


def test_a_screen_is_noted_as_seen_not_oftener_than_each_minute(screen, hall, hand_clock):
    board_of(screen, hall)
    first = HallDevice.objects.get().last_seen_at
    hand_clock.passes(0.5)
    board_of(screen, hall)
    assert HallDevice.objects.get().last_seen_at == first == clock.now() - timedelta(seconds=30)
    hand_clock.passes(1)
    board_of(screen, hall)
    assert HallDevice.objects.get().last_seen_at == clock.now()


def test_a_board_costs_few_questions(screen, hall, django_assert_max_num_queries):
    board_of(screen, hall)
    with django_assert_max_num_queries(QUERIES_OF_A_BOARD):
        board_of(screen, hall)


def test_a_counter_shows_one_number_or_why_there_is_none(screen, hall):
    counter, officer = hall.counter()
    address = f"/bang/quay/{counter.pk}/"

    def says(state: CounterState, number: str = "", *, serving: bool = False) -> bool:
        got = screen.get(f"{address}hien-tai").json()
        return (got["state"], got["number"], got["serving"]) == (state.value, number, serving)

    assert says(CounterState.OPEN)
    hall.take()
    ticket = call_next(counter, by=officer)
    assert says(CounterState.OPEN, "A0001")
    page = screen.get(address)
    assert counter.name in words(page)
    assert "A 0001" in words(page)
    start_serving(ticket.pk, by=officer)
    assert says(CounterState.OPEN, "A0001", serving=True)
    finish(ticket.pk, by=officer)
    pause_counter(counter.pk, "Họp", by=officer)
    assert says(CounterState.PAUSED)
    close_counter(counter.pk, by=officer)
    assert says(CounterState.CLOSED)


def test_screens_of_another_hall_stay_there(hall, signed_in):
    stranger = signed_in(StaffFactory(is_device=True, roles=Role.DISPLAY))
    counter, _officer = hall.counter()
    assert stranger.get(f"/bang/{hall.unit.code}/").status_code == 403
    assert stranger.get(f"/bang/quay/{counter.pk}/hien-tai").status_code == 403


def test_absent_halls_and_counters_are_not_found(screen):
    assert screen.get("/bang/khong-co/").status_code == 404
    assert screen.get("/bang/quay/999999/").status_code == 404


def test_the_last_calls_are_found_among_many(hall, hand_clock):
    counter, officer = hall.counter()
    for _ in range(12):
        hall.take()
        hand_clock.passes(1)
        ticket = call_next(counter, by=officer)
        finish(ticket.pk, by=officer)
    found = last_calls(hall.unit.pk, clock.now().date())
    assert [call.number for call in found] == [f"A{serial:04}" for serial in range(12, 4, -1)]
