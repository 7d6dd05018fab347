"""Numbers, days, hours and money: the fragments in a row are what the kernel says, and all of them are known beforehand."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.hotline.speech import counts
from motcua.hotline.speech.english import number_in_english, ordinal_in_english
from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.speech import number_in_words, time_in_words

THIS_YEAR = 2026
TODAY = date(THIS_YEAR, 11, 25)
KNOWN = {fragment.name for fragment in counts.every_fragment(THIS_YEAR)}


def text(said):
    return " ".join(fragment.text for fragment in said)


@given(st.integers(0, 10**12 - 1))
def test_a_number_is_what_the_kernel_says(value):
    assert text(counts.number(value, "vi")) == number_in_words(value)
    assert text(counts.number(value, "en")) == number_in_english(value)


@given(st.integers(0, 10**12 - 1), st.sampled_from(["vi", "en"]))
def test_every_number_is_known_beforehand(value, language):
    assert {fragment.name for fragment in counts.money(value, language)} <= KNOWN


@given(st.datetimes(datetime(2016, 1, 1), datetime(2036, 1, 1)), st.sampled_from(["vi", "en"]))
def test_every_moment_is_known_beforehand(at, language):
    said = counts.moment(at.replace(tzinfo=HANOI), language, today=TODAY)
    assert {fragment.name for fragment in said} <= KNOWN


@given(st.times())
def test_an_hour_is_what_the_kernel_says(at):
    assert text(counts.clock(at, "vi")) == time_in_words(at)


@pytest.mark.parametrize("unit", list(LimitUnit))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_limit_is_known_beforehand(unit, language):
    limit = Limit.same_day() if unit is LimitUnit.SAME_DAY else Limit.of(15, unit)
    assert {fragment.name for fragment in counts.limit(limit, language)} <= KNOWN


def test_a_day_of_this_year_needs_no_year():
    assert text(counts.day(date(2026, 11, 24), "vi", today=TODAY)) == "thứ Ba ngày hai mươi tư tháng mười một"
    assert text(counts.day(date(2027, 4, 3), "vi", today=TODAY)) == (
        "thứ Bảy ngày mồng ba tháng tư năm hai nghìn không trăm hai mươi bảy"
    )
    assert text(counts.day(date(2026, 11, 24), "en", today=TODAY)) == "Tuesday November twenty fourth"


def test_english_words():
    assert number_in_english(2026) == "two thousand and twenty six"
    assert number_in_english(1_250_000) == "one million two hundred and fifty thousand"
    assert [ordinal_in_english(n) for n in (1, 2, 3, 12, 20, 21)] == [
        "first", "second", "third", "twelfth", "twentieth", "twenty first",
    ]  # fmt: skip
    assert text(counts.clock(time(14, 5), "en")) == "two oh five in the afternoon"
