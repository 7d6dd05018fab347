import pytest

from motcua.answers.procedures import how_much
from motcua.catalogue.facts import Fee
from motcua.catalogue.vocabulary import FeeKind


def fees(*amounts: int | None, verified: bool = False) -> list[Fee]:
    return [Fee(FeeKind.FEE, "theo thông tư", amount=amount, verified=verified) for amount in amounts]


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ([0], "Không mất tiền"),
        ([50_000, 50_000], "50.000 đồng"),
        ([0, 8_000], "Không mất tiền hoặc 8.000 đồng"),
        ([150_000, 75_000], "Từ 75.000 đồng đến 150.000 đồng"),
        ([0, 150_000, 75_000], "Không mất tiền hoặc từ 75.000 đồng đến 150.000 đồng"),
        ([None], "Tùy từng trường hợp"),
        ([], "Chưa có thông tin"),
    ],
)
def test_a_fee_in_words(amounts: list[int | None], said: str):
    assert how_much(fees(*amounts)).value == said


def test_an_amount_that_nobody_compared_with_the_decree_says_so():
    assert "quầy xác nhận" in how_much(fees(8_000)).note
    assert how_much(fees(8_000, verified=True)).note == ""
