"""How much what was heard sounds like a name: telephone lines and recognisers swap consonants and tones, seldom whole syllables. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from motcua.kernel.text import fold

_ONSETS = ("ngh", "ng", "nh", "ch", "tr", "th", "ph", "kh", "gh", "gi", "qu", *"bcdfghjklmnpqrstvwxyz")
_ALIKE = (
    {"ch", "tr", "gi"},
    {"s", "x", "th"},
    {"d", "gi", "r", "v"},
    {"l", "n", "nh"},
    {"c", "k", "qu", "kh"},
    {"g", "gh", "h"},
    {"b", "m", "p", "ph"},
    {"d", "t", "th"},
)
"""Onsets that are taken for each other, by regions' ways of speaking or over a telephone ("d" is also folded "đ")."""
_FINALS = ({"n", "ng", "nh", "m"}, {"t", "c", "ch", "p"}, {"i", "y"}, {"o", "u"})
_SAME, _FOLDED, _ONSET, _RHYME, _NEAR_RHYME, _SKIPPED = 1.0, 0.9, 0.2, 0.6, 0.4, 0.35
_KNOWN_SYLLABLES = 50_000


def syllables(name: str) -> tuple[str, ...]:
    """A name as `Heard.likeness` takes it."""
    return tuple(name.lower().split())


class Heard:
    """What was heard, to be compared with many names."""

    def __init__(self, text: str) -> None:
        self._words = syllables(text)
        self._alike: list[dict[str, float]] = [{} for _ in self._words]

    def likeness(self, name: Sequence[str], least: float = 0.0) -> float:
        """0 to 1: how many of the syllables heard are, in order and near each other, in the name. 1: it was said word for word.

        Whatever is surely less than `least` is 0: most names are, and are not looked at closely.
        """
        if not self._words or not name:
            return 0.0
        alike = [self._alike_to(at, name) for at in range(len(self._words))]
        if sum(map(max, alike)) < least * len(self._words):
            return 0.0
        found = _best(alike) / len(self._words)
        return found if found >= least else 0.0

    def _alike_to(self, at: int, name: Sequence[str]) -> list[float]:
        known, word = self._alike[at], self._words[at]
        for other in name:
            if other not in known:
                known[other] = syllables_alike(word, other)
        return [known[other] for other in name]


def _best(alike: Sequence[Sequence[float]]) -> float:
    """The best local alignment; a syllable too many on either side costs."""
    before = [0.0] * (len(alike[0]) + 1)
    best = 0.0
    for same_to in alike:
        row = [0.0]
        for at, same in enumerate(same_to, 1):
            # Two syllables that have nothing in common don't stand for each other.
            met = before[at - 1] + same if same else 0.0
            row.append(max(0.0, met, before[at] - _SKIPPED, row[at - 1] - _SKIPPED))
        best, before = max(best, *row), row
    return best


@lru_cache(_KNOWN_SYLLABLES)
def syllables_alike(one: str, other: str) -> float:
    """0 to 1; tones count least: the northern and the southern ones differ, and a recogniser guesses them."""
    if one == other:
        return _SAME
    plain, plain_other = fold(one), fold(other)
    if plain == plain_other:
        return _FOLDED
    onset, rhyme = _parts(plain)
    other_onset, other_rhyme = _parts(plain_other)
    near = onset == other_onset or any({onset, other_onset} <= group for group in _ALIKE)
    if rhyme == other_rhyme:
        return _RHYME + (_ONSET if near else 0.0)
    return _NEAR_RHYME if onset == other_onset and _rhymes_near(rhyme, other_rhyme) else 0.0


def _parts(syllable: str) -> tuple[str, str]:
    onset = next((start for start in _ONSETS if syllable.startswith(start)), "")
    return onset, syllable[len(onset) :]


def _rhymes_near(one: str, other: str) -> bool:
    vowel, final = _split(one)
    other_vowel, other_final = _split(other)
    return vowel == other_vowel and any({final, other_final} <= group for group in _FINALS)


@lru_cache(_KNOWN_SYLLABLES)
def _split(rhyme: str) -> tuple[str, str]:
    found = re.fullmatch(r"([aeiouy]*?)(ng|nh|ch|[bcdghklmnpqrstvxiyou]?)", rhyme)
    return (found[1], found[2]) if found else (rhyme, "")
