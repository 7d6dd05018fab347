"""The order of a Vietnamese dictionary, without ICU: a key that compares code point by code point.

Syllable by syllable: first the letters (a ă â b c d đ e ê … y), then the tone (ngang, huyền, hỏi, ngã, sắc,
nặng), then the next syllable, so that every "ba …" stands before "bà". Numbers sort by value, before words.
In PostgreSQL the column that keeps the key has the collation "C".
"""

import re
import unicodedata
from functools import lru_cache

from motcua.kernel.text.canonical import squeeze

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODES = {letter: chr(ord("A") + position) for position, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_NO_TONE = "0"
_AFTER_Z = "~"  # a letter of another script: after ours, in Unicode's order
_MOST_DIGITS = 99
_TOKENS = re.compile(r"[0-9]+|[^\W\d_]+")
_SHAPED = str.maketrans({"\u0302": "^", "\u0306": "(", "\u031b": "+"})
_LETTERS = {"a(": "ă", "a^": "â", "e^": "ê", "o^": "ô", "o+": "ơ", "u+": "ư"}


def collation_key(text: str) -> str:
    """A key that sorts as a Vietnamese dictionary does; equal only for texts that are equal when squeezed.

    Case and punctuation decide last. Lists: `sorted(names, key=collation_key)`.
    """
    line = squeeze(text)
    return "".join(map(_token_key, _TOKENS.findall(line))) + " " + line


@lru_cache(maxsize=16384)
def _token_key(token: str) -> str:
    if token[0] in "0123456789":
        digits = token.lstrip("0")[:_MOST_DIGITS]
        return f"{len(digits):02d}{digits}"
    return _syllable_key(token)


def _syllable_key(syllable: str) -> str:
    """The letters' codes, then the tone: every code is above every tone, so "ba" stands before "bac"."""
    tone = _NO_TONE
    codes = []
    for char in syllable.lower():
        base, marks = char, ""
        if char not in _CODES:
            opened = unicodedata.normalize("NFD", char)
            base, marks = opened[0], opened[1:]
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), tone)
        letter = next((_LETTERS[base + shape] for shape in marks.translate(_SHAPED) if base + shape in _LETTERS), base)
        codes.append(_CODES.get(letter, _AFTER_Z + letter))
    return "".join(codes) + tone
