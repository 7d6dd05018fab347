"""Sentences with gaps, in both languages, and their cutting at the gaps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.hotline.speech.fragment import Fragment, Fragments, Language, comma, stop

_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same thing in Vietnamese and English; `{due}` is a gap that fragments fill. It ends with a full stop."""

    vi: str
    en: str

    def said(self, language: Language, **gaps: Fragments) -> Fragments:
        """The fragments, gaps filled. KeyError for a gap that nothing fills."""
        parts: list[Fragment] = []
        for place, piece in enumerate(_GAP.split(self.vi if language == "vi" else self.en)):
            parts += gaps[piece] if place % 2 else _pieces(piece, language)
        return tuple(parts)

    def fragments(self, language: Language) -> Iterator[Fragment]:
        """Every fragment of the sentence itself."""
        for piece in _GAP.split(self.vi if language == "vi" else self.en)[::2]:
            yield from _pieces(piece, language)


def _pieces(text: str, language: Language) -> Iterator[Fragment]:
    """The words between two gaps, as one fragment with the pauses at its edges; pauses within stay in it."""
    piece = text.strip()
    if piece[:1] in {",", "."}:
        yield comma(language) if piece[0] == "," else stop(language)
        piece = piece[1:].strip()
    words = piece.rstrip(",.")
    if words:
        yield Fragment(language, words)
    if piece != words:
        yield comma(language) if piece[-1] == "," else stop(language)
