"""Decisions of the hotline. Pure."""

from collections.abc import Iterable
from functools import cache

from motcua.hotline.vocabulary import CallOutcome
from motcua.kernel.text import fold

_KEYPAD = {"2": "abc", "3": "def", "4": "ghi", "5": "jkl", "6": "mno", "7": "pqrs", "8": "tuv", "9": "wxyz"}
"""ITU-T E.161."""
FAILURES_A_CALL = 3
FAILURES_AN_HOUR = 10
"""From one source, before it is an alarm."""
FAILURES_EVERYWHERE = 200
"""In an hour from all sources together: more than people mistype, unless they are six thousand at once."""
_TOLD = frozenset(
    {"papers", "time and fee", "where", "result", "everything", "dossier told", "hours", "address", "waiting", "closed"}
    | {"booked", "appointment told", "appointment over"}
)
_MESSAGE = "message told"
"""Nodes of the opening tree; a centre that draws its own keeps their names where it wants its figures."""


@cache
def keypad_letters() -> dict[str, str]:
    """Key → its letters."""
    return dict(_KEYPAD)


@cache
def initials(name: str) -> str:
    """The keys of the first letters of a name's syllables: "Đăng ký khai sinh" → "3557"."""
    return "".join(_key(word[0]) for word in fold(name).split() if word[0].isalpha())


def matches(keys: str, names: Iterable[str]) -> bool:
    """Whether one of the names has syllables in a row that begin with the letters of these keys."""
    return bool(keys) and any(keys in initials(name) for name in names)


def _key(letter: str) -> str:
    return next((key for key, letters in _KEYPAD.items() if letter in letters), "")


def outcome_of(way: Iterable[str], *, gave_up: bool) -> CallOutcome:
    """What became of a call that went this way through the tree."""
    nodes = set(way)
    if _MESSAGE in nodes:
        return CallOutcome.MESSAGE
    if nodes & _TOLD:
        return CallOutcome.ANSWERED
    return CallOutcome.GAVE_UP if gave_up else CallOutcome.LEFT


def is_told(node: str) -> bool:
    """Whether a caller who comes to this node is told what was asked for."""
    return node in _TOLD


def is_guessing(failures_of_source: int) -> bool:
    return failures_of_source >= FAILURES_AN_HOUR


def is_guessing_everywhere(failures: int) -> bool:
    return failures >= FAILURES_EVERYWHERE
