"""Arrivals of the rest of a day: as on earlier days, more or less by how today has gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ticketing.rules.arrivals import Come, Today, ratio, still_to_come

MORNING = [Come("A", 480 + 15 * step, 480 + 15 * step, 6.0) for step in range(12)]
"""Six people each quarter of an hour from 8:00 to 11:00."""


def coming(today, usual=MORNING, minutes=120, gives_until=1000):
    return still_to_come(usual, today, minutes=minutes, gives_until=gives_until)


def test_a_usual_day_goes_on_as_usual():
    found = coming(Today(510, {"A": 12}, {"A": 0.0}))
    assert found["A"] == {510 + 15 * step: 6.0 for step in range(8)}


def test_the_quarter_that_has_begun_counts_for_its_rest():
    found = coming(Today(520, {"A": 16}, {"A": 0.0}))
    assert found["A"][520] == pytest.approx(2.0)
    assert found["A"][525] == pytest.approx(6.0)


def test_a_busy_morning_makes_more_of_the_rest_but_not_at_once():
    assert ratio(MORNING, "A", Today(540, {"A": 48}, {})) == pytest.approx(58 / 34)
    assert ratio(MORNING, "A", Today(480, {"A": 2}, {})) == pytest.approx(1.2)


def test_who_took_a_number_for_the_afternoon_is_not_awaited_twice():
    usual = [Come("A", 480, 810, 20.0), Come("A", 795, 810, 8.0)]
    found = coming(Today(780, {"A": 20}, {"A": 0.0}), usual)
    assert found["A"] == {810: 8.0}


def test_a_group_without_earlier_days_goes_on_as_lately_until_numbers_end():
    found = coming(Today(990, {"A": 5}, {"A": 0.4}), usual=[], gives_until=1005)
    assert found["A"] == {990: pytest.approx(6.0)}


@given(st.floats(0, 1400), st.integers(0, 5000))
def test_nobody_is_awaited_beyond_the_horizon_nor_without_measure(now, taken):
    found = coming(Today(now, {"A": taken}, {"A": 0.0}))
    assert all(now <= start < now + 120 for start in found["A"])
    assert sum(found["A"].values()) <= 3 * 72 + 1e-6
