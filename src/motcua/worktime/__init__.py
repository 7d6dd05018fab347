"""Working time: a unit's calendar, legal limits laid over it, the clock of a dossier, and how a due date is explained.

>>> from datetime import datetime
>>> from motcua.kernel.clock import HANOI
>>> from motcua.kernel.limits import Limit, LimitUnit
>>> received_at = datetime(2026, 11, 20, 15, 20, tzinfo=HANOI)
>>> due_at(Calendar(), received_at, Limit.of(3, LimitUnit.WORKING_DAYS)).isoformat()
'2026-11-26T15:20:00+07:00'

Pure: no database, no clock of its own. The decisions behind it are in docs/adr/0011-working-time.md.
"""

from motcua.worktime.calendar import Calendar, DayKind, DayPlan
from motcua.worktime.deadlines import (
    ClockStart,
    Deadline,
    Span,
    deadline,
    due_at,
    hand_over_at,
    overdue_minutes,
    warn_at,
)
from motcua.worktime.decisions import (
    NATIONAL_DECISIONS,
    NATIONAL_OVERRIDES,
    Override,
    OverrideKind,
    YearDecision,
    swap,
)
from motcua.worktime.explanation import explain, explain_clock, explain_deadline
from motcua.worktime.hours import STANDARD_DAY, STANDARD_WEEK, DayHours, WeeklyHours
from motcua.worktime.ledger import ClockEvent, ClockEventKind, ClockLedger, Run
from motcua.worktime.words import day_in_words, moment_in_words, working_time_in_words

__all__ = [
    "NATIONAL_DECISIONS",
    "NATIONAL_OVERRIDES",
    "STANDARD_DAY",
    "STANDARD_WEEK",
    "Calendar",
    "ClockEvent",
    "ClockEventKind",
    "ClockLedger",
    "ClockStart",
    "DayHours",
    "DayKind",
    "DayPlan",
    "Deadline",
    "Override",
    "OverrideKind",
    "Run",
    "Span",
    "WeeklyHours",
    "YearDecision",
    "day_in_words",
    "deadline",
    "due_at",
    "explain",
    "explain_clock",
    "explain_deadline",
    "hand_over_at",
    "moment_in_words",
    "overdue_minutes",
    "swap",
    "warn_at",
    "working_time_in_words",
]
