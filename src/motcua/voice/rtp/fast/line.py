"""One call's speech as the dialogue has it; the call itself is in a media process."""

from typing import TYPE_CHECKING, Any

from motcua.voice.rtp.bank import Bank
from motcua.voice.rtp.media import Sink
from motcua.voice.rtp.quality import Quality

if TYPE_CHECKING:
    from motcua.voice.rtp.fast.media import Media


class FastLine:
    """`index` is its row in the media process; `generation` tells this call from others that had the row."""

    def __init__(self, media: "Media", bank: Bank, index: int, generation: int) -> None:
        self.index, self.generation = index, generation
        self.port = int(media.rows["port"][index])
        self.media: Media | None = media
        self.sink: Sink | None = None
        self._rows, self._bank = media.rows, bank
        # What was said last: the end of something that was said before is no end.
        self._turn = 0
        self._speaking = False
        self._last: Quality | None = None

    @property
    def speaking(self) -> bool:
        return self._speaking

    @property
    def packets(self) -> int:
        return self.quality().sent

    def play(self, names: list[str]) -> None:
        rows = [self._bank.index[name] for name in names]
        if parts := [row for row in rows if row[1]]:
            self._speaking = True
            self._turn += 1
            self.tell("play", self._turn, parts)

    def hush(self) -> None:
        self._speaking = False
        self._turn += 1
        self.tell("hush", self._turn)

    def said(self, turn: int) -> bool:
        """Whether all is said now."""
        if turn != self._turn or not self._speaking:
            return False
        self._speaking = False
        return True

    def record(self, sink: Sink, most_seconds: float) -> None:
        self.sink = sink
        self.tell("record", most_seconds)

    def stop_recording(self) -> None:
        """What the media process has not handed over yet, some milliseconds, is given up."""
        if self.sink is not None:
            self.sink = None
            self.tell("stop_recording")

    def quality(self) -> Quality:
        if self._last is not None:
            return self._last
        row = self._rows[self.index]
        if int(row["generation"]) != self.generation:
            return Quality(0)
        if not row["told"]:
            return Quality(int(row["packets"]))
        trip = float(row["told_round_trip"])
        return Quality(
            int(row["packets"]), int(row["told_lost"]), float(row["told_jitter"]), None if trip < 0 else trip
        )

    def tell(self, verb: str, *arguments: Any) -> None:
        """Order something of the media process."""
        if self.media is not None:
            self.media.tell(verb, self.index, *arguments)

    def end(self) -> None:
        """The call is over; what it was like stays known."""
        self._last = self.quality()
        self.media = self.sink = None
        self._speaking = False
