"""Screens in Chromium before a running centre: a call is there within a second, a lost network is said and heals."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from motcua.conf.bench.place import BenchCentre
from motcua.demo.accounts import PASSWORD
from motcua.ui.tests.conftest import CHROMIUM, QUIET
from tests.prepared import running_copy

pytestmark = [pytest.mark.process, pytest.mark.browser]

SCENE = "motcua.boards.tests.live_scene"
BOARD, PHONE, DESK = (1920, 1080), (360, 740), (1366, 768)
FOLDER = Path(__file__).resolve().parents[2] / "var/screenshots/hall"
HEAVIEST = 150_000
SECOND = 1000


@pytest.fixture(scope="module")
def centre() -> Iterator[BenchCentre]:
    with running_copy() as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def opened(chromium: Browser, centre: BenchCentre, size: tuple[int, int], path: str, who: str = "") -> Page:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints  # type: ignore[attr-defined] # looked at when the test ends
    address = centre.address.replace("127.0.0.1", "localhost")
    if who:
        page.goto(f"{address}/dang-nhap")
        page.get_by_label("Tên đăng nhập").fill(who)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/noi-bo/")
    page.goto(address + path)
    return page


def picture(page: Page, name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}.png")


def closed(page: Page) -> None:
    context: BrowserContext = page.context
    context.close()
    assert page.complaints == []  # type: ignore[attr-defined] # put there by `opened`


def told_apart(number: str) -> re.Pattern[str]:
    """A0012 as it stands on a screen."""
    letters, digits = re.fullmatch(r"(\D+)(\d+)", number).groups()  # type: ignore[union-attr] # every number has both
    return re.compile(rf"{letters}\s*{digits}")


def test_a_board_shows_calls_says_when_it_is_alone_and_catches_up(chromium, centre):
    board = opened(chromium, centre, BOARD, "/bang/trung-tam-tinh/?zone=", "banghienthi1")
    expect(board.get_by_text("Chưa gọi số nào hôm nay")).to_be_visible()
    picture(board, "board-morning")
    centre.call(f"{SCENE}:take", numbers=6)
    board.wait_for_timeout(3 * SECOND)
    number, counter, _key = centre.call(f"{SCENE}:call")
    last = board.locator("#last")
    expect(last.locator(".number")).to_have_text(told_apart(number), timeout=SECOND)
    expect(last.locator("[data-counter]")).to_have_text(counter)
    for desk in (1, 0, 1):
        number = centre.call(f"{SCENE}:call", desk=desk)[0]
    expect(last.locator(".number")).to_have_text(told_apart(number), timeout=SECOND)
    expect(board.locator("#earlier > li:visible")).to_have_count(3)
    picture(board, "board")

    board.context.set_offline(True)
    expect(board.locator("#lost")).to_be_visible(timeout=9 * SECOND)
    expect(board.locator("#since")).to_have_text(re.compile(r"\d\d:\d\d"))
    picture(board, "board-lost")
    number = centre.call(f"{SCENE}:call")[0]
    board.context.set_offline(False)
    expect(board.locator("#lost")).to_be_hidden(timeout=15 * SECOND)
    expect(last.locator(".number")).to_have_text(told_apart(number), timeout=SECOND)
    closed(board)


def test_a_counters_display_shows_its_own_number(chromium, centre):
    centre.call(f"{SCENE}:take", numbers=2)
    number, _counter, key = centre.call(f"{SCENE}:call")
    display = opened(chromium, centre, BOARD, f"/bang/quay/{key}/", "banghienthi2")
    expect(display.locator("#number")).to_have_text(told_apart(number))
    display.wait_for_timeout(2 * SECOND)
    number = centre.call(f"{SCENE}:call")[0]
    expect(display.locator("#number")).to_have_text(told_apart(number), timeout=SECOND)
    expect(display.get_by_text("Mời số")).to_be_visible()
    picture(display, "counter")
    closed(display)


def test_a_phone_counts_down_and_is_called(chromium, centre):
    taken = centre.call(f"{SCENE}:take", numbers=3)
    phone = opened(chromium, centre, PHONE, f"/so-thu-tu/{taken[-1][1]}/")
    weight = phone.evaluate("performance.getEntries().reduce((sum, one) => sum + (one.transferSize || 0), 0)")
    assert weight < HEAVIEST
    ahead = int(phone.locator("#ahead").inner_text())
    phone.wait_for_timeout(2 * SECOND)
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    for left in range(ahead - 1, 0, -1):
        centre.call(f"{SCENE}:call")
        expect(phone.locator("#ahead")).to_have_text(str(left), timeout=SECOND)
    picture(phone, "phone-waiting")
    centre.call(f"{SCENE}:call")
    expect(phone.get_by_text("Sắp đến lượt")).to_be_visible(timeout=SECOND)
    number, counter, _key = centre.call(f"{SCENE}:call")
    assert number == taken[-1][0]
    expect(phone.locator('[data-said="called"]')).to_contain_text(
        re.compile(rf"Mời đến quầy\s*{counter}"), timeout=SECOND
    )
    picture(phone, "phone-called")
    assert asked == [], "nothing was asked of the server at any call"
    centre.call(f"{SCENE}:take", numbers=1)
    centre.call(f"{SCENE}:call")
    expect(phone.get_by_text("Đã phục vụ xong")).to_be_visible(timeout=SECOND)
    closed(phone)


def test_whoever_leads_the_hall_sees_it_move(chromium, centre):
    page = opened(chromium, centre, DESK, "/noi-bo/sanh/trung-tam-tinh/", "giamsat")
    centre.call(f"{SCENE}:take", numbers=1)
    number = centre.call(f"{SCENE}:call")[0]
    expect(page.get_by_text(f"{number} · đang gọi")).to_be_visible(timeout=5 * SECOND)
    picture(page, "overview")
    closed(page)
