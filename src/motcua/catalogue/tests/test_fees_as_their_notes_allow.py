"""Fees: amounts only where cell and note agree; phí and lệ phí told apart."""

from decimal import Decimal

import pytest

from motcua.catalogue.parsing import channels, fees
from motcua.catalogue.tests.fixtures import cases
from motcua.catalogue.vocabulary import FeeKind

FEE, CHARGE, UNSTATED = FeeKind.FEE, FeeKind.STATE_CHARGE, FeeKind.UNSTATED


@pytest.mark.parametrize(
    ("cell", "note", "amount", "currency"),
    [
        ("5,000,000 Việt Nam Đồng", "", 5_000_000, "VND"),
        ("70,000 VNĐ", "(70.000 đồng/giấy)", 70_000, "VND"),
        ("10 USD", "(10USD/giấy)", 10, "USD"),
        ("1.5 USD", "", Decimal("1.5"), "USD"),
        ("Miễn phí", "", 0, "VND"),
        ("Miễn phí", "(Không có)", 0, "VND"),
        ("Miễn phí", "(- Miễn lệ phí (Thông tư số 47/2019/TT-BTC).)", 0, "VND"),
        ("Miễn phí", "(Cấp lại do mất)", 0, "VND"),
        ("Miễn phí", "(20.000.000 đồng/lần)", None, "VND"),
        ("Miễn phí", "(Theo quy định của Hội đồng nhân dân cấp tỉnh)", None, "VND"),
        ("20 VNĐ", "(20.000 vnđ /tờ khai)", 20_000, "VND"),
        ("20 VNĐ", "", None, "VND"),
        ("50 VNĐ", "(Phí hải quan 50USD/chuyến bay)", None, "VND"),
        ("99999999999999 VNĐ", "", None, "VND"),
    ],
)
def test_a_flattened_cell_with_its_note(cell, note, amount, currency):
    (fee,) = fees.read_cell(cell, note)
    assert (fee.amount, fee.currency, fee.verified) == (amount, currency, False)
    assert fee.verbatim == cell + note


def test_a_silent_cell_names_no_fee():
    assert fees.read_cell("Không có thông tin") == ()
    assert fees.read_lines("") == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Phí : 0 Đồng", [(FEE, 0, "VND")]),
        ("Lệ phí : 0 Đồng", [(CHARGE, 0, "VND")]),
        ("Phí : Không Đồng", [(FEE, 0, "VND")]),
        ("Phí :  Đồng (Theo quy định của Bộ Tài chính)", [(FEE, None, "VND")]),
        ("Lệ phí : 1.5 USD", [(CHARGE, Decimal("1.5"), "USD")]),
        ("Phí : 2.000.000 Đồng (a)\nLệ phí : 50.000 Đồng (b)", [(FEE, 2_000_000, "VND"), (CHARGE, 50_000, "VND")]),
        ("Lệ phí: 20000", [(CHARGE, 20_000, "VND")]),
        ("Phí thẩm định 150.000 đồng/hồ sơ", [(FEE, 150_000, "VND")]),
        ("Cấp mới 40.000 đồng; cấp lại 20.000 đồng", [(UNSTATED, None, "VND")]),
        ("Phí : Mức thu bằng 50% mức thu tại Biểu ban hành kèm Thông tư Đồng", [(FEE, None, "VND")]),
        ("Miễn phí", [(UNSTATED, 0, "VND")]),
        ("150000", [(UNSTATED, 150_000, "VND")]),
    ],
)
def test_lines_of_a_split_table(text, read):
    assert [(fee.kind, fee.amount, fee.currency) for fee in fees.read_lines(text)] == read


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Lệ phí cấp giấy", CHARGE),
        ("- Phí thẩm định", FEE),
        ("mức thu phí, lệ phí", UNSTATED),
        ("theo Luật phí và lệ phí", UNSTATED),
        ("", UNSTATED),
    ],
)
def test_phi_and_le_phi(note, kind):
    assert fees.kind_of(note) is kind


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("5,000,000", "5000000"),
        ("5.000", "5000"),
        ("1.5", "1.5"),
        ("0,5", "0.5"),
        ("20000", "20000"),
        ("1.234.56", "1234.56"),
    ],
)
def test_dots_and_commas(figure, value):
    assert fees.number(figure) == Decimal(value)


@pytest.mark.parametrize("case", cases("fees-60.jsonl"), ids=lambda case: case["code"])
def test_real_rows(case):
    read = [
        [str(channel.kind), [[fee.amount and f"{fee.amount:f}", fee.currency, str(fee.kind)] for fee in channel.fees]]
        for channel in channels.split(case["table"])
    ]
    expected = [
        [kind, [[amount if amount != "0" else Decimal(0), currency, of] for amount, currency, of in found]]
        for kind, found in case["fees"]
    ]
    assert read == expected
