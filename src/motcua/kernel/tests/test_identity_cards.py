from datetime import date

import pytest

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers import CitizenId, IdentityCard, Sex

CARD = "000185012345|012345678|Nguyễn Thị Lan|02031985|Nữ|Số 1 phố Thử, Hà Nội|01052021"


def test_a_card_says_who_holds_it():
    assert IdentityCard.parse(CARD, demo=True) == IdentityCard(
        citizen_id=CitizenId("000185012345"),
        old_id="012345678",
        name="Nguyễn Thị Lan",
        born=date(1985, 3, 2),
        sex=Sex.FEMALE,
        address="Số 1 phố Thử, Hà Nội",
        issued_on=date(2021, 5, 1),
    )


def test_a_card_is_read_with_decomposed_marks_and_newer_fields():
    card = IdentityCard.parse("000085012345||TRẦN VĂN A|02031985|Nam|Huế|01052025||Cha|Mẹ\r\n", demo=True)
    assert (card.name, card.old_id, card.sex, card.sex.label) == ("TRẦN VĂN A", "", Sex.MALE, "Nam")


@pytest.mark.parametrize("born", ["1950", "00001950", ""])
def test_a_birth_may_be_known_by_its_year_only(born):
    assert IdentityCard.parse(CARD.replace("02031985", born), demo=True).born is None


def test_a_card_stays_out_of_logs():
    assert repr(IdentityCard.parse(CARD, demo=True)) == "IdentityCard()"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("https://example.vn/abc", "identity_card:shape"),
        (CARD.replace("Nguyễn Thị Lan", " "), "identity_card:name"),
        (CARD.replace("Nữ", "Khác"), "identity_card:sex"),
        (CARD.replace("02031985", "31021985"), "identity_card:date"),
        (CARD.replace("01052021", "1/5/2021"), "identity_card:date"),
        (CARD.replace("000185012345", "00018501234"), "citizen_id:length"),
    ],
)
def test_another_code_is_refused(text, code):
    with pytest.raises(InvalidInputError, match=f"kernel:{code}"):
        IdentityCard.parse(text, demo=True)
