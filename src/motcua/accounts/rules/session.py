"""How long a session lasts. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TOUCH_EVERY = timedelta(minutes=1)
"""How coarsely the last act is remembered: a row written for each click would cost more than it tells."""


@dataclass(frozen=True, slots=True)
class SessionLimits:
    idle: timedelta
    absolute: timedelta


@dataclass(frozen=True, slots=True)
class SessionTimes:
    signed_in_at: datetime
    seen_at: datetime


def is_over(times: SessionTimes, limits: SessionLimits, now: datetime) -> bool:
    return now - times.seen_at >= limits.idle or now - times.signed_in_at >= limits.absolute


def is_due_to_be_touched(times: SessionTimes, now: datetime) -> bool:
    return now - times.seen_at >= TOUCH_EVERY
