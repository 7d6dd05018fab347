"""The centre's time held still."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from motcua.kernel import clock


class StoppedClock:
    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@contextmanager
def centre_time(moment: datetime) -> Iterator[None]:
    """Inside it is this moment."""
    before = clock._clock
    clock.use(StoppedClock(moment))
    try:
        yield
    finally:
        clock.use(before)
