"""Calls that have ended, and what the telephone processes say of themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.hotline import rules
from motcua.hotline.dialogue.call import RATING
from motcua.hotline.dialogue.dossiers import FAILURES
from motcua.hotline.dialogue.procedures import PROCEDURE
from motcua.hotline.models import CallRecord, TelephoneNode
from motcua.kernel import clock
from motcua.voice.station import LANGUAGE

LONGEST_NODE = 40


@dataclass(frozen=True, slots=True)
class Ended:
    """A call that has ended, as the telephone tells it; of its quality what the caller's end reported."""

    began_at: datetime
    seconds: float
    way: tuple[str, ...]
    slots: Mapping[str, str]
    cause: str
    gave_up: bool
    packets: int
    lost: int | None
    jitter_ms: float | None
    round_trip_ms: float | None


def keep_record(ended: Ended) -> CallRecord:
    """Keep how a call went. Neither its source nor what was typed of dossiers and persons is kept."""
    rating = ended.slots.get(RATING, "")
    procedure = ended.slots.get(PROCEDURE, "")
    return CallRecord.objects.create(
        began_at=ended.began_at,
        seconds=max(0, round(ended.seconds)),
        language=ended.slots.get(LANGUAGE, ""),
        way=[node[:LONGEST_NODE] for node in ended.way],
        outcome=rules.outcome_of(ended.way, gave_up=ended.gave_up),
        procedures=[procedure] if procedure else [],
        failures=int(ended.slots.get(FAILURES) or 0),
        rating=int(rating) if rating in {"1", "2", "3", "4", "5"} else None,
        cause=ended.cause,
        packets=ended.packets,
        lost=ended.lost,
        jitter_ms=ended.jitter_ms,
        round_trip_ms=ended.round_trip_ms,
    )


def note_node(name: str, told: Mapping[str, Any]) -> None:
    """What a telephone process says of itself; unknown words of a newer one are passed over."""
    known = (
        "calls",
        "most_calls",
        "peak",
        "answered",
        "answered_a_second",
        "late_ms",
        "engine",
        "draining",
        "trunk",
        "trunk_reason",
    )
    TelephoneNode.objects.update_or_create(
        name=name, defaults={"at": clock.now(), **{word: told[word] for word in known if word in told}}
    )
