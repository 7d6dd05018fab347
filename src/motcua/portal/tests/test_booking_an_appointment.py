"""Booking on the phone, without JavaScript: from the group to the code, and back; what happens when somebody is faster."""

import re

import pytest
from django.test import Client

from motcua.catalogue.tests.published import BARE, BIRTH, LAND, publish
from motcua.kernel.clock import HANOI
from motcua.ticketing.models import Appointment
from motcua.ticketing.rules.booking import code_text
from motcua.ticketing.services import check_in
from motcua.ticketing.services.arriving import mark_no_shows
from motcua.ticketing.services.finding import AT_ONE_NETWORK
from motcua.ticketing.tests.booking_scene import NINE, TEN, at, booked, hold, plan_for
from motcua.ticketing.tests.scene import hall, hand_clock, new_key
from motcua.ticketing.vocabulary import AppointmentState

__all__ = ["hall", "hand_clock"]

pytestmark = pytest.mark.django_db
HEAVIEST_PAGE = 20_000


@pytest.fixture(autouse=True)
def plan(hall):
    return plan_for(hall)


@pytest.fixture
def catalogue():
    publish(BIRTH, LAND, BARE)


def day_path(hall, day="2026-11-10"):
    return f"/dat-lich/nhom/{hall.civil.pk}/{day}/"


def page_of(row, more=""):
    return f"/dat-lich/lich/{row.token}/{more}"


def hidden(text, name):
    return re.search(rf'name="{name}"[^>]* value="([^"]*)"', text)[1]


def tap(client, hall, gio="09:00", **more):
    return client.post(day_path(hall), {"gio": gio, **more})


def test_from_the_home_to_a_code(client, hall):
    assert 'href="/dat-lich/"' in client.get("/").text
    groups = client.get("/dat-lich/").text
    assert f'href="/dat-lich/nhom/{hall.civil.pk}/"' in groups
    assert hall.land.name not in groups, "it takes no appointments"
    days = client.get(f"/dat-lich/nhom/{hall.civil.pk}/").text
    assert f'href="{day_path(hall)}"' in days
    assert "thứ Ba, 10/11/2026" in days
    assert "nghỉ hằng tuần" in days
    times = client.get(day_path(hall)).text
    assert re.findall(r'name="gio" value="([\d:]+)"', times) == [
        *("07:00", "08:00", "09:00", "10:00"),
        *("13:30", "14:30", "15:30"),
    ]
    held = tap(client, hall)
    row = Appointment.objects.get()
    assert (held.status_code, held.url) == (302, page_of(row))
    confirm = client.get(held.url).text
    assert "được giữ đến 08:10" in confirm
    assert "còn 10 phút" in confirm
    done = client.post(held.url, {"key": hidden(confirm, "key"), "words": ""}, follow=True).text
    row.refresh_from_db()
    assert (row.state, row.starts_at) == (AppointmentState.BOOKED, NINE)
    assert code_text(row.code) in done
    assert "<svg" in done
    assert "Từ 08:30:" in done
    assert "Đến trước 09:15" in done


def test_two_presses_book_once(client, hall):
    tap(client, hall)
    row = Appointment.objects.get()
    form = {"key": hidden(client.get(page_of(row)).text, "key"), "words": ""}
    codes = {
        client.post(page_of(row), form, follow=True).text.count(Appointment.objects.get().code or "?") for _ in "12"
    }
    assert len(codes) == 1
    assert Appointment.objects.get().state == AppointmentState.BOOKED


def test_somebody_was_faster_and_the_nearest_times_are_buttons(client, hall):
    booked(hall)
    page = tap(client, hall)
    assert page.status_code == 409
    assert "Giờ 09:00 vừa hết chỗ" in page.text
    assert "07:00, 10/11/2026" in page.text
    assert 'class="time num none"' in page.text
    assert Appointment.objects.count() == 1


def test_a_full_day_and_a_day_off_are_no_dead_ends(client, hall, plan):
    plan.opens, plan.closes = plan.opens.replace(hour=9), plan.closes.replace(hour=10)
    plan.save()
    plan_for(hall, is_on=False)
    booked(hall)
    days = client.get(f"/dat-lich/nhom/{hall.civil.pk}/").text
    assert f'href="{day_path(hall)}"' not in days
    assert "hết chỗ" in days
    full = client.get(day_path(hall)).text
    assert "Ngày này không còn chỗ" in full
    assert f'action="{day_path(hall, "2026-11-11")}"' in full
    sunday = client.get(day_path(hall, "2026-11-15")).text
    assert "Ngày này không nhận lịch hẹn" in sunday
    assert "Còn chỗ gần nhất" in sunday


def test_when_everything_is_full_people_are_told_to_come(client, hall, plan):
    plan.horizon_days, plan.closes = 1, plan.opens.replace(hour=8)
    plan.save()
    plan_for(hall, is_on=False)
    booked(hall, at("10/11 07:00"))
    page = client.get(f"/dat-lich/nhom/{hall.civil.pk}/").text
    assert "Những ngày tới đã kín lịch hẹn" in page
    assert "lấy số trực tiếp" in page
    plan.delete()
    plan_for(hall, is_on=False)
    assert "Hiện chưa nơi nào nhận đặt lịch" in client.get("/dat-lich/").text


def test_a_lapsed_hold_keeps_what_was_typed(client, hall, hand_clock):
    tap(client, hall)
    row = Appointment.objects.get()
    key = hidden(client.get(page_of(row)).text, "key")
    hand_clock.passes(11)
    late = client.post(page_of(row), {"key": key, "words": "khai sinh cho cháu"})
    assert late.status_code == 409
    assert "Đã hết 10 phút giữ chỗ" in late.text
    assert hidden(late.text, "go") == "khai sinh cho cháu"
    again = tap(client, hall, go="khai sinh cho cháu")
    assert 'value="khai sinh cho cháu"' in client.get(again.url).text
    client.cookies.clear()
    assert "Chỗ này đã có người khác đặt" in client.get(page_of(row)).text


def test_a_browser_holds_two_places_another_one_its_own(client, hall, hand_clock):
    for gio in ("08:00", "09:00", "10:00"):
        tap(client, hall, gio)
        hand_clock.passes(1)
    held = Appointment.objects.filter(state="held").order_by("starts_at")
    assert [f"{row.starts_at.astimezone(HANOI):%H:%M}" for row in held] == ["09:00", "10:00"]
    tap(Client(), hall, "08:00")
    assert held.all().count() == 3
    assert len({row.holder for row in held.all()}) == 2


def test_moved_it_keeps_its_code(client, hall):
    row = booked(hall)
    days = client.get(page_of(row, "doi/")).text
    assert "Giờ này vẫn được giữ" in days
    times = client.get(page_of(row, "doi/2026-11-10/")).text
    assert 'value="09:00"' not in times
    other = booked(hall, at("10/11 08:00"))
    full = client.post(page_of(row, "doi/2026-11-10/"), {"gio": "08:00", "key": new_key()})
    assert (full.status_code, "Lịch hẹn đang có vẫn giữ nguyên" in full.text) == (409, True)
    done = client.post(page_of(row, "doi/2026-11-10/"), {"gio": "10:00", "key": hidden(times, "key")}, follow=True)
    assert "Đã đổi sang thứ Ba, 10/11/2026 lúc 10:00" in done.text
    assert code_text(row.code) in done.text
    assert Appointment.objects.get(token=row.token).starts_at == TEN
    assert Appointment.objects.get(pk=other.pk).state == AppointmentState.BOOKED


def test_cancelled_and_over_it_says_what_to_do(client, hall, hand_clock):
    row, later = booked(hall), booked(hall, TEN)
    page = client.post(page_of(row, "huy"), follow=True)
    assert "Lịch hẹn này đã hủy" in page.text
    assert "Đặt lịch mới" in page.text
    for more in ("doi/", "doi/2026-11-10/", "lich-hen.ics"):
        assert client.get(page_of(row, more)).status_code == 404
    hand_clock.moment = at("10/11 12:00")
    mark_no_shows(hand_clock.now())
    assert "Lịch hẹn này đã qua" in client.get(page_of(later)).text
    again = client.post(page_of(later, "huy"), follow=True)
    assert "đã qua quá 60 phút" in again.text


def test_come_it_leads_to_the_waiting_page(client, hall, hand_clock):
    row = booked(hall)
    hand_clock.moment = NINE
    ticket = check_in(row.code, by=hall.kiosk, key=new_key())
    page = client.get(page_of(row)).text
    assert f"/so-thu-tu/{ticket.token}/" in page
    assert code_text(row.code) not in page


def test_the_file_for_calendars(client, hall):
    row = booked(hall)
    answer = client.get(page_of(row, "lich-hen.ics"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    text = answer.content.decode().replace("\r\n ", "")
    assert "DTSTART:20261110T020000Z\r\n" in text
    assert "DTEND:20261110T030000Z\r\n" in text
    assert "SUMMARY:Lịch hẹn: Hộ tịch\\, chứng thực\r\n" in text
    assert code_text(row.code) in text


@pytest.mark.django_db(transaction=True)
def test_by_its_code_and_not_by_guessing(client, hall, hand_clock):
    row = booked(hall)
    found = client.post("/dat-lich/tra-cuu/", {"code": code_text(row.code).lower()})
    assert found.url == page_of(row)
    assert client.post("/dat-lich/tra-cuu/", {"code": "K7M4"}).status_code == 422
    assert client.post("/dat-lich/tra-cuu/", {}).status_code == 422
    for _ in range(AT_ONE_NETWORK):
        assert client.post("/dat-lich/tra-cuu/", {"code": "AAAA-AAAA"}).status_code == 404
    shut = client.post("/dat-lich/tra-cuu/", {"code": row.code})
    assert (shut.status_code, "quá nhiều lần" in shut.text) == (429, True)
    hand_clock.passes(15)
    assert client.post("/dat-lich/tra-cuu/", {"code": row.code}).status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        *("nhom/999999/", "nhom/999999/2026-11-10/", "noi/khong-co/", "lich/aaaaaaaaaaaaaaaaaaaaaa/"),
        *("lich/x/doi/", "lich/x/doi/2026-11-10/", "lich/x/lich-hen.ics"),
    ],
)
def test_what_isn_t_there_shows_the_way_on(client, hall, path):
    page = client.get(f"/dat-lich/{path}")
    assert page.status_code == 404
    assert 'href="/dat-lich/"' in page.text


def test_odd_words_in_addresses_and_forms(client, hall):
    row = hold(hall)
    assert client.get(day_path(hall, "hom-nay")).status_code == 404
    assert client.get(day_path(hall, "9999-12-31")).status_code == 200
    assert client.get(day_path(hall, "0001-01-01")).status_code == 200
    for gio in ("", "25:00", "x", "09:00+05:00", "12:00"):
        assert tap(client, hall, gio).status_code in {200, 409}
    assert client.post(page_of(row), {"key": "x" * 20, "words": "x" * 101}).status_code == 422
    assert client.post(page_of(row), {"words": ""}).status_code == 422
    assert client.post(page_of(row, "huy"), follow=True).status_code == 200
    assert client.post("/dat-lich/lich/x/huy").status_code == 404


def test_it_weighs_little_and_is_kept_by_nobody(client, hall):
    row = booked(hall)
    for path in ("/dat-lich/", f"/dat-lich/nhom/{hall.civil.pk}/", day_path(hall), page_of(row)):
        page = client.get(path)
        assert "no-store" in page["Cache-Control"]
        assert len(page.content) < HEAVIEST_PAGE, path


def test_in_english(client, hall):
    hall.civil.name_en = "Civil status"
    hall.civil.save()
    tap(client, hall)
    row = Appointment.objects.get()
    assert "Civil status" in client.get(page_of(row), {"lang": "en"}).text


def test_the_procedure_that_was_read_about_comes_along(client, hall, catalogue):
    procedure = client.get("/thu-tuc/9.000001/").text
    assert 'href="/dat-lich/?thu-tuc=9.000001"' in procedure
    groups = client.get("/dat-lich/", {"thu-tuc": "9.000001"}).text
    assert f"/dat-lich/nhom/{hall.civil.pk}/?thu-tuc=9.000001" in groups
    held = tap(client, hall, **{"thu-tuc": "9.000001"})
    confirm = client.get(held.url).text
    assert hidden(confirm, "words") == "9.000001"
    client.post(held.url, {"key": hidden(confirm, "key"), "words": "9.000001"})
    assert Appointment.objects.get().procedure_code == "9.000001"


def test_in_ones_own_words_one_of_those_that_may_be_meant(client, hall, catalogue):
    held = tap(client, hall)
    asked = {"key": hidden(client.get(held.url).text, "key"), "words": "khai sinh"}
    choice = client.post(held.url, asked).text
    assert 'name="chosen"' in choice
    assert hidden(choice, "asked") == "khai sinh"
    assert Appointment.objects.get().state == AppointmentState.HELD
    client.post(held.url, {**asked, "asked": "khai sinh", "chosen": "-"})
    row = Appointment.objects.get()
    assert (row.state, row.procedure_code) == (AppointmentState.BOOKED, "")
