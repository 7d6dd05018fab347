"""Two counters of one hall: nobody is called twice, and each page shows what the other did without being loaded again."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from motcua.kernel import clock
from motcua.organisation.models import Counter, OneStopUnit
from motcua.ticketing.models import CounterService, CounterShift, QueueGroup, Ticket
from motcua.ticketing.vocabulary import Lane, Priority, Source
from tests.journeys.conftest import DESK
from tests.journeys.in_the_hall import AT_ONCE, FIRST, SECOND, comes, listening, sits_down
from tests.journeys.on_desk import apart
from tests.journeys.scene import Scene
from tests.journeys.test_an_officer_receives_and_returns import looks_right

pytestmark = pytest.mark.browser

LONG = "Đất đai, đo đạc và bản đồ, tài nguyên nước, khoáng sản, môi trường, khí hậu"
WAITING = 40


@pytest.fixture
def hall(served: Scene, worker: None) -> Iterator[str]:
    """Forty people wait in one group of two counters; the hall listens. The letters of their numbers."""
    letters = apart(_fill)
    with listening(served.address):
        yield letters
    apart(_leave)


def _fill() -> str:
    unit, at = OneStopUnit.objects.get(code="trung-tam-tinh"), clock.now()
    letters = f"X{'ABCDE'[QueueGroup.objects.filter(name=LONG).count()]}"
    group = QueueGroup.objects.create(unit=unit, letters=letters, name=LONG, position=99, valid_from=unit.valid_from)
    for counter in Counter.objects.filter(unit=unit, number__in=[8, 9]):
        CounterService.objects.create(counter=counter, group=group, order=0)
    Ticket.objects.bulk_create(
        _ticket(group, serial, at - timedelta(seconds=WAITING - serial)) for serial in range(1, WAITING + 1)
    )
    return letters


def _ticket(group: QueueGroup, serial: int, at) -> Ticket:
    """As given at the machine; of an hour at which it gives none, when this runs at night."""
    is_preferred = serial == 1
    return Ticket(
        unit=group.unit,
        issued_group=group,
        group=group,
        day=clock.now().date(),
        serial=serial,
        number=f"{group.letters}{serial:04}",
        token=uuid4().hex[:16],
        source=Source.KIOSK.value,
        priority=(Priority.SMALL_CHILD if is_preferred else Priority.NONE).value,
        lane=(Lane.PREFERRED if is_preferred else Lane.ORDINARY).value,
        procedure_code="1.012784" if is_preferred else "",
        queued_at=at,
        not_before=at,
        issued_at=at,
    )


def _leave() -> None:
    CounterShift.objects.filter(closed_at=None).update(closed_at=clock.now())
    Ticket.objects.filter(group__name=LONG).update(state="closed", counter=None)


@pytest.fixture
def officer(person):
    return lambda: person(DESK, bypass_csp=True)


def waiting(page: Page, many: int) -> None:
    expect(page.locator("#lines caption")).to_have_text(f"Đang chờ: {many}", timeout=AT_ONCE)


def test_two_counters_call_at_once_and_see_each_other(hall, officer):
    here, there = sits_down(one := officer(), FIRST), sits_down(two := officer(), SECOND)
    looks_right(here, "counter-idle")
    for page in (here, there):
        page.evaluate("document.querySelector('[aria-keyshortcuts=F2]').form.requestSubmit()")
    for page in (here, there):
        expect(page.locator(".ticket.called")).to_be_visible()
    assert {page.locator("#number").inner_text() for page in (here, there)} == {f"{hall}0001", f"{hall}0002"}
    waiting(here, WAITING - 2)
    waiting(there, WAITING - 2)
    looks_right(here, "counter-called")
    there.locator("#hold-reason").fill("đang viết dở")
    comes(here)
    here.get_by_role("button", name="Xong, gọi số tiếp").dblclick()
    expect(here.locator("#number")).to_have_text(f"{hall}0003")
    waiting(there, WAITING - 3)
    waiting(here, WAITING - 3)
    expect(there.locator("#hold-reason")).to_have_value("đang viết dở")
    here.keyboard.press("F8")
    expect(here.locator(".said")).to_contain_text("không có mặt")
    here.get_by_role("button", name="Xếp lại").click()
    waiting(there, WAITING - 2)
    for somebody in (one, two):
        somebody.complaints.clear()  # what axe-core and screenshots write into a page is no fault of the page


def test_a_person_is_sent_on_and_a_wrong_end_taken_back(hall, officer):
    here, there = sits_down(officer(), FIRST), sits_down(somebody := officer(), SECOND)
    here.keyboard.press("F2")
    expect(here.locator("#number")).to_have_text(f"{hall}0001")
    comes(here)
    here.get_by_text("Chuyển quầy").click()
    here.get_by_role("button", name="Chuyển", exact=True).click()
    expect(there.get_by_text("Gọi ngay ở quầy này")).to_be_visible(timeout=AT_ONCE)
    there.keyboard.press("F2")
    expect(there.locator("#number")).to_have_text(f"{hall}0001")
    comes(there)
    looks_right(there, "counter-serving")
    there.keyboard.press("F10")
    there.get_by_role("button", name="Bấm nhầm, mở lại").click()
    expect(there.locator(".ticket.serving")).to_be_visible()
    there.keyboard.press("F9")
    expect(there.locator("#number")).to_have_text(f"{hall}0002")
    somebody.complaints.clear()  # as above


def test_a_counter_is_taken_over_and_its_page_says_so(hall, officer):
    here, there = sits_down(officer(), FIRST), sits_down(officer(), SECOND)
    here.keyboard.press("F2")
    expect(here.locator(".ticket.called")).to_be_visible()
    number = here.locator("#number").inner_text()
    there.get_by_role("button", name="Đóng quầy").click()
    there.get_by_role("button", name="Nhận lại quầy 8").click()
    expect(there.locator("#number")).to_have_text(number)
    expect(here.get_by_role("heading", level=1)).to_have_text("Ngồi quầy nào?", timeout=AT_ONCE)


def test_without_scripts_a_person_is_called_and_served(hall, person):
    page = person(DESK, scripts=False).signs_in(FIRST)
    page.wait_for_url("**/noi-bo/")
    page.goto(page.url.replace("/noi-bo/", "/quay/goi-so/"))
    page.get_by_role("button", name="Mở quầy", exact=False).first.click()
    page.get_by_role("button", name="Gọi số tiếp theo").click()
    expect(page.locator(".ticket.called")).to_be_visible()
    page.get_by_role("button", name="Đã đến").click()
    page.get_by_role("button", name="Xong", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("đã xong")
