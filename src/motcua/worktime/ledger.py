"""The clock of one dossier as a ledger of events: started, paused, resumed, restarted, reissued.

Every event that lets the clock run carries the due date that it issued, so a due date moves by an event or not at all:
neither a new decision on holidays nor other opening hours touch one that a citizen holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Self

from motcua.kernel.errors import ConflictError
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime.calendar import Calendar
from motcua.worktime.counting import DAY_MINUTES, days_between, minutes_between, to_minute, to_moment
from motcua.worktime.deadlines import ClockStart, Span, deadline_of


class ClockEventKind(StrEnum):
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    RESTARTED = "restarted"
    REISSUED = "reissued"


@dataclass(frozen=True, slots=True)
class Run:
    """The clock running: from when, what was left of the limit then, and the due date issued for it.

    `left` is None when the limit had run out before: the due date is an earlier one and lateness goes on.
    `last_day` is the last day of calendar days or months, before it is moved off days off.
    """

    runs_from: datetime
    left: Span | None
    due_at: datetime
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """Something that happened to the clock. `run` is None while it is paused; `left` then says what was left."""

    kind: ClockEventKind
    at: datetime
    run: Run | None
    left: Span | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClockLedger:
    """The limit, the policy and the events so far, oldest first. Each act returns a new ledger with one event more."""

    limit: Limit
    clock_start: ClockStart
    events: tuple[ClockEvent, ...]

    @classmethod
    def start(
        cls,
        calendar: Calendar,
        received_at: datetime,
        limit: Limit,
        *,
        clock_start: ClockStart = ClockStart.RECEIPT_HOUR,
    ) -> Self:
        """The clock of a dossier just received."""
        run = _run(calendar, received_at, Span.of(limit), clock_start)
        return cls(limit, clock_start, (ClockEvent(ClockEventKind.STARTED, _to_the_minute(received_at), run),))

    @property
    def paused(self) -> bool:
        return self.events[-1].run is None

    @property
    def due_at(self) -> datetime | None:
        """The due date in force; None while the clock is paused."""
        run = self.events[-1].run
        return run.due_at if run else None

    @property
    def original_due_at(self) -> datetime:
        """The first due date, the basis of lateness when one was put off."""
        return next(self._runs_so_far()).due_at

    def pause(self, calendar: Calendar, at: datetime, *, reason: str) -> Self:
        """Stop the clock, for a supplement for instance; what is left of the limit is kept exactly."""
        run = self.events[-1].run
        if run is None:
            raise _refused("Đồng hồ đang tạm dừng.", "a paused clock can't be paused")
        return self._with(ClockEventKind.PAUSED, at, None, reason, _left(calendar, run, to_minute(at)))

    def resume(self, calendar: Calendar, at: datetime, *, reason: str) -> Self:
        """Go on with what was left; a limit that had run out keeps its due date."""
        if not self.paused:
            raise _refused("Đồng hồ đang chạy.", "a running clock can't be resumed")
        return self._with(ClockEventKind.RESUMED, at, self._resumed(calendar, at), reason)

    def restart(self, calendar: Calendar, at: datetime, *, reason: str) -> Self:
        """Begin the whole limit anew, when a returned dossier comes back complete (NĐ 61/2018, Điều 19 khoản 4)."""
        run = _run(calendar, at, Span.of(self.limit), self.clock_start)
        return self._with(ClockEventKind.RESTARTED, at, run, reason)

    def reissue(self, calendar: Calendar, at: datetime, *, reason: str) -> Self:
        """Compute the due date again on a calendar that has changed since it was issued, and say why."""
        run = self.events[-1].run
        if run is None or run.left is None:
            raise _refused("Không còn thời hạn đang chạy để tính lại.", "no running limit to reissue a due date for")
        run = _run(calendar, run.runs_from, run.left, ClockStart.RECEIPT_HOUR)
        return self._with(ClockEventKind.REISSUED, at, run, reason)

    def elapsed_minutes(self, calendar: Calendar, now: datetime) -> int:
        """Working minutes that the clock has run since the limit last began."""
        return sum(minutes_between(calendar, start, end) for start, end, _ in self._stretches(now))

    def overdue_minutes(self, calendar: Calendar, now: datetime) -> int:
        """Working minutes that the clock has run past the due date in force at the time; pauses don't count."""
        return sum(minutes_between(calendar, max(start, due), end) for start, end, due in self._stretches(now))

    def remaining_minutes(self, calendar: Calendar, now: datetime) -> int:
        """Working minutes until the due date; for a paused clock, what there would be if it went on now."""
        run = self.events[-1].run or self._resumed(calendar, now)
        return minutes_between(calendar, max(to_minute(now), to_minute(run.runs_from)), to_minute(run.due_at))

    def _with(self, kind: ClockEventKind, at: datetime, run: Run | None, reason: str, left: Span | None = None) -> Self:
        moment = _to_the_minute(at)
        if moment < self.events[-1].at:
            raise _refused("Sự kiện không thể xảy ra trước sự kiện liền trước.", "an event before the one it follows")
        return replace(self, events=(*self.events, ClockEvent(kind, moment, run, left, reason)))

    def _resumed(self, calendar: Calendar, at: datetime) -> Run:
        left = self.events[-1].left
        if left is None:
            *_, latest = self._runs_so_far()
            return replace(latest, runs_from=_to_the_minute(at), left=None)
        return _run(calendar, at, left, self.clock_start)

    def _runs_so_far(self) -> Iterator[Run]:
        return (event.run for event in self.events if event.run)

    def _stretches(self, now: datetime) -> Iterator[tuple[int, int, int]]:
        """The stretches (start, end, due date in force) since the limit last began, in minutes."""
        begins = (ClockEventKind.STARTED, ClockEventKind.RESTARTED)
        events = self.events[max(i for i, event in enumerate(self.events) if event.kind in begins) :]
        ends = [*(to_minute(event.at) for event in events[1:]), to_minute(now)]
        for event, end in zip(events, ends, strict=True):
            if event.run:
                start = max(to_minute(event.run.runs_from), to_minute(event.at))
                yield start, end, to_minute(event.run.due_at)


def _run(calendar: Calendar, at: datetime, left: Span, clock_start: ClockStart) -> Run:
    issued = deadline_of(calendar, at, left, clock_start)
    return Run(issued.started_at, left, issued.due_at, issued.last_day)


def _left(calendar: Calendar, run: Run, now: int) -> Span | None:
    """What is left of a run's limit; None when it has run out."""
    if run.left is None or now >= to_minute(run.due_at):
        return None
    start, unit, amount = to_minute(run.runs_from), run.left.unit, run.left.amount
    if unit is LimitUnit.WORKING_HOURS:
        return Span(amount - minutes_between(calendar, start, now), unit)
    if unit is LimitUnit.WORKING_DAYS:
        return Span(amount - days_between(calendar, start, now), unit)
    if run.last_day is None:
        return run.left
    days = run.last_day.toordinal() - max(start, now) // DAY_MINUTES
    return Span(Fraction(max(0, days)), LimitUnit.CALENDAR_DAYS)


def _to_the_minute(moment: datetime) -> datetime:
    return to_moment(to_minute(moment))


def _refused(message_vi: str, log: str) -> ConflictError:
    return ConflictError("worktime:clock:state", message_vi, log)
