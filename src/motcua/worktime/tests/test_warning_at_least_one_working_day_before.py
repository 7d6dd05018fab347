"""NĐ 61/2018 Điều 19 khoản 9: the handling agency warns at least one day before the due date."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import Calendar, deadline, warn_at
from motcua.worktime.counting import days_between, to_minute
from motcua.worktime.tests.test_due_date_equals_the_oracle import BY_DATE, WORKING
from motcua.worktime.tests.worlds import calendar_of, receipts


def warned(received, limit, **ahead):
    moment = datetime.fromisoformat(received).replace(tzinfo=HANOI)
    calendar = Calendar()
    return warn_at(calendar, deadline(calendar, moment, limit), **ahead).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("received", "limit", "moment"),
    [
        ("2026-11-16T09:00", Limit.of(3, LimitUnit.WORKING_DAYS), "2026-11-18 09:00"),
        ("2026-11-20T09:00", Limit.of(2, LimitUnit.WORKING_DAYS), "2026-11-23 09:00"),  # due Wednesday, Tuesday is off
        ("2026-11-16T13:30", Limit.of(2, LimitUnit.WORKING_DAYS), "2026-11-17 13:30"),
        ("2026-11-02T09:00", Limit.of(15, LimitUnit.CALENDAR_DAYS), "2026-11-17 07:00"),
        ("2026-11-16T09:00", Limit.of(4, LimitUnit.WORKING_HOURS), "2026-11-16 09:00"),
        ("2026-11-16T09:00", Limit.same_day(), "2026-11-16 09:00"),
    ],
)
def test_one_working_day_ahead_or_at_once(received, limit, moment):
    assert warned(received, limit) == moment


def test_a_centre_may_warn_earlier():
    limit = Limit.of(5, LimitUnit.WORKING_DAYS)
    assert warned("2026-11-09T09:00", limit, working_days=Decimal(2)) == "2026-11-12 09:00"


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(receipts(WORKING + BY_DATE))
def test_a_whole_working_day_is_left_but_not_much_more(receipt):
    calendar = calendar_of(receipt.world)
    issued = deadline(calendar, receipt.at, receipt.limit, clock_start=receipt.clock_start)
    warning, due = to_minute(warn_at(calendar, issued)), to_minute(issued.due_at)
    if warning == to_minute(issued.started_at):
        assert days_between(calendar, warning + 1, due) <= 1
    else:
        assert days_between(calendar, warning, due) >= 1
        assert days_between(calendar, warning + 1, due) < 1
