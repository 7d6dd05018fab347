"""What callers say, collected in memory while they speak and sealed when they have done."""

from collections.abc import Callable

from motcua.hotline.services.messages import put_down

MOST_AT_ONCE = 200
"""Of up to two minutes: some 200 MB at the worst."""


class Messages:
    """A `voice.station.Recorder`."""

    def __init__(self) -> None:
        self._spoken: dict[str, bytearray] = {}

    def begin(self, call: str) -> Callable[[bytes], None] | None:
        if len(self._spoken) >= MOST_AT_ONCE:
            return None
        spoken = self._spoken[call] = bytearray()
        return spoken.extend

    def keep(self, call: str) -> None:
        spoken = self._spoken.pop(call, None)
        if spoken:
            put_down(call, bytes(spoken))
