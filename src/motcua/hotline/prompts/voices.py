"""Whose voice speaks: regions, the machine's voices, and the few words that the South says otherwise."""

import re

from motcua.foundation.sound import VOICES

REGIONS = tuple(VOICES["vi"])
"""north, central, south."""
USES = {"north": "northern", "central": "northern", "south": "southern"}

_SOUTHERN = (
    (re.compile(r"\bnghìn\b"), "ngàn"),
    (re.compile(r"\blinh (?=một|hai|ba|bốn|năm|sáu|bảy|tám|chín)"), "lẻ "),
    (re.compile(r"\bmồng\b"), "mùng"),
    (re.compile(r"\bmươi tư\b"), "mươi bốn"),
)
_GI = re.compile(r"\bgi\b")


def in_the_words_of(region: str, text: str) -> str:
    """What a voice of that region says for a prompt: numbers are kept in Northern use, as the prompt's name is."""
    if region != "south":
        return text
    for northern, southern in _SOUTHERN:
        text = northern.sub(southern, text)
    return text


def for_the_machine(text: str) -> str:
    """The text as espeak-ng says it right: it takes "gi" alone for the beginning of a word, "di" sounds the same in full."""
    return _GI.sub("di", text)
