"""Search for people: everyday questions in, procedures out.

The index lives in each process; `loader` keeps it in step with the database, everything else here is free of Django.
How it reads and ranks: docs/adr/0010-search.md.
"""

from motcua.catalogue.search.loader import Loader
from motcua.catalogue.search.pages import EVERYTHING, Filters, SearchItem, SearchPage, Suggestion

__all__ = ["Filters", "SearchItem", "SearchPage", "Suggestion", "fields", "invalidate", "search", "suggest", "warm"]

_loader = Loader()


def search(query: str, *, filters: Filters = EVERYTHING, limit: int = 20, offset: int = 0) -> SearchPage:
    """The procedures that answer a question, best first; with an empty query all that the filters let through."""
    return _loader.engine().search(query, filters, limit, offset)


def suggest(prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
    """Everyday phrases, titles and codes that begin as somebody has typed so far."""
    return _loader.engine().suggest(prefix, limit)


def fields() -> tuple[tuple[str, int], ...]:
    """(field, number of its procedures in force), the largest first."""
    return _loader.engine().fields()


def invalidate() -> None:
    """Forget this process's index; other processes notice a changed catalogue by themselves within seconds."""
    _loader.invalidate()


def warm() -> None:
    """Build this process's index in the background: a web worker calls it when it starts."""
    _loader.warm()
