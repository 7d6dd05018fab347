"""Percentiles by nearest rank: a value that was really measured, never one between two."""

from collections.abc import Sequence
from math import ceil


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest of the sorted values that at least `share` (0 to 1) of them do not exceed; IndexError without any."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)]
