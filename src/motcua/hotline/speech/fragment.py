"""The piece of which everything spoken is made: a text in a language, with a name by which the bank knows its sound."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Said = tuple["Fragment", ...]
LONGEST = 30
"""Syllables of a fragment: some ten seconds, after which a listener wants to breathe."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """`text` is what is spoken: words, commas and full stops, no figures and no abbreviations. `language`: "vi" or "en"."""

    language: str
    text: str

    @property
    def name(self) -> str:
        """The same for the same words, on every machine."""
        digest = hashlib.blake2s(unicodedata.normalize("NFC", self.text).encode(), digest_size=8)
        return f"{self.language}-{digest.hexdigest()}"


def say(language: str, *texts: str) -> Said:
    """Fragments of these texts, those that are too long cut where a speaker would breathe."""
    return tuple(Fragment(language, part) for text in texts for part in cut(text))


def cut(text: str) -> Iterator[str]:
    """Parts of at most LONGEST syllables: at a full stop, else at a comma, else between two words."""
    words: list[str] = []
    for clause in _clauses(text):
        for word in clause:
            if len(words) >= LONGEST:
                yield " ".join(words)
                words = []
            words.append(word)
        if len(words) > LONGEST // 2 or (words[-1:] and words[-1].endswith(".")):
            yield " ".join(words)
            words = []
    if words:
        yield " ".join(words)


def _clauses(text: str) -> Iterator[list[str]]:
    clause: list[str] = []
    for word in text.split():
        clause.append(word)
        if word.endswith((",", ".")):
            yield clause
            clause = []
    if clause:
        yield clause


def flat(parts: Iterable[Said]) -> Said:
    """One after the other."""
    return tuple(fragment for part in parts for fragment in part)
