"""Codes and telephone numbers sign by sign, with a pause where the eye sees a gap."""

from motcua.kernel.speech.numbers import DIGITS
from motcua.kernel.text import squeeze

_LETTERS = {
    "A": "a",
    "Ă": "á",
    "Â": "ớ",
    "B": "bê",
    "C": "xê",
    "D": "dê",
    "Đ": "đê",
    "E": "e",
    "Ê": "ê",
    "F": "ép",
    "G": "giê",
    "H": "hát",
    "I": "i",
    "J": "gi",
    "K": "ca",
    "L": "e-lờ",
    "M": "em-mờ",
    "N": "en-nờ",
    "O": "o",
    "Ô": "ô",
    "Ơ": "ơ",
    "P": "pê",
    "Q": "quy",
    "R": "e-rờ",
    "S": "ét-sì",
    "T": "tê",
    "U": "u",
    "Ư": "ư",
    "V": "vê",
    "W": "vê kép",
    "X": "ích-xì",
    "Y": "i dài",
    "Z": "dét",
}
_SIGNS = {".": "chấm", "-": "gạch ngang", "/": "gạch chéo", "+": "cộng", "_": "gạch dưới", "@": "a còng", ",": "phẩy"}
_SPOKEN = _LETTERS | _SIGNS | {str(digit): word for digit, word in enumerate(DIGITS)}


def code_in_words(code: str) -> str:
    """A code sign by sign: "H28.13" → "hát hai tám chấm một ba"; a blank is a pause, written as a comma.

    Give it the formatted value ("0912 345 678"): groups are what people can keep in mind. Other signs are silent.
    """
    groups = (" ".join(_SPOKEN[sign] for sign in group if sign in _SPOKEN) for group in squeeze(code).upper().split())
    return ", ".join(filter(None, groups))
