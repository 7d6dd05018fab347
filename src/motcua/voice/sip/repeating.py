"""The 2xx to an INVITE, sent again and again until its ACK comes (RFC 3261 §13.3.1.4), whatever the transport."""

from collections.abc import Callable

from motcua.voice.sip.timers import LIFETIME, T2, Timers
from motcua.voice.sip.ways import Way


class Unacknowledged:
    """`lost` is called if no ACK comes; `offered`: the 2xx holds our offer, so the ACK must hold the answer."""

    __slots__ = ("_data", "_give_up", "_interval", "_repeat", "_timers", "_way", "number", "offered")

    def __init__(  # noqa: PLR0913 - all that it is
        self, timers: Timers, t1: float, way: Way, data: bytes, lost: Callable[[], None], *, number: int, offered: bool
    ) -> None:
        self.number = number
        self.offered = offered
        self._timers, self._way, self._data, self._interval = timers, way, data, t1
        self._repeat = timers.after(t1, self._again)
        self._give_up = timers.after(LIFETIME * t1, lost)

    def _again(self) -> None:
        self._way.send(self._data)
        self._interval = min(2 * self._interval, T2)
        self._repeat = self._timers.after(self._interval, self._again)

    def stop(self) -> None:
        self._repeat.cancel()
        self._give_up.cancel()
