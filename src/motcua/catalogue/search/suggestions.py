"""Suggestions while somebody types: everyday phrases, titles, codes. Free of Django."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from motcua.catalogue.search.entries import Entry
from motcua.catalogue.search.pages import Suggestion
from motcua.catalogue.search.ranking import level_factor
from motcua.catalogue.search.tokens import folded_words
from motcua.catalogue.search.vocabulary import Vocabulary

SHORTEST_PREFIX = 2
LOOKED_AT = 400
"""Rows of the sorted list that are looked at; more have the prefix only while it says next to nothing."""
_LAST = "\uffff"


class Suggester:
    """Sorted rows (folded text from some word on, rank, suggestion); a prefix is found by bisection."""

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        rows = [*_phrases(vocabulary)]
        for entry in entries:
            rows.extend(_rows_of(entry))
        self._rows = sorted(rows, key=lambda row: row[0])
        self._keys = [row[0] for row in self._rows]

    def suggest(self, prefix: str, limit: int) -> tuple[Suggestion, ...]:
        """At most `limit` suggestions for what has been typed so far, best first, phrases and procedures mixed; none for a letter."""
        typed = " ".join(folded_words(prefix[:200]))
        if len(typed) < SHORTEST_PREFIX or limit < 1:
            return ()
        first = bisect_left(self._keys, typed)
        last = min(bisect_left(self._keys, typed + _LAST), first + LOOKED_AT)
        found = sorted(self._rows[first:last], key=lambda row: row[1:3])
        lines = list(dict.fromkeys(row[3] for row in found))
        phrases, titles = [line for line in lines if not line.code], [line for line in lines if line.code]
        room = max(limit - len(titles), limit // 2)
        return (*phrases[:room], *titles)[:limit]


Row = tuple[str, float, int, Suggestion]


def _phrases(vocabulary: Vocabulary) -> Iterable[Row]:
    for meaning in vocabulary.meanings:
        if len(meaning.parts) > 1 or not meaning.means:
            continue
        text = " ".join(token.surface for token in meaning.parts[0])
        note = "" if text == meaning.means[0] else meaning.means[0]
        yield " ".join(token.folded for token in meaning.parts[0]), 0.0, len(text), Suggestion(text, note=note)


def _rows_of(entry: Entry) -> Iterable[Row]:
    """A title is found from its start and, ranked behind, from each of its words."""
    suggestion = Suggestion(entry.title, entry.code, entry.field)
    distance = 2.0 - level_factor(entry)
    for name in entry.names:
        yield " ".join(folded_words(name)), distance, len(name), Suggestion(name, entry.code, entry.title)
    words = folded_words(entry.title)
    for start in range(len(words)):
        yield " ".join(words[start:]), distance + (start > 0), len(entry.title), suggestion
    yield " ".join(folded_words(entry.code)), 0.0, 0, suggestion
    yield entry.code.replace(".", ""), 0.0, 0, suggestion
