"""Levels, audiences and agencies: lists of words separated by commas that may themselves hold commas."""

import re

from motcua.catalogue.parsing.text import UPPER, is_silent, unique
from motcua.catalogue.vocabulary import Audience, ChannelKind, Level
from motcua.kernel.text import fold

_LEVELS = {
    "cap bo": Level.MINISTRY,
    "bo": Level.MINISTRY,
    "trung uong": Level.MINISTRY,
    "cap trung uong": Level.MINISTRY,
    "cap tinh": Level.PROVINCE,
    "tinh": Level.PROVINCE,
    "cap huyen": Level.DISTRICT,
    "huyen": Level.DISTRICT,
    "cap xa": Level.COMMUNE,
    "xa": Level.COMMUNE,
    "co quan khac": Level.OTHER,
    "khac": Level.OTHER,
}
_LEVEL = re.compile(r"\b(?:cap (?:bo|tinh|huyen|xa|trung uong)|co quan khac)\b|^(?:bo|tinh|huyen|xa|khac|trung uong)$")
_AUDIENCES = (
    ("nguoi viet nam dinh cu", Audience.OVERSEAS_VIETNAMESE),
    ("cong dan", Audience.CITIZEN),
    ("ca nhan", Audience.CITIZEN),
    ("nguoi nuoc ngoai", Audience.FOREIGNER),
    ("can bo", Audience.OFFICIAL),
    ("cong chuc", Audience.OFFICIAL),
    ("vien chuc", Audience.OFFICIAL),
    ("doanh nghiep co von dau tu nuoc ngoai", Audience.FOREIGN_INVESTED_BUSINESS),
    ("to chuc nuoc ngoai", Audience.FOREIGN_ORGANISATION),
    ("hop tac xa", Audience.COOPERATIVE),
    ("to chuc", Audience.ORGANISATION),
    ("doanh nghiep", Audience.BUSINESS),
)
_CHANNELS = (
    ("truc tuyen", ChannelKind.ONLINE),
    ("online", ChannelKind.ONLINE),
    ("buu chinh", ChannelKind.POST),
    ("buu dien", ChannelKind.POST),
    ("truc tiep", ChannelKind.DIRECT),
)
_CHANNEL_NUMBERS = {"1": ChannelKind.DIRECT, "2": ChannelKind.ONLINE, "3": ChannelKind.POST}
_AGENCY_MARK = re.compile(rf"[;\n]|,\s{{1,9}}(?=[{UPPER}])")
_LONGEST_LIST = 2000
"""Characters. A longer cell names no levels and audiences, it explains something."""
_OUTER_MARK = re.compile(r"[;\n]|,(?![^()]*\))")


def levels(text: str) -> tuple[Level, ...] | None:
    """The levels that a cell names, highest first; () when it is silent, None when it names none that is known."""
    if is_silent(text):
        return ()
    if len(text) > _LONGEST_LIST:
        return None
    named = {_LEVELS[word] for part in _OUTER_MARK.split(text) for word in _LEVEL.findall(fold(part))}
    return tuple(level for level in Level if level in named) or None


def audiences(text: str) -> tuple[Audience, ...] | None:
    """The audiences that a cell names; () when it is silent, None when no part of it is known."""
    if is_silent(text):
        return ()
    if len(text) > _LONGEST_LIST:
        return None
    named = {_audience(fold(part)) for part in _OUTER_MARK.split(text) if part.strip()}
    if named <= {Audience.OTHER}:
        return None
    return tuple(audience for audience in Audience if audience in named)


def channels(text: str) -> tuple[ChannelKind, ...]:
    """The ways to submit that a cell names, or the national number stands for (1 direct, 2 online, 3 post)."""
    folded = fold(text)
    if folded in _CHANNEL_NUMBERS:
        return (_CHANNEL_NUMBERS[folded],)
    named = {kind for words, kind in _CHANNELS if words in folded}
    return tuple(kind for kind in ChannelKind if kind in named)


def agencies(text: str) -> tuple[str, ...]:
    """The agencies of a cell. A comma before a small letter belongs to a name ("trật tự, xã hội")."""
    if is_silent(text):
        return ()
    names = (" ".join(name.split()) for name in _AGENCY_MARK.split(text))
    return unique([name for name in names if name and not is_silent(name)])


def _audience(part: str) -> Audience:
    if part.startswith("to chuc (khong bao gom"):
        return Audience.ORGANISATION
    return next((audience for words, audience in _AUDIENCES if words in part), Audience.OTHER)
