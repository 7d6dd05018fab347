"""The procedure that somebody comes for, if they like to say it: as a code, or in their own words."""

from collections.abc import Sequence

from motcua.catalogue import search
from motcua.catalogue.search import SearchItem

SHOWN = 5
LONGEST_CODE = len("9.999999999")


def named(code: str) -> str:
    """The title of the procedure with this code; "" when there is none."""
    if not code or len(code) > LONGEST_CODE:
        return ""
    return next((item.title for item in search.search(code, limit=1).items if item.code == code), "")


def meant(words: str) -> Sequence[SearchItem]:
    """What may be meant by what was typed, the likeliest first; one alone when its code was typed."""
    found = search.search(words, limit=SHOWN).items if words else ()
    exact = [item for item in found if item.code == words]
    return exact or found
