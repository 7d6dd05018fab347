"""What every parser asks of a text: is there anything in it?"""

import re

_LETTERS = [chr(code) for code in (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))]
UPPER = "".join(letter for letter in _LETTERS if letter.isupper())
"""Capitals, for a class of a regular expression: "À-Ỹ" would hold small letters too."""
LOWER = "".join(letter for letter in _LETTERS if letter.islower())
_SILENT = re.compile(
    r"[\s\-–_.:;()]*(?:không có thông tin|chưa có thông tin|không có dữ liệu|null|none|n/a)?[\s\-–_.:;()]*",
    re.IGNORECASE,
)


def is_silent(text: str) -> bool:
    """True of an empty cell, of dashes, and of the portals' ways to say that they don't know."""
    return len(text) < 60 and _SILENT.fullmatch(text) is not None  # noqa: PLR2004 - a longer text says something


def said(text: str) -> str:
    """The text without space at its ends, "" when it says nothing."""
    return "" if is_silent(text) else text.strip()


def unique(texts: "list[str]") -> tuple[str, ...]:
    """Each text once, in order."""
    return tuple(dict.fromkeys(texts))
