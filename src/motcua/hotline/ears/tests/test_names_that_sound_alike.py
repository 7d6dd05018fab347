"""What a telephone line and a recogniser make of a name is still nearer to that name than to another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.hotline.ears.likeness import Heard, syllables, syllables_alike

BIRTH, MARRIAGE, DEATH, HOUSEHOLD = (
    "Đăng ký khai sinh",
    "Đăng ký kết hôn",
    "Đăng ký khai tử",
    "Đăng ký thành lập hộ kinh doanh",
)
NAMES = (BIRTH, MARRIAGE, DEATH, HOUSEHOLD, "Cấp giấy phép xây dựng nhà ở riêng lẻ", "Cấp giấy phép lái xe")


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("đăng ký khai sinh", BIRTH),
        ("đăng kí khai xinh", BIRTH),
        ("nghĩ khai xin", BIRTH),
        ("đang ký kết hôn", MARRIAGE),
        ("dành lập hồ kinh doanh", HOUSEHOLD),
        ("thành lập phụ kinh doanh", HOUSEHOLD),
        ("tôi muốn xin giấy phép xây dựng", "Cấp giấy phép xây dựng nhà ở riêng lẻ"),
        ("cấp giấy phép lái se", "Cấp giấy phép lái xe"),
    ],
)
def test_the_name_that_was_meant_is_the_likest(heard, name):
    assert max(NAMES, key=lambda one: likeness(heard, one)) == name


@pytest.mark.parametrize("name", NAMES)
def test_word_for_word_is_wholly_alike(name):
    assert likeness(name.lower(), name) == 1


def test_regions_say_it_differently():
    assert syllables_alike("sinh", "xinh") > syllables_alike("sinh", "kinh") > syllables_alike("sinh", "hôn") == 0
    assert syllables_alike("trợ", "chợ") > 0.7
    assert syllables_alike("đường", "đườn") > 0
    assert syllables_alike("ngã", "ngả") == 0.9


def likeness(heard, name, least=0.0):
    return Heard(heard).likeness(syllables(name), least)


WORDS = st.lists(
    st.sampled_from(["đăng", "ký", "khai", "sinh", "tử", "kết", "hôn", "cấp", "giấy", "phép", "nhà", "ở"]),
    min_size=1,
    max_size=6,
)


@given(WORDS, WORDS)
def test_always_between_nothing_and_all(heard, name):
    assert 0 <= likeness(" ".join(heard), " ".join(name)) <= 1


@given(WORDS, WORDS, st.floats(0, 1))
def test_looking_less_closely_loses_nothing(heard, name, least):
    whole = likeness(" ".join(heard), " ".join(name))
    assert likeness(" ".join(heard), " ".join(name), least) == (whole if whole >= least else 0)


@given(st.text(max_size=30), st.text(max_size=30))
def test_anything_that_was_heard_is_compared(heard, name):
    assert 0 <= likeness(heard, name) <= 1
