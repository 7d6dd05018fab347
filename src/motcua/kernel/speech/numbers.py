"""Numbers in words. Grammar: groups of three digits, named nghìn, triệu, tỷ; tỷ stacks ("một tỷ tỷ")."""

from decimal import Decimal

from motcua.kernel.speech.uses import Use

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9
_MILLION = 10**6
_THOUSAND = 10**3
_HUNDRED = 100
_SPOKEN_FRACTION = 2  # longer fractions are read digit by digit
_ZERO_TENS = {Use.NORTHERN: "linh", Use.SOUTHERN: "lẻ"}
_THOUSANDS = {Use.NORTHERN: "nghìn", Use.SOUTHERN: "ngàn"}
_FOUR_AFTER_TENS = {Use.NORTHERN: "tư", Use.SOUTHERN: "bốn"}
_ORDINALS = {1: "nhất", 2: "nhì", 4: "tư"}


def number_in_words(number: int, use: Use = Use.NORTHERN) -> str:
    """An integer of any size: 21015 → "hai mươi mốt nghìn không trăm mười lăm", -5 → "âm năm"."""
    if number < 0:
        return "âm " + number_in_words(-number, use)
    return " ".join(_words(number, use, padded=False)) or DIGITS[0]


def decimal_in_words(number: Decimal, use: Use = Use.NORTHERN) -> str:
    """A decimal, idle zeros left out: 0.5 → "không phẩy năm", 12.05 → "mười hai phẩy không năm"."""
    whole, _, fraction = f"{abs(number):f}".partition(".")
    fraction = fraction.rstrip("0")
    words = number_in_words(int(whole), use)
    if fraction:
        words = f"{words} phẩy {_fraction(fraction, use)}"
    return f"âm {words}" if number < 0 else words


def ordinal_in_words(number: int, use: Use = Use.NORTHERN) -> str:
    """A place in a row, from 1: "thứ nhất", "thứ nhì" (never to be heard as Monday), "thứ tư", "thứ mười"."""
    if number < 1:
        raise ValueError(f"A place in a row is counted from 1, not {number}")
    return f"thứ {_ORDINALS.get(number) or number_in_words(number, use)}"


def _fraction(digits: str, use: Use) -> str:
    if len(digits) > _SPOKEN_FRACTION or digits.startswith("0"):
        return " ".join(DIGITS[int(digit)] for digit in digits)
    return number_in_words(int(digits), use)


def _words(number: int, use: Use, *, padded: bool) -> list[str]:
    """The words of a number ≥ 0, none for 0; `padded`: a higher group was spoken, so hundreds are named too."""
    if number >= _BILLION:
        high, low = divmod(number, _BILLION)
        return [*_words(high, use, padded=padded), "tỷ", *_words(low, use, padded=True)]
    words: list[str] = []
    for size, name in ((_MILLION, "triệu"), (_THOUSAND, _THOUSANDS[use]), (1, "")):
        group, number = divmod(number, size)
        if group:
            words += [*_group(group, use, padded=padded), name]
            padded = True
    return [word for word in words if word]


def _group(group: int, use: Use, *, padded: bool) -> list[str]:
    """Three digits, 1-999: with `padded` 5 is "không trăm linh năm"."""
    hundreds, rest = divmod(group, _HUNDRED)
    words = [DIGITS[hundreds], "trăm"] if hundreds or padded else []
    tens, ones = divmod(rest, 10)
    if tens == 0:
        lead = [_ZERO_TENS[use]] if words and ones else []
        return [*words, *lead, *([DIGITS[ones]] if ones else [])]
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    return [*words, *_ones_after_tens(tens, ones, use)]


def _ones_after_tens(tens: int, ones: int, use: Use) -> list[str]:
    if ones == 0:
        return []
    after_tens = {5: "lăm"} if tens == 1 else {1: "mốt", 4: _FOUR_AFTER_TENS[use], 5: "lăm"}
    return [after_tens.get(ones, DIGITS[ones])]
