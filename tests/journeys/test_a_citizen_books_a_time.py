"""On a telephone, 360 pixels wide, without scripts: from the first page to a code, to another time, to a number at the kiosk."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from motcua.accounts.models import Staff
from motcua.accounts.selectors import actor_of
from motcua.dossiers.tests.scene import HandClock
from motcua.foundation.remembered import forget_everything
from motcua.kernel import clock
from motcua.organisation.models import OneStopUnit
from motcua.organisation.selectors import calendar_of
from motcua.ticketing.models import Appointment, QueueGroup, SlotPlan
from motcua.ticketing.services import check_in
from motcua.ticketing.tests.scene import new_key
from motcua.ui.formats import date_long
from tests.journeys.conftest import PHONE
from tests.journeys.on_desk import apart
from tests.journeys.test_every_page_for_everyone import WIDER, violations

pytestmark = pytest.mark.browser

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
NAME = "Hộ tịch, chứng thực, tư pháp"
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


@pytest.fixture
def morning(served, transactional_db) -> Iterator[HandClock]:
    """Eight o'clock on the next working day."""
    calendar = apart(lambda: calendar_of(OneStopUnit.objects.get(code="trung-tam-tinh")))
    ordinal, _plan, _hours = next(calendar.working_plans_from(clock.now().date().toordinal() + 1))
    day = datetime.fromordinal(ordinal)
    hand = HandClock(datetime(day.year, day.month, day.day, 8, tzinfo=clock.HANOI))
    clock.use(hand)
    apart(lambda: (forget_everything(), Appointment.objects.update(moved_to=None), Appointment.objects.all().delete()))
    yield hand
    clock.use(clock.SystemClock())


def look(page: Page, name: str) -> None:
    """A picture for people to judge; nothing scrolls sideways, nothing shuts anybody out."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"booking-{name}.png", full_page=True)
    page.set_viewport_size({"width": 320, "height": PHONE[1]})
    assert page.evaluate(WIDER) == []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})


def next_day(hand: HandClock) -> str:
    calendar = apart(lambda: calendar_of(OneStopUnit.objects.get(code="trung-tam-tinh")))
    ordinal, _plan, _hours = next(calendar.working_plans_from(hand.now().date().toordinal() + 1))
    return date_long(datetime.fromordinal(ordinal).date(), "vi")


def hold(page: Page, hand: HandClock, time: str) -> None:
    page.get_by_role("link", name="Đặt lịch hẹn").first.click()
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name=next_day(hand)).click()
    page.get_by_role("button", name=re.compile(time)).click()
    expect(page.get_by_role("heading", name="Xem lại lịch hẹn")).to_be_visible()


def test_from_the_first_page_to_a_number(person, morning):
    page = person(scripts=False).goes_to("/?lang=vi")
    page.get_by_role("link", name="Đặt lịch hẹn").first.click()
    look(page, "1-groups")
    page.get_by_role("link", name=NAME).click()
    look(page, "2-days")
    page.get_by_role("link", name=next_day(morning)).click()
    look(page, "3-times")
    page.get_by_role("button", name=re.compile("09:00")).click()
    expect(page.get_by_text("còn 10 phút")).to_be_visible()
    look(page, "4-confirm")
    page.get_by_label("Định làm thủ tục gì?").fill("khai sinh")
    page.get_by_role("button", name="Đặt lịch hẹn").click()
    expect(page.get_by_role("group", name="Thủ tục nào gần nhất?")).to_be_visible()
    look(page, "5-which")
    page.get_by_role("button", name="Đặt lịch hẹn").click()
    expect(page.get_by_role("heading", name="Đã đặt lịch hẹn")).to_be_visible()
    code = page.get_by_text(CODE).first.inner_text()
    look(page, "6-booked")
    with page.expect_download() as download:
        page.get_by_role("link", name="Thêm vào lịch điện thoại").click()
    assert code in Path(download.value.path()).read_text("utf-8").replace("\n ", "")
    page.get_by_role("link", name="Đổi giờ").click()
    page.get_by_role("link", name=next_day(morning)).click()
    look(page, "7-move")
    page.get_by_role("button", name=re.compile("10:00")).click()
    expect(page.get_by_text("Đã đổi sang")).to_be_visible()
    expect(page.get_by_text(code).first).to_be_visible()
    comes_to_the_kiosk(code, morning)
    page.reload()
    page.get_by_role("link", name="Xem còn bao lâu đến lượt").click()
    expect(page.get_by_role("heading", name=re.compile(r"^A\d{4}$"))).to_be_visible()


def comes_to_the_kiosk(code: str, hand: HandClock) -> None:
    def come() -> None:
        starts_at = Appointment.objects.get(code=code.replace("-", "")).starts_at
        hand.moment = starts_at.astimezone(clock.HANOI) - timedelta(minutes=5)
        forget_everything()
        kiosk = Staff.objects.get(sign_in_name="maylayso1")
        assert check_in(code, by=actor_of(kiosk, day=clock.now().date()), key=new_key()).lane == "preferred"

    apart(come)


def test_somebody_is_faster_a_hold_lapses_it_is_cancelled(person, morning):
    def one_place() -> None:
        group = QueueGroup.objects.get(unit__code="trung-tam-tinh", letters="A")
        SlotPlan.objects.filter(group=group).update(places=1)
        forget_everything()

    apart(one_place)
    first, second = person().goes_to("/?lang=vi"), person(scripts=False).goes_to("/?lang=vi")
    second.get_by_role("link", name="Đặt lịch hẹn").first.click()
    second.get_by_role("link", name=NAME).click()
    second.get_by_role("link", name=next_day(morning)).click()
    hold(first, morning, "09:30")
    assert violations(first) == []
    second.get_by_role("button", name=re.compile("09:30")).click()
    expect(second.get_by_text("Giờ 09:30 vừa hết chỗ")).to_be_visible()
    look(second, "8-full")
    first.get_by_label("Định làm thủ tục gì?").fill("khai sinh cho cháu")
    morning.passes(11)
    first.get_by_role("button", name="Đặt lịch hẹn").click()
    expect(first.get_by_role("heading", name="Đã hết 10 phút giữ chỗ")).to_be_visible()
    assert violations(first) == []
    look(first, "9-lapsed")
    first.get_by_role("button", name="Giữ lại 09:30").click()
    expect(first.get_by_label("Định làm thủ tục gì?")).to_have_value("khai sinh cho cháu")
    first.get_by_label("Định làm thủ tục gì?").fill("")
    first.get_by_role("button", name="Đặt lịch hẹn").click()
    expect(first.get_by_role("heading", name="Đã đặt lịch hẹn")).to_be_visible()
    assert violations(first) == []
    code = first.get_by_text(CODE).first.inner_text()
    second.get_by_role("link", name="Một Cửa").click()
    second.get_by_role("link", name="Đặt lịch hẹn").first.click()
    second.get_by_role("link", name="Đã đặt lịch?").click()
    second.get_by_label("Mã lịch hẹn").fill(code.lower())
    second.get_by_role("button", name="Xem lịch hẹn").click()
    second.get_by_text("Không đến được nữa?").click()
    second.get_by_role("button", name="Hủy lịch hẹn này").click()
    expect(second.get_by_role("heading", name="Lịch hẹn này đã hủy")).to_be_visible()
    look(second, "10-cancelled")
