"""A due date as sentences that a clerk can read to a citizen: from the receipt to the day, every day left out named."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import law
from motcua.worktime.calendar import Calendar, DayKind, DayPlan
from motcua.worktime.counting import is_open, to_minute
from motcua.worktime.deadlines import ClockStart, Deadline, deadline
from motcua.worktime.ledger import ClockEvent, ClockEventKind, ClockLedger, Run
from motcua.worktime.words import day_in_words, listed, moment_in_words, sentence

_DAY = timedelta(days=1)
_REST_GROUPS_TOLD_APART = 2
_HAPPENED = {
    ClockEventKind.PAUSED: "tạm dừng tính thời hạn",
    ClockEventKind.RESUMED: "tính tiếp phần thời hạn còn lại",
    ClockEventKind.RESTARTED: "tính lại thời hạn từ đầu",
    ClockEventKind.REISSUED: "tính lại ngày hẹn trả",
}


def explain(
    calendar: Calendar, received_at: datetime, limit: Limit, *, clock_start: ClockStart = ClockStart.RECEIPT_HOUR
) -> tuple[str, ...]:
    """The due date of a dossier as Vietnamese sentences; the last one is "Hẹn trả: 10:30 thứ Năm 26/11/2026."."""
    return explain_deadline(calendar, limit, deadline(calendar, received_at, limit, clock_start=clock_start))


def explain_deadline(calendar: Calendar, limit: Limit, issued: Deadline) -> tuple[str, ...]:
    """As `explain`, for a deadline that is already computed."""
    received = f"nhận lúc {moment_in_words(issued.received_at)}"
    starts = _begins(calendar, issued.received_at, issued.started_at)
    counted = _counted(calendar, issued.received_at, Run(issued.started_at, None, issued.due_at, issued.last_day))
    return (
        sentence(f"{received}, {starts}"),
        sentence(f"thời hạn giải quyết: {limit}"),
        *([_how_days_count(limit)] if issued.last_day else []),
        *counted,
        _promised(issued.due_at),
    )


def explain_clock(calendar: Calendar, ledger: ClockLedger) -> tuple[str, ...]:
    """A clock's whole story with its pauses; ends with the due date in force, or says that the clock stands still."""
    first = ledger.events[0]
    assert first.run is not None, "a started clock runs"
    begins = Deadline(first.at, first.run.runs_from, first.run.due_at, first.run.last_day)
    lines = list(explain_deadline(calendar, ledger.limit, begins))
    for event in ledger.events[1:]:
        lines.extend(_event_lines(calendar, event))
    return tuple(lines)


def _event_lines(calendar: Calendar, event: ClockEvent) -> Iterator[str]:
    reason = f" ({event.reason})" if event.reason else ""
    happened = f"lúc {moment_in_words(event.at)} {_HAPPENED[event.kind]}{reason}"
    if event.run is None:
        yield sentence(happened)
        yield "Ngày hẹn trả mới được tính khi hồ sơ được tiếp tục."
        return
    if event.kind is ClockEventKind.REISSUED:
        yield sentence(happened)
        yield from _counted(calendar, event.run.runs_from, event.run)
    elif event.run.left is None:
        yield sentence(f"{happened}, thời hạn đã hết từ trước nên ngày hẹn trả không đổi")
    else:
        yield sentence(f"{happened}, {_begins(calendar, event.at, event.run.runs_from)}")
        yield from _counted(calendar, event.at, event.run)
    yield _promised(event.run.due_at)


def _begins(calendar: Calendar, received_at: datetime, started_at: datetime) -> str:
    if received_at == started_at:
        return "tính ngay từ lúc đó"
    cut_off = f"{calendar.cut_off // 60:02}:{calendar.cut_off % 60:02}"
    why = f"sau {cut_off}" if is_open(calendar, to_minute(received_at)) else "ngoài giờ làm việc"
    return f"{why} nên tính từ {moment_in_words(started_at)}"


def _promised(due_at: datetime) -> str:
    return f"Hẹn trả: {moment_in_words(due_at)}."


def _how_days_count(limit: Limit) -> str:
    if limit.unit is LimitUnit.MONTHS:
        return sentence(f"thời hạn hết vào ngày tương ứng, hoặc ngày cuối, của tháng cuối cùng ({law.END_OF_MONTHS})")
    return sentence(f"tính cả ngày nghỉ, không tính ngày đầu ({law.FIRST_DAY_NOT_COUNTED})")


def _counted(calendar: Calendar, received_at: datetime, run: Run) -> Iterator[str]:
    """The days from the receipt to the due date that are not counted, or that are although nobody would expect it."""
    if run.last_day is None:
        yield from _days_told(calendar, received_at.date(), run.due_at.date())
        return
    yield from _days_told(calendar, received_at.date(), run.runs_from.date())
    yield sentence(f"ngày cuối của thời hạn: {day_in_words(run.last_day)}")
    if run.last_day != run.due_at.date():
        yield from _days_told(calendar, run.last_day, run.due_at.date())
        moved = f"ngày cuối là ngày nghỉ nên dời đến {day_in_words(run.due_at.date())} ({law.END_MOVED_OFF_REST})"
        yield sentence(moved)


def _days_told(calendar: Calendar, first: date, last: date) -> Iterator[str]:
    """A sentence for every stretch of days off, and for days worked instead, from `first` to `last`, both included."""
    days = (calendar.day(first + n * _DAY) for n in range((last - first).days + 1))
    groups = [list(group) for _, group in groupby(days, key=_sameness)]
    told = [group for group in groups if group[0].kind is not DayKind.WORKING]
    resting = [group for group in told if group[0].kind is DayKind.WEEKLY_REST]
    together = len(resting) > _REST_GROUPS_TOLD_APART
    if together:
        yield _all_rest_days([plan for group in resting for plan in group])
    for group in told:
        if not (together and group[0].kind is DayKind.WEEKLY_REST):
            yield _group_told(group)


def _sameness(plan: DayPlan) -> tuple[DayKind, str, str, bool]:
    return plan.kind, plan.reason, plan.law, plan.provisional


def _all_rest_days(plans: Iterable[DayPlan]) -> str:
    days = [day_in_words(plan.day) for plan in plans]
    return sentence(f"{len(days)} ngày nghỉ hằng tuần ({law.WEEKLY_REST}): {listed(days)}")


def _group_told(group: list[DayPlan]) -> str:
    plan = group[0]
    days = _days_in_words([plan.day for plan in group])
    source = f" ({plan.law})" if plan.law else ""
    caveat = f", tạm tính vì chưa có quyết định của năm {plan.day.year}" if plan.provisional else ""
    return sentence(f"{days} {plan.reason}{source}{caveat}")


def _days_in_words(days: list[date]) -> str:
    if len(days) <= 2:  # noqa: PLR2004 - two days read better side by side than as a range
        return listed([day_in_words(day) for day in days])
    return f"từ {day_in_words(days[0])} đến {day_in_words(days[-1])}"
