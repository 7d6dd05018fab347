"""Words as search sees them: folded for people who type without marks, with a key of the marks for those who do."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from motcua.kernel.text import fold, normalise

_WORD = re.compile(r"[^\W_]+")
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "2", "\u0301": "3", "\u0323": "4"}
"""Hỏi and ngã share a number: half the country doesn't tell them apart when writing."""
_I_OR_Y = re.compile("^([hklmstv]|qu)y$")


@dataclass(frozen=True, slots=True)
class Token:
    folded: str
    """No marks, đ → d, final y after one consonant as i ("ký", "kí" and "ky" are "ki")."""
    marked: str
    """Letters with their shapes and the tone as a digit ("thuế" → "thuê3"); "" when the word carries no mark."""
    surface: str
    start: int = 0

    def may_be(self, other: "Token") -> bool:
        """Could both be the same word? A word without marks may be any of its marked readings."""
        if self.folded != other.folded:
            return False
        return not self.marked or not other.marked or self.marked == other.marked


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text in order; punctuation parts words and is dropped."""
    line = normalise(text).lower()
    return tuple(_token(match[0], match.start()) for match in _WORD.finditer(line))


def folded_words(text: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens_of(text))


def _token(word: str, start: int) -> Token:
    folded, marked = _forms(word)
    return Token(folded, marked, word, start)


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[str, str]:
    folded = _I_OR_Y.sub(r"\1i", fold(word).replace(" ", ""))
    if word.isascii():
        return folded, ""
    letters, tone = [], "0"
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    bare = unicodedata.normalize("NFC", "".join(letters))
    return folded, _I_OR_Y.sub(r"\1i", bare) + tone
