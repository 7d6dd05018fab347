"""The inverted index: which procedures have a word or a pair of words, and how much it says about them."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import TypeAlias

from motcua.catalogue.search.entries import Entry
from motcua.catalogue.search.tokens import Token, tokens_of
from motcua.catalogue.search.vocabulary import Words

Postings: TypeAlias = dict[int, float]
"""Document number → how much the place where the word stands says about the document, 0 to 1."""

TITLE, ALIAS, KEYWORD, FIELD, RESULT, PAPER, AGENCY = 1.0, 1.0, 0.8, 0.55, 0.5, 0.3, 0.2
OTHER_MARKS = 0.35
"""What a word is worth whose letters fit and whose marks don't: "thuê" for "thuế"."""
FORGOTTEN_MARKS = 0.6
"""The same for a word without marks in a question that has some."""
PAIRED = 0.35
"""Share of a phrase's match that hangs on its words standing together."""
LEAST_MATCH = 0.3
_CACHED_PHRASES = 20_000


class Index:
    def __init__(self, entries: Sequence[Entry], aliases: Mapping[str, Sequence[str]]) -> None:
        self.entries = tuple(entries)
        self.titles: list[Words] = [tokens_of(entry.title) for entry in entries]
        self._words: dict[str, Postings] = {}
        self._marked: dict[str, Postings] = {}
        self._pairs: dict[str, Postings] = {}
        for number, entry in enumerate(self.entries):
            for text, share in _texts(entry, aliases.get(entry.code, ())):
                self._add(number, tokens_of(text), share)
        self._matches: dict[object, Postings] = {}
        self._weights = {word: self._weight(len(found)) for word, found in self._words.items()}

    def _add(self, number: int, words: Words, share: float) -> None:
        for word in words:
            _raise(self._words, word.folded, number, share)
            _raise(self._marked, word.marked, number, share)
        if share > PAPER:
            for first, second in itertools.pairwise(words):
                _raise(self._pairs, f"{first.folded} {second.folded}", number, share)

    def _weight(self, frequency: int) -> float:
        return log(1 + (len(self.entries) - frequency + 0.5) / (frequency + 0.5))

    def knows(self, folded: str) -> bool:
        return folded in self._words

    def knows_pair(self, pair: str) -> bool:
        return pair in self._pairs

    def frequencies(self) -> dict[str, int]:
        """Folded word → number of procedures that have it."""
        return {word: len(found) for word, found in self._words.items()}

    def strength(self, first: str, second: str) -> float:
        """How much two words belong together, 0 to 1: "di san" is one, "cho con" is none."""
        pair = self._pairs.get(f"{first} {second}")
        if not pair:
            return 0.0
        return len(pair) / min(len(self._words[first]), len(self._words[second]))

    def weight(self, folded: str) -> float:
        """Rarity of a word, 0 to about 8; a word nobody wrote is as rare as can be."""
        return self._weights.get(folded) or self._weight(0)

    def warm(self, phrases: Iterable[Words]) -> None:
        """Look the vocabulary's phrases up beforehand, so that the first questions are as fast as the later ones."""
        for words in phrases:
            self.matches(words)

    def matches(self, words: Words) -> Postings:
        """How much of the phrase each document has, 0 to 1, by the rarity of its words and their standing together."""
        key = tuple((word.folded, word.marked) for word in words)
        found = self._matches.get(key)
        if found is None:
            if len(self._matches) > _CACHED_PHRASES:
                self._matches.clear()
            found = self._matches[key] = self._match(words)
        return found

    def _match(self, words: Words) -> Postings:
        if len(words) == 1:
            return self._postings(words[0])
        weights = [self.weight(word.folded) for word in words]
        total = sum(weights)
        found: Postings = {}
        for word, weight in zip(words, weights, strict=True):
            for number, share in self._postings(word).items():
                found[number] = found.get(number, 0.0) + share * weight / total
        return self._with_pairs(words, found)

    def _with_pairs(self, words: Words, found: Postings) -> Postings:
        pairs = [self._pairs.get(f"{a.folded} {b.folded}", {}) for a, b in itertools.pairwise(words)]
        known = len(pairs)
        matched: Postings = {}
        for number, share in found.items():
            if share < LEAST_MATCH:
                continue
            together = sum(pair.get(number, 0.0) for pair in pairs) / known
            whole = share * (1 - PAIRED + PAIRED * together)
            if whole >= LEAST_MATCH * (1 - PAIRED):
                matched[number] = whole
        return matched

    def _postings(self, word: Token) -> Postings:
        folded = self._words.get(word.folded, {})
        if not word.marked:
            return folded
        exact = self._marked.get(word.marked, {})
        other = FORGOTTEN_MARKS if word.plain else OTHER_MARKS
        return {number: share * other for number, share in folded.items()} | exact


def _texts(entry: Entry, aliases: Sequence[str]) -> Iterable[tuple[str, float]]:
    yield entry.title, TITLE
    yield entry.field, FIELD
    for texts, share in (
        (entry.names, ALIAS),
        (aliases, ALIAS),
        (entry.keywords, KEYWORD),
        (entry.results, RESULT),
        (entry.papers, PAPER),
        (entry.agencies, AGENCY),
    ):
        for text in texts:
            yield text, share


def _raise(index: dict[str, Postings], key: str, number: int, share: float) -> None:
    postings = index.setdefault(key, {})
    if postings.get(number, 0.0) < share:
        postings[number] = share
