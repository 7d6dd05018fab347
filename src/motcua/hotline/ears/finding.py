"""The procedures that somebody may have meant who said something: those that the search finds, and those whose names sound like it."""

from motcua.catalogue import search
from motcua.foundation.remembered import remembered
from motcua.hotline.ears.likeness import Heard, syllables
from motcua.hotline.selectors.numbers import Offered, offered

MOST = 5
LEAST_LIKE = 0.5
"""Below, half of it is something else; then callers are asked to find by keys."""
_FOUND = 0.85
_LATER = 0.04
"""What the search understands ("làm sổ đỏ") need not sound like the title; its first is worth this, each later one a little less."""
_SEARCHED = 10


def meant(text: str) -> tuple[Offered, ...]:
    """At most five, the most likely first; only what has a short number, for that is what the telephone tells of."""
    if not text.strip():
        return ()
    worth = _by_search(text)
    ranked = []
    heard = Heard(text)
    for place, (one, names) in enumerate(_named()):
        score = max(worth.get(one.code, 0.0), *(heard.likeness(name, LEAST_LIKE) for name in names))
        if score:
            # Among equals the shorter name is meant rather than one that holds it, then the more asked one.
            ranked.append((-round(score, 2), len(one.title.split()), place, one))
    return tuple(one for *_, one in sorted(ranked)[:MOST])


def _by_search(text: str) -> dict[str, float]:
    items = search.search(text, limit=_SEARCHED).items
    return {item.code: _FOUND - _LATER * place for place, item in enumerate(items)}


@remembered(seconds=60.0)
def _named() -> tuple[tuple[Offered, tuple[tuple[str, ...], ...]], ...]:
    return tuple((one, tuple(map(syllables, (one.title, *one.everyday_names)))) for one in offered())
