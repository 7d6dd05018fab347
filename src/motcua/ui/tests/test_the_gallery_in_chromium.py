"""The gallery and the sample pages as people meet them: on phones, by keyboard, without JavaScript, on paper."""

import pypdfium2
import pytest
from playwright.sync_api import expect

from motcua.ui.tests.axe import violations

pytestmark = pytest.mark.browser

GALLERY, DESK = "/giao-dien/", "/giao-dien/can-bo/"
SAMPLES = [
    f"/giao-dien/mau/{name}/"
    for name in (
        "trang-dau",
        "thu-tuc",
        "bieu-mau",
        "ban-lam-viec",
        "khong-co-trang",
        "thu-qua-nhieu",
        "su-co",
        "bao-tri",
    )
]
EXPECTED = "the server responded with a status of"
FIRST_LOAD = 150_000


def wider_than_the_screen(page) -> list[str]:
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))"""
    )


def test_axe_would_say_what_is_wrong(open_page):
    page = open_page(GALLERY)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    assert [found.partition(":")[0] for found in violations(page)] == ["image-alt"]
    page.evaluate("document.querySelector('main img').remove()")
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 360, 1366])
@pytest.mark.parametrize("path", [GALLERY, DESK, *SAMPLES])
def test_everyone_can_use_it_and_nothing_scrolls_sideways(open_page, path, width):
    page = open_page(path, width=width, allow=EXPECTED)
    assert violations(page) == []
    assert wider_than_the_screen(page) == []


@pytest.mark.parametrize("path", [GALLERY, "/giao-dien/mau/ban-lam-viec/"])
def test_text_twice_as_large_still_fits(open_page, path):
    page = open_page(path, width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert wider_than_the_screen(page) == []


@pytest.mark.parametrize("path", SAMPLES[:2])
def test_a_first_visit_is_light_even_uncompressed(open_page, chromium, address, path):
    page = chromium.new_page()
    weights = []
    page.on(
        "requestfinished",
        lambda request: weights.append(
            sum(request.sizes()[part] for part in ("responseBodySize", "responseHeadersSize"))
        ),
    )
    page.goto(address + path, wait_until="networkidle")
    page.close()
    assert len(weights) > 8
    assert sum(weights) < FIRST_LOAD


def test_every_stop_of_the_tab_key_shows_its_focus(open_page):
    page = open_page(GALLERY, width=1366)
    stops = page.evaluate(
        "[...document.querySelectorAll('a[href], button:not([hidden]), input, select, textarea, summary')].filter((e) => e.checkVisibility()).length"
    )
    seen = set()
    for _ in range(stops):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
            return [e.tagName + "." + e.className, s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow !== "none"] }"""
        )
        if here[0].startswith("BODY"):
            break
        seen.add(here[0])
        assert here[1:] == ["solid", "3px", "rgb(242, 183, 5)", True], here
    assert len(seen) > 15


def test_the_skip_link_comes_first_and_leads_to_the_content(open_page):
    page = open_page(GALLERY)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["height"] > 30
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_what_is_walked_to_stays_chosen_when_the_answer_to_the_last_key_comes(open_page):
    page = open_page(GALLERY)
    box = page.get_by_role("combobox", name="Cần làm giấy tờ gì?")
    with page.expect_response(lambda answer: "q=KHAI" in answer.url):
        box.press_sequentially("KHAI")
    box.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    with page.expect_response(lambda answer: "KHAI+sinh" in answer.url):
        box.press_sequentially(" sinh")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")


def test_suggestions_are_walked_by_key(open_page):
    page = open_page(GALLERY)
    box = page.get_by_role("combobox", name="Cần làm giấy tờ gì?")
    with page.expect_response(lambda answer: "KHAI+sinh" in answer.url):
        box.press_sequentially("KHAI sinh")
    expect(page.locator(".suggestions [role=option]")).to_have_count(5)
    expect(page.locator(".search [role=status]")).to_have_text("5 gợi ý, dùng phím mũi tên để chọn")
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(page.get_by_role("option", name="Thủ tục đăng ký lại khai sinh")).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "search-list-1")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("Backspace")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowUp")
    box.press("Enter")
    page.wait_for_url("**#asking")


def test_a_dialog_keeps_the_focus_and_gives_it_back(open_page):
    page = open_page(GALLERY)
    link = page.get_by_role("link", name="Rút hồ sơ")
    link.focus()
    page.keyboard.press("Space")
    dialog = page.get_by_role("dialog", name="Rút hồ sơ này?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Đóng").click()
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_tabs_are_one_stop_with_arrows_between(open_page):
    page = open_page(GALLERY)
    page.get_by_role("tab", name="Tại quầy").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Trên mạng")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Trên mạng")).to_be_visible()
    expect(page.locator("#way-direct")).to_be_hidden()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Tại quầy")).to_have_attribute("aria-selected", "true")


def test_a_code_is_copied_whole(open_page, address):
    page = open_page(GALLERY, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Chép số tra cứu").click()
    assert page.evaluate("navigator.clipboard.readText()") == "123456789012"
    expect(page.locator("#toasts")).to_contain_text("Đã chép: 123456789012")


def test_a_form_that_came_back_starts_at_its_errors(open_page):
    page = open_page("/giao-dien/mau/bieu-mau/")
    assert page.title().startswith("Lỗi: ")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Chọn một cách nộp.").click()
    expect(page.get_by_role("radio", name="Tại quầy")).to_be_focused()


def test_without_javascript_everything_is_on_the_page(open_page):
    page = open_page(GALLERY, java_script_enabled=False)
    for name in ("Tại quầy", "Trên mạng", "Bưu chính"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    page.get_by_role("link", name="Rút hồ sơ").click()
    expect(page.get_by_role("heading", name="Rút hồ sơ này?")).to_be_visible()
    page.get_by_label("Cần làm giấy tờ gì?").fill("khai sinh")
    page.get_by_role("button", name="Tìm").click()
    page.wait_for_url("**?q=khai+sinh")
    expect(page.get_by_role("button", name="In trang này")).to_have_count(0)


def test_the_language_changes_by_a_link_and_stays(open_page):
    page = open_page(GALLERY, java_script_enabled=False)
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(page.url.partition("?")[0])
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")


def test_on_paper_the_law_is_open_and_the_buttons_are_gone(open_page):
    page = open_page("/giao-dien/mau/thu-tuc/", width=1366)
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = " ".join(leaf.get_textpage().get_text_range() for leaf in document)
    document.close()
    assert "Luật Tài nguyên nước" in text
    assert "Cần mang theo" in text
    assert "In trang này" not in text
    assert "English" not in text


def test_who_wants_no_motion_gets_none(open_page):
    page = open_page(GALLERY, reduced_motion="reduce")
    assert page.evaluate("document.getAnimations().length") == 0


def test_in_forced_colours_states_keep_their_words(open_page):
    page = open_page(GALLERY, forced_colors="active", color_scheme="dark")
    expect(page.locator(".tag.late").first).to_have_text("Quá hạn")
    assert wider_than_the_screen(page) == []
