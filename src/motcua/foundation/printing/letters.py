"""Text that the one font can show: a single foreign sign pasted from a word processor would otherwise refuse a whole paper.

PDF/A asks for a glyph for every character, and typst refuses to print without one.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

import fontpkg_be_vietnam_pro
from fontTools.ttLib import TTFont

_FACE = fontpkg_be_vietnam_pro.ROOT / "files" / "BeVietnamPro-Regular.ttf"
"""All faces of the family have the same characters."""
_BULLET = "•"
_UNKNOWN = "?"
_KEPT = "\n\t"


def showable(value: Any) -> Any:
    """The same JSON with every text in characters of the font: "ﬁ" becomes "fi", a tick of Wingdings "•", "王" a "?"."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else value.translate(_substitutes())
    if isinstance(value, Mapping):
        return {key: showable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [showable(item) for item in value]
    return value


class _Substitutes(dict[int, str]):
    """Asked once for each character, then remembered; there are no more of them than characters of Unicode."""

    def __init__(self, glyphs: set[int]) -> None:
        super().__init__({code: chr(code) for code in glyphs | {ord(kept) for kept in _KEPT}})
        self._glyphs = glyphs

    def __missing__(self, code: int) -> str:
        self[code] = self._substitute(chr(code))
        return self[code]

    def _substitute(self, character: str) -> str:
        category = unicodedata.category(character)
        if category[0] == "Z":
            return " "
        if category == "Co":
            return _BULLET  # word processors keep the signs of their own fonts in the private area: mostly bullets
        if category[0] in "CM":
            return ""  # controls, joiners, marks that no letter of ours carries
        if category == "Pd":
            return "-"
        simpler = "".join(part for part in unicodedata.normalize("NFKD", character) if ord(part) in self._glyphs)
        return simpler or _UNKNOWN


@cache
def _substitutes() -> _Substitutes:
    with TTFont(_FACE, lazy=True) as face:
        return _Substitutes(set(face.getBestCmap()))
