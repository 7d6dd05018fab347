"""The one place that tells the time.

Everything else asks `now()` or takes a `now` argument; ruff's banned-api keeps it so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, aware, in Asia/Ho_Chi_Minh."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(HANOI)  # noqa: TID251 - this is the clock


class ShiftedClock:
    """A clock that started at another moment and runs on: a closed Sunday can be shown open."""

    def __init__(self, starts_at: datetime, base: Clock) -> None:
        self._base = base
        self._shift: timedelta = starts_at - base.now()

    def now(self) -> datetime:
        return self._base.now() + self._shift


_clock: Clock = SystemClock()


def now() -> datetime:
    """The centre's time, aware, in Asia/Ho_Chi_Minh."""
    return _clock.now()


def use(clock: Clock) -> None:
    """Make `clock` the process's clock; settings call it once at start."""
    global _clock  # noqa: PLW0603 - one process has one time
    _clock = clock


@contextmanager
def using(clock: Clock) -> Iterator[None]:
    """Make `clock` the process's clock for a while."""
    before = _clock
    use(clock)
    try:
        yield
    finally:
        use(before)
