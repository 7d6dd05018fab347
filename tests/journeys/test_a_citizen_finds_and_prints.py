"""A citizen asks in everyday words, reads what to bring, and takes the guide home."""

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.browser

ANSWERS = ("Cần mang theo", "Mất bao lâu", "Bao nhiêu tiền", "Nộp ở đâu")
FIRST_LOAD = 150_000


def words(path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        return " ".join(document[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_everyday_words_lead_to_the_procedure_and_its_guide(person, scripts):
    citizen = person(PHONE, scripts=scripts)
    page = citizen.goes_to("/")
    page.get_by_label("Cần làm thủ tục gì?").fill("lam giay khai sinh cho con")
    page.get_by_role("button", name="Tìm").click()
    expect(page.locator("#found")).to_contain_text("thủ tục phù hợp")
    page.get_by_role("link", name="Thủ tục đăng ký khai sinh", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thủ tục đăng ký khai sinh")
    facts = page.locator("dl.facts")
    assert [facts.locator("dt").nth(place).inner_text() for place in range(4)] == list(ANSWERS)
    shown = facts.locator("dd:not(.hint)").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tờ hướng dẫn").click()
    assert download.value.suggested_filename == "huong-dan-1.001193.pdf"
    guide = words(download.value.path())
    for said in ("Thủ tục đăng ký khai sinh", "1.001193", *ANSWERS, *shown):
        assert " ".join(said.split()) in guide, said


def test_nothing_found_teaches_and_leads_on(person):
    page = person(scripts=False).goes_to("/thu-tuc/?q=zzzzz+qqqqq")
    expect(page.get_by_role("heading", name="Chưa tìm thấy thủ tục nào")).to_be_visible()
    page.get_by_role("link", name="Xem theo lĩnh vực").click()
    page.get_by_role("link", name="Hộ tịch").click()
    expect(page.locator(".results li").first).to_be_visible()


def test_filters_narrow_and_are_taken_back(person):
    page = person().goes_to("/thu-tuc/?q=dang+ky")
    before = page.locator("#found").inner_text()
    page.get_by_text("Lọc kết quả").click()
    page.get_by_role("link", name="Cấp xã", exact=True).click()
    expect(page.locator("#found")).not_to_have_text(before)
    page.get_by_role("link", name="Bỏ lọc: Cấp xã").click()
    expect(page.locator("#found")).to_have_text(before)


def test_suggestions_are_chosen_by_keyboard_alone(person):
    page = person(DESK).goes_to("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    box = page.get_by_role("combobox", name="Cần làm thủ tục gì?")
    expect(box).to_be_focused()
    page.keyboard.type("dang ky khai si")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    wanted = page.get_by_role("option", name="Thủ tục đăng ký khai sinh", exact=False).first
    for _ in range(options.count()):
        page.keyboard.press("ArrowDown")
        if wanted.get_attribute("aria-selected") == "true":
            break
    title = wanted.locator("b").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_whole_way_to_the_guide_needs_no_mouse(person):
    page = person(DESK).goes_to("/thu-tuc/?q=dang+ky+khai+sinh")
    walk_to(page, "Thủ tục đăng ký khai sinh")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thủ tục đăng ký khai sinh")
    walk_to(page, "Tải tờ hướng dẫn")
    with page.expect_download():
        page.keyboard.press("Enter")


def walk_to(page, text: str, most: int = 60) -> None:
    """Press Tab until the focus is on what says exactly this; every stop shows its focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said, outline = page.evaluate(
            "[document.activeElement.innerText.trim(), getComputedStyle(document.activeElement).outlineStyle]"
        )
        assert outline == "solid", said
        if said == text:
            return
    pytest.fail(f"no stop of the Tab key says {text!r}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_english_is_one_link_away_and_stays(person, scripts):
    page = person(scripts=scripts).goes_to("/")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(page.url.partition("?")[0] + "thu-tuc/?q=khai+sinh")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.get_by_label("Cần làm thủ tục gì?")).to_have_value("khai sinh")


def test_the_first_visit_is_light(person):
    citizen = person()
    weights = []
    citizen.page.on(
        "requestfinished",
        lambda request: weights.append(
            sum(request.sizes()[part] for part in ("responseBodySize", "responseHeadersSize"))
        ),
    )
    citizen.goes_to("/").wait_for_load_state("networkidle")
    assert len(weights) > 8, "page, styles, scripts and fonts"
    assert sum(weights) <= FIRST_LOAD


def test_a_page_that_is_not_there_offers_the_search(person):
    page = person().goes_to("/thu-tuc/9.999999/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có trang này")
    page.get_by_label("Tìm thủ tục cần làm").fill("khai sinh")
    page.get_by_role("button", name="Tìm").click()
    expect(page.locator(".results li").first).to_be_visible()
