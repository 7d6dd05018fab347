"""Đồng: whole numbers, for Vietnam has no smaller coin."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.speech.numbers import number_in_words
from motcua.kernel.speech.uses import Use
from motcua.kernel.text import fold

_SCALES = {
    "ty": 10**9,
    "ti": 10**9,
    "trieu": 10**6,
    "tr": 10**6,
    "nghin": 10**3,
    "ngan": 10**3,
    "k": 10**3,
}
_CURRENCY = re.compile(r"\s*(?:viet nam dong|dong viet nam|dong|vnd|d|₫)\.?$")
_TERM = re.compile(r"([0-9][0-9.,]*)\s*(?:(ty|ti|trieu|tr|nghin|ngan|k)(?![a-z])\s*(ruoi)?)?\s*")
_GROUPED = re.compile(
    r"""(?P<whole>[0-9]{1,3}(?:(?P<gap>[.,])[0-9]{3})(?:(?P=gap)[0-9]{3})*)
        (?:(?!(?P=gap))[.,]0{1,2})?  # idle hundredths after the other sign: 1,000.00
    """,
    re.VERBOSE,
)
_DECIMAL = re.compile(r"([0-9]+)[.,]([0-9]{1,2})")
_DIGIT_GAPS = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_FREE = {"mien phi", "mien le phi", "khong thu", "khong thu phi", "khong mat phi"}
_MOST_CHARACTERS = 60
_MOST = 10**15  # half of what the State spends in a year; more is a slip of the keyboard


@dataclass(frozen=True, slots=True, order=True)
class Dong:
    """An amount in đồng; negative for what is given back. `str()` is for the eye: "50.000 đồng"."""

    amount: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one amount as people and decrees write it, the whole text being the amount.

        "50.000đ", "5,000,000 Việt Nam Đồng", "1,5 triệu", "2 tỷ 300 triệu", "50k", "miễn phí" (0).
        What could mean two amounts ("1,250 triệu", "50.00", "1 triệu 2") is refused. Error: kernel:money:shape.
        """
        folded = fold(text)
        if folded in _FREE:
            return cls(0)
        number = _DIGIT_GAPS.sub("", _CURRENCY.sub("", folded))
        terms = list(_TERM.finditer(number))
        if not terms or len(number) > _MOST_CHARACTERS or "".join(term[0] for term in terms) != number:
            raise _unreadable()
        return cls(_sum(terms))

    def in_words(self, use: Use = Use.NORTHERN) -> str:
        """As receipts and the telephone say it: "năm mươi nghìn đồng"."""
        return f"{number_in_words(self.amount, use)} đồng"

    def __str__(self) -> str:
        return f"{self.amount:,}".replace(",", ".") + " đồng"

    def __add__(self, other: "Dong") -> "Dong":
        return Dong(self.amount + other.amount)

    def __sub__(self, other: "Dong") -> "Dong":
        return Dong(self.amount - other.amount)

    def __mul__(self, times: int) -> "Dong":
        return Dong(self.amount * times)


def _sum(terms: list[re.Match[str]]) -> int:
    """Terms with falling scales: "2 tỷ 300 triệu", "12 nghìn 500"."""
    total, above = 0, _MOST
    for term in terms:
        scale = _SCALES.get(term[2] or "", 1)
        amount = _number(term[1], scaled=scale > 1) * scale + (scale // 2 if term[3] else 0)
        # people say "1 triệu 2" for 1,2 triệu: a bare number must fill the places that the scale above left
        vague = scale == 1 and total and amount * 10 < above
        if amount >= above or amount % 1 or vague:
            raise _unreadable()
        total += int(amount)
        above = scale
    return total


def _number(text: str, *, scaled: bool) -> Decimal:
    """One number; only before a scale may it have a fraction ("1,5 triệu")."""
    if text.isdecimal():
        return Decimal(text)
    grouped = _GROUPED.fullmatch(text)
    if grouped and not (scaled and grouped["gap"] == "," and text.count(",") == 1):
        return Decimal(grouped["whole"].replace(grouped["gap"], ""))
    decimal = _DECIMAL.fullmatch(text)
    if decimal and scaled:
        return Decimal(f"{decimal[1]}.{decimal[2]}")
    raise _unreadable()


def _unreadable() -> InvalidInputError:
    sentence = "Hãy nhập số tiền bằng chữ số, ví dụ 50.000 đồng hoặc 1,5 triệu đồng."
    return InvalidInputError("kernel:money:shape", sentence, "not one amount of money")
