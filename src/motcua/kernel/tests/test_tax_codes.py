"""Against python-stdnum, which wrote the same rule on its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.vn import mst

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers import TaxCode, tax_check_digit

nine_digits = st.text("0123456789", min_size=9, max_size=9)


def accepts(text):
    try:
        TaxCode.parse(text)
    except InvalidInputError:
        return False
    return True


@given(nine_digits)
def test_the_check_digit_is_the_one_of_stdnum(first_nine):
    expected = mst.calc_check_digit(first_nine)
    assert tax_check_digit(first_nine) == (None if expected == "10" else int(expected))


@given(nine_digits, st.integers(0, 9), st.sampled_from(["", "000", "-001", "-999", " 012"]))
def test_codes_are_accepted_exactly_when_stdnum_does(first_nine, digit, branch):
    text = f"{first_nine}{digit}{branch}"
    assert accepts(text) == mst.is_valid(text)


@given(nine_digits, st.sampled_from(["", "-001", "-120"]))
def test_codes_with_the_right_digit_are_written_as_stdnum_writes_them(first_nine, branch):
    digit = tax_check_digit(first_nine)
    if digit is None or first_nine[2:] == "0000000":
        return
    text = f"{first_nine}{digit}{branch}"
    assert str(TaxCode.parse(text)) == mst.format(text)


def test_people_and_household_businesses_use_their_identity_number():
    code = TaxCode.parse("001 085 012345")
    assert code.is_citizen_id
    assert str(code) == "001085012345"
    assert repr(code) == "TaxCode(branch='')"
    assert not TaxCode.parse("0100109106").is_citizen_id


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("01001O9106", "characters"),
        ("010010910", "length"),
        ("01001091060", "length"),
        ("0100109107", "checksum"),
        ("0000000000", "checksum"),
        ("0100109106-000", "branch"),
        ("000085012345", "identity"),
    ],
)
def test_a_mistake_has_its_code(typed, code):
    with pytest.raises(InvalidInputError, match=f"kernel:tax_code:{code}"):
        TaxCode.parse(typed)


def test_an_invented_identity_number_is_for_the_demo():
    assert TaxCode.parse("000085012345", demo=True).is_citizen_id
