"""Numbers and hours in English words, as spoken on the telephone. Pure."""

from datetime import time

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_SIZES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_NOON, _EVENING = 12, 18


def number_in_english(value: int) -> str:
    """A whole number ≥ 0: 205 → "two hundred and five", 2026 → "two thousand and twenty six"."""
    if value < 0:
        raise ValueError("Only numbers from 0 are spoken")
    words: list[str] = []
    for size, name in _SIZES:
        high, value_left = divmod(value, size)
        if high:
            words += [*number_in_english(high).split(), name]
            value = value_left
    words += _under_a_thousand(value, after=bool(words))
    return " ".join(words) or _ONES[0]


def _under_a_thousand(value: int, *, after: bool) -> list[str]:
    hundreds, rest = divmod(value, 100)
    words = [_ONES[hundreds], "hundred"] if hundreds else []
    if rest:
        words += [*(["and"] if words or after else []), *_under_a_hundred(rest)]
    return words


def _under_a_hundred(value: int) -> list[str]:
    if value < len(_ONES):
        return [_ONES[value]]
    tens, ones = divmod(value, 10)
    return [_TENS[tens - 2], *([_ONES[ones]] if ones else [])]


def ordinal_in_english(value: int) -> str:
    """A place in a row: 24 → "twenty fourth"."""
    *before, last = number_in_english(value).split()
    ending = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return " ".join([*before, ending])


def hour_in_english(at: time) -> tuple[str, ...]:
    """Hour, minute and part of the day: "two", "oh five", "in the afternoon"."""
    hour = at.hour % _NOON or _NOON
    part = "in the morning" if at.hour < _NOON else "in the afternoon" if at.hour < _EVENING else "in the evening"
    if not at.minute:
        return (f"{number_in_english(hour)} o'clock", part)
    minute = number_in_english(at.minute)
    return (number_in_english(hour), minute if at.minute >= len("0123456789") else f"oh {minute}", part)
