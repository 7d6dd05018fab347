"""What a question asks for: a code, or ideas with their official names, an act, and who asks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from motcua.catalogue.search.index import Index
from motcua.catalogue.search.slips import Speller
from motcua.catalogue.search.tokens import tokens_of
from motcua.catalogue.search.vocabulary import Meaning, Phrasebook, Vocabulary, Words

LONGEST_QUESTION = 400
MOST_WORDS = 40
PAIR_WEIGHT = 0.6
"""What two neighbours of the question weigh as a pair, beside what each weighs alone."""
HEAVIEST = 14.0
STRONG_PAIR = 0.15
_CODE = re.compile(r"(?<![\d.])(\d)\.?(\d{6})(?:\.\d{3}(?:\.\d{2}){2}(?:\.[Hh]\d+)?)?(?![\d.]*\d)")


@dataclass(frozen=True, slots=True)
class Alternative:
    words: Words
    official: str
    """The official phrase, or "" when these are the asker's own words."""


@dataclass(frozen=True, slots=True)
class Idea:
    """A thing the question speaks of: any one of the alternatives is a match."""

    said: str
    alternatives: tuple[Alternative, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    code: str = ""
    ideas: tuple[Idea, ...] = ()
    acts: frozenset[str] = frozenset()
    business: bool = False
    words: frozenset[str] = frozenset()
    """Every folded word, so that a title's special case can be looked for."""

    @property
    def is_empty(self) -> bool:
        """Asks nothing: no code and not one word."""
        return not self.code and not self.words


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    meant: object
    length: int


class Reader:
    """Reads questions with one vocabulary against one index. Immutable once built: threads may share it."""

    def __init__(self, vocabulary: Vocabulary, index: Index) -> None:
        self._index = index
        single = [m for m in vocabulary.meanings if len(m.parts) == 1]
        self._combined = [m for m in vocabulary.meanings if len(m.parts) > 1]
        phrases: list[tuple[Words, object]] = [(m.parts[0], ("meaning", m)) for m in single]
        phrases += [(words, ("act", act.name)) for act in vocabulary.acts for words in act.questions]
        phrases += [(words, ("business", None)) for words in vocabulary.business]
        phrases += [(words, ("stop", None)) for words in vocabulary.stop]
        self._phrases = Phrasebook(phrases)
        self._parts = Phrasebook((part, part) for m in self._combined for part in m.parts)
        self._speller = Speller(index, (words for words, _ in phrases))
        self._ideas: dict[int, Idea] = {id(m): self._idea_of(m) for m in vocabulary.meanings}

    def read(self, text: str) -> Question:
        text = text[:LONGEST_QUESTION]
        if code := _CODE.search(text):
            return Question(text, code=f"{code[1]}.{code[2]}")
        words = self._speller.mend(tokens_of(text)[:MOST_WORDS])
        ideas: list[Idea] = []
        acts: set[str] = set()
        business = False
        loose: list[tuple[int, bool]] = []
        position = 0
        while position < len(words):
            found = self._longest(words, position)
            length = max((f.length for f in found), default=1)
            for each in found:
                if each.kind == "meaning":
                    ideas.append(self._ideas[id(each.meant)])
                elif each.kind == "act":
                    acts.add(str(each.meant))
                elif each.kind == "business":
                    business = True
            if not found or all(f.kind == "business" for f in found):
                loose.extend((p, False) for p in range(position, position + length))
            elif all(f.kind == "stop" for f in found):
                loose.extend((p, True) for p in range(position, position + length))
            position += length
        ideas.extend(self._combined_ideas(words))
        ideas.extend(self._own_words(words, loose))
        folded = frozenset(word.folded for word in words)
        return Question(text, "", tuple(dict.fromkeys(ideas)), frozenset(acts), business, folded)

    def better_spelling(self, question: Question) -> str | None:
        return self._speller.better_spelling(tokens_of(question.text)[:MOST_WORDS])

    def _longest(self, words: Words, position: int) -> list[_Found]:
        found = self._phrases.at(words, position)
        if not found:
            return []
        longest = found[0][0]
        best = [_Found(kind, meant, length) for length, (kind, meant) in found if length == longest]  # type: ignore[misc]
        content = [each for each in best if each.kind != "stop"]
        return content or best

    def _combined_ideas(self, words: Words) -> Iterable[Idea]:
        present: set[Words] = set()
        for position in range(len(words)):
            present.update(part for _, part in self._parts.at(words, position))  # type: ignore[misc]
        if present:
            yield from (self._ideas[id(m)] for m in self._combined if all(part in present for part in m.parts))

    def _own_words(self, words: Words, loose: Sequence[tuple[int, bool]]) -> Iterable[Idea]:
        kept = [position for position, stop in loose if not stop or self._in_strong_pair(words, position)]
        for position in kept:
            word = words[position]
            if self._index.knows(word.folded):
                yield self._idea(word.surface, (Alternative((word,), ""),), 1.0)
        for first, second in zip(kept, kept[1:], strict=False):
            pair = words[first : second + 1]
            if second == first + 1 and self._index.knows_pair(f"{pair[0].folded} {pair[1].folded}"):
                yield self._idea(" ".join(w.surface for w in pair), (Alternative(pair, ""),), PAIR_WEIGHT)

    def _in_strong_pair(self, words: Words, position: int) -> bool:
        neighbours = [(position - 1, position), (position, position + 1)]
        return any(
            self._index.strength(words[a].folded, words[b].folded) > STRONG_PAIR
            for a, b in neighbours
            if a >= 0 and b < len(words)
        )

    def _idea_of(self, meaning: Meaning) -> Idea:
        said = " … ".join(" ".join(token.surface for token in part) for part in meaning.parts)
        own = tuple(Alternative(part, "") for part in meaning.parts if len(meaning.parts) == 1 and self._is_known(part))
        official = tuple(Alternative(tokens_of(phrase), phrase) for phrase in meaning.means)
        return self._idea(said, (*own, *official), 1.0)

    def _idea(self, said: str, alternatives: tuple[Alternative, ...], share: float) -> Idea:
        weights = [sum(self._index.weight(word.folded) for word in a.words) for a in alternatives if self._known(a)]
        return Idea(said, alternatives, share * min(HEAVIEST, max(weights, default=0.0)))

    def _known(self, alternative: Alternative) -> bool:
        return any(self._index.knows(word.folded) for word in alternative.words)

    def _is_known(self, words: Words) -> bool:
        if len(words) == 1:
            return self._index.knows(words[0].folded)
        return all(self._index.knows_pair(f"{a.folded} {b.folded}") for a, b in zip(words, words[1:], strict=False))
