"""Slips of the keyboard: telex and VNI keys left in, spaces left out, one wrong letter, letters that sound alike.

Only a word that neither the catalogue nor the vocabulary knows is mended: Vietnamese syllables are so short that
fuzzy matching of known ones would find everything.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from math import log

from motcua.catalogue.search.index import Index
from motcua.catalogue.search.tokens import Token, tokens_of
from motcua.catalogue.search.vocabulary import Words
from motcua.kernel.text import undo_keystrokes

LONGEST_RUN = 60
LONGEST_SYLLABLE = 7
SHORTEST_MENDED = 4
SHORTEST_PART = 2
LEAST_STRENGTH = 0.3
"""How firmly a pair must belong together before a pair of the question is read as it."""
_VNI = re.compile(r"^(?=.*[a-z])[a-z]+(?:[0-9][a-z]*)+$")
_TELEX_DOUBLES = re.compile(r"(aa|ee|oo|dd)")
_TELEX_TONES = "sfrxj"
_LETTERS = "abcdeghiklmnopqrstuvxy"
_SOUND_ALIKE = (
    ("tr", "ch"),
    ("ch", "tr"),
    ("s", "x"),
    ("x", "s"),
    ("gi", "d"),
    ("d", "gi"),
    ("r", "d"),
    ("d", "r"),
    ("gi", "r"),
    ("r", "gi"),
    ("l", "n"),
    ("n", "l"),
    ("v", "d"),
    ("d", "v"),
)
_END_ALIKE = (("n", "ng"), ("ng", "n"), ("c", "t"), ("t", "c"), ("inh", "anh"), ("anh", "inh"), ("ieu", "iu"))


class Speller:
    def __init__(self, index: Index, phrases: Iterable[Words]) -> None:
        self._index = index
        self._frequency: dict[str, int] = index.frequencies()
        self._pairs: set[str] = set()
        for words in phrases:
            for word in words:
                self._frequency.setdefault(word.folded, 1)
            self._pairs.update(f"{a.folded} {b.folded}" for a, b in itertools.pairwise(words))
        self._total = sum(self._frequency.values()) + 1

    def mend(self, words: Words) -> Words:
        mended = tuple(better for word in words for better in self._mended(word))
        return self._with_pairs_that_sound_alike(mended)

    def better_spelling(self, words: Words) -> str | None:
        """The question with every unknown word replaced by the likest known one, or None when that changes nothing."""
        better = [
            word.surface if self._known(word.folded) else self._likest(word.folded) or word.surface for word in words
        ]
        changed = better != [word.surface for word in words]
        return " ".join(better) if changed else None

    def _likest(self, folded: str) -> str:
        found = get_close_matches(folded, self._frequency, n=1, cutoff=0.6)
        return found[0] if found else ""

    def _known(self, folded: str) -> bool:
        return folded in self._frequency

    def _mended(self, word: Token) -> Iterator[Token]:
        if self._known(word.folded) or not word.plain or not word.folded.isascii():
            yield word
            return
        for candidate in key_slips(word.folded):
            if self._known(candidate):
                yield _bare(candidate, word)
                return
        if parts := self._parted(word.folded):
            yield from (_bare(part, word, part) for part in parts)
            return
        near = self._nearest(word.folded)
        yield _bare(near, word) if near else word

    def _nearest(self, folded: str) -> str:
        """The most frequent known word one edit away, or "". Two neighbours swapped count as one edit."""
        if len(folded) < SHORTEST_MENDED:
            return ""
        known = {candidate for candidate in _edits(folded) if self._known(candidate) and len(candidate) > 1}
        return max(known, key=lambda candidate: self._frequency[candidate], default="")

    def _parted(self, run: str) -> tuple[str, ...]:
        """Spaces put back ("dangkykethon" → dang, ki, ket, hon): the likeliest known words, each pair preferably known too."""
        if not SHORTEST_MENDED < len(run) <= LONGEST_RUN or not run.isalpha():
            return ()
        best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ()), *([None] * len(run))]
        for end in range(1, len(run) + 1):
            options = []
            for start in range(max(0, end - LONGEST_SYLLABLE), end):
                before, part = best[start], tokens_of(run[start:end])[0].folded
                if before is None or not self._known(part) or len(part) < SHORTEST_PART:
                    continue
                options.append((before[0] + self._likelihood(before[1][-1:], part), (*before[1], part)))
            best[end] = max(options, default=None)
        return best[-1][1] if best[-1] else ()

    def _likelihood(self, before: tuple[str, ...], word: str) -> float:
        alone = log(self._frequency[word] / self._total)
        if before and self._is_pair(f"{before[0]} {word}"):
            return alone / 3
        return alone

    def _is_pair(self, pair: str) -> bool:
        return pair in self._pairs or self._index.knows_pair(pair)

    def _with_pairs_that_sound_alike(self, words: Words) -> Words:
        """Read "thuong chu" as "thuong tru": a pair nobody writes, one sound away from one that the catalogue has."""
        mended = list(words)
        for position in range(len(mended) - 1):
            first, second = mended[position : position + 2]
            if not (first.plain and second.plain) or self._belong_together(first.folded, second.folded):
                continue
            found = self._sounding_pair(first.folded, second.folded)
            if found:
                mended[position] = _bare(found[0], first)
                mended[position + 1] = _bare(found[1], second)
        return tuple(mended)

    def _belong_together(self, first: str, second: str) -> bool:
        return f"{first} {second}" in self._pairs or self._index.strength(first, second) > LEAST_STRENGTH / 10

    def _sounding_pair(self, first: str, second: str) -> tuple[str, str] | None:
        for other in sounds_like(second):
            if self._index.strength(first, other) > LEAST_STRENGTH:
                return first, other
        for other in sounds_like(first):
            if self._index.strength(other, second) > LEAST_STRENGTH:
                return other, second
        return None


def _bare(folded: str, word: Token, surface: str = "") -> Token:
    return Token(folded, "", surface or word.surface, word.start, plain=True)


def key_slips(word: str) -> Iterator[str]:
    """Readings of a word whose telex or VNI keys stayed in it: "ddang" → "dang", "ky1" → "ky", "keets" → "ket"."""
    if spelt := undo_keystrokes(word):
        yield _plain(spelt)
    if _VNI.match(word):
        yield _plain(re.sub(r"[0-9]", "", word))
        return
    yield _plain(_TELEX_DOUBLES.sub(lambda match: match[0][0], word))
    for stripped in (word.replace("w", ""), word):
        yield from _without_tone_key(_TELEX_DOUBLES.sub(lambda match: match[0][0], stripped))


def _without_tone_key(word: str) -> Iterator[str]:
    for position in range(len(word) - 1, 0, -1):
        if word[position] in _TELEX_TONES:
            yield _plain(word[:position] + word[position + 1 :])


def _plain(word: str) -> str:
    found = tokens_of(word)
    return found[0].folded if found else word


def _edits(word: str) -> Iterator[str]:
    for position in range(len(word)):
        head, tail = word[:position], word[position:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail[1:]
            yield head + letter + tail


def sounds_like(word: str) -> Iterator[str]:
    """Syllables that some dialect says the same way: tr/ch, s/x, d/gi/r, l/n, -n/-ng, -c/-t."""
    for one, other in _SOUND_ALIKE:
        if word.startswith(one) and len(word) > len(one):
            yield other + word[len(one) :]
    for one, other in _END_ALIKE:
        if word.endswith(one) and len(word) > len(one):
            yield word[: -len(one)] + other
