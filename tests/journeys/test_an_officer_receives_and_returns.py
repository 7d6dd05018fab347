"""A receiving officer at the counter: a dossier by keyboard alone, the scanner from anywhere, a result handed over."""

import time

import pytest
from playwright.sync_api import Page, expect

from motcua.ui.tests.axe import violations
from tests.journeys.at_the_counter import CARD, OFFICER
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.scanner import scans
from tests.journeys.test_every_page_for_everyone import take_screenshot

pytestmark = pytest.mark.browser

A_DOSSIER = 60
"""Seconds that a simple dossier may take."""
KEY = 100
"""Milliseconds a key: an officer who types with ten fingers."""


def types(page: Page, text: str) -> None:
    page.keyboard.type(text, delay=KEY)


def looks_right(page: Page, name: str) -> None:
    """A state that no address leads to, at the width of a desk and of a telephone."""
    for size in (DESK, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        take_screenshot(page, name, size)
        assert violations(page) == [], name
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


@pytest.fixture
def officer(person):
    somebody = person(DESK)
    somebody.signs_in(OFFICER).wait_for_url("**/noi-bo/")
    return somebody


def test_a_simple_dossier_by_keyboard_alone_in_a_minute(officer):
    page = officer.goes_to("/quay/tiep-nhan/")
    began = time.monotonic()
    types(page, "xoa dang ky bien phap bao dam")
    expect(page.locator("#found[data-words='xoa dang ky bien phap bao dam']")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Số căn cước, mã số thuế")).to_be_focused()
    types(page, "000190054321")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Họ và tên, hoặc tên tổ chức")).to_be_focused()
    for text in ("Lê Văn Bình", "11/02/1990", "0987654321", "ấp Mẫu, xã Mẫu"):
        types(page, text)
        page.keyboard.press("Enter")
    page.keyboard.press("F4")
    expect(page.get_by_label("Trích yếu")).to_be_focused()
    types(page, "Xóa thế chấp thửa 12")
    page.keyboard.press("F9")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận hồ sơ")
    assert time.monotonic() - began < A_DOSSIER
    expect(page.get_by_role("link", name="In giấy hẹn")).to_be_focused()
    page.keyboard.press("F4")
    expect(page.get_by_label("Thêm thủ tục cho cùng người nộp")).to_be_focused()
    types(page, "1")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Họ và tên, hoặc tên tổ chức")).to_have_value("Lê Văn Bình")


def test_a_card_is_scanned_wherever_the_cursor_stands(officer):
    page = officer.goes_to("/quay/tiep-nhan/1.011443/")
    page.get_by_label("Số căn cước, mã số thuế").blur()
    scans(page, CARD)
    expect(page.get_by_text("trong hệ thống")).to_be_visible()
    expect(page.get_by_label("Họ và tên, hoặc tên tổ chức")).to_have_value("Nguyễn Thị Ánh")
    page.get_by_label("Trích yếu").fill("Xóa thế chấp")
    page.get_by_label("Trích yếu").focus()
    scans(page, CARD.replace("000185012345", "000190054321").replace("Nguyễn Thị Ánh", "Lê Văn Bình"))
    expect(page.get_by_label("Số căn cước, mã số thuế")).to_have_value("000190054321")
    expect(page.get_by_label("Trích yếu")).to_have_value("Xóa thế chấp")
    expect(page.get_by_label("Họ và tên, hoặc tên tổ chức")).to_have_value("Lê Văn Bình")
    assert "|" not in page.locator("form.intake").inner_text()
    looks_right(page, "intake-card")


def test_a_card_scanned_too_early_goes_nowhere(officer):
    page = officer.goes_to("/quay/tiep-nhan/")
    scans(page, CARD)
    expect(page.locator("#toasts")).to_contain_text("Hãy chọn thủ tục trước")
    expect(page.get_by_label("Người dân cần làm thủ tục gì?")).to_have_value("")
    assert "|" not in page.url
    assert "%7C" not in page.url


def test_lines_are_marked_by_figures_and_totals_follow(officer):
    page = officer.goes_to("/quay/tiep-nhan/1.013239/")
    first = page.locator("[data-marks] > li").first
    first.locator("input[type=radio]").first.focus()
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.keyboard.press("4")
    expect(page.get_by_label("Vì sao thiếu").filter(visible=True)).to_be_focused()
    page.keyboard.type("chưa công chứng")
    page.keyboard.press("Enter")
    expect(page.locator("[data-marks] > li:nth-child(4) input[type=radio]").first).to_be_focused()
    expect(page.locator("#follows")).to_contain_text("thiếu 1")
    expect(page.locator("#follows")).to_contain_text("2/")
    page.keyboard.press("F8")
    expect(page.get_by_role("alert")).to_contain_text("Phiếu bổ sung chỉ được yêu cầu một lần")
    looks_right(page, "intake-errors")
    page.keyboard.press("F7")
    expect(page.get_by_label("Lý do và căn cứ pháp lý")).to_be_focused()


def test_everything_works_without_scripts(person, served):
    officer = person(DESK, scripts=False)
    officer.signs_in(OFFICER)
    page = officer.goes_to("/quay/tiep-nhan/?q=1.011443")
    expect(page.get_by_label("Số căn cước, mã số thuế")).to_be_focused()
    page.keyboard.type(CARD)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Họ và tên, hoặc tên tổ chức")).to_have_value("Nguyễn Thị Ánh")
    page.get_by_role("button", name="Có đủ").click()
    page.get_by_role("button", name="Tiếp nhận", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận hồ sơ")


def test_a_scan_that_a_busy_machine_delivers_in_two_parts_is_one_code(officer, served):
    page = officer.goes_to("/quay/tra-ket-qua/")
    code = str(served.numbers["to_return"])
    expect(page.get_by_label("Mã hồ sơ trên giấy hẹn")).to_be_focused()
    page.keyboard.type(code[0])
    page.wait_for_timeout(200)
    scans(page, code[1:])
    expect(page.get_by_label("Số giấy tờ của người nhận")).to_be_focused()


def test_a_result_is_handed_over_by_two_scans(officer, served):
    page = officer.goes_to("/quay/tra-ket-qua/")
    scans(page, str(served.numbers["to_return"]))
    expect(page.get_by_label("Số giấy tờ của người nhận")).to_be_focused()
    scans(page, CARD.replace("000185012345", "000190054321"))
    expect(page.get_by_role("alert")).to_contain_text("không phải của người đứng tên")
    looks_right(page, "return-somebody-else")
    page.keyboard.press("F3")
    page.get_by_label("Số giấy tờ của người nhận").fill("")
    scans(page, CARD)
    expect(page.get_by_text("Khớp với giấy tờ")).to_be_visible()
    page.keyboard.press("F9")
    expect(page.get_by_role("alert")).to_contain_text("Còn 120.000 đồng phí, lệ phí chưa thu")
    looks_right(page, "return-fees-due")
    page.keyboard.press("F8")
    expect(page.get_by_text("Đã ghi nhận thu đủ")).to_be_visible()
    page.keyboard.press("F9")
    expect(page.get_by_role("status").filter(has_text="Quét giấy hẹn tiếp theo")).to_be_visible()
    expect(page.get_by_label("Mã hồ sơ trên giấy hẹn")).to_be_focused()
