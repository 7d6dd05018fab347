"""What goes in and comes out of a search. Free of Django."""

from dataclasses import dataclass

from motcua.catalogue.search.entries import Entry
from motcua.catalogue.vocabulary import Audience, ChannelKind, Level


@dataclass(frozen=True, slots=True)
class Filters:
    """Each one narrows; an empty one lets everything through."""

    field: str = ""
    levels: frozenset[Level] = frozenset()
    audiences: frozenset[Audience] = frozenset()
    channels: frozenset[ChannelKind] = frozenset()

    def allow(self, entry: Entry) -> bool:
        return (
            (not self.field or self.field == entry.field)
            and (not self.levels or not self.levels.isdisjoint(entry.levels))
            and (not self.audiences or not self.audiences.isdisjoint(entry.audiences))
            and (not self.channels or not self.channels.isdisjoint(entry.channels))
        )


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class SearchItem:
    code: str
    title: str
    field: str
    levels: tuple[Level, ...]
    why: tuple[str, ...] = ()
    """What of the question it has, each as said ("kết hôn") or as said and meant ("sổ đỏ → giấy chứng nhận …")."""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchPage:
    total: int
    """Of all pages together."""
    items: tuple[SearchItem, ...] = ()
    did_you_mean: str | None = None
    """A better spelling; only when nothing was found."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    text: str
    code: str = ""
    """The procedure that the text is the title of; "" for an everyday phrase to search for."""
    note: str = ""
    """The official phrase that an everyday one stands for, or the field of a procedure."""
