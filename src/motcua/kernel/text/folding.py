"""Folding: what is left of a text for people who type without marks."""

import unicodedata

from motcua.kernel.text.canonical import normalise


class _Folds(dict[int, str]):
    """Each character's fold, worked out when it is first met; `str.translate` asks by code point."""

    def __missing__(self, code: int) -> str:
        opened = unicodedata.normalize("NFKD", chr(code)).lower()
        # lowering may compose anew ("İ"), so it is opened once more
        opened = unicodedata.normalize("NFKD", opened)
        bare = "".join(char for char in opened if unicodedata.category(char) not in {"Mn", "Me"})
        self[code] = folded = normalise(bare).replace("đ", "d")
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Lower case, no marks, đ → d, spaces squeezed: "Đăng ký  kết hôn" → "dang ky ket hon".

    Idempotent. Punctuation stays, compatibility forms open up (m² → m2).
    """
    bare = unicodedata.normalize("NFC", normalise(text).translate(_FOLDS))
    return " ".join(bare.split())
