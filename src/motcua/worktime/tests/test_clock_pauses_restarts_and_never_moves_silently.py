"""NĐ 61/2018 Điều 19 khoản 4: a completed dossier restarts its limit, or goes on where it paused, by policy."""

from datetime import date, datetime

import pytest

from motcua.kernel.clock import HANOI
from motcua.kernel.errors import ConflictError
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import (
    Calendar,
    ClockEventKind,
    ClockLedger,
    ClockStart,
    Override,
    OverrideKind,
    overdue_minutes,
    working_time_in_words,
)

CALENDAR = Calendar()


def at(day, clock):
    return datetime.fromisoformat(f"2026-11-{day:02}T{clock}").replace(tzinfo=HANOI)


def started(quantity=2, unit=LimitUnit.WORKING_DAYS, clock_start=ClockStart.RECEIPT_HOUR):
    return ClockLedger.start(CALENDAR, at(9, "09:00"), Limit.of(quantity, unit), clock_start=clock_start)


def paused(ledger, stopped):
    return ledger.pause(CALENDAR, stopped, reason="bổ sung giấy tờ")


def resumed(ledger, again):
    return ledger.resume(CALENDAR, again, reason="đã bổ sung")


def test_a_pause_takes_the_due_date_away_and_a_resumption_issues_another():
    ledger = paused(started(), at(10, "08:00"))
    assert (ledger.paused, ledger.due_at) == (True, None)
    ledger = resumed(ledger, at(16, "14:00"))
    assert (ledger.paused, ledger.due_at) == (False, at(17, "15:00"))
    assert ledger.original_due_at == at(11, "09:00")


def test_a_restart_gives_the_whole_limit_again():
    ledger = paused(started(), at(10, "08:00")).restart(CALENDAR, at(16, "14:00"), reason="đã bổ sung")
    assert ledger.due_at == at(18, "14:00")
    assert ledger.elapsed_minutes(CALENDAR, at(16, "15:00")) == 60


def test_events_name_their_kind_moment_and_reason():
    ledger = resumed(paused(started(), at(10, "08:00")), at(16, "14:00"))
    assert [(event.kind, event.at, event.reason) for event in ledger.events] == [
        (ClockEventKind.STARTED, at(9, "09:00"), ""),
        (ClockEventKind.PAUSED, at(10, "08:00"), "bổ sung giấy tờ"),
        (ClockEventKind.RESUMED, at(16, "14:00"), "đã bổ sung"),
    ]


def test_elapsed_remaining_and_overdue_leave_the_pause_out():
    ledger = resumed(paused(started(), at(10, "08:00")), at(16, "14:00"))
    assert ledger.elapsed_minutes(CALENDAR, at(16, "16:00")) == 7 * 60 + 2 * 60
    assert ledger.remaining_minutes(CALENDAR, at(16, "16:00")) == 7 * 60
    assert ledger.overdue_minutes(CALENDAR, at(18, "09:00")) == 4 * 60


def test_a_paused_clock_stands_still():
    ledger = paused(started(), at(10, "08:00"))
    assert ledger.elapsed_minutes(CALENDAR, at(30, "09:00")) == 7 * 60
    assert ledger.remaining_minutes(CALENDAR, at(16, "09:00")) == 9 * 60
    assert ledger.overdue_minutes(CALENDAR, at(30, "09:00")) == 0


def test_lateness_before_a_pause_goes_on_after_it_and_the_due_date_stays():
    ledger = resumed(paused(started(), at(11, "11:00")), at(16, "14:00"))
    assert ledger.due_at == at(11, "09:00")
    assert ledger.overdue_minutes(CALENDAR, at(16, "15:00")) == 2 * 60 + 60
    assert ledger.remaining_minutes(CALENDAR, at(16, "15:00")) == 0


def test_a_pause_at_the_due_moment_comes_too_late():
    assert resumed(paused(started(), at(11, "09:00")), at(16, "14:00")).due_at == at(11, "09:00")


@pytest.mark.parametrize(
    ("quantity", "unit", "due"),
    [
        (10, LimitUnit.CALENDAR_DAYS, at(25, "17:00")),  # 8 of 10 days left on 11/11: Tuesday 24/11 is a holiday
        (1, LimitUnit.CALENDAR_DAYS, at(10, "17:00")),  # had run out before the pause
    ],
)
def test_calendar_days_left_are_counted_from_the_resumption(quantity, unit, due):
    assert resumed(paused(started(quantity, unit), at(11, "10:00")), at(16, "10:00")).due_at == due


def test_a_pause_on_the_last_calendar_day_leaves_the_day_of_the_resumption():
    ledger = paused(started(2, LimitUnit.CALENDAR_DAYS), at(11, "10:00"))
    assert resumed(ledger, at(16, "10:00")).due_at == at(16, "17:00")


def test_months_left_are_counted_in_days():
    ledger = paused(started(1, LimitUnit.MONTHS), at(11, "10:00"))
    assert resumed(ledger, at(13, "10:00")).due_at == datetime(2026, 12, 11, 17, 0, tzinfo=HANOI)


def test_a_same_day_limit_ends_with_the_day_of_the_resumption():
    ledger = ClockLedger.start(CALENDAR, at(9, "09:00"), Limit.same_day())
    assert resumed(paused(ledger, at(9, "10:00")), at(16, "10:00")).due_at == at(16, "17:00")


def test_a_pause_before_the_clock_started_costs_nothing():
    ledger = ClockLedger.start(CALENDAR, at(7, "09:00"), Limit.of(1, LimitUnit.WORKING_DAYS))
    assert resumed(paused(ledger, at(8, "09:00")), at(10, "09:00")).due_at == at(11, "09:00")


def test_the_15h_policy_holds_for_resumptions_too():
    ledger = paused(started(clock_start=ClockStart.NEXT_WORKING_DAY_AFTER_15H), at(10, "09:00"))
    assert resumed(ledger, at(16, "15:30")).due_at == at(17, "17:00")


CLOSED_TUESDAY = Calendar(
    overrides=[Override(date(2026, 11, 10), OverrideKind.HOLIDAY, "Quyết định thử", name="ngày lễ của tỉnh")]
)


def test_a_new_holiday_does_not_move_an_issued_due_date():
    ledger = started()
    assert ledger.remaining_minutes(CLOSED_TUESDAY, at(9, "09:00")) == 8 * 60
    assert ledger.due_at == at(11, "09:00")


def test_a_new_holiday_moves_it_by_an_event_with_a_reason():
    ledger = started().reissue(CLOSED_TUESDAY, at(9, "16:00"), reason="Quyết định thử")
    assert (ledger.due_at, ledger.original_due_at) == (at(12, "09:00"), at(11, "09:00"))
    assert ledger.events[-1].reason == "Quyết định thử"
    assert ledger.elapsed_minutes(CLOSED_TUESDAY, at(11, "08:00")) == 7 * 60


@pytest.mark.parametrize(
    "act",
    [
        lambda: resumed(started(), at(10, "08:00")),
        lambda: paused(paused(started(), at(10, "08:00")), at(10, "09:00")),
        lambda: paused(started(), at(9, "08:00")),
        lambda: paused(started(), at(10, "08:00")).reissue(CALENDAR, at(10, "09:00"), reason=""),
        lambda: resumed(paused(started(), at(12, "08:00")), at(12, "09:00")).reissue(
            CALENDAR, at(13, "09:00"), reason=""
        ),
    ],
)
def test_acts_that_do_not_fit_the_clocks_state_are_refused(act):
    with pytest.raises(ConflictError) as refused:
        act()
    assert refused.value.code == "worktime:clock:state"


def test_lateness_is_measured_in_working_time():
    """Due Friday 16:00, finished Monday 08:30: one hour and a half late, the weekend doesn't count."""
    assert overdue_minutes(CALENDAR, at(13, "16:00"), at(16, "08:30")) == 150
    assert overdue_minutes(CALENDAR, at(13, "17:00"), at(15, "12:00")) == 0
    assert overdue_minutes(CALENDAR, at(13, "16:00"), at(13, "15:00")) == 0


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 phút làm việc"),
        (90, "1 giờ 30 phút làm việc"),
        (480, "1 ngày làm việc"),
        (1085, "2 ngày 2 giờ 5 phút làm việc"),
    ],
)
def test_working_time_reads_as_days_of_8_hours(minutes, words):
    assert working_time_in_words(minutes) == words
