"""Rating where people really do it: the tablet beside the counter after “finish”, the phone with the slip's QR code."""

import secrets
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from motcua.accounts.models import RoleAssignment, Staff
from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import DEVICE_ROLES, Role
from motcua.accounts.selectors import actor_of
from motcua.feedback.models import Rating
from motcua.kernel import clock
from motcua.organisation.models import Counter, OneStopUnit
from motcua.ticketing.models import CounterService, QueueGroup, Ticket, TicketMovement
from motcua.ticketing.vocabulary import Lane, Movement, Source, TicketState
from tests.journeys.conftest import PHONE
from tests.journeys.on_desk import apart

pytestmark = pytest.mark.browser

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
LYING, STANDING = (1280, 800), (800, 1280)
SMALLEST_TARGET = 64
both = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


@dataclass(frozen=True)
class AtCounter:
    """A counter of the centre that nobody else of the journeys uses, and who sits there."""

    counter: Counter
    officer: Actor
    device: str

    def serve(self) -> Ticket:
        """Somebody was served here just now, whatever the hour: a journey may run on a Sunday."""
        return apart(self._serve)

    def _serve(self) -> Ticket:
        group = QueueGroup.objects.filter(services__counter=self.counter).earliest("pk")
        now = clock.now()
        serial = Ticket.objects.filter(issued_group=group, day=now.date()).count() + 1
        ticket = Ticket.objects.create(
            unit_id=self.counter.unit_id, issued_group=group, group=group, day=now.date(), serial=serial,
            number=f"{group.letters}{serial:04}", token=secrets.token_urlsafe(9), source=Source.KIOSK.value,
            lane=Lane.ORDINARY.value, state=TicketState.SERVED.value, queued_at=now, not_before=now, issued_at=now,
            called_at=now, serving_at=now, finished_at=now, counter=self.counter, served_by_id=self.officer.staff_id,
        )  # fmt: skip
        TicketMovement.objects.create(
            ticket=ticket, movement=Movement.SERVED.value, at=now, group=group, counter=self.counter
        )
        return ticket


@pytest.fixture
def at_counter(served) -> AtCounter:
    return apart(_at_counter)


def _at_counter() -> AtCounter:
    centre = OneStopUnit.objects.get(code="trung-tam-tinh")
    counter = CounterService.objects.filter(counter__unit=centre).latest("counter__number").counter
    officer = Staff.objects.get(sign_in_name="tiepnhan08")
    device = RoleAssignment.objects.filter(unit=centre, role__in=[role.value for role in DEVICE_ROLES])
    name = device.filter(role=Role.DISPLAY.value, staff__hall_device__counter=None)[0].staff.sign_in_name
    return AtCounter(counter, actor_of(officer, day=clock.now().date()), name)


def keep(page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


@both
def test_on_the_phone_one_tap_is_enough(person, at_counter, scripts):
    ticket = at_counter.serve()
    page = person(PHONE, scripts=scripts).goes_to(f"/danh-gia/{ticket.token}/")
    faces = page.locator(".face-button")
    expect(faces).to_have_count(5)
    for face in faces.all():
        box = face.bounding_box()
        assert box is not None
        assert box["height"] >= SMALLEST_TARGET
        assert box["x"] + box["width"] <= PHONE[0]
    keep(page, "rating-phone-ask-360")
    page.get_by_role("button", name="Không hài lòng", exact=True).click()
    expect(page.get_by_text("Điều gì chưa tốt?")).to_be_visible()
    keep(page, "rating-phone-why-360")
    page.get_by_label("Chờ lâu").check()
    page.get_by_label("Ý kiến thêm").fill("Chờ hơn một giờ")
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_role("heading", name="Cảm ơn đã đánh giá")).to_be_visible()
    rating = apart(lambda: Rating.objects.get(ticket=ticket))
    assert (rating.level, rating.reasons, rating.words) == (2, ["waiting"], "Chờ hơn một giờ")
    page.goto(page.url)
    expect(page.get_by_role("heading", name="đã được đánh giá rồi")).to_be_visible()
    keep(page, "rating-phone-said-360")


@pytest.mark.parametrize("size", [LYING, STANDING], ids=["lying", "standing"])
def test_the_tablet_without_scripts_wakes_and_takes_one_tap(person, at_counter, size):
    """With scripts it wakes at once by the live stream, which has its own process; here it looks by itself."""
    tablet = person(size, scripts=False)
    tablet.signs_in(at_counter.device)
    page = tablet.goes_to(f"/danh-gia/quay/{at_counter.counter.pk}/")
    expect(page.get_by_role("heading", name=at_counter.counter.name)).to_be_visible()
    keep(page, f"rating-tablet-idle-{size[0]}")
    ticket = at_counter.serve()
    best = page.get_by_role("button", name="Rất hài lòng")
    expect(best).to_be_visible(timeout=15_000)
    for target in [*page.locator(".face-button").all(), page.get_by_role("link", name="Bỏ qua")]:
        box = target.bounding_box()
        assert box is not None
        assert min(box["height"], box["width"]) >= SMALLEST_TARGET
        assert box["y"] + box["height"] <= size[1]
    keep(page, f"rating-tablet-ask-{size[0]}")
    page.get_by_role("button", name="Rất không hài lòng").click()
    change = page.get_by_role("button", name="Chạm nhầm, sửa lại")
    box = change.bounding_box()
    assert box is not None
    assert box["height"] >= SMALLEST_TARGET
    keep(page, f"rating-tablet-why-{size[0]}")
    assert box["y"] + box["height"] <= size[1], "whoever mistapped sees how to change it"
    change.click()
    best.click()
    expect(page.get_by_role("heading", name="Cảm ơn đã đánh giá")).to_be_visible()
    keep(page, f"rating-tablet-thanks-{size[0]}")
    assert apart(lambda: Rating.objects.get(ticket=ticket)).level == 5
    expect(page.get_by_role("heading", name=at_counter.counter.name)).to_be_visible(timeout=30_000)
