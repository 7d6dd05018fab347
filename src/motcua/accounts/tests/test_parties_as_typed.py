"""What is typed about a person: each mistake has its sentence at its field, and all are told at once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.accounts.rules.parties import NumberKind, PartyFacts, PartyFieldsError, PartyKind, read_party

TODAY = date(2026, 11, 25)
GOOD = {
    "kind": "1",
    "name": " Nguyễn  Thị Ánh ",
    "number": "000 185 012345",
    "born_on": "05/09/1985",
    "phone": "+84 912 345 678",
    "email": "anh@thu.example",
    "address": "ấp Bến Đá",
}


def read(**typed):
    return read_party({**GOOD, **typed}, today=TODAY, demo=True)


def wrong(**typed):
    with pytest.raises(PartyFieldsError) as refused:
        read(**typed)
    return refused.value.fields


def test_a_person_as_kept():
    assert read() == PartyFacts(
        PartyKind.CITIZEN,
        "Nguyễn Thị Ánh",
        NumberKind.CITIZEN_ID,
        "000185012345",
        date(1985, 9, 5),
        "0912345678",
        "anh@thu.example",
        "ấp Bến Đá",
    )


def test_a_name_is_enough():
    known = read_party({"kind": "1", "name": "Lê Văn Tám"}, today=TODAY, demo=False)
    assert known == PartyFacts(PartyKind.CITIZEN, "Lê Văn Tám")


def test_all_mistakes_at_once():
    fields = wrong(kind="9", name=" ", number="12", born_on="x", phone="1", email="x", address="x" * 301)
    assert set(fields) == set(GOOD)
    assert all(sentence.endswith(".") for sentence in fields.values())


BAD = {
    "kind": {"": "Hãy chọn", "0": "Hãy chọn", "5": "Hãy chọn", "công dân": "Hãy chọn", "²": "Hãy chọn"},
    "name": {"": "thẻ căn cước", "\u200b \n": "thẻ căn cước", "x" * 201: "200 ký tự; vừa nhập 201"},
    "number": {
        "000185": "có 12 chữ số; số vừa nhập có 6",
        "123456789": "chứng minh nhân dân cũ",
        "003185012345": "003 không phải mã nơi đăng ký",
        "000985012345": "Chữ số thứ tư",
        "12345678901٢": "chỉ gồm chữ số",
        "B12": "từ 5 đến 20 ký tự",
        "B12345678901234567890": "từ 5 đến 20 ký tự",
        "Đ1234567": "Số hộ chiếu gồm chữ cái",
        "B1234/67": "Số hộ chiếu gồm chữ cái",
    },
    "born_on": {
        "29/02/2025": "không có trong lịch",
        "31/4/1990": "không có trong lịch",
        "0/1/1990": "không có trong lịch",
        "1990": "không có trong lịch",
        "tháng 5": "không có trong lịch",
        "٠٥/٠٩/١٩٨٥": "không có trong lịch",
        "1/1/99999999999999999999": "không có trong lịch",
        "1/1/" + "9" * 5000: "không có trong lịch",
        "26/11/2026": "sau hôm nay",
        "25/11/1895": "hơn 130 năm",
        "5/9/85": "hơn 130 năm",
    },
    "phone": {"0912 345": "có 10 chữ số", "0612345678": "bắt đầu bằng 03", "nội bộ": "chỉ gồm chữ số"},
    "email": {
        "anh": "ten@nhacungcap.vn",
        "@thu.example": "ten@nhacungcap.vn",
        "anh@": "ten@nhacungcap.vn",
        "anh@thu": "ten@nhacungcap.vn",
        "anh@.": "ten@nhacungcap.vn",
        "anh thu@thu.example": "ten@nhacungcap.vn",
        "a" * 190 + "@thu.example": "ten@nhacungcap.vn",
    },
    "address": {"x" * 301: "300 ký tự"},
}


@pytest.mark.parametrize(
    ("field", "typed"), [(field, typed) for field, all_typed in BAD.items() for typed in all_typed]
)
def test_each_mistake_has_its_sentence(field, typed):
    fields = wrong(**{field: typed})
    assert set(fields) == {field}
    assert BAD[field][typed] in fields[field]


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("29/2/2024", date(2024, 2, 29)),
        ("1985-09-05", date(1985, 9, 5)),
        ("05.09.1985", date(1985, 9, 5)),
        ("5-9-1985", date(1985, 9, 5)),
        ("25/11/2026", TODAY),
        ("26/11/1896", date(1896, 11, 26)),
        ("25/11/1896", date(1896, 11, 25)),
        ("", None),
    ],
)
def test_days_as_people_write_them(typed, born):
    assert read(born_on=typed).born_on == born


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("1", "b1234567", (NumberKind.OTHER, "B1234567")),
        ("1", "B 123 4567", (NumberKind.OTHER, "B1234567")),
        ("1", "", (None, "")),
        ("2", "0100109106", (NumberKind.TAX_CODE, "0100109106")),
        ("2", "0100109106 - 001", (NumberKind.TAX_CODE, "0100109106-001")),
        ("2", "000185012345", (NumberKind.TAX_CODE, "000185012345")),
        ("3", "0100109106", (NumberKind.TAX_CODE, "0100109106")),
        ("4", "", (None, "")),
    ],
)
def test_numbers_of_each_kind(kind, typed, expected):
    known = read(kind=kind, number=typed)
    assert (known.number_kind, known.number) == expected


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0100109107", "chữ số kiểm tra không khớp"),
        ("0100109106-000", "từ 001 đến 999"),
        ("0100", "số vừa nhập có 4"),
        ("003185012345", "phải là số căn cước"),
        ("MST0100109106", "chỉ gồm chữ số"),
    ],
)
def test_tax_codes_that_are_none(typed, words):
    assert words in wrong(kind="2", number=typed)["number"]


def test_an_organisation_without_a_name_is_asked_for_that():
    assert wrong(kind="2", name="", number="")["name"] == "Hãy nhập tên của tổ chức."


def test_invented_numbers_are_for_the_demo_only():
    with pytest.raises(PartyFieldsError) as refused:
        read_party(GOOD, today=TODAY, demo=False)
    assert set(refused.value.fields) == {"number"}


def test_nothing_about_a_person_shows_in_a_log():
    shown = repr(read())
    assert not [told for told in ("Ánh", "0001", "1985", "0912", "anh@", "Bến Đá") if told in shown]
    with pytest.raises(PartyFieldsError) as refused:
        read(number="123456789", name="")
    assert "123456789" not in refused.value.log + repr(refused.value)


@given(st.dictionaries(st.sampled_from(sorted(GOOD)), st.text(max_size=30)))
def test_anything_typed_is_read_or_refused_and_can_be_stored(typed):
    try:
        known = read_party(typed, today=TODAY, demo=True)
    except PartyFieldsError:
        return
    for text in (known.name, known.number, known.phone, known.email, known.address):
        assert "\x00" not in text
        text.encode()
    assert len(known.number) <= 20
    assert len(known.phone) <= 11
