"""Which times a plan offers on a day, what coming early or late means, and how a code is read. Pure."""

from datetime import date, datetime, timedelta

import pytest

from motcua.kernel.clock import HANOI
from motcua.ticketing.rules.booking import (
    ALPHABET,
    Missed,
    Plan,
    TooEarly,
    arrival,
    code_text,
    days_ahead,
    new_code,
    new_figures,
    new_token,
    read_code,
    read_token,
    slots_on,
)
from motcua.ticketing.rules.issuing import Standing
from motcua.ticketing.vocabulary import Lane
from motcua.worktime import Calendar

CALENDAR = Calendar()
WEEK = frozenset({1, 2, 3, 4, 5})
MONDAY = date(2026, 11, 9)
PLAN = Plan(WEEK, 7 * 60 + 30, 16 * 60 + 30, 60, 2)


def at(text, day=MONDAY):
    hour, minute = map(int, text.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HANOI)


def times(plans, day, now):
    return [f"{slot.starts_at:%H:%M}" for slot in slots_on(plans, CALENDAR.day(day), now)]


def test_slots_lie_whole_within_the_stretches_of_working_hours():
    tuesday = MONDAY + timedelta(1)
    assert times([PLAN], tuesday, at("08:00")) == ["07:30", "08:30", "09:30", "10:30", "13:30", "14:30", "15:30"]
    slot = slots_on([PLAN], CALENDAR.day(tuesday), at("08:00"))[0]
    assert (slot.ends_at - slot.starts_at, slot.places) == (timedelta(hours=1), 2)


def test_the_afternoon_begins_anew_though_the_morning_doesn_t_divide():
    plan = Plan(WEEK, 0, 24 * 60, 50, 1)
    found = times([plan], MONDAY + timedelta(1), at("08:00"))
    assert found == ["07:00", "07:50", "08:40", "09:30", "10:20", "13:30", "14:20", "15:10", "16:00"]


def test_no_slot_before_the_notice_is_over_nor_in_the_past():
    assert times([PLAN], MONDAY, at("09:01")) == ["10:30", "13:30", "14:30", "15:30"]
    assert times([PLAN], MONDAY, at("16:00")) == []
    assert times([PLAN], MONDAY - timedelta(3), at("08:00")) == []


def test_the_horizon_is_the_last_day():
    assert times([PLAN], MONDAY + timedelta(14), at("08:00")) != []
    assert times([PLAN], MONDAY + timedelta(15), at("08:00")) == []
    assert [day.day for day in days_ahead([PLAN], CALENDAR, at("08:00"))][-1] == MONDAY + timedelta(14)
    assert days_ahead([], CALENDAR, at("08:00")) == ()


def test_no_slots_on_holidays_and_weekends():
    plan = Plan(frozenset(range(1, 8)), 0, 24 * 60, 60, 1)
    assert times([plan], date(2026, 9, 2), at("08:00", date(2026, 8, 27))) == []
    assert times([plan], date(2026, 8, 30), at("08:00", date(2026, 8, 27))) == []
    assert times([plan], date(2026, 9, 3), at("08:00", date(2026, 8, 27))) != []


def test_a_swapped_day_follows_the_plan_of_the_day_that_it_replaces():
    """Monday 31/8/2026 is off, and worked on Saturday 22/8."""
    now = at("08:00", date(2026, 8, 20))
    mondays, saturdays = Plan(frozenset({1}), 0, 24 * 60, 60, 1), Plan(frozenset({6}), 0, 24 * 60, 60, 1)
    assert times([mondays], date(2026, 8, 31), now) == []
    assert times([mondays], date(2026, 8, 22), now) != []
    assert times([saturdays], date(2026, 8, 22), now) == []


def test_of_two_plans_for_one_time_the_larger_counts():
    few, many = Plan(WEEK, 8 * 60, 9 * 60, 60, 1), Plan(WEEK, 8 * 60, 10 * 60, 60, 3)
    slots = slots_on([many, few], CALENDAR.day(MONDAY + timedelta(1)), at("08:00"))
    assert [slot.places for slot in slots] == [3, 3]
    past = Plan(WEEK, 0, 24 * 60, 60, 9, valid_to=MONDAY)
    assert times([past], MONDAY + timedelta(1), at("08:00")) == []


START = at("09:00")


@pytest.mark.parametrize(
    ("comes", "expected"),
    [
        ("08:29", TooEarly(at("08:30"))),
        ("08:30", Standing(Lane.PREFERRED, START, at("08:50"))),
        ("08:50", Standing(Lane.PREFERRED, START, at("08:50"))),
        ("08:55", Standing(Lane.PREFERRED, START, at("08:55"))),
        ("09:15", Standing(Lane.PREFERRED, START, at("09:15"))),
        ("09:16", Standing(Lane.ORDINARY, at("09:16"), at("09:16"))),
        ("10:00", Standing(Lane.ORDINARY, at("10:00"), at("10:00"))),
        ("10:01", Missed()),
    ],
)
def test_coming_early_in_time_and_late(comes, expected):
    assert arrival(START, at(comes)) == expected


def test_a_code_is_read_as_people_type_it():
    assert read_code("k7m4-q2xd") == "K7M4Q2XD"
    assert read_code(" K7M4 Q2XD ") == "K7M4Q2XD"
    assert read_code("o1il – 0000") == "01110000"
    for wrong in ("", "K7M4", "K7M4-Q2XDZ", "K7M4-Q2XU", "Ấ7M4-Q2XD"):
        assert read_code(wrong) is None
    code = new_code()
    assert read_code(code_text(code)) == code
    figures = new_figures()
    assert read_code(code_text(figures)) == figures
    assert code_text("012345678901") == "0123-4567-8901"
    for wrong in ("0123-4567-890A", "0123-4567-89", "٠١٢٣٤٥٦٧٨٩٠١"):
        assert read_code(wrong) is None
    assert len(set(ALPHABET)) == 32


def test_a_token_is_read_alone_and_at_the_end_of_its_address():
    token = new_token()
    assert read_token(token) == token
    assert read_token(f"https://motcua.example.vn/dat-lich/lich/{token}/\n") == token
    for wrong in ("", "K7M4-Q2XD", f"https://motcua.example.vn/so-thu-tu/{token}/", f"{token}x"):
        assert read_token(wrong) is None
