"""Everyday vocabulary: what people say and what the State calls it, from data files in `vocabulary/`.

A centre adds its own files of the same shape. A file is TOML with any of these tables:

    [official]                         # what the State calls it = what people say
    "giấy chứng nhận quyền sử dụng đất" = ["sổ đỏ", "bìa đỏ"]
    "cấp lại giấy chứng nhận quyền sử dụng đất" = ["sổ đỏ … mất"]   # both parts, anywhere in the question

    [acts.renew]                       # what is to be done: official verbs of titles, everyday verbs of questions
    titles = ["cấp lại", "đăng ký lại"]
    questions = ["bị mất", "làm lại"]

    [same]                             # close synonyms and dialect, word for word
    "mất" = ["rớt", "thất lạc"]

    [words]
    stop = ["cho em hỏi"]              # says nothing about the procedure
    narrow = ["lưu động"]              # a title with it is a special case, unless the question asks for it
    general = ["hộ gia đình, cá nhân"] # a title with it is for everybody, whomever else it names
    business = ["công ty"]             # a business asks

    [aliases]                          # names of one procedure that people of this place use
    "1.004222" = ["nhập hộ khẩu"]
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

from motcua.catalogue.search.tokens import Token, tokens_of

T = TypeVar("T")

SHIPPED = Path(__file__).parent / "vocabulary"
GAP = "…"
SHORTEST_BARE = 2
"""Letters: a shorter word without marks may be too many words ("so", "de")."""
_TABLES = {"official", "same", "acts", "words", "aliases"}

Words: TypeAlias = tuple[Token, ...]


class VocabularyError(ValueError):
    """A vocabulary file that can't be used: says which file and what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way of saying something: one part, or several that must all be in the question."""

    parts: tuple[Words, ...]
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    name: str
    titles: tuple[Words, ...] = ()
    questions: tuple[Words, ...] = ()


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Each is itself and no other, so that what is made of it can be kept with it."""

    meanings: tuple[Meaning, ...] = ()
    acts: tuple[Act, ...] = ()
    stop: tuple[Words, ...] = ()
    narrow: tuple[Words, ...] = ()
    general: tuple[Words, ...] = ()
    business: tuple[Words, ...] = ()
    same: tuple[tuple[Words, Words], ...] = ()
    """(a way to say it, the word to read it as)"""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def load_vocabulary(*folders: Path) -> Vocabulary:
    """The shipped vocabulary and every *.toml of the folders given. Raises VocabularyError; a missing folder is empty.

    The catalogue changes often and the words seldom: files that stayed as they were are not read again.
    """
    files = [path for folder in (SHIPPED, *folders) for path in sorted(folder.glob("*.toml"))]
    return _loaded(tuple((path, (found := path.stat()).st_mtime_ns, found.st_size) for path in files))


@lru_cache(maxsize=2)
def _loaded(files: tuple[tuple[Path, int, int], ...]) -> Vocabulary:
    return _merge((path.name, _read(path)) for path, *_ in files)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path}: {error}") from error


def _merge(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> Vocabulary:
    means: dict[tuple[Words, ...], tuple[str, ...]] = {}
    acts: dict[str, Act] = {}
    words: dict[str, tuple[Words, ...]] = {"stop": (), "narrow": (), "general": (), "business": ()}
    same: list[tuple[Words, Words]] = []
    aliases: dict[str, tuple[str, ...]] = {}
    for name, table in tables:
        if unknown := table.keys() - _TABLES:
            raise VocabularyError(f"{name}: unknown table {', '.join(sorted(unknown))}")
        for official, says in table.get("official", {}).items():
            for said in _texts(name, says):
                parts = _phrases(name, [part.strip() for part in said.split(GAP)])
                means[parts] = (*means.get(parts, ()), official)
        for word, others in table.get("same", {}).items():
            same.extend((other, tokens_of(word)) for other in _phrases(name, others))
        for act, row in table.get("acts", {}).items():
            acts[act] = _joined(acts.get(act, Act(act)), name, row)
        for kind, phrases in table.get("words", {}).items():
            if kind not in words:
                raise VocabularyError(f"{name}: [words] knows {', '.join(words)}, not {kind}")
            words[kind] += _phrases(name, phrases)
        for code, titles in table.get("aliases", {}).items():
            aliases[code] = (*aliases.get(code, ()), *_texts(name, titles))
    meanings = tuple(Meaning(parts, tuple(dict.fromkeys(phrases))) for parts, phrases in means.items())
    return Vocabulary(meanings, tuple(acts.values()), **words, same=tuple(same), aliases=aliases)


def _joined(act: Act, name: str, row: Mapping[str, Any]) -> Act:
    titles, questions = _phrases(name, row.get("titles", [])), _phrases(name, row.get("questions", []))
    return Act(act.name, act.titles + titles, act.questions + questions)


def _phrases(name: str, texts: Any) -> tuple[Words, ...]:
    return tuple(tokens_of(text) for text in _texts(name, texts))


def _texts(name: str, texts: Any) -> tuple[str, ...]:
    if not isinstance(texts, list) or not all(isinstance(text, str) and tokens_of(text) for text in texts):
        raise VocabularyError(f"{name}: expected a list of phrases, found {texts!r}")
    return tuple(texts)


class Phrasebook(Generic[T]):
    """Phrases to be found in a row of words, the longest first."""

    def __init__(self, phrases: Iterable[tuple[Words, T]]) -> None:
        self._by_first: dict[str, list[tuple[Words, T]]] = {}
        for words, meant in phrases:
            self._by_first.setdefault(words[0].folded, []).append((words, meant))
        for listed in self._by_first.values():
            listed.sort(key=lambda pair: -len(pair[0]))

    def at(self, words: Words, position: int) -> list[tuple[int, T]]:
        """(length, meaning) of every phrase that begins at this word, longest first."""
        found = []
        for phrase, meant in self._by_first.get(words[position].folded, ()):
            rest = words[position : position + len(phrase)]
            if len(rest) == len(phrase) and _fits(rest, phrase):
                found.append((len(phrase), meant))
        return found


def _fits(words: Words, phrase: Words) -> bool:
    """A phrase of one word is sure only when its marks fit too, or when the question has no marks and the word is long enough."""
    if len(phrase) == 1 and words[0].marked != phrase[0].marked:
        return words[0].may_be(phrase[0]) and not words[0].marked and len(phrase[0].folded) > SHORTEST_BARE
    return all(map(Token.may_be, words, phrase))


def longest(book: Phrasebook[T], words: Words) -> Iterator[tuple[int, int, T]]:
    """(start, length, what it means) of the phrases found from left to right, the longest first, none overlapping."""
    position = 0
    while position < len(words):
        found = book.at(words, position)
        length = found[0][0] if found else 1
        yield from ((position, size, meant) for size, meant in found if size == length)
        position += length
