"""The scanner: a receipt's state with nothing about a person; a card only with consent, sealed, and forgotten with the visit."""

import re

import pytest
from django.contrib.sessions.models import Session

from motcua.dossiers.tests.scene import actor, received
from motcua.kernel import clock
from motcua.kernel.identifiers.citizens import Sex
from motcua.kiosk.tests.test_from_a_tap_to_a_number import tap
from motcua.ticketing.facts import appointment_path
from motcua.ticketing.models import Ticket, VisitIntroduction
from motcua.ticketing.rules.booking import code_text
from motcua.ticketing.selectors.introductions import introduction_of
from motcua.ticketing.services import call_next, finish, forget_introductions
from motcua.ticketing.tests.booking_scene import at, booked, plan_for

pytestmark = pytest.mark.django_db
CARD = "000185012345|012345678|Nguyễn Thị Ánh|05091985|Nữ|ấp Bến Đá, phường Bến Đá|01072021"
SCAN = "/kiosk/quet/"


@pytest.fixture
def dossier(open_centre, receiving_officer):
    return received(actor(receiving_officer))


def test_a_receipt_shows_where_the_dossier_is_and_nobodys_name(kiosk, dossier):
    code = f"https://motcua.example.vn/tra-cuu/?code={dossier.code}&token={dossier.look_up_token}"
    answer = kiosk.post(SCAN, {"scanned": code})
    assert answer.status_code == 200
    assert dossier.code in answer.text
    assert 'data-idle="30"' in answer.text
    assert dossier.look_up_token not in answer.text
    for name in ("Ánh", "000185012345", "Bến Đá, phường"):
        assert name not in answer.text


@pytest.mark.parametrize(
    "scanned",
    ["", "xin chào", "https://x.example.vn/tra-cuu/?code=H99-261125-9999&token=AAAAAAAAAAAAAAAA", "http://[", "a|b|c"],
)
def test_anything_else_is_told_what_to_hold_there(kiosk, scanned):
    answer = kiosk.post(SCAN, {"scanned": scanned})
    assert answer.status_code == 404
    assert "Không đọc được mã này" in answer.text


def consented(kiosk):
    page = kiosk.post(SCAN, {"scanned": CARD}).text
    assert "Ánh" not in page
    assert "000185012345" not in page
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)
    assert sealed is not None
    return kiosk.post("/kiosk/dong-y", {"sealed": sealed[1]})


def test_with_consent_the_card_waits_for_the_counter(kiosk, hall):
    answer = consented(kiosk)
    assert answer["Location"] == "/kiosk/?tiep=1"
    assert "Nguyễn Thị Ánh" in kiosk.get("/kiosk/?tiep=1").text
    assert "Ánh" not in kiosk.get(f"/kiosk/nhom/{hall.civil.pk}/?tiep=1").text
    tap(kiosk, hall, "?tiep=1")
    ticket = Ticket.objects.get()
    card = introduction_of(ticket.visit_id)
    assert card is not None
    assert (card.name, str(card.citizen_id), card.old_id) == ("Nguyễn Thị Ánh", "000185012345", "012345678")
    assert (str(card.born), card.sex, card.address) == ("1985-09-05", Sex.FEMALE, "ấp Bến Đá, phường Bến Đá")
    assert "Ánh" not in repr(card)
    kept = str(VisitIntroduction.objects.values().get()) + str([s.get_decoded() for s in Session.objects.all()])
    assert "185012345" not in kept
    assert "Ánh" not in kept


def test_without_consent_nothing_is_kept(kiosk, hall):
    kiosk.post(SCAN, {"scanned": CARD})
    tap(kiosk, hall)
    assert introduction_of(Ticket.objects.get().visit_id) is None
    assert not VisitIntroduction.objects.exists()


def test_the_next_person_is_not_greeted_and_gives_no_card(kiosk, hall):
    consented(kiosk)
    kiosk.get("/kiosk/?lang=vi")  # the machine started anew
    assert "Ánh" not in kiosk.get("/kiosk/?tiep=1").text
    tap(kiosk, hall)
    assert not VisitIntroduction.objects.exists()


def test_a_forged_card_is_refused(kiosk):
    assert kiosk.post("/kiosk/dong-y", {"sealed": "gAAAAABforged"}).status_code == 409


def test_it_is_forgotten_an_hour_after_the_visit_and_with_the_day(kiosk, hall, hand_clock):
    consented(kiosk)
    tap(kiosk, hall, "?tiep=1")
    counter, officer = hall.counter()
    hand_clock.passes(120)
    assert forget_introductions(clock.now()) == 0
    ticket = call_next(counter, by=officer)
    assert ticket is not None
    finish(ticket.pk, by=officer)
    hand_clock.passes(59)
    assert forget_introductions(clock.now()) == 0
    hand_clock.passes(1)
    assert forget_introductions(clock.now()) == 1


def test_what_is_left_of_yesterday_is_forgotten(kiosk, hall, hand_clock):
    consented(kiosk)
    tap(kiosk, hall, "?tiep=1")
    hand_clock.passes(24 * 60)
    assert forget_introductions(clock.now()) == 1


def test_an_appointment_becomes_a_number(kiosk, hall, hand_clock):
    plan_for(hall)
    row = booked(hall)
    hand_clock.moment = at("10/11 08:29")
    early = kiosk.post(SCAN, {"scanned": row.code})
    assert (early.status_code, "Hãy quay lại từ 08:30" in early.text) == (409, True)
    hand_clock.moment = at("10/11 08:50")
    assert 'data-key="K"' in kiosk.get("/kiosk/lich-hen/").text
    answer = kiosk.post(SCAN, {"scanned": f"https://motcua.example.vn{appointment_path(row.token)}"})
    ticket = Ticket.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/kiosk/ve/{ticket.pk}/")
    assert kiosk.post(SCAN, {"scanned": code_text(row.code)})["Location"] == answer["Location"], "once more"
    hand_clock.passes(11)
    told = kiosk.post(SCAN, {"scanned": code_text(row.code)})
    assert "đã lấy số A 0001 lúc 08:50" in told.text
    assert Ticket.objects.count() == 1
    assert kiosk.post(SCAN, {"scanned": "AAAA-AAAA"}).status_code == 404
