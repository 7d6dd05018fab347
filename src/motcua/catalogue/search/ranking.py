"""Which procedures answer a question best: how much of the question they match, then how little else they are about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from motcua.catalogue.search.entries import Entry
from motcua.catalogue.search.index import Index, Postings
from motcua.catalogue.search.tokens import folded_words
from motcua.catalogue.search.understanding import Alternative, Idea, Question
from motcua.catalogue.search.vocabulary import Phrasebook, Vocabulary, Words
from motcua.catalogue.vocabulary import Audience, Level

FAIR_PART = 0.3
"""Share of the best match from which a procedure is listed at all."""
LOOKED_AT = 40
"""Candidates that are looked at closely."""
ACT_WEIGHT = 4.0
HEAD_WORDS = 3
LATER_ACT = 0.6
SPECIAL_ACTS_UNASKED = 0.88
OTHER_ACT = 0.93
NARROW = 0.85
FOR_OTHERS_THAN_BUSINESS = 0.9
FOR_OTHERS_THAN_CITIZENS = 0.9
COVERAGE = 0.6
LENGTH = 0.06
OWN_PHRASE = 0.8
EXPLAINED_FROM = 0.3
ISSUE = "issue"
_QUALIFIED = re.compile(r"\s*(?:\bđối với\b|\btrong trường hợp\b|\(|\btheo\b)", re.IGNORECASE)
_PERSONAL = {Audience.CITIZEN}
_OF_BUSINESS = {Audience.BUSINESS, Audience.FOREIGN_INVESTED_BUSINESS, Audience.COOPERATIVE, Audience.ORGANISATION}


@dataclass(frozen=True, slots=True)
class Document:
    """What ranking asks about a procedure, worked out once."""

    words: frozenset[str]
    parts: tuple[frozenset[str], ...]
    """The title's words, whole and by its parts (between ; and /)."""
    weights: tuple[float, ...]
    acts: dict[str, float]
    narrow: tuple[frozenset[str], ...]
    standing: float
    """Level and audience as a factor: the centre's own levels first."""
    for_business: bool
    for_citizens: bool


@dataclass(frozen=True, slots=True)
class Hit:
    number: int
    score: float


def level_factor(entry: Entry) -> float:
    """The commune's and the province's own procedures before their twins at a ministry."""
    if entry.handled:
        return 1.08
    if Level.COMMUNE in entry.levels:
        return 1.03
    if Level.PROVINCE in entry.levels or not entry.levels:
        return 1.0
    return 0.85 if Level.OTHER in entry.levels or Level.DISTRICT in entry.levels else 0.75


@dataclass(frozen=True, slots=True)
class _Found:
    """An idea with the procedures that have it."""

    best: Postings
    weight: float
    alternatives: tuple[tuple[Postings, frozenset[str]], ...]


class Ranker:
    def __init__(self, index: Index, vocabulary: Vocabulary) -> None:
        self._index = index
        self._stop = frozenset(word.folded for words in vocabulary.stop if len(words) == 1 for word in words)
        self._narrow = Phrasebook((words, words) for words in vocabulary.narrow)
        self._general = Phrasebook((words, words) for words in vocabulary.general)
        self._acts = Phrasebook((words, act.name) for act in vocabulary.acts for words in act.titles)
        self._documents = [
            self._document(entry, title) for entry, title in zip(index.entries, index.titles, strict=True)
        ]

    def rank(self, question: Question, allowed: Iterable[int] | None = None) -> list[Hit]:
        """Every procedure that has a fair part of what the best one has, the best first."""
        ideas = [self._found(idea) for idea in question.ideas]
        totals: dict[int, float] = {}
        for idea in ideas:
            for number, share in idea.best.items():
                totals[number] = totals.get(number, 0.0) + share * idea.weight
        if allowed is not None:
            totals = {number: totals[number] for number in allowed if number in totals}
        least = FAIR_PART * max(totals.values(), default=0.0)
        order = sorted(
            (number for number, total in totals.items() if total >= least),
            key=lambda number: -totals[number] * self._documents[number].standing,
        )
        top, rest = order[:LOOKED_AT], order[LOOKED_AT:]
        hits = [Hit(number, self._score(question, ideas, number, totals[number])) for number in top]
        hits.sort(key=lambda hit: (-hit.score, hit.number))
        return hits + [Hit(number, totals[number] / 1000) for number in rest]

    def matched(self, question: Question, number: int) -> tuple[tuple[Idea, Alternative], ...]:
        """What of the question a procedure has, and by which of its official names."""
        found = []
        for idea in question.ideas:
            shares = [
                (self._index.matches(a.words).get(number, 0.0), -place, a) for place, a in enumerate(idea.alternatives)
            ]
            share, _, best = max(shares, key=lambda each: each[:2])
            if share >= EXPLAINED_FROM:
                found.append((idea, best))
        return tuple(found)

    def _found(self, idea: Idea) -> _Found:
        alternatives = [
            (self._postings(idea, a), frozenset(word.folded for word in a.words)) for a in idea.alternatives
        ]
        best, *others = (postings for postings, _ in alternatives)
        if others:
            best = dict(best)
        for postings in others:
            for number, share in postings.items():
                if share > best.get(number, 0.0):
                    best[number] = share
        return _Found(best, idea.weight, tuple(alternatives))

    def _postings(self, idea: Idea, alternative: Alternative) -> Postings:
        """A phrase that has an official name counts a little less by itself: "khai tử" stands in many a title, "đăng ký khai tử" in one."""
        postings = self._index.matches(alternative.words)
        if alternative.official or len(idea.alternatives) == 1:
            return postings
        return {number: share * OWN_PHRASE for number, share in postings.items()}

    def _score(self, question: Question, ideas: Sequence[_Found], number: int, total: float) -> float:
        document = self._documents[number]
        words: set[str] = set()
        for idea in ideas:
            share = idea.best.get(number, 0.0)
            if share >= EXPLAINED_FROM:
                words |= next(said for postings, said in idea.alternatives if postings.get(number, 0.0) == share)
        score = total + ACT_WEIGHT * max((document.acts.get(act, 0.0) for act in question.acts), default=0.0)
        score *= 1 + COVERAGE * self._coverage(document, words)
        score *= self._act_factor(question, document) * document.standing
        asked = question.words | words
        score *= NARROW ** sum(not special <= asked for special in document.narrow)
        return score * _audience_factor(question, document)

    def _coverage(self, document: Document, words: set[str]) -> float:
        """Share of the title, or of its best part, that the question speaks of, by weight; long titles lose a little."""
        best = 0.0
        for part, weight in zip(document.parts, document.weights, strict=True):
            covered = sum(self._index.weight(word) for word in part & words)
            best = max(best, covered / weight)
        return best / (1 + LENGTH * log(1 + len(document.words)))

    def _act_factor(self, question: Question, document: Document) -> float:
        if not document.acts:
            return 1.0
        if not question.acts:
            return 1.0 if ISSUE in document.acts else SPECIAL_ACTS_UNASKED
        if question.acts & document.acts.keys():
            return 1.0
        return OTHER_ACT

    def _document(self, entry: Entry, title: Words) -> Document:
        parts = [frozenset(folded_words(part)) - self._stop for part in (entry.title, *_parts_of(entry.title))]
        parts = [part for part in parts if part] or [frozenset(word.folded for word in title)]
        narrow = () if self._names(self._general, title) else self._names(self._narrow, title)
        personal = not entry.audiences or not _PERSONAL.isdisjoint(entry.audiences)
        return Document(
            words=parts[0],
            parts=tuple(parts),
            weights=tuple(sum(map(self._index.weight, part)) or 1.0 for part in parts),
            acts=self._acts_of(title),
            narrow=tuple(frozenset(word.folded for word in words) for words in narrow),
            standing=level_factor(entry),
            for_business=not entry.audiences or not _OF_BUSINESS.isdisjoint(entry.audiences),
            for_citizens=personal,
        )

    def _names(self, book: Phrasebook[Words], title: Words) -> set[Words]:
        return {words for position in range(len(title)) for _, words in book.at(title, position)}

    def _acts_of(self, title: Words) -> dict[str, float]:
        """Acts named at the head of the title count whole, later ones in part."""
        acts: dict[str, float] = {}
        start = 2 if [word.folded for word in title[:2]] == ["thu", "tuc"] else 0
        position = start
        while position < len(title):
            found = self._acts.at(title, position)
            length = found[0][0] if found else 1
            for each, act in found:
                if each == length:
                    share = 1.0 if position - start < HEAD_WORDS else LATER_ACT
                    acts[str(act)] = max(acts.get(str(act), 0.0), share)
            position += length
        return acts


def _audience_factor(question: Question, document: Document) -> float:
    if question.business:
        return 1.0 if document.for_business else FOR_OTHERS_THAN_BUSINESS
    return 1.0 if document.for_citizens else FOR_OTHERS_THAN_CITIZENS


def _parts_of(title: str) -> Sequence[str]:
    """What a title names one after the other (between ; and /), and what it is about without whom and when it is for."""
    parts = title.replace("/", ";").split(";")
    heads = [head for part in parts if (head := _QUALIFIED.split(part)[0].strip()) and head != title]
    return heads if len(parts) == 1 else [*parts, *heads]
