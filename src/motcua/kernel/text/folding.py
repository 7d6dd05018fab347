"""Folding: what is left of a text for people who type without marks."""

import unicodedata

from motcua.kernel.text.canonical import normalise

_D = str.maketrans("đ", "d")


def fold(text: str) -> str:
    """Lower case, no marks, đ → d, spaces squeezed: "Đăng ký  kết hôn" → "dang ky ket hon".

    Idempotent. Punctuation stays, compatibility forms open up (m² → m2).
    """
    if text.isascii():
        return " ".join(normalise(text).lower().split())
    opened = unicodedata.normalize("NFKD", normalise(text)).lower()
    # lowering may compose anew ("İ"), so it is opened once more
    opened = unicodedata.normalize("NFKD", opened)
    bare = "".join(char for char in opened if unicodedata.category(char) not in {"Mn", "Me"})
    return " ".join(unicodedata.normalize("NFC", bare).translate(_D).split())
