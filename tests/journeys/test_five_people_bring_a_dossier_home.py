"""A dossier of a real procedure goes from the counter to the returned result by five people in five browsers; the citizen watches."""

import re

import pytest
from playwright.sync_api import Page, expect

from motcua.dossiers.models import Dossier
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.on_desk import APPROVER, OFFICER, RECEPTION, apart
from tests.journeys.scanner import scans

pytestmark = pytest.mark.browser

PROCEDURE = "1.000028"
CARD = "000190067890||Đặng Thị Minh Châu|11021990|Nữ|ấp Mẫu, xã Mẫu|01012024"
REGISTRY_CLERK, OTHER_COUNTER = "vanthu", "tiepnhan07"
CODE = re.compile(r"H99\.16-\d{6}-\d{4,}")


@pytest.fixture
def at_work(person):
    def comes(name):
        somebody = person(DESK)
        somebody.signs_in(name).wait_for_url("**/noi-bo/")
        return somebody

    return comes


def received(page: Page) -> str:
    """Everything is brought, the card is scanned, F9; the code of the receipt."""
    scans(page, CARD)
    expect(page.get_by_label("Họ và tên, hoặc tên tổ chức")).to_have_value("Đặng Thị Minh Châu")
    page.keyboard.press("F4")
    expect(page.get_by_label("Trích yếu")).to_be_focused()
    page.keyboard.press("F9")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận hồ sơ")
    found = CODE.search(page.content())
    assert found is not None
    return found.group()


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def test_five_people_and_a_citizen(at_work, person, served):
    counter = at_work(RECEPTION)
    code = received(counter.goes_to(f"/quay/tiep-nhan/{PROCEDURE}/"))
    receipt = counter.page.get_by_role("link", name="In giấy hẹn").get_attribute("href")
    paper = counter.context.request.get(f"{served.address}{receipt}")
    assert paper.ok
    assert paper.body().startswith(b"%PDF")

    page = at_work(OFFICER).goes_to(f"/quay/ho-so/{code}/")
    page.get_by_label("Đủ điều kiện", exact=True).check()
    page.get_by_label("Nội dung văn bản").fill("Đồng ý theo đề nghị.")
    page.get_by_role("button", name="Trình phê duyệt").click()
    says(page, "Đã trình phê duyệt")

    page = at_work(APPROVER).goes_to(f"/quay/ho-so/{code}/")
    page.keyboard.press("F8")
    says(page, "Đã phê duyệt")

    page = at_work(REGISTRY_CLERK).goes_to(f"/quay/ho-so/{code}/")
    page.get_by_role("button", name="Đóng dấu, phát hành").click()
    says(page, "Đã đóng dấu")

    page = at_work(OTHER_COUNTER).goes_to(f"/quay/tra-ket-qua/?ma={code}")
    page.get_by_label("Số giấy tờ của người nhận").focus()
    scans(page, CARD)
    expect(page.get_by_text("Khớp với giấy tờ")).to_be_visible()
    page.keyboard.press("F9")
    says(page, "Quét giấy hẹn tiếp theo")

    citizen = person(PHONE, scripts=False)
    page = citizen.goes_to("/tra-cuu/")
    page.get_by_label("Mã hồ sơ").fill(code)
    page.get_by_label("Mã tra cứu").fill(apart(lambda: Dossier.objects.get(code=code).look_up_token).lower())
    page.get_by_role("button", name="Xem hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("đã được trả")
    assert "Minh Châu" not in page.content()
