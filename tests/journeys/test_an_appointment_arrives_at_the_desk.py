"""By keyboard alone: the receiving officer types the code of an appointment, and tells its holder the number."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from motcua.ticketing.models import Appointment, QueueGroup
from motcua.ticketing.rules.booking import code_text
from motcua.ticketing.selectors.appointments import days_of, slots_of
from motcua.ticketing.services import book, hold_slot
from motcua.ticketing.services.booking import Wish
from motcua.ticketing.tests.scene import new_key
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.on_desk import apart
from tests.journeys.test_a_citizen_books_a_time import NAME, morning
from tests.journeys.test_every_page_for_everyone import WIDER, take_screenshot, violations

__all__ = ["morning"]
pytestmark = pytest.mark.browser


def booked() -> Appointment:
    """The first place that is free today."""
    group = QueueGroup.objects.get(name=NAME)
    day = next(offer.plan.day for offer in days_of(group.pk) if offer.free)
    slot = next(offer.slot for offer in slots_of(group.pk, day) if offer.free)
    held = hold_slot(Wish(group.pk, slot.starts_at), holder="journey")
    return book(held.token or "", key=new_key(), body=b"", in_figures=True)


def test_a_code_is_typed_and_the_number_told(person, morning):
    row = apart(booked)
    morning.moment = row.starts_at - timedelta(minutes=20)
    somebody = person(DESK)
    somebody.signs_in("tiepnhan08")
    page = somebody.goes_to("/quay/lich-hen/")
    expect(page.get_by_label("Mã lịch hẹn")).to_be_focused()
    page.keyboard.type("K7M4")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đây không phải mã lịch hẹn").first).to_be_visible()
    page.get_by_label("Mã lịch hẹn").press("Control+a")
    page.keyboard.type(code_text(row.code))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Số của lịch hẹn")).to_be_visible()
    expect(page.get_by_label("Mã lịch hẹn")).to_be_focused()
    for size in (DESK, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        take_screenshot(page, "arrived", size)
        assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": PHONE[1]})
    assert page.evaluate(WIDER) == []
