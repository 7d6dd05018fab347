"""A caller's message, put in order: packets that overtook each other wait, what is missing becomes silence."""

from motcua.voice.rtp import g711
from motcua.voice.rtp.media import Sink
from motcua.voice.rtp.packet import TIMESTAMPS

MOST_WAITING = 5  # packets: what is later than 100 ms is given up
_FAR = 10 * g711.RATE  # a jump beyond is another clock, or a pause that nobody needs to hear


class Recording:
    """Feed it with `take` and finish it with `end`; `over` once `most_seconds` are full."""

    def __init__(self, sink: Sink, most_seconds: float) -> None:
        self.over = False
        self._sink = sink
        self._room = int(most_seconds * g711.RATE)
        self._next: int | None = None
        self._waiting: dict[int, bytes] = {}

    def take(self, timestamp: int, sound: bytes) -> None:
        """`sound` is A-law that begins at `timestamp`."""
        if self.over or not sound:
            return
        if self._next is None:
            self._next = timestamp
        ahead = self._ahead(timestamp)
        if abs(ahead) > _FAR:
            self._give_waiting(keep=0)
            self._next, ahead = timestamp, 0
        if ahead >= 0:
            self._waiting[timestamp] = sound
            self._give_waiting(keep=MOST_WAITING)

    def end(self) -> None:
        """Give what waits; nothing is taken any more."""
        self._give_waiting(keep=0)
        self.over = True

    def _ahead(self, timestamp: int) -> int:
        assert self._next is not None
        return (timestamp - self._next + TIMESTAMPS // 2) % TIMESTAMPS - TIMESTAMPS // 2

    def _give_waiting(self, *, keep: int) -> None:
        """Give what follows directly; beyond `keep` packets the gap before them is given up."""
        while self._waiting and not self.over:
            first = min(self._waiting, key=self._ahead)
            gap = self._ahead(first)
            if gap > 0 and len(self._waiting) <= keep:
                return
            sound = self._waiting.pop(first)
            if gap > 0:
                self._give(bytes([g711.SILENCE_A]) * gap)
            if gap >= 0:
                self._give(sound)

    def _give(self, sound: bytes) -> None:
        assert self._next is not None
        self._next = (self._next + len(sound)) % TIMESTAMPS
        if self.over:
            return
        sound = sound[: self._room]
        self._room -= len(sound)
        self._sink(sound)
        self.over = not self._room
