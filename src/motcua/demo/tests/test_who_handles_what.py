"""The demo's general rules: made of words, not of a list of procedures."""

import pytest

from motcua.demo.rules import Known, agency_for, committed_limit, fields_of_agencies, fields_of_counters, on_the_spot
from motcua.kernel.limits import Limit, LimitUnit
from motcua.workflow.acts import Act

DAYS = LimitUnit.WORKING_DAYS


@pytest.mark.parametrize(
    ("field", "decision", "agencies", "expected"),
    [
        ("Hải quan", "2770/QĐ-BTC", ("Chi cục Hải quan khu vực",), "customs"),
        ("Thuế", "2780/QĐ-BTC", (), "tax"),
        ("Thuê đất", "1/QĐ-BNNMT", (), "environment"),
        ("Thực hiện chính sách BHXH", "9/QĐ-BTC", (), "insurance"),
        ("Thành lập và hoạt động của doanh nghiệp", "9/QĐ-BTC", (), "finance"),
        ("Cấp, quản lý căn cước", "5548/QĐ-BCA-C06", (), "police"),
        ("Lý lịch tư pháp", "1/QĐ-BCA", ("Công an cấp tỉnh",), "police"),
        ("Hộ tịch", "1/QĐ-BTP", ("Ủy ban nhân dân cấp xã",), "justice"),
        ("Đất đai", "", ("Sở Nông nghiệp và Môi trường",), "environment"),
        ("Đầu tư tại Việt Nam", "1/QĐ-BTC", ("Ban quản lý các khu công nghiệp", "Sở Tài chính"), "finance"),
        ("Đầu tư tại Việt Nam", "1/QĐ-BTC", ("Ban quản lý các khu công nghiệp",), "zones"),
        ("Kho bạc Nhà nước", "1/QĐ-BTC", (), ""),
        ("Khám bệnh, chữa bệnh", "159/QĐ-BYT", (), "health"),
        ("Một lĩnh vực mới", "1/QĐ-XYZ", ("Cơ quan chưa ai biết",), ""),
    ],
)
def test_a_procedure_finds_its_agency(field, decision, agencies, expected):
    assert agency_for(Known(field, decision, agencies, None)) == expected


@pytest.mark.parametrize(
    ("agency", "limit", "spots"),
    [
        ("justice", Limit.same_day(), {Act.RECEIVE, Act.APPRAISE, Act.APPROVE, Act.RETURN, Act.STAMP}),
        ("justice", Limit.of(5, DAYS), {Act.RECEIVE, Act.APPRAISE, Act.APPROVE, Act.RETURN}),
        ("justice", Limit.of(20, DAYS), {Act.RECEIVE, Act.RETURN}),
        ("customs", Limit.same_day(), {Act.RECEIVE, Act.RETURN}),
        ("justice", None, {Act.RECEIVE, Act.RETURN}),
    ],
)
def test_the_shorter_the_more_is_done_in_the_hall(agency, limit, spots):
    assert set(on_the_spot(agency, limit)) == spots


@pytest.mark.parametrize(
    ("agency", "limit", "promised"),
    [
        ("construction", Limit.of(20, DAYS), Limit.of(16, DAYS)),
        ("construction", Limit.of(7, DAYS), Limit.of(6, DAYS)),
        ("construction", Limit.of(3, DAYS), None),
        ("construction", Limit.of(20, LimitUnit.CALENDAR_DAYS), None),
        ("police", Limit.of(20, DAYS), None),
        ("construction", None, None),
    ],
)
def test_departments_promise_a_fifth_less_than_the_law(agency, limit, promised):
    assert committed_limit(agency, limit) == promised


def test_a_field_goes_to_the_agency_that_has_most_of_it():
    handled = [("Đất đai", "environment")] * 3 + [("Đất đai", "finance"), ("Giá", "finance")]
    assert fields_of_agencies(handled) == {"environment": ["Đất đai"], "finance": ["Giá"]}


def test_every_field_has_a_counter_and_words_choose_among_them():
    counters = [(("justice",), ("ho tich",)), (("justice",), ()), (("police", "military"), ()), ((), ())]
    fields = {"justice": ["Hộ tịch", "Luật sư"], "police": ["Cư trú"], "military": ["Nghĩa vụ quân sự"]}
    assert fields_of_counters(counters, fields) == [["Hộ tịch"], ["Luật sư"], ["Cư trú", "Nghĩa vụ quân sự"], []]


def test_what_no_word_catches_goes_to_the_last_counter_where_all_have_words():
    counters = [(("justice",), ("ho tich",)), (("justice",), ("cong chung",))]
    assert fields_of_counters(counters, {"justice": ["Luật sư"]}) == [[], ["Luật sư"]]
