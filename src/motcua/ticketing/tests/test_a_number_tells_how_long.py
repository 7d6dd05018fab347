"""What a new number tells of its wait: from the line, the open counters, the hours and what was measured."""

import pytest

from motcua.foundation.remembered import forget_everything
from motcua.ticketing.services import call_next, finish, start_serving

pytestmark = pytest.mark.django_db


def fresh(hall, group=None):
    """A number whose forecast remembers nothing of seconds ago."""
    forget_everything()
    return hall.take(group)


def test_nothing_is_promised_while_no_counter_is_open(hall):
    ticket = fresh(hall)
    assert (ticket.wait_p50, ticket.wait_p90) == (None, None)


def test_a_free_counter_calls_at_once(hall):
    hall.counter()
    ticket = fresh(hall)
    assert (ticket.wait_p50, ticket.wait_p90) == (0, 0)


def test_five_before_me_at_one_counter_of_eight_minutes(hall):
    hall.counter()
    for _ in range(5):
        hall.take()
    ticket = fresh(hall)
    assert ticket.ahead == 5
    assert 25 <= ticket.wait_p50 <= 55
    assert ticket.wait_p50 < ticket.wait_p90 <= 120


def test_a_second_counter_halves_the_wait(hall):
    hall.counter()
    for _ in range(11):
        hall.take()
    alone = fresh(hall)
    hall.counter()
    assert fresh(hall).wait_p50 == pytest.approx(alone.wait_p50 / 2, rel=0.25)


def test_lunch_is_waited_too(hall, hand_clock):
    hall.counter()
    hand_clock.passes(3 * 60 + 20)  # 11:20
    for _ in range(4):
        hall.take()
    assert fresh(hall).wait_p50 > 120


def test_a_slow_day_is_noticed(hall, hand_clock):
    counter, officer = hall.counter()
    hall.take()
    for _ in range(4):
        hall.take()
    before = fresh(hall)
    for _ in range(6):
        ticket = call_next(counter, by=officer)
        start_serving(ticket.pk, by=officer)
        hand_clock.passes(25)
        finish(ticket.pk, by=officer)
    for _ in range(5):
        hall.take()
    assert before.ahead == 5
    assert fresh(hall).wait_p50 > before.wait_p50 * 1.4
