"""What the hotline tells the rooms above it."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.foundation.events import Event


@dataclass(frozen=True, slots=True)
class SummaryWanted(Event):
    """Somebody wants the summary of a procedure sent; the wish's row says where to."""

    name: ClassVar[str] = "hotline:summary:wanted"
    wish_id: int


@dataclass(frozen=True, slots=True)
class MessageLeft(Event):
    """A complaint was spoken."""

    name: ClassVar[str] = "hotline:message:left"
    number: str


@dataclass(frozen=True, slots=True)
class AlarmRaised(Event):
    """Somebody seems to guess look-up numbers."""

    name: ClassVar[str] = "hotline:alarm:raised"
    kind: str
    failures: int
