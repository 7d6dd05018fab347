import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.tests.vietnamese import LETTERS, any_text, phrases, vietnamese_text
from motcua.kernel.text import clamp, normalise, normalise_name, squeeze


@given(vietnamese_text)
def test_every_composed_text_is_already_normal(text):
    assert normalise(text) == text


@given(vietnamese_text, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_every_unicode_form_comes_back_to_one(text, form):
    assert normalise(unicodedata.normalize(form, text)) == text


@pytest.mark.parametrize("letter", [*LETTERS, *LETTERS.upper()])
def test_marks_in_any_order_make_the_same_letter(letter):
    base, *marks = unicodedata.normalize("NFD", letter)
    spellings = {normalise(base + "".join(order)) for order in itertools.permutations(marks)}
    assert spellings == {letter}


@given(vietnamese_text)
def test_texts_of_windows_1258_programs_are_composed(text):
    # that code page keeps ă â ê ô ơ ư whole and puts the tone behind them
    parts = []
    for char in text:
        tones = "".join(mark for mark in unicodedata.normalize("NFD", char) if mark in "\u0300\u0301\u0303\u0309\u0323")
        letter = "".join(mark for mark in unicodedata.normalize("NFD", char) if mark not in tones)
        parts.append(unicodedata.normalize("NFC", letter) + tones)
    stored = "".join(parts).encode("cp1258")
    assert normalise(stored.decode("cp1258")) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("\u00d0ăng ký", "Đăng ký"),
        ("\u0189ăng \u0256ất", "Đăng đất"),
        ("d\u0335i d\u0336i D\u0335i", "đi đi Đi"),
        ("khai\u00a0sinh", "khai sinh"),
        ("khai\u200b\u00adsinh\ufeff", "khaisinh"),
        ("a\u200b\u0301", "á"),
        ("ê\u0341", "ế"),
        ("n\u01cem", "năm"),
        ("e\u0301\u0301", "é"),
        ("Số\u202a 12\u202c", "Số 12"),
        ("１２３ＡＢ", "123AB"),
        ("a\x00b\x1fc", "abc"),
        ("dòng một\r\ndòng hai\rdòng ba\u2028bốn", "dòng một\ndòng hai\ndòng ba\nbốn"),
        ("x\ud800y", "xy"),
    ],
)
def test_look_alikes_and_invisible_signs_are_put_right(typed, meant):
    assert normalise(typed) == meant


def test_the_place_of_the_tone_stays_as_written():
    assert normalise("hoà") == "hoà"


@given(any_text)
def test_normal_text_stays_normal_and_can_be_stored(text):
    once = normalise(text)
    assert normalise(once) == once
    assert b"\x00" not in once.encode()


@given(any_text)
def test_squeezed_text_is_one_line_without_idle_blanks(text):
    line = squeeze(text)
    assert line == " ".join(line.split())
    assert squeeze(line) == line


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (100, "Đăng ký khai sinh có yếu tố nước ngoài"),
        (21, "Đăng ký khai sinh có…"),
        (20, "Đăng ký khai sinh…"),
        (5, "Đăng…"),
        (4, "Đăn…"),
        (1, "…"),
    ],
)
def test_a_title_is_clamped_between_words(limit, text):
    assert clamp("Đăng ký  khai sinh có yếu tố nước ngoài", limit) == text


@given(any_text, st.integers(1, 50))
def test_a_clamped_title_never_exceeds_its_limit(text, limit):
    assert len(clamp(text, limit)) <= limit


def test_a_title_keeps_a_letter_and_its_mark_together():
    assert clamp("x\u0323\u0301" * 9, 4) in {"x\u0323\u0301…", "…"}


def test_a_title_of_no_length_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        clamp("a", 0)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("NGUYỄN THỊ  lan", "Nguyễn Thị Lan"),
        ("nguyễn văn an", "Nguyễn Văn An"),
        ("NGuyễn Đức đông", "Nguyễn Đức Đông"),
        ("H’HEN NIÊ", "H'Hen Niê"),
        ("y-bhăm ÊBAN", "Y-Bhăm Êban"),
        ("tôn-nữ thị hoà", "Tôn-Nữ Thị Hoà"),
        ("TRA\u0302\u0300N", "Trần"),
        ("", ""),
    ],
)
def test_names_are_written_as_papers_print_them(typed, printed):
    assert normalise_name(typed) == printed


@given(phrases)
def test_a_name_is_the_same_from_capitals_and_from_small_letters(name):
    assert normalise_name(name.upper()) == normalise_name(name) == normalise_name(normalise_name(name))
