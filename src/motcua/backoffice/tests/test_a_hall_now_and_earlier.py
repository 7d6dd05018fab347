"""The hall for whoever leads it: what stands there now, and what stood there at half past eight."""

from datetime import timedelta

import pytest
from django.utils.html import strip_tags

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.kernel import clock
from motcua.organisation.tests.factories import LONG_AGO, OneStopUnitFactory
from motcua.ticketing.models import Ticket
from motcua.ticketing.selectors.overview import overview
from motcua.ticketing.services import (
    call_next,
    finish,
    leave,
    mark_no_show,
    pause_counter,
    refuse_priority,
    start_serving,
)
from motcua.ticketing.tests.scene import hall, hand_clock
from motcua.ticketing.vocabulary import CounterState, PrintState, Priority

__all__ = ["hall", "hand_clock"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(hall, signed_in):
    return signed_in(StaffFactory(roles=Role.HEAD_OF_UNIT, roles__at=hall.unit))


def group_of(seen, letters):
    return next(line for line in seen.groups if line.letters == letters)


def at_counter(seen, counter):
    return next(line for line in seen.counters if line.counter == counter.number)


def test_who_waits_and_who_is_served(hall, hand_clock):
    counter, officer = hall.counter()
    first, _second, third = hall.take(), hall.take(), hall.take(hall.land)
    hand_clock.passes(10)
    call_next(counter, by=officer)
    start_serving(first.pk, by=officer)
    leave(third.token)
    seen = overview(hall.unit.pk, clock.now())
    civil, land = group_of(seen, "A"), group_of(seen, "B")
    assert (civil.waiting, civil.issued, land.waiting) == (1, 2, 0)
    assert civil.longest_since == clock.now() - timedelta(minutes=10)
    line = at_counter(seen, counter)
    assert (line.state, line.number, line.is_serving) == (CounterState.OPEN, "A0001", True)
    finish(first.pk, by=officer)
    pause_counter(counter.pk, "Họp", by=officer)
    line = at_counter(overview(hall.unit.pk, clock.now()), counter)
    assert (line.state, line.number) == (CounterState.PAUSED, "")


def test_an_earlier_moment_is_shown_as_it_was(hall, hand_clock):
    counter, officer = hall.counter()
    hall.take()
    hall.take()
    hand_clock.passes(5)
    then = clock.now()
    before = overview(hall.unit.pk, then)
    hand_clock.passes(5)
    ticket = call_next(counter, by=officer)
    hand_clock.passes(5)
    mark_no_show(ticket.pk, by=officer)
    again = overview(hall.unit.pk, then)
    assert (again.groups, again.counters, again.kept) == (before.groups, before.counters, before.kept)
    assert group_of(again, "A").waiting == 2
    called = overview(hall.unit.pk, then + timedelta(minutes=7))
    assert at_counter(called, counter).number == "A0001"
    assert group_of(overview(hall.unit.pk, clock.now()), "A").no_show == 1


def test_told_waits_are_held_against_the_real_ones(hall, hand_clock):
    counter, officer = hall.counter()
    for _ in range(2):
        hall.take()
    Ticket.objects.update(wait_p50=5, wait_p90=12, print_state=PrintState.FAILED.value)
    hand_clock.passes(4)
    finish(call_next(counter, by=officer).pk, by=officer)
    hand_clock.passes(6)
    call_next(counter, by=officer)
    seen = overview(hall.unit.pk, clock.now())
    assert (seen.kept.told, seen.kept.within_p50, seen.kept.within_p90) == (2, 1, 2)
    assert seen.print_failures == 2


def test_the_page_says_it_and_goes_back_in_time(leader, hall, hand_clock):
    counter, officer = hall.counter()
    hall.take()
    hand_clock.passes(20)
    then = clock.now()
    hand_clock.passes(5)
    call_next(counter, by=officer)
    page = leader.get(f"/noi-bo/sanh/{hall.unit.code}/")
    words = " ".join(strip_tags(page.text).split())
    assert "A0001 · đang gọi từ" in words
    assert "/truc-tiep?ticket=" in page.text
    earlier = leader.get(f"/noi-bo/sanh/{hall.unit.code}/", {"at": f"{then.astimezone(clock.HANOI):%H:%M}"})
    assert "A0001" not in earlier.text
    assert "Sảnh như lúc" in earlier.text
    assert 'data-listen=""' in earlier.text
    for nonsense in ("25:99", "x", "23:59"):
        assert "A0001" in leader.get(f"/noi-bo/sanh/{hall.unit.code}/", {"at": nonsense}).text


def test_one_hall_opens_at_once_and_anothers_stays_shut(leader, hall, signed_in):
    assert leader.get("/noi-bo/sanh/").url == f"/noi-bo/sanh/{hall.unit.code}/"
    other = signed_in(StaffFactory(roles=Role.HEAD_OF_UNIT))
    assert other.get(f"/noi-bo/sanh/{hall.unit.code}/").status_code == 403
    assert leader.get("/noi-bo/sanh/khong-co/").status_code == 404


def test_the_head_gives_a_refused_priority_back(hall, leader, hand_clock, signed_in):
    counter, officer = hall.counter()
    declared = hall.take(priority=Priority.ELDERLY)
    call_next(counter, by=officer)
    refuse_priority(declared.pk, by=officer)
    address = f"/noi-bo/sanh/{hall.unit.code}/"
    assert f"Trả lại ưu tiên cho số {declared.number}" in leader.get(address).text
    assert group_of(overview(hall.unit.pk, clock.now()), "A").waiting == 1
    answer = leader.post(f"{address}uu-tien/{declared.pk}", follow=True)
    assert "lại được tính là ưu tiên" in answer.text
    assert "Không được nhận ưu tiên" not in answer.text
    assert group_of(overview(hall.unit.pk, clock.now()), "A").waiting == 1
    assert "đã xong" in leader.post(f"{address}uu-tien/{declared.pk}", follow=True).text
    stranger = signed_in(StaffFactory(roles=Role.HEAD_OF_UNIT, roles__at=OneStopUnitFactory(valid_from=LONG_AGO)))
    assert stranger.post(f"{address}uu-tien/{declared.pk}").status_code == 403
