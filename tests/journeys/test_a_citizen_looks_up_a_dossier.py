"""A citizen asks where the dossier is: by the QR code, or by typing the two codes of the slip, in a hurry, on a telephone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.browser

both = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
SCREENFUL = PHONE[1]


@both
def test_typed_codes_open_the_answer_and_stand_in_no_address(person, served, scripts):
    slip = served.followed["appraised"]
    page = person(PHONE, scripts=scripts).goes_to("/")
    page.get_by_role("link", name="Đã nộp hồ sơ? Tra cứu hồ sơ").click()
    page.get_by_label("Mã hồ sơ").fill(slip.code.lower())
    page.get_by_label("Mã tra cứu").fill(" ".join((slip.token[:8].lower(), slip.token[8:].lower())))
    page.get_by_role("button", name="Xem hồ sơ").click()
    answer = page.get_by_role("heading", level=1)
    expect(answer).to_contain_text("thẩm định, hẹn trả")
    assert slip.token not in page.url
    assert slip.code not in page.url
    page.get_by_text("Vì sao hẹn ngày này?").click()
    expect(page.get_by_text("Hẹn trả:", exact=False).last).to_be_visible()


@both
def test_the_qr_code_opens_the_answer_within_the_first_screen(person, served, scripts):
    page = person(PHONE, scripts=scripts).goes_to(served.followed["appraised"].address)
    answer = page.get_by_role("heading", level=1)
    expect(answer).to_contain_text("hẹn trả")
    box = answer.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < SCREENFUL
    assert page.locator("ol.steps li.now").count() == 1


@both
def test_a_slip_of_the_finger_is_told_at_its_field_and_kept(person, scripts):
    page = person(PHONE, scripts=scripts).goes_to("/tra-cuu/")
    page.get_by_label("Mã hồ sơ").fill("H99-261125-0001")
    page.get_by_label("Mã tra cứu").fill("ABCD EFGH")
    page.get_by_role("button", name="Xem hồ sơ").click()
    expect(page.get_by_label("Mã tra cứu")).to_have_value("ABCD EFGH")
    expect(page.locator("#id_token-error")).to_contain_text("mã vừa nhập có 8")


@both
def test_the_other_language_keeps_the_answer_that_was_typed_for(person, served, scripts):
    slip = served.followed["late"]
    page = person(PHONE, scripts=scripts).goes_to("/tra-cuu/")
    page.get_by_label("Mã hồ sơ").fill(slip.code)
    page.get_by_label("Mã tra cứu").fill(slip.token)
    page.get_by_role("button", name="Xem hồ sơ").click()
    expect(page.get_by_text("Trung tâm xin lỗi vì trễ hẹn", exact=False)).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("ol.steps")).to_be_visible()
    assert slip.token not in page.url
