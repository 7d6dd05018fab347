"""Vietnamese text: made canonical, folded for search, sorted as a dictionary sorts, read back from key slips."""

from motcua.kernel.text.canonical import clamp, normalise, normalise_name, squeeze
from motcua.kernel.text.collation import collation_key
from motcua.kernel.text.folding import fold
from motcua.kernel.text.keystrokes import readings, undo_keystrokes
from motcua.kernel.text.syllables import parse_syllable, place_tones

__all__ = [
    "clamp",
    "collation_key",
    "fold",
    "normalise",
    "normalise_name",
    "parse_syllable",
    "place_tones",
    "readings",
    "squeeze",
    "undo_keystrokes",
]
