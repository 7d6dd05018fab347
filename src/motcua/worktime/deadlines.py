"""When a dossier is due: a limit laid over a unit's calendar.

- Working hours and working days run through the unit's working time; the hour of receipt is kept. A working day is the
  unit's whole day, whatever its hours, so that n working days never take longer than the law's n (ADR 0011).
- Calendar days and months leave out the first day and end with the last day's closing; when that is a day off, with the
  closing of the next working day (Bộ luật Dân sự, Điều 147-148).
- "Same day" ends with the closing of the day on which the clock starts.
- Received after 15:00, a dossier is handed over at the start of the next working day (NĐ 61/2018, Điều 18, kept as
  default); whether the clock too starts then is the procedure version's `ClockStart`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime.calendar import Calendar
from motcua.worktime.counting import (
    DAY_MINUTES,
    add_days,
    add_minutes,
    closing_from,
    days_before,
    is_open,
    minutes_between,
    next_opening,
    to_minute,
    to_moment,
)

_HOUR_MINUTES = 60
_LONGEST_YEARS = 10
_LONGEST = {
    LimitUnit.WORKING_HOURS: _LONGEST_YEARS * 366 * 24,
    LimitUnit.WORKING_DAYS: _LONGEST_YEARS * 366,
    LimitUnit.CALENDAR_DAYS: _LONGEST_YEARS * 366,
    LimitUnit.MONTHS: _LONGEST_YEARS * 12,
    LimitUnit.SAME_DAY: 0,
}


class ClockStart(StrEnum):
    """Whether the clock keeps the hour of a receipt after 15:00 or starts with the next working day."""

    RECEIPT_HOUR = "receipt_hour"
    NEXT_WORKING_DAY_AFTER_15H = "next_working_day_after_15h"


@dataclass(frozen=True, slots=True)
class Span:
    """An exact amount of a limit's unit; what is left of a limit need not be a decimal. Hours are kept as minutes."""

    amount: Fraction
    unit: LimitUnit

    @classmethod
    def of(cls, limit: Limit) -> "Span":
        if limit.quantity > _LONGEST[limit.unit]:
            raise InvalidInputError(
                "worktime:limit:too_long",
                f"Thời hạn giải quyết không được dài hơn {_LONGEST_YEARS} năm.",
                f"a limit of {limit.quantity} {limit.unit}",
            )
        factor = _HOUR_MINUTES if limit.unit is LimitUnit.WORKING_HOURS else 1
        return cls(Fraction(limit.quantity) * factor, limit.unit)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date and how it came about; all moments are aware, in Asia/Ho_Chi_Minh, to the minute.

    `last_day` is the last day of a limit in calendar days or months, before it is moved off days off; otherwise None.
    """

    received_at: datetime
    started_at: datetime
    due_at: datetime
    last_day: date | None = None


def deadline(
    calendar: Calendar, received_at: datetime, limit: Limit, *, clock_start: ClockStart = ClockStart.RECEIPT_HOUR
) -> Deadline:
    """The due date of a dossier received at an aware moment, with its start; refuses limits beyond ten years."""
    return deadline_of(calendar, received_at, Span.of(limit), clock_start)


def deadline_of(calendar: Calendar, received_at: datetime, span: Span, clock_start: ClockStart) -> Deadline:
    """As `deadline`, for what is left of a limit."""
    received = to_minute(received_at)
    start = _start(calendar, received, clock_start)
    last_day = None
    if span.unit is LimitUnit.WORKING_HOURS:
        due = add_minutes(calendar, start, span.amount)
    elif span.unit is LimitUnit.WORKING_DAYS:
        due = add_days(calendar, start, span.amount)
    elif span.unit is LimitUnit.SAME_DAY:
        due = closing_from(calendar, start // DAY_MINUTES)
    else:
        last_day = _last_day(date.fromordinal(start // DAY_MINUTES), span)
        due = closing_from(calendar, last_day.toordinal())
    return Deadline(to_moment(received), to_moment(start), to_moment(due), last_day)


def due_at(
    calendar: Calendar, received_at: datetime, limit: Limit, *, clock_start: ClockStart = ClockStart.RECEIPT_HOUR
) -> datetime:
    """The moment, Asia/Ho_Chi_Minh, by which the result is promised."""
    return deadline(calendar, received_at, limit, clock_start=clock_start).due_at


def hand_over_at(calendar: Calendar, received_at: datetime) -> datetime:
    """By when the dossier is with the competent unit: the day's closing; after 15:00 the next working day's opening."""
    received = to_minute(received_at)
    start = _start(calendar, received, ClockStart.NEXT_WORKING_DAY_AFTER_15H)
    if _after_cut_off(calendar, received):
        return to_moment(start)
    return to_moment(closing_from(calendar, start // DAY_MINUTES))


def warn_at(calendar: Calendar, deadline: Deadline, *, working_days: Decimal = Decimal(1)) -> datetime:
    """When the handling agency must warn: at least one working day before the due date, not before the clock starts.

    NĐ 61/2018, Điều 19 khoản 9. A limit of a day or less warns as soon as it starts.
    """
    earliest = to_minute(deadline.started_at)
    return to_moment(days_before(calendar, to_minute(deadline.due_at), Fraction(working_days), earliest=earliest))


def overdue_minutes(calendar: Calendar, due_at: datetime, finished_at: datetime) -> int:
    """Working minutes by which `finished_at` is later than `due_at`; 0 when it is not, or only by time off."""
    return minutes_between(calendar, to_minute(due_at), to_minute(finished_at))


def _start(calendar: Calendar, received: int, clock_start: ClockStart) -> int:
    if clock_start is ClockStart.NEXT_WORKING_DAY_AFTER_15H and _after_cut_off(calendar, received):
        return next_opening(calendar, (received // DAY_MINUTES + 1) * DAY_MINUTES)
    return next_opening(calendar, received)


def _after_cut_off(calendar: Calendar, received: int) -> bool:
    """Received while the unit was open, later than 15:00 (15:00 itself is in time)."""
    return received % DAY_MINUTES > calendar.cut_off and is_open(calendar, received)


def _last_day(first: date, span: Span) -> date:
    """The last day, the first not counted; a part of a day counts whole; without the same day number the month's last."""
    if span.unit is LimitUnit.CALENDAR_DAYS:
        return date.fromordinal(first.toordinal() + -(-span.amount.numerator // span.amount.denominator))
    years, month = divmod(first.month - 1 + int(span.amount), 12)
    year, month = first.year + years, month + 1
    return date(year, month, min(first.day, monthrange(year, month)[1]))
