"""Questions heard loosely: which official phrase is meant when its sayings have most of the question's words.

"bán miếng đất phải đóng thuế bao nhiêu" has no phrase of the vocabulary in it word for word, but the sayings of the tax on
selling land have "bán", "đất", "đóng thuế". Every official phrase with its sayings is a small text; the question is ranked
against these texts by the rarity of the words and neighbours that they share.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import log

from motcua.catalogue.search.tokens import Token, tokens_of
from motcua.catalogue.search.vocabulary import Meaning, Phrasebook, Vocabulary, Words, longest

LEAST_HEARD = 0.25
"""Share of the question, by the rarity of its words, that the sayings must have."""
FEWEST_WORDS = 2
"""One word by itself stands in too many sayings."""
MOST_HEARD = 3
"""Official phrases that one question may mean besides those said word for word."""
DECIDEDLY = 8.0
"""How fast the second best loses against the best."""
OFTEN = 0.6
"""How much a word must be repeated in the sayings to count whole: tf / (tf + OFTEN)."""
NEIGHBOURS = 0.8
"""What two neighbours weigh, beside the rarity that they have."""
STOP = 0.4
"""What a small word ("con", "họ", "mẹ") weighs that some saying has."""


@dataclass(frozen=True, slots=True)
class Heard:
    official: str
    share: float
    """How much of the question its sayings have, 0 to 1."""
    words: Words
    """What of the question they have."""


class Sayings:
    """Nothing in it changes after it is made: indexes and threads may share it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._same = Phrasebook(vocabulary.same)
        self._sure = _readings(vocabulary)
        self._stop = {
            form for words in vocabulary.stop if len(words) == 1 for form in (words[0].folded, words[0].marked)
        }
        texts: dict[str, Counter[str]] = {}
        said: dict[str, set[frozenset[str]]] = {}
        for meaning in vocabulary.meanings:
            whole = self._heart(word for part in meaning.parts for word in part)
            for official in meaning.means:
                said.setdefault(official, {self._heart(tokens_of(official))}).add(whole)
                texts.setdefault(official, Counter(self._features_of_text(tokens_of(official)))).update(
                    self._features_of(meaning)
                )
        self._officials = list(texts)
        self._said = [said[official] for official in texts]
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for number, counts in enumerate(texts.values()):
            for feature, times in counts.items():
                self._postings.setdefault(feature, []).append((number, times / (times + OFTEN)))
        self._unknown = log(1 + len(texts) / 0.5)
        self._weights = {feature: log(1 + len(texts) / (len(found) + 0.5)) for feature, found in self._postings.items()}

    def heard(self, words: Words, known: Collection[int]) -> list[Heard]:
        """The official phrases that the question seems to mean, the surest first.

        `known` are starts of words that stand in phrases understood already: only what goes beyond them tells something new.
        """
        spoken = self._plainly(words)
        if len(self._content(spoken)) < FEWEST_WORDS:
            return []
        found: dict[int, float] = {}
        new: set[int] = set()
        total = 0.0
        for feature, share, is_new in self._asked(spoken, known):
            weight = share * self._weights.get(feature, self._unknown if share == 1 else 0.0)
            total += weight
            for number, strength in self._postings.get(feature, ()):
                found[number] = found.get(number, 0.0) + weight * strength
                if is_new:
                    new.add(number)
        asked = self._heart(words)
        best = sorted(new, key=lambda number: (-found[number], number))[:MOST_HEARD]
        return [
            Heard(
                self._officials[n],
                found[n] / total * (found[n] / found[best[0]]) ** DECIDEDLY * self._completeness(n, asked),
                self._shared(n, spoken),
            )
            for n in best
            if found[n] >= LEAST_HEARD * total
        ]

    def _asked(self, spoken: Words, known: Collection[int]) -> Iterator[tuple[str, float, bool]]:
        """(feature, weight, is it new) of a question: its words, its neighbours, also those with small words between."""
        for word in dict.fromkeys(spoken):
            small = _feature(word) in self._stop
            yield _feature(word), STOP if small else 1.0, not small and word.start not in known
        for first, second in dict.fromkeys((*pairwise(spoken), *pairwise(self._content(spoken)))):
            beyond = first.start not in known or second.start not in known
            yield f"{_feature(first)} {_feature(second)}", NEIGHBOURS, beyond

    def _completeness(self, number: int, asked: frozenset[str]) -> float:
        """How much of one of its sayings the question has, of the one that it has most of."""
        return max(self._weight_of(said & asked) / self._weight_of(said) for said in self._said[number] if said)

    def _weight_of(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, self._unknown) for word in words)

    def _heart(self, words: Iterable[Token]) -> frozenset[str]:
        """The folded words of a saying without the small ones; all of them when it has no others."""
        plain = self._plainly(words)
        return frozenset(word.folded for word in self._content(plain) or plain)

    def _shared(self, number: int, spoken: Words) -> Words:
        return tuple(
            word
            for word in self._content(spoken)
            if any(n == number for n, _ in self._postings.get(_feature(word), ()))
        )

    def _features_of(self, meaning: Meaning) -> Iterator[str]:
        for part in meaning.parts:
            yield from self._features_of_text(part)

    def _features_of_text(self, words: Words) -> Iterator[str]:
        plain = self._plainly(words)
        for word in plain:
            yield from {word.folded, word.marked}
        for first, second in dict.fromkeys((*pairwise(plain), *pairwise(self._content(plain)))):
            yield from {f"{first.folded} {second.folded}", f"{first.marked} {second.marked}"}

    def _content(self, words: Words) -> Words:
        return tuple(word for word in words if _feature(word) not in self._stop)

    def _plainly(self, words: Iterable[Token]) -> Words:
        """The words with dialect and close synonyms replaced by one of them ("rớt" → "mất", "xe hơi" → "ô tô")."""
        said = tuple(words)
        plain: list[tuple[Token, ...]] = [(word,) for word in said]
        for start, length, instead in longest(self._same, said):
            if length > 1 or said[start].marked or self._sure.get(said[start].folded, 0) <= 1:
                plain[start : start + length] = [_read_as(said[start : start + length], instead), *[()] * (length - 1)]
        return tuple(word for some in plain for word in some)


@lru_cache(maxsize=2)
def sayings_of(vocabulary: Vocabulary) -> Sayings:
    """Made once for a vocabulary: a third of an index's time."""
    return Sayings(vocabulary)


def _read_as(said: Words, instead: Words) -> Words:
    """The words to read, that still show what was said and where."""
    first, *others = (replace(word, start=said[0].start, surface="") for word in instead)
    return (replace(first, surface=" ".join(word.surface for word in said)), *others)


def _readings(vocabulary: Vocabulary) -> dict[str, int]:
    """Folded word → in how many ways it is written in the vocabulary: "cong" is "cong" and "công"."""
    phrases = [part for meaning in vocabulary.meanings for part in meaning.parts] + [
        words for words, _ in vocabulary.same
    ]
    forms = {(word.folded, word.marked) for words in phrases for word in words}
    return Counter(folded for folded, _ in forms)


def _feature(word: Token) -> str:
    return word.marked or word.folded
