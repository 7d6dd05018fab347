from datetime import timedelta

import pytest
from django.utils.translation import override

from motcua.backoffice.catalogue import lines
from motcua.catalogue.models import HandlingDecision
from motcua.catalogue.services import HandledLine
from motcua.catalogue.tests.published import BARE, BIRTH, LAND, publish
from motcua.kernel import clock
from motcua.kernel.limits import Limit, LimitUnit
from motcua.workflow.acts import Act

KNOWN = {
    "9.000001": Limit.of(3, LimitUnit.WORKING_DAYS),
    "9.000002": Limit.of(10, LimitUnit.WORKING_DAYS),
    "9.000003": None,
}
NEW = "/noi-bo/quyet-dinh/moi/"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("9.000001", HandledLine("9.000001")),
        (" 9.000001.000.00.00.H30 ", HandledLine("9.000001")),
        ("9.000002; 5 ngày làm việc", HandledLine("9.000002", (), Limit.of(5, LimitUnit.WORKING_DAYS))),
        ("9.000002;;Tiếp nhận, trả kết quả", HandledLine("9.000002", (Act.RECEIVE, Act.RETURN))),
        (
            "9.000002\t8 giờ làm việc\t4 tại chỗ",
            HandledLine("9.000002", lines.FOUR_IN_PLACE, Limit.of(8, LimitUnit.WORKING_HOURS)),
        ),
        ("9.000003 | 2 ngày | năm", None),
        ("9.000002; ; 5 tai cho", HandledLine("9.000002", tuple(Act))),
        ("9.000003; trong ngày", HandledLine("9.000003", (), Limit.same_day())),
    ],
)
def test_a_line_is_read_as_it_is_pasted(text, line):
    checked = lines.check(text, KNOWN)
    assert (checked.lines[0] if checked.lines else None) == line


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n9.99", "Dòng 2: “9.99” không phải mã thủ tục"),
        ("9.888888", "Dòng 1: danh mục không có thủ tục 9.888888"),
        ("9.000001\n9.000001", "Dòng 2: thủ tục 9.000001 đã có ở dòng 1."),
        ("9.000001; nhanh", "không đọc được thời hạn “nhanh”"),
        ("9.000001; 4 ngày làm việc", "dài hơn thời hạn theo luật là 3 ngày làm việc"),
        ("9.000001; ; chụp ảnh", "không có việc tại chỗ tên “chụp ảnh”"),
        ("9.000001; 1 ngày; tiếp nhận; thừa", "nhiều nhất ba phần"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_with_its_number(text, sentence):
    (error,) = lines.check(text, KNOWN).errors
    assert sentence in error


def test_lines_are_written_as_they_are_read():
    known = (
        HandledLine("9.000001"),
        HandledLine("9.000002", lines.FOUR_IN_PLACE, Limit.of("0.5", LimitUnit.WORKING_DAYS)),
    )
    assert lines.check(lines.written(known), KNOWN).lines == known


def test_an_english_page_takes_the_same_vietnamese_list():
    known = (HandledLine("9.000002", lines.FOUR_IN_PLACE, Limit.of(5, LimitUnit.WORKING_DAYS)),)
    in_vietnamese = lines.written(known)
    with override("en"):
        assert lines.written(known) == in_vietnamese
        assert lines.check(in_vietnamese, KNOWN).lines == known
        (error,) = lines.check("9.000001; 4 ngày làm việc", KNOWN).errors
    assert "4 working days" in error
    assert "3 working days" in error


@pytest.fixture
def browser(administrator, signed_in):
    publish(BIRTH, LAND, BARE)
    return signed_in(administrator)


def typed(**changed: str) -> dict[str, str]:
    today = clock.now().date()
    begins = today + timedelta(days=2)
    return {
        "key": "d" * 24,
        "number": "15/QĐ-MAU",
        "level": "commune",
        "issuer": "Chủ tịch Ủy ban nhân dân",
        "title": "",
        "issued_on_day": str(today.day),
        "issued_on_month": str(today.month),
        "issued_on_year": str(today.year),
        "effective_from_day": str(begins.day),
        "effective_from_month": str(begins.month),
        "effective_from_year": str(begins.year),
        "lines": "9.000001; 1 ngày làm việc; 4 tại chỗ\n9.000002",
        **changed,
    }


@pytest.mark.django_db
def test_a_decision_is_published_once_and_shown_as_signed(browser):
    first, second = (browser.post(NEW, typed()) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    decision = HandlingDecision.objects.get()
    html = browser.get(first.headers["Location"]).content.decode()
    for said in (
        "15/QĐ-MAU",
        "2 thủ tục",
        "1 ngày làm việc",
        "Tiếp nhận, Thẩm định, Phê duyệt, Trả kết quả",
        "Có hiệu lực từ",
    ):
        assert said in html
    assert decision.handled.count() == 2
    assert "15/QĐ-MAU" in browser.get("/noi-bo/quyet-dinh/").content.decode()


@pytest.mark.django_db
def test_the_next_decision_starts_from_the_list_in_force(browser):
    address = browser.post(NEW, typed()).headers["Location"]
    number = address.rstrip("/").rpartition("/")[2]
    html = browser.get(f"{NEW}?tu={number}").content.decode()
    assert "9.000001; 1 ngày làm việc; tiếp nhận, thẩm định, phê duyệt, trả kết quả\n9.000002" in html
    assert browser.get(f"{NEW}?tu=99999999999999").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"number": ""}, "Nhập số quyết định"),
        ({"level": ""}, "Chọn nơi áp dụng"),
        ({"level": "ministry"}, "level-1"),
        ({"issued_on_day": "31", "issued_on_month": "2"}, "không có trong lịch"),
        ({"effective_from_year": "2020"}, "không trước ngày ban hành"),
        ({"effective_from_year": "2099"}, "Kiểm tra lại năm"),
        ({"lines": ""}, "Dán danh sách thủ tục"),
        ({"lines": "9.000001; 9 ngày làm việc\nxyz"}, "Dòng 2:"),
        ({"lines": "\n".join(f"x{number}" for number in range(40))}, "Còn 30 dòng khác chưa đúng."),
    ],
)
def test_a_decision_that_is_not_right_is_not_published(browser, changed, sentence):
    response = browser.post(NEW, typed(**changed))
    html = response.content.decode()
    assert response.status_code == 422
    assert sentence in html
    assert changed.get("lines", "4 tại chỗ") in html
    assert not HandlingDecision.objects.exists()


@pytest.mark.django_db
def test_a_decision_before_the_one_in_force_is_refused_in_a_sentence(browser):
    browser.post(NEW, typed())
    response = browser.post(NEW, typed(key="e" * 24, number="16/QĐ-MAU"))
    assert response.status_code == 422
    assert "không sớm hơn quyết định này" in response.content.decode()
    assert HandlingDecision.objects.count() == 1
