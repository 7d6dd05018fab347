"""The pages in order, without JavaScript: what for, priority, procedure, the number; and what is said when there is none."""

import re

import pytest

from motcua.foundation.models import OutboxEntry
from motcua.foundation.remembered import forget_everything
from motcua.ticketing.models import Hall, Ticket, TicketMovement
from motcua.ticketing.services import print_slip
from motcua.ticketing.tests.fake_printer import FakePrinter, on_the_network
from motcua.ticketing.vocabulary import Movement, QueueMode
from motcua.ui.site import Stage

pytestmark = pytest.mark.django_db


def fields(page: str) -> dict[str, str]:
    form = re.search(r"<form method=\"post\" action=\"/kiosk/lay-so.*?</form>", page, re.DOTALL)
    assert form is not None
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))


def tap(kiosk, hall, asked="", **more):
    page = kiosk.get(f"/kiosk/nhom/{hall.civil.pk}/{asked}").text
    return kiosk.post("/kiosk/lay-so", fields(page) | more)


def test_a_number_in_two_touches(kiosk, hall):
    assert f"/kiosk/nhom/{hall.civil.pk}/" in kiosk.get("/kiosk/").text
    answer = tap(kiosk, hall)
    ticket = Ticket.objects.get()
    assert answer["Location"] == f"/kiosk/ve/{ticket.pk}/"
    page = kiosk.get(answer["Location"]).text
    assert "A 0001" in page
    assert "<svg" in page
    assert ticket.token not in page  # only within the code, for the phone
    assert (ticket.source, ticket.priority, ticket.print_state) == ("kiosk", "none", "not_asked")


def test_a_tap_that_is_sent_again_is_the_same_number(kiosk, hall):
    said = fields(kiosk.get(f"/kiosk/nhom/{hall.civil.pk}/").text)
    first, again = kiosk.post("/kiosk/lay-so", said), kiosk.post("/kiosk/lay-so", said)
    assert first["Location"] == again["Location"]
    assert Ticket.objects.count() == 1


def test_priority_and_procedure_are_carried_along(kiosk, hall, open_centre):
    page = kiosk.get(f"/kiosk/nhom/{hall.civil.pk}/uu-tien/").text
    assert "Người khuyết tật" in page
    assert f"/kiosk/nhom/{hall.civil.pk}/?uu_tien=elderly" in page
    found = kiosk.post(f"/kiosk/nhom/{hall.civil.pk}/thu-tuc/", {"q": "khai sinh", "uu_tien": "elderly"}).text
    href = re.search(rf'href="(/kiosk/nhom/{hall.civil.pk}/\?uu_tien=elderly&amp;thu_tuc=[\d.]+)"', found)
    assert href is not None
    tap(kiosk, hall, href[1].replace("&amp;", "&").partition("/?")[2].join(["?", ""]))
    ticket = Ticket.objects.get()
    assert (ticket.priority, ticket.lane) == ("elderly", "preferred")
    assert ticket.procedure_code == "9.000001"


def test_what_nobody_can_mean_is_not_said(kiosk, hall):
    tap(kiosk, hall, "?uu_tien=vua&thu_tuc=9.999999")
    assert (Ticket.objects.get().priority, Ticket.objects.get().procedure_code) == ("none", "")


def test_in_the_morning_a_number_for_the_afternoon(kiosk, hall):
    page = kiosk.get(f"/kiosk/nhom/{hall.civil.pk}/").text
    assert "Lấy số cho buổi chiều, gọi từ 13:30" in page
    answer = tap(kiosk, hall, chieu="1")
    assert "Số này được gọi từ 13:30" in kiosk.get(answer["Location"]).text


def test_at_noon_the_number_is_for_the_afternoon_anyway(kiosk, hall, hand_clock):
    hand_clock.passes(4 * 60)  # 12:00
    assert "số này được gọi từ 13:30" in kiosk.get(f"/kiosk/nhom/{hall.civil.pk}/").text


def test_a_closed_hall_says_until_when(kiosk, hall, hand_clock):
    hand_clock.passes(12 * 60)
    page = kiosk.get("/kiosk/").text
    assert "Đã hết giờ lấy số" in page
    assert "10/11/2026" in page
    assert kiosk.get("/kiosk/con-song").json() == {"open": False}


def test_it_closed_between_two_touches(kiosk, hall, hand_clock):
    said = fields(kiosk.get(f"/kiosk/nhom/{hall.civil.pk}/").text)
    hand_clock.passes(12 * 60)
    answer = kiosk.post("/kiosk/lay-so", said)
    assert answer.status_code == 409
    assert "Đã hết giờ lấy số hôm nay" in answer.text


@pytest.mark.parametrize("mode", [QueueMode.OFF, QueueMode.FED])
def test_a_hall_without_our_queue_gives_none(kiosk, hall, mode):
    Hall.objects.create(unit=hall.unit, mode=mode.value)
    forget_everything()
    assert "Hãy hỏi quầy hướng dẫn" in kiosk.get("/kiosk/").text


def test_trial_operation_stands_on_every_screen(kiosk, hall):
    Hall.objects.create(unit=hall.unit, is_trial=True)
    forget_everything()
    group = f"/kiosk/nhom/{hall.civil.pk}/"
    for address in ("/kiosk/", group, f"{group}uu-tien/", f"{group}thu-tuc/", "/kiosk/quet/"):
        assert "VẬN HÀNH THỬ" in kiosk.get(address).text, address


def test_a_centre_on_trial_marks_its_hall_too(kiosk, hall, monkeypatch):
    monkeypatch.setattr("motcua.ticketing.selectors.hall.stage", lambda: Stage.TRIAL)
    forget_everything()
    assert "VẬN HÀNH THỬ" in kiosk.get("/kiosk/").text


def test_a_closed_hall_says_so_in_the_language_of_the_page(kiosk, hall, hand_clock):
    hand_clock.passes(12 * 60)
    page = kiosk.get("/kiosk/?lang=en").text
    assert "No more numbers today. Next working day: 10/11/2026" in page


def test_more_than_six_groups_are_on_pages(kiosk, hall):
    for letter in "CDEFGHI":
        hall.group(letter, f"Nhóm {letter}")
    forget_everything()
    first, second = kiosk.get("/kiosk/").text, kiosk.get("/kiosk/?trang=2").text
    assert (first.count('class="choice"'), second.count('class="choice"')) == (6, 3)
    assert "?trang=2" in first
    assert kiosk.get("/kiosk/?trang=99").text.count('class="choice"') == 3


def test_a_visitors_looks_go_from_page_to_page_and_end_with_them(kiosk, hall):
    page = kiosk.get("/kiosk/?lon=1&tuong-phan=1").text
    assert 'class="large contrast"' in page
    assert f"/kiosk/nhom/{hall.civil.pk}/?lon=1&amp;tuong-phan=1" in page
    assert 'data-reset="/kiosk/?lang=vi"' in page


def test_somebody_elses_ticket_is_not_shown(kiosk, hall):
    ticket = hall.take()
    assert kiosk.get(f"/kiosk/ve/{ticket.pk}/").status_code == 404


def test_a_ticket_is_shown_for_ten_minutes(kiosk, hall, hand_clock):
    address = tap(kiosk, hall)["Location"]
    hand_clock.passes(11)
    assert kiosk.get(address).status_code == 404


@pytest.fixture
def with_printer(device):
    printer = FakePrinter()
    with on_the_network(printer) as address:
        device.printer = address
        device.save()
        yield printer


def test_the_slip_is_printed_by_a_job_of_the_same_transaction(kiosk, hall, with_printer):
    address = tap(kiosk, hall)["Location"]
    ticket = Ticket.objects.get()
    asked = OutboxEntry.objects.get(name="ticketing:ticket:to_print")
    assert asked.payload == {"ticket_id": str(ticket.pk), "device_id": ticket.device_id}
    assert kiosk.get(f"{address}trang-thai").json()["kind"] == "waiting"
    assert print_slip(ticket.pk, "https://x.example.vn/so-thu-tu/x/") == "printed"
    assert len(with_printer.papers) == 1
    said = kiosk.get(f"{address}trang-thai").json()
    assert (said["kind"], said["title"]) == ("printed", "Hãy cầm phiếu")
    assert print_slip(ticket.pk, "https://x.example.vn/so-thu-tu/x/") is None  # the job ran twice
    assert len(with_printer.papers) == 1


def test_without_paper_the_number_exists_and_the_page_says_so(kiosk, hall, with_printer, device):
    with_printer.condition.paper = 0
    address = tap(kiosk, hall)["Location"]
    ticket = Ticket.objects.get()
    assert print_slip(ticket.pk, "https://x.example.vn/so-thu-tu/x/") == "failed"
    said = kiosk.get(f"{address}trang-thai").json()
    assert said["title"] == "Máy in hết giấy. Số của bạn: A 0001."
    assert "Hãy chụp lại hoặc nhớ số" in said["text"]
    device.refresh_from_db()
    assert device.printer_fault == "paper_out"
    assert "Máy in đang gặp sự cố" in kiosk.get(f"/kiosk/nhom/{hall.civil.pk}/").text

    with_printer.condition.paper = None
    assert kiosk.post(f"{address}in-lai").status_code == 302
    assert print_slip(ticket.pk, "https://x.example.vn/so-thu-tu/x/") == "printed"
    device.refresh_from_db()
    assert device.printer_fault == ""
    assert Ticket.objects.count() == 1
    journal = list(TicketMovement.objects.values_list("movement", flat=True))
    assert journal == [Movement.ISSUED, Movement.PRINT_FAILED, Movement.PRINTED]


def test_a_printer_that_says_nothing_is_not_waited_for(kiosk, hall, with_printer, hand_clock):
    address = tap(kiosk, hall)["Location"]
    hand_clock.passes(1)
    assert kiosk.get(f"{address}trang-thai").json()["kind"] == "failed"
