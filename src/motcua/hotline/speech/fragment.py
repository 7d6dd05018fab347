"""One prompt of the bank, named by its words."""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
PAUSES = frozenset({",", "."})
"""Texts that are heard as silence: between two fragments no voice breathes."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What is spoken in one breath: no figures, abbreviations or brackets; "," and "." alone are a short and a long pause."""

    language: Language
    text: str

    @property
    def name(self) -> str:
        """The prompt's key in the bank: "vi-" and sixteen hex digits that depend on the words alone."""
        words = unicodedata.normalize("NFC", self.text).encode()
        return f"{self.language}-{hashlib.blake2s(words, digest_size=8).hexdigest()}"

    @property
    def is_pause(self) -> bool:
        return self.text in PAUSES


Fragments: TypeAlias = tuple[Fragment, ...]


def comma(language: Language) -> Fragment:
    """The short pause."""
    return Fragment(language, ",")


def stop(language: Language) -> Fragment:
    """The long pause, after a sentence."""
    return Fragment(language, ".")


def spoken(fragments: Iterable[Fragment]) -> str:
    """The words as one line, to be read: "Hẹn trả kết quả lúc mười giờ sáng thứ Ba, ngày …"."""
    line = ""
    for fragment in fragments:
        line += fragment.text if fragment.is_pause or not line else f" {fragment.text}"
    return line
