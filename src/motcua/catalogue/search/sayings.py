"""Questions heard loosely: which official phrase is meant when its sayings have most of the question's words.

"bán miếng đất phải đóng thuế bao nhiêu" has no phrase of the vocabulary in it word for word, but the sayings of the tax on
selling land have "bán", "đất", "đóng thuế". Every official phrase with its sayings is a small text; the question is ranked
against these texts by the rarity of the words and neighbours that they share.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log

from motcua.catalogue.search.tokens import Token, tokens_of
from motcua.catalogue.search.vocabulary import Meaning, Phrasebook, Vocabulary, Words, longest

LEAST_HEARD = 0.25
"""Share of the question, by the rarity of its words, that the sayings must have."""
MOST_HEARD = 3
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
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._same = Phrasebook(vocabulary.same)
        self._sure = _readings(vocabulary)
        self._stop = {
            form for words in vocabulary.stop if len(words) == 1 for form in (words[0].folded, words[0].marked)
        }
        texts: dict[str, Counter[str]] = {}
        for meaning in vocabulary.meanings:
            for official in meaning.means:
                texts.setdefault(official, Counter(self._features_of_text(tokens_of(official)))).update(
                    self._features_of(meaning)
                )
        self._officials = list(texts)
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for number, counts in enumerate(texts.values()):
            for feature, times in counts.items():
                self._postings.setdefault(feature, []).append((number, times / (times + OFTEN)))
        self._unknown = log(1 + len(texts) / 0.5)
        self._weights = {feature: log(1 + len(texts) / (len(found) + 0.5)) for feature, found in self._postings.items()}

    def heard(self, words: Words) -> list[Heard]:
        """The official phrases that the question seems to mean, the surest first."""
        spoken = self._plainly(words)
        found: dict[int, float] = {}
        total = 0.0
        for feature, share in self._asked(spoken):
            weight = share * self._weights.get(feature, self._unknown if share == 1 else 0.0)
            total += weight
            for number, strength in self._postings.get(feature, ()):
                found[number] = found.get(number, 0.0) + weight * strength
        best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_HEARD]
        return [
            Heard(self._officials[n], score / total * (score / best[0][1]) ** DECIDEDLY, self._shared(n, spoken))
            for n, score in best
            if score >= LEAST_HEARD * total
        ]

    def _asked(self, spoken: Words) -> Iterator[tuple[str, float]]:
        """(feature, weight) of a question: its words, its neighbours, and its neighbours when small words are left out."""
        for word in dict.fromkeys(spoken):
            yield _feature(word), STOP if _feature(word) in self._stop else 1.0
        for first, second in dict.fromkeys((*pairwise(spoken), *pairwise(self._content(spoken)))):
            yield f"{_feature(first)} {_feature(second)}", NEIGHBOURS

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
                plain[start : start + length] = [instead, *[()] * (length - 1)]
        return tuple(word for some in plain for word in some)


def _readings(vocabulary: Vocabulary) -> dict[str, int]:
    """Folded word → in how many ways it is written in the vocabulary: "cong" is "cong" and "công"."""
    phrases = [part for meaning in vocabulary.meanings for part in meaning.parts] + [
        words for words, _ in vocabulary.same
    ]
    forms = {(word.folded, word.marked) for words in phrases for word in words}
    return Counter(folded for folded, _ in forms)


def _feature(word: Token) -> str:
    return word.marked or word.folded
