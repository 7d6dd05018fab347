"""What feedback tells the rooms above it."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.foundation.events import Event


@dataclass(frozen=True, slots=True)
class LowRatingGiven(Event):
    """Somebody was dissatisfied (level 1 or 2): the head of the unit looks into it."""

    name: ClassVar[str] = "feedback:rating:low"
    rating_id: int
    unit_id: int
    level: int
