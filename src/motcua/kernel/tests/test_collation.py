"""The order of a dictionary: against a list sorted by hand, and against a slow oracle over a table of letters."""

import random
import re

from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.kernel.tests.vietnamese import PLAIN, TABLE, TONE, WORDS, any_text, phrases
from motcua.kernel.text import collation_key, squeeze

# as the columns of a printed dictionary run
BY_HAND = """
a; a dua; à; ả; á; á khôi; ạ; ác; ác liệt; ách; ai; ái; am; ảm đạm; ám; an; an ninh; án; ang; áng; anh; ảnh; ánh; ao;
ào; ảo; áo; ăn; ăn năn; ẵng; ắng; ắp; âm; ầm; ẩm; ẫm; ấm; ậm; ân; ấn; ấp; âu; ấu; ba; ba ba; ba gai; bà; bà con; bả;
bã; bá; bá hộ; bạ; bác; bác sĩ; bạc; bách; bạch; ban; bàn; bản; bán; bạn; bang; bàng; bảng; báng; băm; bằm; bằng;
bẵng; bắp; bặt; bẩn; bâng; bẫy; bấy; bậy; ca; cà; cả; cá; cách; cắt; câu; chanh; chăn; chân; chi; co; công; cơ; cung;
cư; da; dì; dư; đa; đà; đá; đăng; đâu; đi; đô; đu; đư; e; ê; ế; gà; ghen; gi; hoa; hòa; hỏa; hóa; họa; hoan; i; kẻ; la;
lăm; lâm; ma; mà; mả; mã; má; mạ; nga; ngan; nha; o; ô; ơ; pha; qua; quà; quả; quá; ra; sa; ta; tha; tra; u; ư; va; xa;
y; ỳ; ỷ; ý
"""


def by_hand():
    return [word.strip() for word in BY_HAND.replace("\n", " ").split(";")]


def shuffled(words):
    return random.Random(1).sample(words, len(words))


def slow_key(text):
    """Letters of a syllable by their row in the table, then its tone, then the next syllable."""
    rows = [row[0] for row in TABLE]
    syllables = re.findall(r"[^\W\d_]+", text.lower())
    return [([rows.index(PLAIN[char]) for char in word], max(TONE[char] for char in word)) for word in syllables]


def test_the_dictionary_is_in_order():
    words = by_hand()
    assert sorted(shuffled(words), key=collation_key) == words


@given(st.lists(phrases, max_size=12))
def test_any_list_is_in_the_order_of_the_slow_oracle(texts):
    ordered = sorted(texts, key=collation_key)
    assert [slow_key(text) for text in ordered] == sorted(slow_key(text) for text in texts)


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_the_place_of_the_tone_makes_no_difference(first, second):
    old, new = collation_key("hòa " + second), collation_key("hoà " + second)
    assume(first != second)
    assert (collation_key("hòa " + first) < old) == (collation_key("hòa " + first) < new)


def test_numbers_sort_by_value_and_before_words():
    counters = ["Quầy 1", "Quầy 02", "Quầy 9", "Quầy 10", "Quầy 100", "Quầy A", "Quầy Đ"]
    assert sorted(shuffled(counters), key=collation_key) == counters


def test_case_and_punctuation_decide_last():
    words = ["Ba-na", "ba na", "ba-na", "ba nà", "Bà Nà"]
    assert sorted(["Bà Nà", "ba nà", "ba-na", "ba na", "Ba-na"], key=collation_key) == words


def test_foreign_letters_stand_with_their_plain_ones_and_other_scripts_after_z():
    words = ["Muller", "Müller", "Mullet", "zulu", "Ωmega", "Бa", "日本"]
    assert sorted(shuffled(words), key=collation_key) == words


@given(any_text, any_text)
def test_keys_are_equal_only_for_equal_texts(first, second):
    assert (collation_key(first) == collation_key(second)) == (squeeze(first) == squeeze(second))
