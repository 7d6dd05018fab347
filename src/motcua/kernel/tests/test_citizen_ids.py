import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers import CitizenId, Sex
from motcua.kernel.identifiers.citizens import PLACES


@given(
    place=st.sampled_from(sorted(PLACES)),
    sex=st.sampled_from(Sex),
    year=st.integers(1900, 2099),
    rest=st.integers(0, 999_999),
)
def test_a_number_tells_place_sex_and_year(place, sex, year, rest):
    century = (year - 1900) // 100 * 2 + (sex is Sex.FEMALE)
    number = CitizenId.parse(f"{place}{century}{year % 100:02d}{rest:06d}")
    assert (number.place, number.sex, number.birth_year) == (PLACES[place], sex, year)


def test_there_were_63_provinces():
    assert len(PLACES) == len(set(PLACES.values())) == 63


@pytest.mark.parametrize(
    "typed", ["001085012345", " 001 085 012345 ", "001.085.012.345", "001-085-012-345", "００１085012345"]
)
def test_blanks_dots_and_hyphens_do_not_matter(typed):
    assert str(CitizenId.parse(typed)) == "001085012345"


def test_a_number_is_shown_in_groups_or_masked_and_never_in_a_log():
    number = CitizenId.parse("001085012345")
    assert number.formatted == "001\u00a0085\u00a0012345"
    assert number.masked == "••••••••2345"
    assert "12345" not in repr(number)


def test_a_birth_abroad_has_a_country_for_its_place():
    assert CitizenId.parse("101085012345").place is None


def test_invented_numbers_are_for_the_demo_only():
    assert CitizenId.parse("000085012345", demo=True).place is None
    with pytest.raises(InvalidInputError, match="kernel:citizen_id:place"):
        CitizenId.parse("000085012345")


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        ("", "empty", "Hãy nhập số căn cước, gồm 12 chữ số."),
        ("00108501234", "length", "Số căn cước có 12 chữ số; số vừa nhập có 11."),
        ("0010850123456", "length", "Số căn cước có 12 chữ số; số vừa nhập có 13."),
        ("00108501234O", "characters", "Số căn cước chỉ gồm chữ số. Hãy bỏ chữ cái và ký hiệu khác."),
        (
            "012345678",
            "old",
            "Số vừa nhập có 9 chữ số như chứng minh nhân dân cũ. Hãy nhập số căn cước, gồm 12 chữ số.",
        ),
        (
            "003085012345",
            "place",
            "Ba chữ số đầu 003 không phải mã nơi đăng ký khai sinh. Hãy đối chiếu lại với thẻ căn cước.",
        ),
        (
            "001485012345",
            "century",
            "Chữ số thứ tư của số căn cước phải là 0, 1, 2 hoặc 3. Hãy đối chiếu lại với thẻ.",
        ),
    ],
)
def test_a_mistake_is_explained(typed, code, sentence):
    with pytest.raises(InvalidInputError) as caught:
        CitizenId.parse(typed)
    assert (caught.value.code, caught.value.message_vi) == (f"kernel:citizen_id:{code}", sentence)
