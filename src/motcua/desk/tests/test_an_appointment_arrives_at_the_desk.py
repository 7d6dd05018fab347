"""The code of an appointment, typed or scanned at the desk, gives the number that the kiosk would give."""

import re

import pytest

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.desk.tests.hall_scene import hall, words
from motcua.organisation.tests.factories import LONG_AGO, OneStopUnitFactory
from motcua.ticketing.models import Appointment, Ticket
from motcua.ticketing.rules.booking import code_text
from motcua.ticketing.rules.issuing import spaced
from motcua.ticketing.services import cancel
from motcua.ticketing.tests.booking_scene import NINE, TEN, booked, plan_for
from motcua.ticketing.tests.scene import hand_clock

__all__ = ["hall", "hand_clock"]

pytestmark = pytest.mark.django_db
PAGE = "/quay/lich-hen/"


class Receiver:
    """A browser of somebody who may give numbers."""

    def __init__(self, client):
        self.client = client

    def key(self):
        return re.search(r'name="key" value="([^"]+)"', self.client.get(PAGE).text)[1]

    def types(self, code, key=""):
        return self.client.post(PAGE, {"code": code, "key": key or self.key()})

    def sees(self, code):
        answer = self.types(code)
        assert answer.status_code == 302, words(answer)
        return words(self.client.get(answer["Location"]))


@pytest.fixture
def appointment(hall, hand_clock):
    """At 9:00 of 10/11, and it is 8:45 of that day."""
    plan_for(hall)
    row = booked(hall)
    hand_clock.moment = NINE.replace(hour=8, minute=45)
    return row


@pytest.fixture
def receiver(hall, appointment, signed_in):
    return Receiver(signed_in(StaffFactory(roles=Role.RECEPTION, roles__at=hall.unit)))


def test_the_code_becomes_the_number_and_again_the_same(receiver, appointment):
    said = receiver.sees(code_text(appointment.code).lower())
    ticket = Ticket.objects.get()
    assert spaced(ticket.number) in said
    assert "Số này được gọi từ 08:50" in said, "ten minutes before its time"
    assert receiver.sees(appointment.code) == said
    assert Ticket.objects.count() == 1


def test_one_form_sent_twice_gives_one_number(receiver, appointment):
    key = receiver.key()
    first, second = receiver.types(appointment.code, key), receiver.types(appointment.code, key)
    assert first["Location"] == second["Location"]
    assert Ticket.objects.count() == 1


def test_the_qr_code_and_figures_of_a_call(receiver, appointment):
    assert receiver.types(f"https://motcua.example.vn/dat-lich/lich/{appointment.token}/").status_code == 302
    Appointment.objects.update(code="012345678901")
    assert receiver.types("0123 4567 8901").status_code == 302
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    "told", [("08:29", "Hãy quay lại từ 08:30 để lấy số"), ("10:01", "đã qua quá 60 phút")], ids=["early", "late"]
)
def test_too_early_and_too_late_are_told(hall, appointment, signed_in, hand_clock, told):
    at, said = told
    hour, minute = map(int, at.split(":"))
    hand_clock.moment = NINE.replace(hour=hour, minute=minute)
    receiver = Receiver(signed_in(StaffFactory(roles=Role.RECEPTION, roles__at=hall.unit)))
    answer = receiver.types(appointment.code)
    assert answer.status_code == 409
    assert said in words(answer)
    assert appointment.code in answer.text, "what was typed is kept"
    assert not Ticket.objects.exists()


def test_late_it_is_a_number_like_any_other(receiver, appointment, hand_clock):
    hand_clock.moment = NINE.replace(minute=16)
    assert "xếp hàng như số thường" in receiver.sees(appointment.code)


def test_what_is_no_code_unknown_or_cancelled_is_told(receiver, hall, appointment):
    assert receiver.types("xin chào").status_code == 422
    assert receiver.types("").status_code == 422
    unknown = receiver.types("0000-0000")
    assert unknown.status_code == 404
    assert "Không tìm thấy lịch hẹn với mã này" in words(unknown)
    gone = booked(hall, TEN)
    cancel(gone.token)
    assert "Lịch hẹn này đã hủy" in words(receiver.types(gone.code))


def test_another_halls_appointment_and_number_are_not_given(receiver, signed_in, appointment):
    elsewhere = Receiver(
        signed_in(StaffFactory(roles=Role.RECEPTION, roles__at=OneStopUnitFactory(valid_from=LONG_AGO)))
    )
    refused = elsewhere.types(appointment.code)
    assert refused.status_code == 403
    assert "Lịch hẹn này ở nơi khác" in words(refused)
    here = receiver.types(appointment.code)["Location"]
    assert spaced(Ticket.objects.get().number) not in words(elsewhere.client.get(here))


def test_who_gives_no_numbers_has_no_such_page(hall, signed_in):
    clerk = signed_in(StaffFactory(roles=Role.CASHIER, roles__at=hall.unit))
    assert clerk.get(PAGE).status_code == 403
    assert "Nhận lịch hẹn" not in clerk.get("/quay/goi-so/cac-quay/").text


def test_a_guide_is_led_there(hall, signed_in):
    guide = signed_in(StaffFactory(roles=Role.GUIDANCE, roles__at=hall.unit))
    assert PAGE in guide.get("/quay/goi-so/cac-quay/").text
    assert PAGE in guide.get("/noi-bo/").text
