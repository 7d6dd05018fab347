"""What a question asks for: a code, or ideas with their official names, acts, and who asks."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from motcua.catalogue.search.index import Index
from motcua.catalogue.search.sayings import sayings_of
from motcua.catalogue.search.slips import Speller
from motcua.catalogue.search.tokens import tokens_of, tokens_of_question
from motcua.catalogue.search.vocabulary import Meaning, Phrasebook, Vocabulary, Words, longest

LONGEST_QUESTION = 400
MOST_WORDS = 40
WORD_WEIGHT = 0.3
PAIR_WEIGHT = 0.5
"""What a word of the question that no vocabulary knows weighs, alone and with its neighbour; a known phrase weighs 1."""
HEARD = 1.6
"""What a saying weighs that was heard loosely, beside one said word for word."""
LIGHTEST, STEEP, HEAVIEST = 4.0, 0.5, 11.0
"""An idea weighs between these, by the rarity of its words in the catalogue."""
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


class Reader:
    """Reads questions with one vocabulary against one index. Nothing in it changes: threads may share it."""

    def __init__(self, vocabulary: Vocabulary, index: Index) -> None:
        self._index = index
        whole = [meaning for meaning in vocabulary.meanings if len(meaning.parts) == 1]
        combined = [meaning for meaning in vocabulary.meanings if len(meaning.parts) > 1]
        self._meanings = Phrasebook((meaning.parts[0], meaning) for meaning in whole)
        self._stops = Phrasebook((words, words) for words in vocabulary.stop)
        self._acts = Phrasebook((words, act.name) for act in vocabulary.acts for words in act.questions)
        self._business = Phrasebook((words, words) for words in vocabulary.business)
        self._parts = Phrasebook({(part, part) for meaning in combined for part in meaning.parts})
        self._combined: dict[Words, list[Meaning]] = {}
        for meaning in combined:
            self._combined.setdefault(meaning.parts[0], []).append(meaning)
        self._sayings = sayings_of(vocabulary)
        self._speller = Speller(index, _all_phrases(vocabulary))
        self._ideas = {meaning.parts: self._idea_of(meaning) for meaning in vocabulary.meanings}

    def read(self, text: str) -> Question:
        text = text[:LONGEST_QUESTION]
        if code := _CODE.search(text):
            return Question(text, code=f"{code[1]}.{code[2]}")
        words = self._speller.mend(tokens_of_question(text)[:MOST_WORDS])
        meanings = [(start, length, meaning) for start, length, meaning in longest(self._meanings, words)]
        taken = {position for start, length, _ in meanings for position in range(start, start + length)}
        spoken = frozenset(taken)
        acts = list(longest(self._acts, words))
        for start, length, _ in acts:
            taken.update(range(start, start + length))
        ideas = [self._ideas[meaning.parts] for *_, meaning in meanings]
        ideas += self._combined_ideas(words, ideas)
        ideas += self._heard_ideas(words, {words[position].start for position in spoken})
        ideas += self._own_words(words, taken)
        return Question(
            text,
            ideas=tuple(dict.fromkeys(ideas)),
            acts=frozenset(act for *_, act in acts),
            business=any(True for _ in longest(self._business, words)),
            words=frozenset(word.folded for word in words),
        )

    def better_spelling(self, question: Question) -> str | None:
        return self._speller.better_spelling(tokens_of(question.text)[:MOST_WORDS])

    def _combined_ideas(self, words: Words, said: Iterable[Idea]) -> Iterator[Idea]:
        """Ideas said in several places of the question, the most telling first; each official phrase counts once."""
        present = {part for position in range(len(words)) for _, part in self._parts.at(words, position)}
        meanings = [m for part in present for m in self._combined.get(part, ()) if present.issuperset(m.parts)]
        known = {alternative.official for idea in said for alternative in idea.alternatives}
        for meaning in sorted(
            meanings, key=lambda m: (-sum(map(len, m.parts)), [t.folded for p in m.parts for t in p])
        ):
            if not known.issuperset(meaning.means):
                known.update(meaning.means)
                yield self._ideas[meaning.parts]

    def _heard_ideas(self, words: Words, known: Collection[int]) -> Iterator[Idea]:
        """Ideas said in other words than the vocabulary's own."""
        for heard in self._sayings.heard(words, known):
            said_so = " ".join(word.surface for word in heard.words if word.surface)
            yield self._idea(said_so, (Alternative(tokens_of(heard.official), heard.official),), HEARD * heard.share)

    def _own_words(self, words: Words, taken: set[int]) -> Iterator[Idea]:
        stops = {p for start, length, _ in longest(self._stops, words) for p in range(start, start + length)}
        kept = [
            position
            for position in range(len(words))
            if position not in taken and (position not in stops or self._in_strong_pair(words, position, taken))
        ]
        for position in kept:
            if self._index.knows(words[position].folded):
                word = words[position]
                yield self._idea(word.surface, (Alternative((word,), ""),), WORD_WEIGHT)
        for first, second in pairwise(kept):
            pair = words[first : second + 1]
            if second == first + 1 and self._index.knows_pair(f"{pair[0].folded} {pair[1].folded}"):
                yield self._idea(" ".join(word.surface for word in pair), (Alternative(pair, ""),), PAIR_WEIGHT)

    def _in_strong_pair(self, words: Words, position: int, taken: set[int]) -> bool:
        neighbours = [(position - 1, position), (position, position + 1)]
        return any(
            self._index.strength(words[a].folded, words[b].folded) > STRONG_PAIR
            for a, b in neighbours
            if a >= 0 and b < len(words) and taken.isdisjoint((a, b))
        )

    def _idea_of(self, meaning: Meaning) -> Idea:
        said = " … ".join(" ".join(token.surface for token in part) for part in meaning.parts)
        own = tuple(Alternative(part, "") for part in meaning.parts if len(meaning.parts) == 1 and self._is_known(part))
        official = tuple(Alternative(tokens_of(phrase), phrase) for phrase in meaning.means)
        return self._idea(said, (*own, *official), 1.0)

    def _idea(self, said: str, alternatives: tuple[Alternative, ...], share: float) -> Idea:
        weights = [sum(self._index.weight(word.folded) for word in a.words) for a in alternatives if self._known(a)]
        return Idea(said, alternatives, share * min(HEAVIEST, LIGHTEST + STEEP * max(weights, default=0.0)))

    def _known(self, alternative: Alternative) -> bool:
        return any(self._index.knows(word.folded) for word in alternative.words)

    def _is_known(self, words: Words) -> bool:
        if len(words) == 1:
            return self._index.knows(words[0].folded)
        return all(self._index.knows_pair(f"{first.folded} {second.folded}") for first, second in pairwise(words))


def _all_phrases(vocabulary: Vocabulary) -> Iterator[Words]:
    for meaning in vocabulary.meanings:
        yield from meaning.parts
    for act in vocabulary.acts:
        yield from act.questions
    yield from vocabulary.stop
    yield from vocabulary.business
