"""Everything of a hall open at once, each in a browser of its own: a number from the kiosk to the rating that its head sees.

Kiosk and its printer, board, two counters, phone, rating tablet, the head's two pages. What others did is there without reloading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from motcua.accounts.selectors import actor_of
from motcua.kernel import clock
from motcua.organisation.models import Counter, OneStopUnit
from motcua.ticketing.facts import TicketRequest
from motcua.ticketing.models import CounterShift, HallDevice, QueueGroup, Ticket
from motcua.ticketing.services import issue_ticket
from motcua.ticketing.tests.fake_printer import FakePrinter, on_the_network
from motcua.ticketing.tests.slips import codes_on
from motcua.ticketing.vocabulary import Source
from motcua.ui.once import new_key
from tests.journeys.at_the_counter import CARD
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.in_the_hall import (
    AT_ONCE,
    BOARD,
    FIRST,
    KIOSK,
    SECOND,
    TABLET,
    comes,
    listening,
    running_morning,
    sits_down,
)
from tests.journeys.on_desk import apart
from tests.journeys.scanner import scans
from tests.journeys.scene import Scene
from tests.journeys.test_a_citizen_rates import keep

pytestmark = pytest.mark.browser

GROUP, LETTERS, ZONE = "Đất đai", "C", "B"
"""The queue of counters 8 and 9."""
PROCEDURE = "1.011443"
BEFORE = 3
"""Numbers that others have taken when the citizen comes."""


@dataclass
class Hall:
    """What is open in it, and the numbers of those who wait: three others, then the citizen."""

    kiosk: Page
    board: Page
    tablet: Page
    overview: Page
    ratings: Page
    here: Page
    """Counter 8."""
    there: Page
    """Counter 9."""
    numbers: list[str]

    @property
    def watching(self) -> list[Page]:
        return [self.board, self.tablet, self.overview, self.ratings]


@pytest.fixture
def printer() -> Iterator[FakePrinter]:
    """With plenty of paper, at the first kiosk."""
    machine = HallDevice.objects.filter(account__sign_in_name="maylayso1")
    printer = FakePrinter()
    with on_the_network(printer) as address:
        apart(lambda: machine.update(printer=address))
        yield printer
        apart(lambda: machine.update(printer="", printer_fault=""))


@pytest.fixture
def numbers(served: Scene, transactional_db: None, printer: FakePrinter) -> Iterator[list[str]]:
    """At nine in the morning, three people wait already; the hall listens and prints."""
    with running_morning(served.address), listening(served.address):
        yield apart(_take_before)
        apart(_leave)


def _take_before() -> list[str]:
    """From another machine."""
    machine = HallDevice.objects.select_related("account").get(account__sign_in_name="maylayso2")
    group = QueueGroup.objects.get(unit=machine.unit, letters=LETTERS)
    by, request = actor_of(machine.account, day=clock.now().date()), TicketRequest(group.pk, Source.KIOSK)
    return [issue_ticket(request, by=by, key=new_key(), body=b"").number for _ in range(BEFORE)]


def _leave() -> None:
    CounterShift.objects.filter(closed_at=None).update(closed_at=clock.now())
    Ticket.objects.filter(day=clock.now().date(), group__letters=LETTERS).update(state="closed", counter=None)


@pytest.fixture
def hall(numbers: list[str], person) -> Hall:
    """Everything is switched on."""

    def on(size: tuple[int, int], who: str, *paths: str) -> list[Page]:
        somebody = person(size, bypass_csp=True)
        somebody.signs_in(who).wait_for_url("**/noi-bo/")
        pages = [somebody.page, *(somebody.opens() for _ in paths[1:])]
        for page, path in zip(pages, paths, strict=True):
            page.goto(somebody.address + path)
        return pages

    unit = apart(lambda: OneStopUnit.objects.get(code="trung-tam-tinh"))
    second = apart(lambda: Counter.objects.get(unit=unit, number=9))
    return Hall(
        *on(KIOSK, "maylayso1", "/kiosk/?lang=vi"),
        *on(BOARD, "banghienthi1", f"/bang/{unit.code}/?zone={ZONE}"),
        *on(TABLET, "banghienthi2", f"/danh-gia/quay/{second.pk}/"),
        *on(DESK, "truongtrungtam", f"/noi-bo/sanh/{unit.code}/", "/noi-bo/danh-gia/"),
        sits_down(person(DESK, bypass_csp=True), FIRST),
        sits_down(person(DESK, bypass_csp=True), SECOND),
        numbers,
    )


def test_from_the_kiosk_to_the_rating_with_everything_open(hall: Hall, printer: FakePrinter, person):
    for page in hall.watching:
        page.evaluate("window.isTheSame = true")
    phone = follows(person, takes_a_number(hall, printer))
    expect(phone.locator("#ahead")).to_have_text(f"{BEFORE}")
    expect(stat(hall.overview, "đang chờ")).to_have_text(f"{BEFORE + 1}", timeout=AT_ONCE)
    both_counters_call(hall, phone)
    one_misses_the_call_and_one_is_sent_on(hall, phone)
    is_called(hall, phone)
    is_received(hall)
    rates(hall, phone)
    expect(stat(hall.overview, "đang chờ")).to_have_text("1")
    expect(stat(hall.overview, "đã phục vụ xong")).to_have_text("2")
    expect(stat(hall.ratings, "Số đã đánh giá")).to_have_text("1")
    for page in [*hall.watching, phone]:
        assert page.evaluate("window.isTheSame"), f"{page.url} was loaded again"


def takes_a_number(hall: Hall, printer: FakePrinter) -> str:
    """With a card, for a procedure. Returns the address that the printed slip's code holds."""
    kiosk = hall.kiosk
    scans(kiosk, CARD)
    kiosk.get_by_role("button", name="Đồng ý", exact=True).click()
    kiosk.get_by_role("link", name=GROUP).first.click()
    kiosk.get_by_role("link", name="Chọn thủ tục").click()
    kiosk.locator("#q").fill("xoa dang ky bien phap bao dam")
    kiosk.get_by_role("button", name="Tìm").click()
    kiosk.get_by_role("link", name="Xóa đăng ký biện pháp bảo đảm").first.click()
    kiosk.get_by_role("button", name="Lấy số", exact=True).click()
    number = kiosk.locator("h1.number")
    expect(number).to_have_text(re.compile(rf"{LETTERS} \d{{4}}"))
    hall.numbers.append(number.inner_text().replace(" ", ""))
    expect(kiosk.get_by_text("Hãy cầm phiếu")).to_be_visible(timeout=AT_ONCE)
    (address,) = codes_on(printer.papers[-1])
    return address


def follows(person, address: str) -> Page:
    """The slip's code, scanned by a phone."""
    phone = person(PHONE, bypass_csp=True).page
    phone.goto(address)
    phone.evaluate("window.isTheSame = true")
    return phone


def both_counters_call(hall: Hall, phone: Page) -> None:
    for page in (hall.here, hall.there):
        page.evaluate("document.querySelector('[aria-keyshortcuts=F2]').form.requestSubmit()")
    for page in (hall.here, hall.there):
        expect(page.locator(".ticket.called")).to_be_visible()
    called = {page.locator("#number").inner_text() for page in (hall.here, hall.there)}
    assert called == set(hall.numbers[:2])
    for number in called:
        expect(on_the_board(hall, number)).to_be_visible()
    expect(phone.locator("#ahead")).to_have_text("1")


def one_misses_the_call_and_one_is_sent_on(hall: Hall, phone: Page) -> None:
    """Whoever was called to counter 8 isn't there and gets another place in the line; the other is sent from 9 to 8."""
    here, there = hall.here, hall.there
    missed, sent = here.locator("#number").inner_text(), there.locator("#number").inner_text()
    here.keyboard.press("F8")
    expect(here.locator(".said")).to_contain_text("không có mặt")
    here.get_by_role("button", name="Xếp lại").click()
    expect(here.locator(".said")).to_contain_text("Đã xếp lại")
    expect(on_the_board(hall, missed)).to_be_hidden()
    comes(there)
    there.get_by_text("Chuyển quầy").click()
    there.get_by_role("button", name="Chuyển", exact=True).click()
    expect(here.get_by_text("Gọi ngay ở quầy này")).to_be_visible(timeout=AT_ONCE)
    here.keyboard.press("F2")
    expect(here.locator("#number")).to_have_text(sent)
    expect(last_on_the_board(hall)).to_have_text(shown(sent))
    expect(hall.board.locator("#last [data-counter]")).to_have_text("8")
    expect(phone.locator("#ahead")).to_have_text("1")


def is_called(hall: Hall, phone: Page) -> None:
    """After one more, the citizen: board and phone say where to."""
    there, (*_others, third, own) = hall.there, hall.numbers
    there.keyboard.press("F2")
    expect(there.locator("#number")).to_have_text(third)
    expect(phone.get_by_text("Sắp đến lượt")).to_be_visible()
    comes(there)
    there.keyboard.press("F9")
    expect(there.locator("#number")).to_have_text(own)
    expect(phone.locator('[data-said="called"] .call')).to_have_text(re.compile(r"Mời đến quầy\s+9"))
    expect(last_on_the_board(hall)).to_have_text(shown(own))
    expect(hall.board.locator("#last [data-counter]")).to_have_text("9")
    keep(hall.board, "morning-board")
    keep(phone, "morning-phone-called")
    comes(there)
    expect(phone.locator('[data-said="serving"] .call')).to_have_text(re.compile(r"Đang được phục vụ ở quầy\s+9"))


def is_received(hall: Hall) -> None:
    """The form knows whose number it is, what for, and what the card said."""
    there, own = hall.there, hall.numbers[-1]
    there.get_by_role("link", name="Tiếp nhận hồ sơ").click()
    expect(there.get_by_text(f"Ghi vào lượt của số {own}.")).to_be_visible()
    assert f"/tiep-nhan/{PROCEDURE}/" in there.url
    expect(there.get_by_label("Họ và tên, hoặc tên tổ chức")).to_have_value("Nguyễn Thị Ánh")
    there.get_by_role("button", name="Có đủ").click()
    expect(there.get_by_label("Trích yếu")).to_be_focused()
    there.get_by_label("Trích yếu").fill("Xóa thế chấp thửa 12")
    there.keyboard.press("F9")
    expect(there.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận hồ sơ")
    there.keyboard.press("F2")
    expect(there.get_by_text("Hồ sơ nhận trong lượt này: 1")).to_be_visible()


def rates(hall: Hall, phone: Page) -> None:
    """The tablet wakes by itself when the officer has finished; one tap."""
    expect(hall.tablet.get_by_text("Xong việc, mời đánh giá tại đây.")).to_be_visible()
    hall.there.keyboard.press("F10")
    expect(phone.get_by_text("Đã phục vụ xong")).to_be_visible()
    best = hall.tablet.get_by_role("button", name="Rất hài lòng")
    expect(best).to_be_visible()
    keep(hall.tablet, "morning-tablet")
    best.click()
    expect(hall.tablet.get_by_role("heading", name="Cảm ơn đã đánh giá")).to_be_visible()


def shown(number: str) -> re.Pattern[str]:
    return re.compile(rf"{number[0]}\s*{number[1:]}")


def on_the_board(hall: Hall, number: str):
    return hall.board.locator(".number:visible").filter(has_text=shown(number))


def last_on_the_board(hall: Hall):
    return hall.board.locator("#last .number")


def stat(page: Page, label: str):
    """The figure above its label."""
    return page.locator(".stat").filter(has=page.get_by_text(label, exact=True)).locator(".stat-value")
