"""How a dossier stands against its due date, for lists and pages. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from motcua.workflow import FINAL, Status
from motcua.worktime import Calendar
from motcua.worktime.counting import minutes_between, to_minute

DUE_SOON_MINUTES = 480
"""A working day: by then the handling agency must have warned (NĐ 61/2018, Điều 19 khoản 9)."""
_WAITING = frozenset({Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED})


class Standing(StrEnum):
    """Named as the design system's states."""

    ON_TIME = "on-time"
    DUE_SOON = "due-soon"
    LATE = "late"
    WAITING = "waiting"
    PAUSED = "paused"
    CLOSED = "plain"


@dataclass(frozen=True, slots=True)
class Stand:
    """`left`: working time until the due date, negative once it has passed; None where no clock runs."""

    standing: Standing
    left: timedelta | None = None


def stand(
    calendar: Calendar, status: Status, due_at: datetime | None, solved_at: datetime | None, now: datetime
) -> Stand:
    """How a dossier stands now. One that is solved was in time or not: waiting to be collected makes nobody late."""
    if status in FINAL:
        return Stand(Standing.CLOSED)
    if status in _WAITING:
        return Stand(Standing.WAITING)
    if due_at is None:
        return Stand(Standing.PAUSED)
    if solved_at is not None:
        return Stand(Standing.LATE if solved_at > due_at else Standing.ON_TIME)
    at, due = to_minute(now), to_minute(due_at)
    if now > due_at:
        return Stand(Standing.LATE, -timedelta(minutes=minutes_between(calendar, due, at)))
    left = minutes_between(calendar, at, due)
    return Stand(Standing.DUE_SOON if left <= DUE_SOON_MINUTES else Standing.ON_TIME, timedelta(minutes=left))
