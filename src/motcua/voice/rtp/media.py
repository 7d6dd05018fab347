"""What the dialogue sees of the speech of calls, whichever engine carries it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from motcua.voice.rtp.bank import Bank
from motcua.voice.rtp.quality import Quality
from motcua.voice.sdp import Speech

Sink = Callable[[bytes], None]
"""Takes A-law in order, 8,000 bytes a second; gaps are filled with silence."""


class NoPortError(RuntimeError):
    """Every pair of ports is in use: the call gets 503."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where calls listen: `ports` even to odd, as 20000 to 32000; `silence` in seconds until a caller counts as gone.

    `report_every` in seconds: RFC 3550 §6.2 allows no more than one report each 5 s.
    """

    host: str
    first_port: int = 20_000
    last_port: int = 32_000
    silence: float = 60
    report_every: float = 5


class MediaLine(Protocol):
    """One call's speech."""

    @property
    def port(self) -> int:
        """Where it listens; its reports come to the port after."""
        ...

    @property
    def packets(self) -> int:
        """How many were sent."""
        ...

    @property
    def speaking(self) -> bool:
        """Whether something is still to be said."""
        ...

    def play(self, names: list[str]) -> None:
        """Say these prompts after what is being said. KeyError names one that the bank lacks."""
        ...

    def hush(self) -> None:
        """Say nothing more."""
        ...

    def record(self, sink: Sink, most_seconds: float) -> None:
        """Give what the caller says to `sink`, until `stop_recording`, the call's end or `most_seconds` of it."""
        ...

    def stop_recording(self) -> None:
        """End: the sink is called no more. Does nothing where nothing is recorded."""
        ...

    def quality(self) -> Quality:
        """How well the caller has heard, as far as its reports tell. It can be asked after the line was closed, too."""
        ...


class Ears(Protocol):
    """The dialogue above. None of these may block."""

    def key(self, line: Any, key: str) -> None:
        """The caller pressed a key."""
        ...

    def played(self, line: Any) -> None:
        """All that was to be said is said."""
        ...

    def silent(self, line: Any) -> None:
        """Nothing has come for so long that the caller is gone."""
        ...


class MediaEngine(Protocol):
    """Speaks and hears for all calls at once. `bank` may be set to another; open lines keep the one they began with."""

    bank: Bank

    @property
    def latest(self) -> float:
        """The most that speech has been late since the start, in seconds."""
        ...

    @property
    def lines(self) -> int:
        """How many are open."""
        ...

    async def start(self) -> None:
        """Get ready for `open`; `run` must run as well, before or after."""
        ...

    async def run(self) -> None:
        """Speak until cancelled; then every line is closed."""
        ...

    def open(self) -> MediaLine:
        """Listen at a pair of ports. Raises NoPortError."""
        ...

    def talk(self, line: Any, speech: Speech, hosts: set[str]) -> None:
        """Speak with this end; `hosts` may send, too. Said again when the agreement changed."""
        ...

    def close(self, line: Any) -> None:
        """The call is over."""
        ...
