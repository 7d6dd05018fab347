import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers import PhoneNumber

mobiles = st.from_regex(r"0[35789][0-9]{8}", fullmatch=True)
landlines = st.from_regex(r"02[0-9]{9}", fullmatch=True)


@given(mobiles | landlines, st.sampled_from(["0", "+84", "+840", "+84 (0)", "84", "0084", "(+84) "]))
def test_every_way_to_write_the_country_gives_one_number(number, lead):
    assert str(PhoneNumber.parse(lead + number[1:])) == number


@given(mobiles | landlines)
def test_what_the_eye_sees_and_the_world_dials_reads_back(number):
    phone = PhoneNumber.parse(number)
    assert PhoneNumber.parse(phone.formatted) == PhoneNumber.parse(phone.international) == phone
    assert number not in repr(phone)


@pytest.mark.parametrize(
    ("typed", "formatted", "mobile"),
    [
        ("0912345678", "0912\u00a0345\u00a0678", True),
        ("+84 912.345.678", "0912\u00a0345\u00a0678", True),
        ("(024) 3825 3536", "024\u00a03825\u00a03536", False),
        ("028-3829-7834", "028\u00a03829\u00a07834", False),
        ("0293.3878.888", "0293\u00a03878\u00a0888", False),
    ],
)
def test_numbers_are_grouped_for_the_eye(typed, formatted, mobile):
    phone = PhoneNumber.parse(typed)
    assert (phone.formatted, phone.is_mobile) == (formatted, mobile)


def test_a_masked_number_shows_its_end():
    assert PhoneNumber.parse("0912345678").masked == "•••••••678"


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        (" ", "empty", "Hãy nhập số điện thoại, ví dụ 0912 345 678."),
        ("091234567a", "characters", "Số điện thoại chỉ gồm chữ số, có thể có +84 ở đầu. Hãy bỏ các ký tự khác."),
        ("091234567", "length", "Số điện thoại di động có 10 chữ số; số vừa nhập có 9."),
        ("0243825353", "length", "Số điện thoại cố định có 11 chữ số kể cả mã vùng; số vừa nhập có 10."),
        (
            "01234567890",
            "prefix",
            "Số điện thoại bắt đầu bằng 03, 05, 07, 08, 09 (di động) hoặc 02 (cố định). Hãy kiểm tra lại đầu số.",
        ),
    ],
)
def test_a_mistake_is_explained(typed, code, sentence):
    with pytest.raises(InvalidInputError) as caught:
        PhoneNumber.parse(typed)
    assert (caught.value.code, caught.value.message_vi) == (f"kernel:phone_number:{code}", sentence)
