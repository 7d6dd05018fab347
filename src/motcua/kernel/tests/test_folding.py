import unicodedata

import pytest
from hypothesis import given

from motcua.kernel.tests.vietnamese import LETTERS, PLAIN, any_text, vietnamese_text
from motcua.kernel.text import fold

SHAPELESS = {"ă": "a", "â": "a", "đ": "d", "ê": "e", "ô": "o", "ơ": "o", "ư": "u"}


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_folds_to_its_plain_one(letter):
    plain = SHAPELESS.get(PLAIN[letter], PLAIN[letter])
    assert fold(letter) == fold(letter.upper()) == plain


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký  kết hôn", "dang ky ket hon"),
        ("\u00d0ất đai\u00a0", "dat dai"),
        ("QUYỀN SỬ DỤNG ĐẤT (sổ đỏ)", "quyen su dung dat (so do)"),
        ("500 m²", "500 m2"),
        ("Hoà = Hòa", "hoa = hoa"),
        ("", ""),
    ],
)
def test_texts_fold_to_what_people_type(text, folded):
    assert fold(text) == folded


@given(vietnamese_text)
def test_vietnamese_folds_to_ascii_whatever_its_unicode_form(text):
    folded = fold(text)
    assert folded.isascii()
    assert folded == fold(unicodedata.normalize("NFD", text)) == fold(text.upper())


@given(any_text)
def test_folding_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


def test_every_character_of_unicode_folds_for_good():
    assert [hex(code) for code in range(0x110000) if fold(fold(chr(code))) != fold(chr(code))] == []
