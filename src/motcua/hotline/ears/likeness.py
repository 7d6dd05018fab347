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


def likeness(heard: str, name: str) -> float:
    """0 to 1: how many of the syllables heard are, in order and near each other, in the name. 1: it was said word for word."""
    ours, theirs = heard.lower().split(), name.lower().split()
    if not ours or not theirs:
        return 0.0
    return max(0.0, _best(ours, theirs) / len(ours))


def _best(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """The best local alignment; a syllable too many on either side costs."""
    before = [0.0] * (len(theirs) + 1)
    best = 0.0
    for word in ours:
        row = [0.0]
        for at, other in enumerate(theirs, 1):
            same = syllables_alike(word, other)
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
