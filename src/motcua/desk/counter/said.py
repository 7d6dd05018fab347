"""What passes between a form of the counter and its answer."""

from dataclasses import dataclass

_LONGEST = 9
"""Figures of a row's number that fit a column."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the last act left to be said; `refused`: it wasn't done."""

    sentence: str = ""
    refused: bool = False


NOTHING = Said()


def number_in(text: str) -> int:
    """A row's number as a form sends it; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else 0
