"""Words as search sees them: folded for people who type without marks, with a key of the marks for those who do."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from motcua.kernel.text import fold, normalise

_WORD = re.compile(r"[^\W_]+")
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "2", "\u0301": "3", "\u0323": "4"}
"""Hỏi and ngã share a number: half the country doesn't tell them apart when writing."""
_I_OR_Y = re.compile("^([hklmstv]|qu)y$")


MARKED_FROM = 0.3
"""Share of words with marks from which a question counts as written with marks; of good Vietnamese text it is 0.7."""


@dataclass(frozen=True, slots=True)
class Token:
    folded: str
    """No marks, đ → d, final y after one consonant as i ("ký", "kí" and "ky" are "ki")."""
    marked: str
    """Letters with their shapes and the tone as a digit ("thuế" → "thuê3"); "" when the marks were left out."""
    surface: str
    start: int = 0
    plain: bool = False
    """Written without marks: either it has none, or they were left out."""

    def may_be(self, phrase: "Token") -> bool:
        """Could this word of a question be that word of a phrase? A word without marks may be any of its marked readings."""
        return self.folded == phrase.folded and (self.plain or self.marked == phrase.marked)


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a carefully written text in order; punctuation parts words and is dropped."""
    line = normalise(text).lower()
    return tuple(_token(match[0], match.start()) for match in _WORD.finditer(line))


def tokens_of_question(text: str) -> tuple[Token, ...]:
    """The words of a text that may have been typed without marks."""
    words = tokens_of(text)
    marked = sum(not word.plain for word in words)
    if marked >= MARKED_FROM * len(words):
        return words
    return tuple(replace(word, marked="") if word.plain else word for word in words)


def folded_words(text: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens_of(text))


def _token(word: str, start: int) -> Token:
    folded, marked = _forms(word)
    return Token(folded, marked, word, start, word.isascii())


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[str, str]:
    folded = _I_OR_Y.sub(r"\1i", fold(word).replace(" ", ""))
    if word.isascii():
        return folded, folded + "0"
    letters, tone = [], "0"
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    bare = unicodedata.normalize("NFC", "".join(letters))
    return folded, _I_OR_Y.sub(r"\1i", bare) + tone
