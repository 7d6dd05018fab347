"""Joined, the fragments are the words that the kernel reads; and every one of them is in the finite set."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.hotline.speech import spoken
from motcua.hotline.speech.dates import WHOLE_YEARS, date_fragments, said_date, said_moment, said_time
from motcua.hotline.speech.money import money_fragments, said_money
from motcua.hotline.speech.numbers import (
    number_fragments,
    said_code,
    said_decimal,
    said_digits,
    said_limit,
    said_number,
)
from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.money import Dong
from motcua.kernel.speech import (
    date_in_words,
    decimal_in_words,
    limit_in_words,
    moment_in_words,
    number_in_words,
    time_in_words,
)

NUMBERS = frozenset(number_fragments())
DATES = NUMBERS | frozenset(date_fragments())
LANGUAGES = st.sampled_from(["vi", "en"])
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
LIMITS = st.builds(
    Limit.of,
    st.integers(1, 999) | st.decimals("0.05", "99", places=2),
    st.sampled_from([LimitUnit.WORKING_HOURS, LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS]),
)


def texts(fragments):
    return [fragment.text for fragment in fragments]


@given(st.integers(-(10**21), 10**21), LANGUAGES)
def test_a_number_is_put_together_from_the_finite_set(number, language):
    said = said_number(number, language)
    assert set(said) <= NUMBERS
    if language == "vi":
        assert spoken(said) == number_in_words(number)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (21, "twenty one"),
        (105, "one hundred and five"),
        (1_005, "one thousand and five"),
        (21_015, "twenty one thousand and fifteen"),
        (1_250_000, "one million two hundred and fifty thousand"),
        (2 * 10**9 + 1, "two billion and one"),
        (-3, "minus three"),
    ],
)
def test_english_numbers(number, words):
    assert spoken(said_number(number, "en")) == words


@given(st.decimals(-(10**9), 10**9, places=4), LANGUAGES)
def test_a_decimal_is_put_together_from_the_finite_set(number, language):
    said = said_decimal(number, language)
    assert set(said) <= NUMBERS
    if language == "vi":
        assert spoken(said) == decimal_in_words(number)


def test_figures_are_read_one_by_one_with_a_pause_where_the_eye_sees_a_gap():
    assert texts(said_digits("0123 45", "vi")) == ["không", "một", "hai", "ba", ",", "bốn", "năm"]
    assert texts(said_digits("10", "en")) == ["one", "zero"]
    with pytest.raises(ValueError, match="figure by figure"):
        said_digits("12a", "vi")


def test_a_code_is_read_sign_by_sign():
    assert texts(said_code("H28.13-01 (Đ)", "vi")) == [
        *("hát", "hai", "tám", "chấm", "một", "ba", "gạch ngang", "không", "một", ",", "đê")
    ]
    assert texts(said_code("h2-1", "en")) == ["H", "two", "dash", "one"]


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZĐ0123456789 .-/+_@#", max_size=20), LANGUAGES)
def test_any_code_stays_in_the_finite_set(code, language):
    assert {fragment for fragment in said_code(code, language) if not fragment.is_pause} <= NUMBERS


@given(LIMITS, LANGUAGES)
def test_a_limit_is_put_together_from_the_finite_set(limit, language):
    said = said_limit(limit, language)
    assert set(said) <= NUMBERS
    if language == "vi":
        assert spoken(said) == limit_in_words(limit)


def test_english_limits():
    assert spoken(said_limit(Limit.of(1, LimitUnit.MONTHS), "en")) == "one month"
    assert spoken(said_limit(Limit.of("0.5", LimitUnit.WORKING_DAYS), "en")) == "zero point five working days"
    assert spoken(said_limit(Limit.same_day(), "en")) == "the same day"
    assert spoken(said_limit(Limit.same_day(), "vi")) == "ngay trong ngày"


@given(st.integers(0, 10**15), LANGUAGES)
def test_money_is_put_together_from_the_finite_set(amount, language):
    said = said_money(amount, language)
    assert set(said) <= NUMBERS | set(money_fragments())
    if language == "vi":
        assert spoken(said) == Dong(amount).in_words()


@given(DAYS, LANGUAGES)
def test_a_date_is_put_together_from_the_finite_set(day, language):
    said = said_date(day, language)
    assert set(said) <= DATES
    if language == "vi":
        assert spoken(said) == date_in_words(day)


def test_a_year_near_now_is_one_fragment():
    assert len(said_date(date(WHOLE_YEARS[-1], 5, 1), "vi")) == 3
    assert len(said_date(date(1985, 5, 1), "vi")) > 3


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "the twenty fourth of November twenty twenty six"),
        (date(2005, 3, 31), "the thirty first of March two thousand and five"),
        (date(2000, 1, 20), "the twentieth of January two thousand"),
        (date(1945, 9, 2), "the second of September of the year one thousand nine hundred and forty five"),
    ],
)
def test_english_dates(day, words):
    assert spoken(said_date(day, "en")) == words


@given(st.times(), LANGUAGES)
def test_a_time_of_day_is_put_together_from_the_finite_set(moment, language):
    said = said_time(moment, language)
    assert set(said) <= DATES
    if language == "vi":
        assert spoken(said) == time_in_words(moment)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(0, 0), "twelve o'clock at night"),
        (time(7, 5), "seven oh five in the morning"),
        (time(12, 0), "twelve o'clock noon"),
        (time(16, 30), "four thirty in the afternoon"),
    ],
)
def test_english_times(moment, words):
    assert spoken(said_time(moment, "en")) == words


def test_a_moment_is_told_in_the_centres_time():
    moment = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
    assert spoken(said_moment(moment, "vi")) == moment_in_words(moment)
    assert spoken(said_moment(moment, "en")).startswith("ten thirty in the morning Tuesday, the twenty fourth of")
    assert spoken(said_moment(datetime(2026, 11, 24, 10, 30), "vi")) == moment_in_words(moment)


def test_nothing_spoken_holds_a_figure():
    assert not [fragment for fragment in DATES if any(sign.isdigit() for sign in fragment.text)]
    assert said_decimal(Decimal("12.050"), "en")[1].text == "point"
