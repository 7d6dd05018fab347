import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.money import Dong
from motcua.kernel.speech import Use

amounts = st.integers(0, 10**15 - 1)
CURRENCIES = ["", " đồng", "đ", " Đồng", " Việt Nam Đồng", " VNĐ", " VND", " vnd", "₫", " đồng Việt Nam"]


@given(amounts, st.sampled_from(CURRENCIES), st.sampled_from([",", ".", " ", "\u00a0", ""]))
def test_amounts_read_back_in_every_notation(amount, currency, gap):
    assert Dong.parse(f"{amount:,}".replace(",", gap) + currency) == Dong(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("50.000đ", 50_000),
        ("5,000,000 Việt Nam Đồng", 5_000_000),
        ("0 Đồng", 0),
        ("5 triệu", 5_000_000),
        ("02 triệu đồng", 2_000_000),
        ("1,5 triệu", 1_500_000),
        ("1.5 triệu đồng", 1_500_000),
        ("1.250 triệu", 1_250_000_000),
        ("2 tỷ 300 triệu", 2_300_000_000),
        ("1 tỉ rưỡi", 1_500_000_000),
        ("2 triệu rưỡi", 2_500_000),
        ("500 ngàn", 500_000),
        ("12 nghìn 500", 12_500),
        ("50k", 50_000),
        ("1tr", 1_000_000),
        ("1.000.000,00 VND", 1_000_000),
        ("50,000.00 vnđ", 50_000),
        ("Miễn phí", 0),
    ],
)
def test_amounts_as_people_and_decrees_write_them(text, amount):
    assert Dong.parse(text) == Dong(amount)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đồng",
        "-5",
        "1,250 triệu",  # 1,25 or 1.250 million
        "50.00",
        "50.000.00",
        "1.23.456",
        "1,5",
        "1,00001 triệu",
        "1 triệu 2",  # people mean 1,2 million
        "1 triệu 200",
        "12 nghìn 5000",
        "1 triệu 1 tỷ",
        "9.999.999.999.999.999",
        "9" * 70,
        "50.000 đồng/lần",
        "khoảng 50.000",
    ],
)
def test_what_is_not_one_sure_amount_is_refused(text):
    with pytest.raises(InvalidInputError, match="kernel:money:shape"):
        Dong.parse(text)


@pytest.mark.parametrize(
    ("amount", "text", "words"),
    [
        (0, "0 đồng", "không đồng"),
        (50_000, "50.000 đồng", "năm mươi nghìn đồng"),
        (1_234_567, "1.234.567 đồng", "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng"),
        (-20_000, "-20.000 đồng", "âm hai mươi nghìn đồng"),
    ],
)
def test_amounts_for_the_eye_and_the_ear(amount, text, words):
    assert str(Dong(amount)) == text
    assert Dong(amount).in_words() == words


def test_southern_receipts_say_ngan():
    assert Dong(21_000).in_words(Use.SOUTHERN) == "hai mươi mốt ngàn đồng"


def test_amounts_add_up():
    assert Dong(50_000) * 2 + Dong(5_000) - Dong(1_000) == Dong(104_000)
    assert max(Dong(1), Dong(2)) == Dong(2)
