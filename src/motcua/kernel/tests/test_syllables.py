import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.tests.vietnamese import any_text, words
from motcua.kernel.text import parse_syllable, place_tones
from motcua.kernel.text.syllables import SAC, Syllable

# old place of the tone, new place of the tone
STYLES = [
    ("hòa", "hoà"),
    ("hóa", "hoá"),
    ("khỏe", "khoẻ"),
    ("lóe", "loé"),
    ("thủy", "thuỷ"),
    ("ủy", "uỷ"),
    ("TÒA", "TOÀ"),
    ("Húy", "Huý"),
]
# the same in both styles
FIXED = """
quý quá quả giá già gì giếng giữa mùa của mưa nữa kìa khuya khuỷu tuyết hoàn thoại ngoáy ngoằn ngoèo thuở thuế nghĩa
được ruộng rượu người Đắk Lắk Kạn huỳnh quỳnh quốc ấp ừ yếu ớt oán
"""


@pytest.mark.parametrize(("old", "new"), STYLES)
def test_both_styles_are_one_syllable(old, new):
    assert parse_syllable(old) == parse_syllable(new)
    assert place_tones(new) == place_tones(old) == old


@pytest.mark.parametrize("word", FIXED.split())
def test_syllables_with_one_place_for_the_tone_stay(word):
    assert place_tones(word) == word


def test_a_syllable_has_onset_rime_and_tone():
    assert parse_syllable("Nghiếng") == Syllable("ngh", "iêng", SAC)
    assert parse_syllable("gì") == Syllable("g", "i", "\u0300")
    assert parse_syllable("quý") == Syllable("qu", "y", SAC)


@given(words)
def test_every_vietnamese_word_is_a_syllable_and_can_be_spelt_again(word):
    assert str(parse_syllable(word)) == place_tones(word)


@pytest.mark.parametrize(
    "word", ["", "box", "wifi", "usd", "ngk", "bèc", "cãp", "đươ", "abc", "vớỉ", "1", "hồ sơ", "zô"]
)
def test_what_vietnamese_does_not_have_is_no_syllable(word):
    assert parse_syllable(word) is None


def test_text_between_syllables_stays():
    assert place_tones("Toà án (khoẻ) - file.PDF, 10 uỷ ban") == "Tòa án (khỏe) - file.PDF, 10 ủy ban"


@given(any_text | st.lists(words).map(" ".join))
def test_placing_tones_twice_changes_nothing_more(text):
    assert place_tones(place_tones(text)) == place_tones(text)
