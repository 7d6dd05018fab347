import pytest

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers import LookupNumber


def test_a_number_is_printed_in_fours_and_reads_back():
    number = LookupNumber.parse("123456789012")
    assert number.formatted == "1234\u00a05678\u00a09012"
    assert LookupNumber.parse(number.formatted) == LookupNumber.parse("1234-5678-9012") == number


def test_a_number_is_a_secret():
    assert repr(LookupNumber("123456789012")) == "LookupNumber()"


def test_a_short_number_is_explained():
    with pytest.raises(InvalidInputError) as caught:
        LookupNumber.parse("1234 5678 901")
    assert caught.value.message_vi == "Số tra cứu có 12 chữ số; số vừa nhập có 11."
