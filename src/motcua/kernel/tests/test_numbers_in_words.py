"""Words are read back to numbers by a parser that knows the language, not the code."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.speech import Use, decimal_in_words, number_in_words, ordinal_in_words

UNITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}
SCALES = [("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3), ("ngàn", 10**3), ("trăm", 100), ("mươi", 10)]
uses = st.sampled_from(Use)
KNOWN = [
    (0, "không"),
    (1, "một"),
    (4, "bốn"),
    (5, "năm"),
    (10, "mười"),
    (11, "mười một"),
    (14, "mười bốn"),
    (15, "mười lăm"),
    (20, "hai mươi"),
    (21, "hai mươi mốt"),
    (24, "hai mươi tư"),
    (25, "hai mươi lăm"),
    (100, "một trăm"),
    (101, "một trăm linh một"),
    (104, "một trăm linh bốn"),
    (110, "một trăm mười"),
    (111, "một trăm mười một"),
    (1000, "một nghìn"),
    (1005, "một nghìn không trăm linh năm"),
    (1010, "một nghìn không trăm mười"),
    (2026, "hai nghìn không trăm hai mươi sáu"),
    (21015, "hai mươi mốt nghìn không trăm mười lăm"),
    (50_000, "năm mươi nghìn"),
    (1_000_001, "một triệu không trăm linh một"),
    (1_200_000, "một triệu hai trăm nghìn"),
    (1_000_000_000, "một tỷ"),
    (10**18, "một tỷ tỷ"),
    (-21, "âm hai mươi mốt"),
]


def heard(words):
    """The number that a listener understands: the last greatest scale splits what is said."""
    if words[:1] == ["âm"]:
        return -heard(words[1:])
    for name, scale in SCALES:
        if name in words:
            at = len(words) - 1 - words[::-1].index(name)
            return heard(words[:at]) * scale + heard(words[at + 1 :])
    rest = [word for word in words if word not in {"linh", "lẻ"}]
    if rest[:1] == ["mười"]:
        return 10 + heard(rest[1:])
    return UNITS[rest[0]] if rest else 0


@given(st.integers(-(10**30), 10**30) | st.integers(0, 10**6), uses)
def test_a_listener_hears_the_number(number, use):
    assert heard(number_in_words(number, use).split()) == number


@given(st.integers(0, 10**12), st.integers(0, 10**12), uses)
def test_two_numbers_never_sound_the_same(first, second, use):
    assert (number_in_words(first, use) == number_in_words(second, use)) == (first == second)


@pytest.mark.parametrize(("number", "words"), KNOWN)
def test_known_numbers_in_northern_use(number, words):
    assert number_in_words(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (24, "hai mươi bốn"),
        (105, "một trăm lẻ năm"),
        (21015, "hai mươi mốt ngàn không trăm mười lăm"),
        (4044, "bốn ngàn không trăm bốn mươi bốn"),
    ],
)
def test_known_numbers_in_southern_use(number, words):
    assert number_in_words(number, Use.SOUTHERN) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "không"),
        ("3.0", "ba"),
        ("0.5", "không phẩy năm"),
        ("1.25", "một phẩy hai mươi lăm"),
        ("12.05", "mười hai phẩy không năm"),
        ("3.141", "ba phẩy một bốn một"),
        ("-1.50", "âm một phẩy năm"),
        ("1E+3", "một nghìn"),
    ],
)
def test_decimals(number, words):
    assert decimal_in_words(Decimal(number)) == words


@given(st.decimals(-1000, 1000, places=3), uses)
def test_a_listener_hears_the_decimal(number, use):
    words = decimal_in_words(number, use).removeprefix("âm ")
    whole, _, fraction = words.partition(" phẩy ")
    parts = fraction.split()
    digits = str(heard(parts)) if {"mươi", "mười"} & set(parts) else "".join(str(UNITS[word]) for word in parts)
    assert Decimal(f"{heard(whole.split())}.{digits or 0}") == abs(number)


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "thứ nhất"), (2, "thứ nhì"), (3, "thứ ba"), (4, "thứ tư"), (10, "thứ mười"), (21, "thứ hai mươi mốt")],
)
def test_places_in_a_row(number, words):
    assert ordinal_in_words(number) == words


def test_there_is_no_place_before_the_first():
    with pytest.raises(ValueError, match="from 1"):
        ordinal_in_words(0)
