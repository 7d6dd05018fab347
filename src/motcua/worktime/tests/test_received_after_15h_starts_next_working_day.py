"""NĐ 61/2018 Điều 18 (kept as default): hand-over on the same day, after 15:00 at the start of the next working day."""

from datetime import datetime, time

import pytest

from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import Calendar, ClockStart, deadline, due_at, hand_over_at

FRIDAY = (2026, 11, 20)
NEXT_DAY = ClockStart.NEXT_WORKING_DAY_AFTER_15H
ONE_DAY = Limit.of(1, LimitUnit.WORKING_DAYS)


def at(*parts):
    return datetime(*parts, tzinfo=HANOI)


def test_handed_over_by_closing_until_15h():
    assert hand_over_at(Calendar(), at(*FRIDAY, 15, 0)) == at(*FRIDAY, 17, 0)


def test_handed_over_on_monday_morning_after_15h():
    assert hand_over_at(Calendar(), at(*FRIDAY, 15, 1)) == at(2026, 11, 23, 7, 0)


def test_received_outside_hours_is_handed_over_on_the_day_that_it_counts_as_received():
    assert hand_over_at(Calendar(), at(*FRIDAY, 18, 0)) == at(2026, 11, 23, 17, 0)


def test_15h_itself_and_its_seconds_are_in_time():
    received = datetime(*FRIDAY, 15, 0, 59, tzinfo=HANOI)
    assert deadline(Calendar(), received, ONE_DAY, clock_start=NEXT_DAY).started_at == at(*FRIDAY, 15, 0)


def test_the_clock_starts_with_the_next_working_day_where_the_policy_says_so():
    issued = deadline(Calendar(), at(*FRIDAY, 15, 20), ONE_DAY, clock_start=NEXT_DAY)
    assert (issued.started_at, issued.due_at) == (at(2026, 11, 23, 7, 0), at(2026, 11, 23, 17, 0))


def test_the_hour_of_receipt_is_kept_where_the_policy_says_so():
    assert due_at(Calendar(), at(*FRIDAY, 15, 20), ONE_DAY) == at(2026, 11, 23, 15, 20)


@pytest.mark.parametrize(("hour", "due"), [(14, (*FRIDAY, 17, 0)), (16, (2026, 11, 23, 17, 0))])
def test_a_same_day_procedure_ends_with_the_day_its_clock_starts(hour, due):
    assert due_at(Calendar(), at(*FRIDAY, hour, 0), Limit.same_day(), clock_start=NEXT_DAY) == at(*due)


def test_a_centre_may_set_another_cut_off():
    calendar = Calendar(cut_off=time(14, 30))
    assert hand_over_at(calendar, at(*FRIDAY, 14, 31)) == at(2026, 11, 23, 7, 0)
