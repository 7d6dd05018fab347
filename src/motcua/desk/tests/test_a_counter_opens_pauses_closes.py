"""An officer sits down at a counter, pauses, goes on, closes; who may, and what a colleague is told."""

import pytest

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import RoleAssignmentFactory, StaffFactory
from motcua.desk.tests.hall_scene import COUNTERS, PAGE, sentence, words
from motcua.organisation.tests.factories import OneStopUnitFactory
from motcua.ticketing.models import CounterShift

pytestmark = pytest.mark.django_db


def open_shifts():
    return list(CounterShift.objects.filter(closed_at=None).values_list("counter", "staff"))


def test_ones_own_counter_is_proposed_first(desk_at, hall):
    other, desk = desk_at(opened=False), desk_at(opened=False)
    assert desk.opens()["Location"] == COUNTERS
    page = desk.opens(COUNTERS).text
    assert page.index(f'id="seat-{desk.counter.pk}"') < page.index('class="seats')
    assert 'aria-keyshortcuts="F2"' in page
    assert f"Mở quầy {other.counter.number}" in page
    assert desk.sits_down()["Location"] == PAGE
    assert open_shifts() == [(desk.counter.pk, desk.staff.pk)]
    assert f"Quầy {desk.counter.number}" in desk.text()
    assert hall.unit.name in words(desk.opens(COUNTERS))


def test_closing_the_browser_leaves_the_counter_open(desk_at, signed_in):
    desk = desk_at()
    again = signed_in(desk.staff)
    assert again.get(PAGE).status_code == 200
    assert f"Quầy {desk.counter.number}" in words(again.get(PAGE))
    assert 'href="/quay/goi-so/"' in again.get("/noi-bo/").text


def test_who_sits_where_and_taking_over_with_one_click(desk_at, hall):
    left, desk = desk_at(full_name="Ngô Văn Bỏ Quên"), desk_at(opened=False)
    ticket = hall.take()
    left.does("goi")
    page = desk.text(COUNTERS)
    assert "Ngô Văn Bỏ Quên" in page
    assert f"có số {ticket.number}" in page
    refused = desk.sits_down(left.counter)
    assert refused.status_code == 409
    assert "Nếu người đó đã rời quầy, hãy nhận lại quầy." in sentence(refused)
    desk.browser.post(f"{PAGE}mo", {"counter": left.counter.pk, "act": "take_over"})
    assert "từ Ngô Văn Bỏ Quên; ca của người đó đã kết thúc" in (page := desk.text())
    assert ticket.number in page
    assert open_shifts() == [(left.counter.pk, desk.staff.pk)]
    overtaken = left.acts("da-den", ticket)
    assert overtaken.status_code == 409
    assert "người khác đang ngồi quầy này" in sentence(overtaken)
    assert "Ngồi quầy nào?" in words(overtaken)


def test_two_counters_at_once_are_refused(desk_at):
    desk, other = desk_at(), desk_at(opened=False)
    refused = desk.sits_down(other.counter)
    assert refused.status_code == 409
    assert f"Bạn đang mở quầy {desk.counter.number}" in sentence(refused)


def test_pausing_with_a_reason_and_going_on(desk_at, hall, hand_clock):
    desk = desk_at()
    hall.take()
    without = desk.does("tam-nghi", other=" ")
    assert without.status_code == 422
    assert "lý do tạm nghỉ" in sentence(without)
    assert "Tạm nghỉ: Họp" in words(desk.does("tam-nghi", reason="Họp", other=""))
    refused = desk.does("goi")
    assert refused.status_code == 409
    assert "Quầy đang tạm nghỉ" in sentence(refused)
    hand_clock.passes(10)
    assert "Gọi số tiếp theo" in words(desk.does("lam-tiep"))
    assert CounterShift.objects.get().paused_seconds == 600
    assert "Tạm nghỉ: sửa máy in" in words(desk.does("tam-nghi", other="sửa máy in"))


def test_closing_is_refused_while_somebody_is_there(desk_at, hall):
    desk, ticket = desk_at(), hall.take()
    desk.does("goi")
    refused = desk.does("dong")
    assert refused.status_code == 409
    assert ticket.number in sentence(refused)
    desk.acts("khong-co-mat", ticket)
    closed = desk.does("dong")
    assert "Đã đóng quầy" in sentence(closed)
    assert "Ngồi quầy nào?" in words(closed)
    assert open_shifts() == []


def test_only_who_may_serve_gets_in(hall, signed_in, outsider, handling_officer, desk_at):
    desk = desk_at(opened=False)
    assert signed_in(StaffFactory(roles=Role.AUDITOR, roles__at=hall.unit)).get(PAGE).status_code == 403
    stranger = signed_in(outsider)
    assert str(desk.counter.number) not in words(stranger.get(COUNTERS)).split("Các quầy")[-1]
    assert stranger.post(f"{PAGE}mo", {"counter": desk.counter.pk}).status_code == 403
    assert open_shifts() == []
    nowhere = signed_in(handling_officer)
    assert "Chưa được phân công ở quầy nào" in words(nowhere.get(COUNTERS))
    assert 'href="/quay/goi-so/"' not in nowhere.get("/noi-bo/").text


def test_an_officer_of_two_halls_chooses(desk_at, hall):
    desk = desk_at(opened=False)
    other = OneStopUnitFactory(code="aa-xa", name="A – Trung tâm ở xã")
    RoleAssignmentFactory(staff=desk.staff, at=other)
    page = desk.opens(COUNTERS).text
    assert f'id="seat-{desk.counter.pk}"' in page
    assert f"seat-{desk.counter.pk}" not in desk.opens(f"{COUNTERS}?noi={other.pk}").text
    assert f'id="seat-{desk.counter.pk}"' in desk.opens(f"{COUNTERS}?noi=x").text


@pytest.mark.parametrize("counter", ["", "x", "0", "9" * 30, "-1"])
def test_a_counter_that_is_none(desk_at, counter):
    desk = desk_at(opened=False)
    answer = desk.browser.post(f"{PAGE}mo", {"counter": counter})
    assert answer.status_code == 404
    assert sentence(answer) == "Không có quầy này."


def test_addresses_of_acts_opened_by_hand_lead_to_the_page(desk_at, hall):
    desk, ticket = desk_at(), hall.take()
    for address in ("mo", "lam/goi", f"so/{ticket.pk}/xong"):
        assert desk.opens(f"{PAGE}{address}")["Location"] == PAGE
    assert desk.opens(f"{PAGE}lam/x").status_code == 404
    assert desk.opens(f"{PAGE}so/{ticket.pk}/x").status_code == 404
