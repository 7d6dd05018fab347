"""What a telephone process is told. Pure: `motcua run` has no database when it makes one."""

from dataclasses import dataclass, field
from pathlib import Path

from motcua.voice.sip.trunk import Account


@dataclass(frozen=True, slots=True)
class Plan:
    """Where and how large.

    `address` is what callers reach this machine by; `drain` in seconds, before those who still talk are hung up on;
    `trusted` hosts aren't counted; `trunk` is the account to register at a carrier.
    """

    name: str
    home: Path
    prompts: Path
    cache: Path
    address: str
    port: int
    first_port: int
    last_port: int
    most_calls: int
    drain: float
    trusted: tuple[str, ...] = ()
    trunk: Account | None = field(default=None, repr=False)
