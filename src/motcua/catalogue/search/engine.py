"""One index with its reader, ranker and suggestions. Free of Django; nothing in it changes, so threads may share it."""

from collections import Counter
from collections.abc import Sequence

from motcua.catalogue.search.entries import Entry
from motcua.catalogue.search.index import Index
from motcua.catalogue.search.pages import EVERYTHING, Filters, SearchItem, SearchPage, Suggestion
from motcua.catalogue.search.ranking import Hit, Ranker
from motcua.catalogue.search.suggestions import Suggester
from motcua.catalogue.search.tokens import tokens_of
from motcua.catalogue.search.understanding import Alternative, Idea, Question, Reader
from motcua.catalogue.search.vocabulary import Vocabulary
from motcua.catalogue.vocabulary import Level
from motcua.kernel.text import collation_key

MOST_REASONS = 4
_NEAR = {Level.COMMUNE, Level.PROVINCE}


class Engine:
    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        self.index = Index(entries, vocabulary.aliases)
        self._reader = Reader(vocabulary, self.index)
        self._ranker = Ranker(self.index, vocabulary)
        self.index.warm(tokens_of(phrase) for meaning in vocabulary.meanings for phrase in meaning.means)
        self._suggester = Suggester(entries, vocabulary)
        self._numbers = {entry.code: number for number, entry in enumerate(entries)}
        self._listed = sorted(range(len(entries)), key=self._place_in_list)

    def search(self, query: str, filters: Filters = EVERYTHING, limit: int = 20, offset: int = 0) -> SearchPage:
        """A page of the procedures that answer the question, best first; every one that the filters allow when it asks nothing."""
        question = self._reader.read(query)
        allowed = None if filters == EVERYTHING else [n for n in self._listed if filters.allow(self.index.entries[n])]
        hits = self._hits(question, allowed)
        first, last = max(0, offset), max(0, offset) + max(0, limit)
        items = tuple(self._item(question, hit) for hit in hits[first:last])
        return SearchPage(len(hits), items, None if hits else self._reader.better_spelling(question))

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
        return self._suggester.suggest(prefix, limit)

    def fields(self) -> tuple[tuple[str, int], ...]:
        """(field, number of its procedures), the largest first."""
        counted = Counter(entry.field for entry in self.index.entries if entry.field)
        return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], collation_key(pair[0]))))

    def _hits(self, question: Question, allowed: Sequence[int] | None) -> list[Hit]:
        if question.code:
            number = self._numbers.get(question.code)
            return [] if number is None or (allowed is not None and number not in allowed) else [Hit(number, 1.0)]
        if question.is_empty:
            return [Hit(number, 0.0) for number in (self._listed if allowed is None else allowed)]
        return self._ranker.rank(question, allowed)

    def _item(self, question: Question, hit: Hit) -> SearchItem:
        entry = self.index.entries[hit.number]
        why = (entry.code,) if question.code else _reasons(self._ranker.matched(question, hit.number))
        return SearchItem(entry.code, entry.title, entry.field, entry.levels, why, round(hit.score, 3))

    def _place_in_list(self, number: int) -> tuple[bool, str]:
        entry = self.index.entries[number]
        return _NEAR.isdisjoint(entry.levels), collation_key(entry.title)


def _reasons(matched: Sequence[tuple[Idea, Alternative]]) -> tuple[str, ...]:
    heaviest = sorted(matched, key=lambda pair: -pair[0].weight)
    said = (f"{idea.said} → {found.official}" if found.official else idea.said for idea, found in heaviest)
    return tuple(dict.fromkeys(said))[:MOST_REASONS]
