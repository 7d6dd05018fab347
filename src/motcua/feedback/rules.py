"""What a rating may hold, until when it may be given, and what many of them say together. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.feedback.facts import Given
from motcua.feedback.vocabulary import Level, Reason
from motcua.kernel.errors import InvalidInputError

OPEN_FOR = timedelta(days=7)
"""How long after a service it may be rated by a QR code."""
AT_THE_COUNTER = timedelta(minutes=5)
"""How long after the end of a service the counter's tablet may rate it."""
TAKEN_BACK_WITHIN = timedelta(seconds=30)
"""How long after a tap the tablet takes it back: its button stands there for ten seconds, and hands and networks are slow."""
EXPLAINED_WITHIN = timedelta(minutes=30)
"""How long after a tap reasons and words may follow."""
LONGEST_WORDS = 1000
LOW = Level.DISSATISFIED
"""From here down the head of the unit is told."""
ASKED_WHY = Level.NEUTRAL
"""From here down reasons are asked."""
SATISFIED = Level.SATISFIED
FEWEST = 5
"""Ratings that an officer's own figures are made from: fewer would tell who said what."""


def cleaned(given: Given) -> Given:
    """The same without idle spaces and repeats.

    Raises:
        InvalidInputError: reasons for a good rating, or too many words.
    """
    words = given.words.replace("\0", " ").strip()
    if len(words) > LONGEST_WORDS:
        sentence = f"Ý kiến dài nhất {LONGEST_WORDS} ký tự; vừa nhập {len(words)}."
        raise InvalidInputError("feedback:words:too_long", sentence, f"{len(words)} characters")
    if given.reasons and given.level > ASKED_WHY:
        sentence = "Chỉ chọn lý do khi mức đánh giá từ “Bình thường” trở xuống."
        raise InvalidInputError("feedback:reasons:not_asked", sentence, "reasons for a good rating")
    return Given(given.level, ordered(given.reasons), words)


def ordered(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each once, in the order in which they are asked."""
    chosen = frozenset(reasons)
    return tuple(reason for reason in Reason if reason in chosen)


def open_until(*moments: datetime | None) -> datetime:
    """Until when a visit may be rated that was served at these moments."""
    return max(moment for moment in moments if moment is not None) + OPEN_FOR


def waited_seconds(since: datetime | None, not_before: datetime | None, until: datetime | None) -> int | None:
    """Seconds from `since`, or from `not_before` when that is later, until `until`; None where one end is unknown."""
    if since is None or until is None:
        return None
    begins = since if not_before is None else max(since, not_before)
    return max(0, round((until - begins).total_seconds()))


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What ratings say together: `index` is the share of levels from `SATISFIED` up, 0..1; `mean` of 1..5."""

    count: int
    index: float
    mean: float


def satisfaction(counts: Mapping[Level, int], *, at_least: int = 1) -> Satisfaction | None:
    """The index of so many ratings of each level; None when there are fewer than `at_least`, or none."""
    count = sum(counts.values())
    if count < max(at_least, 1):
        return None
    good = sum(number for level, number in counts.items() if level >= SATISFIED)
    return Satisfaction(count, good / count, sum(level * number for level, number in counts.items()) / count)


def told_to_the_officer(levels: Sequence[int]) -> Sequence[int]:
    """Those of a month, in the order in which they came, that an officer's own figures are made from: whole fives.

    Were each one counted at once, the difference between this figure and the one before it would be one person's rating.
    """
    return levels[: len(levels) // FEWEST * FEWEST]


def counted(levels: Iterable[int]) -> dict[Level, int]:
    """How many of each level, all five, the best first."""
    levels = list(levels)
    return {level: sum(given == level for given in levels) for level in reversed(Level)}
