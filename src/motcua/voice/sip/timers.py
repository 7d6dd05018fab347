"""Timers in one heap: setting and cancelling cost the logarithm of their number, and nothing is ever looked through."""

import heapq
import logging
from collections.abc import Callable
from itertools import count

log = logging.getLogger(__name__)
T1 = 0.5  # RFC 3261 §17.1.1.1: the estimate of a round trip
T2 = 4.0  # the longest wait between two retransmissions
T4 = 5.0  # how long a message may linger in the network
LIFETIME = 64  # in T1: how long a transaction tries


class Timer:
    """Something that happens later unless it is cancelled."""

    __slots__ = ("_act",)

    def __init__(self, act: Callable[[], None]) -> None:
        self._act: Callable[[], None] | None = act

    def cancel(self) -> None:
        self._act = None

    def fire(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            act()


class Timers:
    """`wake` is called with the moment of the earliest timer whenever that comes nearer; the owner then calls `run`."""

    def __init__(self, clock: Callable[[], float], wake: Callable[[float], None]) -> None:
        self._clock = clock
        self._wake = wake
        self._heap: list[tuple[float, int, Timer]] = []
        self._order = count()

    def after(self, seconds: float, act: Callable[[], None]) -> Timer:
        timer = Timer(act)
        entry = (self._clock() + seconds, next(self._order), timer)
        heapq.heappush(self._heap, entry)
        if self._heap[0] is entry:
            self._wake(entry[0])
        return timer

    def run(self) -> None:
        """Let happen all that is due; then `wake` for what comes next."""
        now = self._clock()
        while self._heap and self._heap[0][0] <= now:
            timer = heapq.heappop(self._heap)[2]
            try:
                timer.fire()
            except Exception:
                # One call's timer must not stop the timers of all others.
                log.exception("A timer failed")
        if self._heap:
            self._wake(self._heap[0][0])
