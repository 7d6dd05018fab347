"""Staff sign in and out; an administrator imports a file, reads its report, and looks after what it brought."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from motcua.demo.accounts import PASSWORD
from motcua.kernel import clock
from tests.journeys import scene
from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.browser

IMPORTED_SECONDS = 30_000


def test_staff_sign_in_and_out(person):
    officer = person(DESK)
    page = officer.signs_in("tiepnhan08")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xin chào")
    doors = page.get_by_role("navigation", name="Công việc").get_by_role("link")
    expect(doors).to_have_text(["Quầy của tôi", "Hồ sơ", "Tiếp nhận", "Trả kết quả", "Lịch hẹn", "Đánh giá của tôi"])
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Đã đăng xuất.")).to_be_visible()
    officer.goes_to("/noi-bo/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập để làm việc")


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(person):
    page = person(PHONE, scripts=False).signs_in("huongdan01", "sai mật khẩu")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.title().startswith("Lỗi:")
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("huongdan01")
    expect(page.get_by_label("Mật khẩu")).to_have_value("")


def test_who_asked_for_a_page_gets_it_after_signing_in(person):
    officer = person(DESK)
    page = officer.goes_to("/noi-bo/quyet-dinh/")
    page.get_by_label("Tên đăng nhập").fill("giamsat")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quyết định tiếp nhận thủ tục")
    expect(page.get_by_role("link", name="Công bố quyết định")).to_have_count(0)


def test_an_administrator_imports_a_file_and_reads_the_report(person, worker, tmp_path):
    administrator = person(DESK)
    page = administrator.signs_in("quantri")
    page.get_by_role("link", name="Nhập thủ tục từ tệp").click()
    page.get_by_label("Tệp thủ tục").set_input_files(scene.file_for(tmp_path, scene.NEXT_FILE))
    page.get_by_role("button", name="Tải lên và nhập").dblclick()
    expect(page.get_by_text("Xong, có bản ghi bị từ chối").first).to_be_visible(timeout=IMPORTED_SECONDS)
    for figure, what in (
        ("6", "bản ghi đã đọc"),
        ("1", "thủ tục mới"),
        ("1", "phiên bản mới"),
        ("1", "không đổi"),
        ("3", "bị từ chối"),
    ):
        expect(page.locator(".stat", has_text=what).locator("data")).to_have_text(figure)
    rejected = page.get_by_role("table", name="Bản ghi bị từ chối")
    assert rejected.get_by_role("rowheader").all_inner_texts() == ["Số 3", "Số 4", "Số 6"]
    page.get_by_role("link", name="Xem thủ tục của lần nhập này").click()
    page.get_by_role("link", name="Cấp thẻ thư viện mẫu").click()
    page.get_by_role("link", name="Thay đổi so với bản 1").click()
    expect(page.get_by_role("insertion").filter(has_text="Ảnh chân dung")).to_be_visible()
    expect(page.get_by_role("deletion").filter(has_text="5 ngày làm việc").first).to_be_visible()
    page.get_by_role("link", name="Nhập tệp").click()
    expect(page.get_by_role("link", name=scene.NEXT_FILE.name)).to_have_count(2)
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Đã đăng xuất.")).to_be_visible()


def test_the_report_is_read_without_scripts_too(person, worker):
    administrator = person(PHONE, scripts=False)
    page = administrator.signs_in("quantri")
    page.get_by_role("link", name="Nhập thủ tục từ tệp").click()
    page.get_by_role("button", name="Tải lên và nhập").click()
    expect(page.get_by_role("alert")).to_contain_text("Chọn một tệp")
    page.get_by_label("Tệp thủ tục").set_input_files(scene.FIRST_FILE)
    page.get_by_role("button", name="Tải lên và nhập").click()
    for _ in range(IMPORTED_SECONDS // 500):
        again = page.get_by_role("link", name="Xem tiến độ mới")
        if not again.count():
            break
        page.wait_for_timeout(500)
        again.click()
    expect(page.locator(".tag").first).to_have_text("Đã nhập xong")


def test_a_fee_is_compared_and_a_name_is_given(person):
    page = person(DESK).signs_in("quantri")
    page.goto(page.url.partition("/noi-bo")[0] + "/noi-bo/thu-tuc/9.900002/")
    page.get_by_role("link", name=re.compile("^Đối chiếu")).click()
    expect(page.get_by_label("Mức thu theo văn bản")).to_have_value("10.000")
    page.get_by_role("button", name="Ghi là đã đối chiếu").click()
    expect(page.get_by_role("status").filter(has_text="đã đối chiếu")).to_be_visible()
    page.get_by_label("Tên người dân hay gọi").fill("làm lại thẻ đọc sách")
    page.get_by_role("button", name="Ghi tên thường gọi").click()
    expect(page.get_by_label("Tên người dân hay gọi")).to_have_value("làm lại thẻ đọc sách")


def test_a_decision_is_checked_line_by_line_and_published(person):
    page = person(DESK).signs_in("quantri")
    page.get_by_role("link", name="Quyết định tiếp nhận").click()
    page.get_by_role("link", name="Quyết định mẫu số 15/QĐ-UBND").click()
    page.get_by_role("link", name="Soạn quyết định thay thế").click()
    page.get_by_label("Số quyết định").fill("20/QĐ-UBND")
    today = clock.now().date()
    begins = today + timedelta(days=40)
    for name, day in (("Ngày ban hành", today), ("Có hiệu lực từ ngày", begins)):
        group = page.get_by_role("group", name=name)
        for label, part in (("Ngày", day.day), ("Tháng", day.month), ("Năm", day.year)):
            group.get_by_label(label, exact=True).fill(str(part))
    box = page.get_by_label("Danh sách thủ tục")
    text = box.input_value()
    box.fill("9.900002; 90 ngày làm việc\n" + text)
    page.get_by_role("button", name="Công bố").click()
    expect(page.get_by_role("alert")).to_contain_text("Dòng 1: thời hạn cam kết 90 ngày làm việc dài hơn")
    page.get_by_role("link", name=re.compile("Dòng 1")).click()
    expect(box).to_be_focused()
    box.fill("9.900002; 2 ngày làm việc; 4 tại chỗ\n" + text)
    page.get_by_role("button", name="Công bố").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quyết định 20/QĐ-UBND")
    expect(page.get_by_text(f"Có hiệu lực từ {begins:%d/%m/%Y}").first).to_be_visible()
