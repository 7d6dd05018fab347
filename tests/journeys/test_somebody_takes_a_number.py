"""Before the kiosk: from a touch to a number, without paper, with a lost network, with a receipt in the scanner."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from motcua.dossiers.tests.scene import HandClock
from motcua.foundation.remembered import forget_everything
from motcua.kernel import clock
from motcua.organisation.models import OneStopUnit
from motcua.ticketing.models import Hall, HallDevice, QueueGroup, Ticket
from motcua.ticketing.services import print_slip
from motcua.ticketing.tests.fake_printer import FakePrinter, on_the_network
from tests.journeys.in_the_hall import KIOSK, TABLET, next_morning
from tests.journeys.on_desk import apart
from tests.journeys.scanner import scans

pytestmark = pytest.mark.browser

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
LONG = "Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở lần đầu"
FOLLOW = "https://motcua.example.vn/so-thu-tu/x/"
CARD = "000185012345||Nguyễn Thị Ánh|05091985|Nữ|ấp Bến Đá, phường Bến Đá|01072021"


@pytest.fixture
def morning(served, transactional_db) -> Iterator[HandClock]:
    """Nine o'clock on the next working day, whenever the test runs."""
    hand = HandClock(apart(next_morning))
    clock.use(hand)
    yield hand
    clock.use(clock.SystemClock())


@pytest.fixture
def device(morning) -> HallDevice:
    return apart(lambda: HallDevice.objects.select_related("account", "unit").get(account__sign_in_name="maylayso1"))


def stand_before_it(person, size=KIOSK, **options) -> Page:
    somebody = person(size, **options)
    somebody.signs_in("maylayso1")
    page = somebody.goes_to("/kiosk/?lang=vi")
    expect(page.get_by_role("heading", name="Bạn đến làm việc gì?")).to_be_visible()
    return page


def picture(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=SCREENSHOTS / f"kiosk-{name}.png")


def take(page: Page) -> None:
    page.get_by_role("link", name="Hộ tịch, chứng thực, tư pháp").click()
    page.get_by_role("button", name="Lấy số", exact=True).click()


def too_small(page: Page) -> list[str]:
    """What a finger misses: anything to touch that is lower or narrower than 64 pixels."""
    return page.evaluate("""() => [...document.querySelectorAll("a, button, input")]
        .filter((one) => one.offsetParent && one.type !== "hidden" && !one.matches(".skip, .wedge *"))
        .filter((one) => one.getBoundingClientRect().height < 63.5 || one.getBoundingClientRect().width < 63.5)
        .map((one) => one.outerHTML.slice(0, 90))""")


@pytest.mark.parametrize("size", [KIOSK, TABLET])
def test_from_a_touch_to_a_number(person, device, size):
    page = stand_before_it(person, size)
    assert too_small(page) == []
    picture(page, f"start-{size[0]}")
    page.get_by_role("link", name="Hộ tịch, chứng thực, tư pháp").click()
    page.get_by_role("link", name="Tôi thuộc diện ưu tiên").click()
    assert too_small(page) == []
    page.get_by_role("link", name="Người cao tuổi", exact=True).click()
    expect(page.get_by_text("✓ Người cao tuổi")).to_be_visible()
    assert too_small(page) == []
    picture(page, f"group-{size[0]}")
    page.get_by_role("button", name="Lấy số", exact=True).click()
    expect(page.locator("h1.number")).to_have_text("A " + page.locator("h1.number").inner_text()[2:])
    assert too_small(page) == []
    picture(page, f"number-{size[0]}")
    page.get_by_role("link", name="Xong").click()
    expect(page.get_by_role("heading", name="Bạn đến làm việc gì?")).to_be_visible()


def test_without_scripts_it_is_the_same(person, device):
    page = stand_before_it(person, scripts=False)
    take(page)
    expect(page.locator("h1.number")).to_be_visible()


def test_by_the_keyboard_alone(person, device):
    page = stand_before_it(person)
    page.get_by_role("link", name="Hộ tịch, chứng thực, tư pháp").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Lấy số", exact=True)).to_be_visible()
    while page.evaluate("document.activeElement.textContent.trim()") != "Lấy số":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1.number")).to_be_visible()


def test_with_one_button_the_focus_goes_by_itself(person, device):
    page = stand_before_it(person)
    page.get_by_role("button", name="Một nút").click()
    expect(page.locator(".choice:focus")).to_be_visible(timeout=8000)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Lấy số", exact=True)).to_be_focused(timeout=8000)
    page.keyboard.press("Enter")
    expect(page.locator("h1.number")).to_be_visible()


def test_the_printer_is_out_of_paper(person, device):
    printer = FakePrinter()
    printer.condition.paper = 0
    with on_the_network(printer) as address:
        apart(lambda: HallDevice.objects.filter(pk=device.pk).update(printer=address))
        try:
            page = stand_before_it(person)
            take(page)
            expect(page.get_by_text("Đang in phiếu…")).to_be_visible()
            ticket = apart(lambda: Ticket.objects.get(pk=page.url.rstrip("/").rpartition("/")[2]))
            apart(lambda: print_slip(ticket.pk, FOLLOW))
            number = f"{ticket.number[0]} {ticket.number[1:]}"
            expect(page.get_by_text(f"Máy in hết giấy. Số của bạn: {number}.")).to_be_visible()
            expect(page.get_by_text("Hãy chụp lại hoặc nhớ số.")).to_be_visible()
            picture(page, "no-paper")
            printer.condition.paper = None
            page.get_by_role("button", name="In lại phiếu").click()
            expect(page.get_by_text("Đang in phiếu…")).to_be_visible()
            apart(lambda: print_slip(ticket.pk, FOLLOW))
            expect(page.get_by_text("Hãy cầm phiếu")).to_be_visible()
            assert len(printer.papers) == 1
        finally:
            apart(lambda: HallDevice.objects.filter(pk=device.pk).update(printer="", printer_fault=""))


def test_the_network_is_lost_in_mid_tap_and_comes_back(person, device):
    """The request reaches the server, its answer doesn't reach the page: sent again, it is the same number."""
    somebody = person(KIOSK)
    somebody.signs_in("maylayso1")
    page = somebody.goes_to("/kiosk/?lang=vi")
    page.get_by_role("link", name="Hộ tịch, chứng thực, tư pháp").click()
    expect(page.get_by_role("button", name="Lấy số", exact=True)).to_be_visible()
    before, lost = apart(Ticket.objects.count), []

    def loses_the_answer(route):
        if len(lost) < 2:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/kiosk/lay-so", loses_the_answer)
    page.get_by_role("button", name="Lấy số", exact=True).click()
    expect(page.get_by_text("Mất kết nối với máy chủ.")).to_be_visible()
    picture(page, "lost")
    expect(page.locator("h1.number")).to_be_visible()
    expect(page.get_by_text("Mất kết nối với máy chủ.")).to_be_hidden()
    assert lost == [302, 302]
    assert apart(Ticket.objects.count) == before + 1
    somebody.complaints.clear()  # of the lost answers, which were meant


def test_a_receipt_in_the_scanner(person, device, served):
    page, slip = stand_before_it(person), next(iter(served.followed.values()))
    scans(page, f"https://motcua.example.vn/tra-cuu/?code={slip.code}&token={slip.token}")
    expect(page.get_by_text(slip.code)).to_be_visible()
    assert slip.token not in page.url
    picture(page, "dossier")


def test_a_card_in_the_scanner(person, device):
    page = stand_before_it(person)
    scans(page, CARD)
    expect(page.get_by_role("heading", name="Đồng ý để quầy điền sẵn biểu mẫu?")).to_be_visible()
    picture(page, "consent")
    page.get_by_role("button", name="Đồng ý", exact=True).click()
    expect(page.get_by_text("Xin chào Nguyễn Thị Ánh")).to_be_visible()
    picture(page, "greeting")
    page.get_by_role("link", name="Hộ tịch, chứng thực, tư pháp").click()
    expect(page.get_by_text("Nguyễn Thị Ánh")).to_have_count(0)


def test_whoever_leaves_is_asked_and_forgotten(person, device):
    somebody = person(KIOSK)
    somebody.signs_in("maylayso1")
    somebody.page.clock.install()
    page = somebody.goes_to("/kiosk/?lang=vi")
    page.get_by_role("link", name="Hộ tịch, chứng thực, tư pháp").click()
    expect(page.get_by_role("button", name="Lấy số", exact=True)).to_be_visible()
    page.clock.run_for(31_000)
    expect(page.get_by_text("Bạn còn ở đây không?")).to_be_visible()
    page.get_by_role("button", name="Tôi còn ở đây").click()
    expect(page.get_by_text("Bạn còn ở đây không?")).to_be_hidden()
    page.clock.run_for(46_000)
    expect(page.get_by_role("heading", name="Bạn đến làm việc gì?")).to_be_visible()


@pytest.mark.parametrize("size", [KIOSK, TABLET])
def test_long_names_trial_operation_and_a_closed_hall(person, device, morning, size):
    unit = device.unit
    names = apart(lambda: dict(QueueGroup.objects.filter(unit=unit).values_list("pk", "name")))
    apart(lambda: _rename(unit, dict.fromkeys(names, LONG), is_trial=True))
    try:
        somebody = person(size)
        somebody.signs_in("maylayso1")
        page = somebody.goes_to("/kiosk/?lang=vi")
        expect(page.get_by_text("VẬN HÀNH THỬ")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        picture(page, f"long-{size[0]}")
        morning.moment += timedelta(hours=11)
        page = somebody.goes_to("/kiosk/?lang=vi")
        if "dang-nhap" in page.url:  # a session of a person has ended by then
            page = somebody.signs_in("maylayso1") and somebody.goes_to("/kiosk/?lang=vi")
        expect(page.get_by_role("heading", name="Đã hết giờ lấy số")).to_be_visible()
        picture(page, f"closed-{size[0]}")
    finally:
        apart(lambda: _rename(unit, names, is_trial=False))


def _rename(unit: OneStopUnit, names: dict[int, str], *, is_trial: bool) -> None:
    for pk, name in names.items():
        QueueGroup.objects.filter(pk=pk).update(name=name)
    Hall.objects.filter(unit=unit).update(is_trial=is_trial)
    forget_everything()
