"""What the index knows of a procedure: facts only, small, free of Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from motcua.catalogue.facts import ProcedureFacts
from motcua.catalogue.vocabulary import Audience, ChannelKind, Level

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    code: str
    title: str
    field: str = ""
    levels: tuple[Level, ...] = ()
    audiences: tuple[Audience, ...] = ()
    channels: tuple[ChannelKind, ...] = ()
    names: tuple[str, ...] = ()
    """What people of this place call it."""
    keywords: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    handled: bool = False
    """A published decision of this centre lists it."""


def entry_of(facts: ProcedureFacts) -> Entry:
    """The entry of a procedure that no database has: of an exported file, of a test."""
    return Entry(
        code=facts.code,
        title=facts.title,
        field=facts.field,
        levels=facts.levels,
        audiences=facts.audiences,
        channels=_once(channel.kind for channel in facts.channels),
        keywords=facts.keywords,
        results=_once(result.name for result in facts.results),
        papers=_once(document.name for document in facts.documents),
        agencies=facts.implementing_agencies,
    )


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
