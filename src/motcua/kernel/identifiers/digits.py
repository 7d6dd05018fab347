"""What the numbers that people type have in common: blanks, dots and hyphens, and mistakes worth a sentence."""

import re

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.text import squeeze

_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015]+")
_DIGITS = re.compile(r"[0-9]+")


def compact(text: str) -> str:
    """The text without blanks, dots and hyphens of any width; full-width digits become plain ones."""
    return _SEPARATORS.sub("", squeeze(text))


def read_digits(text: str, *, subject: str, name: str, length: int) -> str:
    """The `length` digits of a number that was typed.

    Errors: kernel:<subject>:empty, :characters, :length. `name` opens the sentences: "Số căn cước".
    """
    digits = compact(text)
    if not digits:
        sentence = f"Hãy nhập {name[0].lower()}{name[1:]}, gồm {length} chữ số."
        raise InvalidInputError(f"kernel:{subject}:empty", sentence, "nothing was typed")
    if not _DIGITS.fullmatch(digits):
        sentence = f"{name} chỉ gồm chữ số. Hãy bỏ chữ cái và ký hiệu khác."
        raise InvalidInputError(f"kernel:{subject}:characters", sentence, "holds other characters than digits")
    if len(digits) != length:
        sentence = f"{name} có {length} chữ số; số vừa nhập có {len(digits)}."
        raise InvalidInputError(f"kernel:{subject}:length", sentence, f"has {len(digits)} digits, not {length}")
    return digits


def grouped(digits: str, *sizes: int) -> str:
    """The digits in groups for the eye, with no-break spaces so that a line end never splits a number."""
    groups = []
    for size in sizes:
        groups.append(digits[:size])
        digits = digits[size:]
    return "\u00a0".join(filter(None, [*groups, digits]))
