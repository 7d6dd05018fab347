"""Search on a small catalogue: what people type, in whatever way, finds what they mean, and the page says why."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.search.engine import Engine
from motcua.catalogue.search.entries import Entry
from motcua.catalogue.search.pages import Filters
from motcua.catalogue.search.vocabulary import load_vocabulary
from motcua.catalogue.tests.catalogue_entries import COMMUNE, ENTRIES, MINISTRY, PROVINCE
from motcua.catalogue.vocabulary import Audience, ChannelKind, Level

VOCABULARY = load_vocabulary()
ENGINE = Engine(ENTRIES, VOCABULARY)

BIRTH, MARRIAGE, SINGLE, RESIDENCE, LICENCE = "9.000001", "9.000006", "9.000007", "9.000008", "9.000010"


def first(query, engine=ENGINE, **filters):
    page = engine.search(query, Filters(**filters))
    return page.items[0].code if page.items else None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("đăng ký kết hôn", MARRIAGE),
        ("dang ky ket hon", MARRIAGE),
        ("ĐĂNG KÝ kết hon", MARRIAGE),
        ("ddang ky kheets hoon", MARRIAGE),
        ("ddawng kys keets hoon", MARRIAGE),
        ("d9a8ng ky1 ke6t1 ho6n", MARRIAGE),
        ("dang1 ky1 ket hon", MARRIAGE),
        ("dangkykethon", MARRIAGE),
        ("đăng kí kết hôn", MARRIAGE),
        ("dang ky ket hom", MARRIAGE),
        ("dang ky thuong chu", RESIDENCE),
        ("sỗ đõ rách", "9.000013"),
    ],
)
def test_marks_keys_and_slips(query, code):
    assert first(query) == code


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("mất gplx", LICENCE),
        ("cap lai gplx", LICENCE),
        ("mất bằng lái xe", LICENCE),
        ("đổi bằng lái hết hạn", "9.000011"),
        ("giấy độc thân", SINGLE),
        ("bìa đỏ bị mối ăn muốn đổi", "9.000013"),
        ("nhập hộ khẩu về nhà chồng", RESIDENCE),
        ("cắt khẩu", "9.000009"),
        ("hàng xóm lấn đất", "9.000014"),
        ("lltp", "9.000018"),
        ("giấy khai sinh mất", "9.000005"),
        ("em vừa sanh bé, cho em hỏi làm giấy cho bé thì cần gì ạ", BIRTH),
        ("mở tiệm hớt tóc", "9.000015"),
        ("dẹp tiệm không bán nữa", "9.000016"),
        ("phòng răng", "9.000019"),
        ("chuyển trường cho con", "9.000020"),
        ("lost driving licence", LICENCE),
        ("birth certificate", BIRTH),
        ("get married", MARRIAGE),
    ],
)
def test_everyday_words_and_abbreviations(query, code):
    assert first(query) == code


def test_words_with_others_between_are_heard_too():
    assert first("bằng lái của em không biết rơi mất ở đâu") == LICENCE


def test_a_bare_word_finds_the_main_procedure_before_its_special_cases():
    codes = [item.code for item in ENGINE.search("khai sinh").items]
    assert codes[0] == BIRTH
    assert codes.index("9.000004") < codes.index("9.000002")


def test_a_special_case_comes_first_when_it_is_asked_for():
    assert first("khai sinh có yếu tố nước ngoài") == "9.000002"
    assert first("khai sinh lưu động") == "9.000003"


def test_the_twin_at_the_ministry_stands_behind_the_local_one():
    codes = [item.code for item in ENGINE.search("cấp lại giấy phép lái xe").items]
    assert codes.index(LICENCE) < codes.index("9.000012")


def test_what_this_centre_handles_comes_first():
    twins = [
        Entry("9.100001", "Cấp thẻ đỗ xe", levels=PROVINCE),
        Entry("9.100002", "Cấp thẻ đỗ xe", levels=PROVINCE, handled=True),
    ]
    assert first("thẻ đỗ xe", Engine(twins, VOCABULARY)) == "9.100002"


@pytest.mark.parametrize("query", ["9.000014", "9000014", "9.000014.000.00.00.H30", "thủ tục 9.000014", " 9.000014 "])
def test_a_code_finds_its_procedure(query):
    page = ENGINE.search(query)
    assert [item.code for item in page.items] == ["9.000014"]
    assert page.items[0].why == ("9.000014",)


def test_a_code_that_no_procedure_has():
    assert ENGINE.search("8.999999").total == 0


def test_the_page_says_why():
    why = ENGINE.search("bìa đỏ bị rách").items[0].why
    assert any(reason.startswith("bìa đỏ → ") and "giấy chứng nhận quyền sử dụng đất" in reason for reason in why)
    assert "kết hôn" in ENGINE.search("kết hôn").items[0].why


@pytest.mark.parametrize(
    ("filters", "allowed"),
    [
        ({"field": "Hộ tịch"}, lambda e: e.field == "Hộ tịch"),
        ({"levels": frozenset({Level.PROVINCE})}, lambda e: Level.PROVINCE in e.levels),
        ({"audiences": frozenset({Audience.BUSINESS})}, lambda e: Audience.BUSINESS in e.audiences),
        ({"channels": frozenset({ChannelKind.ONLINE})}, lambda e: ChannelKind.ONLINE in e.channels),
    ],
)
def test_filters_narrow_a_list_and_a_question(filters, allowed):
    listed = ENGINE.search("", Filters(**filters), limit=100)
    assert {item.code for item in listed.items} == {entry.code for entry in ENTRIES if allowed(entry)}
    assert listed.total == len(listed.items)
    asked = ENGINE.search("cấp lại đăng ký giấy", Filters(**filters), limit=100)
    assert {item.code for item in asked.items} <= {item.code for item in listed.items}


def test_a_filter_holds_for_a_code_too():
    assert ENGINE.search(BIRTH, Filters(field="Đất đai")).total == 0


def test_an_empty_question_lists_the_centres_own_levels_first_then_by_title():
    entries = [
        Entry("9.1", "An toàn", levels=MINISTRY),
        Entry("9.2", "Đo đạc", levels=COMMUNE),
        Entry("9.3", "Dân số", levels=PROVINCE),
        Entry("9.4", "Ăn uống", levels=COMMUNE),
    ]
    assert [item.code for item in Engine(entries, VOCABULARY).search(" ").items] == ["9.4", "9.3", "9.2", "9.1"]


def test_pages_follow_each_other_without_gap_or_double():
    whole = [item.code for item in ENGINE.search("đăng ký", limit=100).items]
    parts = [
        item.code for start in range(0, len(whole), 3) for item in ENGINE.search("đăng ký", limit=3, offset=start).items
    ]
    assert parts == whole
    assert ENGINE.search("đăng ký", limit=1).total == len(whole)


def test_better_spelling_only_when_nothing_is_found():
    nothing = ENGINE.search("xkhaaixx ssinhh")
    assert nothing.total == 0
    assert nothing.did_you_mean
    assert ENGINE.search(nothing.did_you_mean).total > 0
    assert ENGINE.search("khai sinh").did_you_mean is None


def test_fields_by_their_number():
    assert ENGINE.fields()[0] == ("Hộ tịch", 7)


def test_an_empty_catalogue_answers_too():
    engine = Engine([], VOCABULARY)
    assert engine.search("khai sinh").total == 0
    assert engine.search("").total == 0
    assert engine.fields() == ()


VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềốồớờứừíìýỳ 0123456789.,…?\n", max_size=80)


@given(st.one_of(st.text(max_size=200), VIETNAMESE))
def test_no_text_is_too_strange(text):
    page = ENGINE.search(text)
    assert page.total >= len(page.items)
    ENGINE.suggest(text)


@given(st.lists(st.sampled_from([word for entry in ENTRIES for word in entry.title.split()]), min_size=1, max_size=8))
def test_composed_and_decomposed_letters_are_one(words):
    text = " ".join(words)
    pages = {ENGINE.search(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len({tuple(item.code for item in page.items) for page in pages}) == 1


def test_the_order_does_not_depend_on_what_was_asked_before():
    fresh = Engine(ENTRIES, VOCABULARY)
    for query in ("khai sinh", "mất bằng lái", "dang ky ket hon"):
        assert fresh.search(query) == ENGINE.search(query)


def test_title_field_and_levels_are_kept_on_the_item():
    item = ENGINE.search("đăng ký kết hôn").items[0]
    assert (item.title, item.field, item.levels) == ("Thủ tục đăng ký kết hôn", "Hộ tịch", COMMUNE)
