"""What callers say, collected in memory while they speak and sealed when they have done."""

from collections.abc import Callable

from motcua.hotline.services.spoken import put_down

MOST_AT_ONCE = 200
"""Of up to two minutes: some 200 MB at the worst."""


class Messages:
    """A `voice.station.Recorder`."""

    def __init__(self) -> None:
        self._spoken: dict[tuple[str, str], bytearray] = {}

    def begin(self, call: str, slot: str) -> Callable[[bytes], None] | None:
        if len(self._spoken) >= MOST_AT_ONCE:
            return None
        spoken = self._spoken[call, slot] = bytearray()
        return spoken.extend

    def keep(self, call: str, slot: str) -> None:
        spoken = self._spoken.pop((call, slot), None)
        if spoken:
            put_down(call, slot, bytes(spoken))
