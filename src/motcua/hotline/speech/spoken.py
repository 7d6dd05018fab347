"""Sentences of the answers' room, spoken: what is fixed is one fragment, what varies is assembled."""

import re
from collections.abc import Mapping

from motcua.hotline.speech.ear import for_the_ear
from motcua.hotline.speech.fragment import Said, flat, say

_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵẤ-ỹ]")


def spoken(text: str, language: str) -> Said:
    """Any text; within English, what is Vietnamese is said by the Vietnamese voice."""
    chosen = "vi" if language == "en" and _VIETNAMESE.search(text) else language
    return say(chosen, for_the_ear(text, chosen))


def filled(text: str, parts: Mapping[str, Said], language: str) -> Said:
    """`text` with marks in it, each said as its part: ("Đến {place} để nhận", {"{place}": …})."""
    if not parts:
        return spoken(text, language)
    pieces = re.split("(" + "|".join(map(re.escape, parts)) + ")", text)
    return flat(parts[piece] if piece in parts else spoken(piece, language) for piece in pieces)
