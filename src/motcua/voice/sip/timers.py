"""Timers in one heap: setting costs the logarithm of their number; cancelled ones are swept out once they are the most."""

import heapq
import logging
from collections.abc import Callable
from itertools import count

log = logging.getLogger(__name__)
T1 = 0.5  # RFC 3261 §17.1.1.1: the estimate of a round trip
T2 = 4.0  # the longest wait between two retransmissions
T4 = 5.0  # how long a message may linger in the network
LIFETIME = 64  # in T1: how long a transaction tries
FEW = 1_000  # so many cancelled timers may lie about


class Timer:
    """Something that happens later unless it is cancelled."""

    __slots__ = ("_act", "_cancelled")

    def __init__(self, act: Callable[[], None], cancelled: Callable[[], None]) -> None:
        self._act: Callable[[], None] | None = act
        self._cancelled = cancelled

    @property
    def waits(self) -> bool:
        return self._act is not None

    def cancel(self) -> None:
        if self._act is not None:
            self._act = None
            self._cancelled()

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
        self._dead = 0

    def now(self) -> float:
        return self._clock()

    def __len__(self) -> int:
        """How many entries the heap holds, cancelled ones among them."""
        return len(self._heap)

    def after(self, seconds: float, act: Callable[[], None]) -> Timer:
        timer = Timer(act, self._one_cancelled)
        entry = (self._clock() + seconds, next(self._order), timer)
        heapq.heappush(self._heap, entry)
        if self._heap[0] is entry:
            self._wake(entry[0])
        return timer

    def _one_cancelled(self) -> None:
        """A peer that sets and cancels long timers (a session's, a connection's) must not fill the heap with them."""
        self._dead += 1
        if self._dead > FEW and 2 * self._dead > len(self._heap):
            self._heap = [entry for entry in self._heap if entry[2].waits]
            heapq.heapify(self._heap)
            self._dead = 0

    def run(self) -> None:
        """Let happen all that is due; then `wake` for what comes next."""
        now = self._clock()
        while self._heap and self._heap[0][0] <= now:
            timer = heapq.heappop(self._heap)[2]
            if not timer.waits:
                self._dead -= 1
                continue
            try:
                timer.fire()
            except Exception:
                # One call's timer must not stop the timers of all others.
                log.exception("A timer failed")
        if self._heap:
            self._wake(self._heap[0][0])
