"""Key slips are read back against an encoder written here the other way round, and plain words are left alone."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.kernel.tests.vietnamese import any_text, words
from motcua.kernel.text import fold, place_tones, readings, undo_keystrokes
from motcua.kernel.text.syllables import ONSETS, RIMES, TONES, assemble

TELEX = {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}
VNI = {"ă": "a8", "â": "a6", "đ": "d9", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"}
TELEX_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "sfrxj", strict=True))
VNI_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "12345", strict=True))
METHODS = st.sampled_from([(TELEX, TELEX_TONES), (VNI, VNI_TONES)])


def keys(word, shapes, tones, *, tone_last):
    """The keys of a typist who presses the tone after its letter or at the word's end."""
    typed, end = "", ""
    for char in unicodedata.normalize("NFC", word):
        decomposed = unicodedata.normalize("NFD", char)
        tone = "".join(tones[mark] for mark in decomposed if mark in tones)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in tones))
        typed += shapes.get(letter, letter) + ("" if tone_last else tone)
        end += tone if tone_last else ""
    return typed + end


@given(words, METHODS, st.booleans())
def test_keys_of_both_methods_spell_the_word(word, method, tone_last):
    typed = keys(word, *method, tone_last=tone_last)
    assume(typed != word and len(word) > 1)
    assert undo_keystrokes(typed) == place_tones(word)


def every_syllable():
    """All that Vietnamese spelling allows, some 20,000; oo is left out, for it is how ô is typed."""
    rimes = sorted(rime for rime in RIMES if not rime.startswith("oo"))
    made = (assemble(onset + rime, tone) for onset in ("", *ONSETS) for rime in rimes for tone in ("", *TONES))
    return {str(syllable) for syllable in made if syllable and len(str(syllable)) > 1}


@pytest.mark.parametrize("method", [(TELEX, TELEX_TONES), (VNI, VNI_TONES)], ids=["telex", "vni"])
def test_every_syllable_of_the_language_comes_back(method):
    typed = {word: keys(word, *method, tone_last=True) for word in every_syllable()}
    wrong = {word for word, pressed in typed.items() if pressed != word and undo_keystrokes(pressed) != word}
    assert wrong == ({"bông", "gông", "môc", "sôc", "xông"} if method[0] is TELEX else set())


def test_no_syllable_without_its_marks_is_taken_for_keys():
    assert {word for word in map(fold, every_syllable()) if undo_keystrokes(word)} == set()


@given(words, METHODS)
def test_capitals_stay(word, method):
    typed = keys(word, *method, tone_last=True)
    assume(typed != word and len(word) > 1)
    assert undo_keystrokes(typed.capitalize()) == place_tones(word).capitalize()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddang ky", "đang ky"),
        ("dang ky1", "dang ký"),
        ("ddaawng kys", "đăng ký"),
        ("dangd kys", "đang ký"),
        ("d9a8ng ky1 ke6t1 ho6n", "đăng ký kết hôn"),
        ("quyeenf suwr dujng ddaats", "quyền sử dụng đất"),
        ("hoof sow, thur tucj!", "hồ sơ, thủ tục!"),
        ("đươcj caaps", "được cấp"),
        ("nguoiwf ruouwj thuongwj huuw muaw hoawcj", "người rượu thượng hưu mưa hoặc"),
        ("thuowr", "thuở"),
        ("truwocs trwowcs", "trước trước"),
        ("so63 d9o3", "sổ đỏ"),
        ("thuong72 tru1", "thường trú"),
        ("DDAWNG KYS", "ĐĂNG KÝ"),
        ("Bawcs Kanj", "Bắc Kạn"),
    ],
)
def test_slips_that_people_make(typed, meant):
    assert readings(typed) == (typed, meant)


# abbreviations, forms, classes of licences, English and plain Vietnamese that must stay what they are
LEFT_ALONE = """
cccd gplx gcn qsdđ đkkd lltp tthc bhxh ubnd tw TW pgw a1 b2 c1e tk1 mau01 covid19 2024 d9 1a wifi facebook email html pdf
vneid usd vnd https www gmail windows 1.001193 khai sinh dang ky ket hon xoong boong soóc giay to nha dat thue truong
hop qua gia rơ moóc nghia quyet dinh lam lai mat mượn vợ chồng đăng ký
"""


@pytest.mark.parametrize("word", LEFT_ALONE.split())
def test_words_that_are_no_slips_are_left_alone(word):
    assert readings(word) == (word,)


@pytest.mark.parametrize("word", ["kyss", "ky12", "d99i", "mãas", "vớỉs", "ky0"])
def test_contradicting_keys_spell_nothing(word):
    assert undo_keystrokes(word) is None


@given(any_text)
def test_any_text_has_one_or_two_readings_the_first_as_typed(text):
    typed, *meant = readings(text)
    assert typed == " ".join(typed.split())
    assert len(meant) <= 1
