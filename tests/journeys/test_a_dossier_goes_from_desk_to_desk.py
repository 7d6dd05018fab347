"""Three people in three browsers bring a dossier to its result; two at once meet; papers are asked for; a dossier is withdrawn."""

import re

import pytest
from playwright.sync_api import expect

from motcua.workflow import Status
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.on_desk import APPROVER, COLLEAGUE, OFFICER, RECEPTION, returned
from tests.journeys.test_every_page_for_everyone import take_screenshot, violations

pytestmark = pytest.mark.browser

PDF = {"name": "quet.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 scan"}


@pytest.fixture
def at_work(person):
    """`at_work("thuly.xaydung1")`: a browser of their own, signed in."""

    def comes(name, size=DESK, *, scripts=True):
        somebody = person(size, scripts=scripts)
        somebody.signs_in(name).wait_for_url("**/noi-bo/")
        return somebody

    return comes


def opens(somebody, code):
    return somebody.goes_to(f"/quay/quet?ma={code}")


def judged(page, name):
    """The page at a desk and on a telephone, for people to look at and for axe-core to find nothing."""
    for size in (PHONE, DESK):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        take_screenshot(page, name, size)
        assert violations(page) == []


def said(page):
    return page.get_by_role("status").filter(has_text="Đã")


def test_three_people_in_three_browsers(at_work, served):
    code = served.on_desk["for_three"]
    officer, approver = at_work(OFFICER), at_work(APPROVER)
    page = officer.goes_to("/noi-bo/")
    page.get_by_role("link", name="Hồ sơ", exact=True).first.click()
    expect(page.get_by_role("link", name="Chờ thẩm định")).to_be_visible()
    opens(officer, code)
    page.keyboard.press("F2")
    expect(said(page)).to_contain_text("Đã nhận xử lý")
    judged(page, "desk-appraise")
    page.get_by_label("Đủ điều kiện", exact=True).check()
    expect(page.get_by_label("Lý do không đủ điều kiện")).to_be_hidden()
    page.get_by_label("Nội dung văn bản").fill("Điều 1. Cấp phép.\nĐiều 2. Có hiệu lực từ ngày ký.")
    page.get_by_label("Ghi chú cho người phê duyệt").fill("Đã kiểm tra thực địa.")
    page.get_by_role("button", name="Trình phê duyệt").click()
    expect(said(page)).to_contain_text("Đã trình phê duyệt. Bước đang chờ: Phê duyệt")

    page = opens(approver, code)
    expect(page.get_by_text("Đã kiểm tra thực địa.")).to_be_visible()
    judged(page, "desk-approve")
    page.keyboard.press("F8")
    expect(said(page)).to_contain_text("Đã phê duyệt")
    judged(page, "desk-stamp")
    page.get_by_label("Số văn bản").fill("125/GPXD-SXD")
    page.get_by_label("Bản quét đã ký, đóng dấu").set_input_files(PDF)
    page.get_by_role("button", name="Đóng dấu, phát hành").click()
    expect(said(page)).to_contain_text("Đã đóng dấu")
    expect(page.get_by_text("125/GPXD-SXD")).to_be_visible()

    reception = at_work(RECEPTION)
    answer = reception.context.request.get(f"{served.address}/quay/ho-so/{code}/ket-qua")
    assert answer.body() == PDF["buffer"]
    assert returned(code) == Status.RETURNED
    page = reception.goes_to(f"/quay/ho-so/{code}/")
    expect(page.get_by_text("Hồ sơ đã khép lại", exact=False)).to_be_visible()
    judged(page, "desk-returned")


def test_two_officers_at_once_one_wins_and_the_other_is_told(at_work, served):
    code = served.on_desk["for_two"]
    first, second = opens(at_work(OFFICER), code), opens(at_work(COLLEAGUE), code)
    for page, words in ((first, "Lời của người thứ nhất"), (second, "Lời gõ rất lâu của người thứ hai")):
        page.get_by_label("Không đủ điều kiện", exact=True).check()
        page.get_by_label("Lý do không đủ điều kiện").fill(words)
    first.get_by_role("button", name="Trình phê duyệt").click()
    expect(said(first)).to_contain_text("Đã trình phê duyệt")
    second.get_by_role("button", name="Trình phê duyệt").click()
    expect(second.get_by_role("alert")).to_contain_text("đã làm trước")
    expect(second.get_by_role("alert")).to_contain_text("thẩm định và trình")
    expect(second.get_by_text("Lời gõ rất lâu của người thứ hai")).to_be_visible()
    judged(second, "desk-overtaken")


def test_papers_are_asked_for_once_and_brought(at_work, served):
    code = served.on_desk["to_supplement"]
    officer, reception = at_work(OFFICER), at_work(RECEPTION, PHONE, scripts=False)
    page = opens(officer, code)
    page.get_by_role("button", name="Nhận xử lý").click()
    page.get_by_text("Yêu cầu bổ sung giấy tờ").click()
    first = page.get_by_role("group", name="Giấy tờ 1")
    first.get_by_label("Giấy tờ").fill("Bản vẽ thiết kế")
    page.get_by_role("button", name="Thêm giấy tờ").click()
    expect(page.get_by_role("group", name="Giấy tờ 4")).to_be_visible()
    expect(first.get_by_label("Giấy tờ")).to_have_value("Bản vẽ thiết kế")
    page.get_by_role("button", name="Gửi yêu cầu bổ sung").click()
    expect(page.get_by_role("alert")).to_contain_text("Còn 2 chỗ cần sửa")
    judged(page, "desk-supplement-wrong")
    first.get_by_label("Vì sao").fill("chưa có dấu")
    first.get_by_label("Căn cứ pháp lý").fill("Điều 43 Nghị định 15/2021/NĐ-CP")
    page.get_by_role("button", name="Gửi yêu cầu bổ sung").click()
    expect(said(page)).to_contain_text("Thời hạn tạm dừng")
    judged(page, "desk-waiting")
    judged(opens(at_work(RECEPTION), code), "desk-supplement-brought")
    page = opens(reception, code)
    page.get_by_label("Bản vẽ thiết kế").select_option(label="Bản chính")
    page.get_by_role("button", name="Ghi nhận đã bổ sung đủ").click()
    expect(said(page)).to_contain_text("Thời hạn chạy lại")
    expect(opens(officer, code).get_by_text("Yêu cầu bổ sung giấy tờ", exact=True)).to_have_count(0)


def test_withdrawn_at_reception(at_work, served):
    page = opens(at_work(RECEPTION, PHONE), served.on_desk["to_withdraw"])
    page.get_by_text("Người nộp rút hồ sơ").click()
    page.get_by_role("button", name="Ghi nhận rút hồ sơ").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy ghi lý do rút hồ sơ")
    page.get_by_label("Lý do rút hồ sơ").fill("Chuyển nơi ở")
    page.get_by_role("button", name="Ghi nhận rút hồ sơ").click()
    expect(said(page)).to_contain_text("Hãy trả lại giấy tờ gốc")
    judged(page, "desk-withdrawn")


def test_filters_change_the_pile_in_its_place(at_work):
    page = at_work(OFFICER).goes_to("/quay/")
    page.get_by_role("link", name="Quá hạn").click()
    expect(page).to_have_url(re.compile("loc=qua-han"))
    expect(page.get_by_text("Không có hồ sơ nào quá hạn.")).to_be_visible()
    page.get_by_role("link", name="Bỏ lọc: Quá hạn").click()
    expect(page.get_by_role("table")).to_be_visible()
