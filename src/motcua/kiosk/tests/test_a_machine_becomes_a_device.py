"""Pairing: a code read out once; a session that lasts as long as the machine is used and opens only its own pages."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from motcua.accounts.session import DEVICE_IDLE
from motcua.foundation.models import AuditEntry
from motcua.kernel import clock
from motcua.kiosk.tests.conftest import paired
from motcua.ticketing.models import DevicePairing, HallDevice
from motcua.ticketing.services.devices import AT_ONE_ADDRESS, give_account, new_pairing_code
from motcua.ticketing.vocabulary import DeviceKind

pytestmark = pytest.mark.django_db


def code_for(device):
    return new_pairing_code(device, by="system", now=clock.now())


def test_the_code_makes_the_machine_the_device(device):
    machine, code = Client(), code_for(device)
    assert machine.get("/kiosk/").status_code == 302
    answer = machine.post("/thiet-bi/", {"code": f"{code[:4]} {code[4:]}"})
    assert (answer.status_code, answer["Location"]) == (302, "/kiosk/")
    assert "Hộ tịch, chứng thực" in machine.get("/kiosk/").text
    assert machine.get("/thiet-bi/")["Location"] == "/kiosk/"
    device.refresh_from_db()
    assert device.last_seen_at == clock.now()


def test_a_code_is_good_once_and_for_ten_minutes(device, hand_clock):
    code = code_for(device)
    assert Client().post("/thiet-bi/", {"code": code}).status_code == 302
    assert Client().post("/thiet-bi/", {"code": code}).status_code == 403
    late = code_for(device)
    hand_clock.passes(10)
    answer = Client().post("/thiet-bi/", {"code": late})
    assert answer.status_code == 403
    assert "quá 10 phút" in answer.text


def test_a_new_code_ends_the_old_one(device):
    old, new = code_for(device), code_for(device)
    assert Client().post("/thiet-bi/", {"code": old}).status_code == 403
    assert Client().post("/thiet-bi/", {"code": new}).status_code == 302


def test_who_guesses_is_stopped(device):
    right = code_for(device)
    for _ in range(AT_ONE_ADDRESS):
        assert Client().post("/thiet-bi/", {"code": "00000000"}).status_code == 403
    assert Client().post("/thiet-bi/", {"code": right}).status_code == 429


def test_the_code_itself_is_kept_nowhere(device):
    code = code_for(device)
    assert code not in str(DevicePairing.objects.values().get())
    assert not [entry for entry in AuditEntry.objects.values() if code in str(entry)]


def test_the_session_is_renewed_by_use_and_ends_without(kiosk, hand_clock):
    for _ in range(5):
        hand_clock.passes(50 * 24 * 60)
        assert kiosk.get("/kiosk/con-song").status_code == 200
    hand_clock.passes(int(DEVICE_IDLE / timedelta(minutes=1)))
    assert kiosk.get("/kiosk/con-song").status_code == 302


def test_it_opens_its_own_pages_and_no_others(kiosk):
    assert kiosk.get("/quay/").status_code == 403
    assert kiosk.get("/quan-tri/").status_code == 403
    assert kiosk.get("/noi-bo/").status_code == 403
    assert kiosk.get("/noi-bo/mat-khau").status_code == 403
    assert kiosk.post("/dang-xuat").status_code == 403
    assert kiosk.get("/kiosk/").status_code == 200


def test_another_kind_of_device_is_no_kiosk(hall):
    board = HallDevice(unit=hall.unit, kind=DeviceKind.BOARD.value, name="Bảng 1")
    machine = paired(give_account(board, by="system", now=clock.now()))
    assert machine.get("/kiosk/").status_code == 403


@pytest.mark.parametrize("kind", DeviceKind)
def test_each_kind_of_device_is_sent_to_its_page(hall, kind):
    counter, _officer = hall.counter()
    device = HallDevice(unit=hall.unit, kind=kind.value, name="Máy mới", counter=counter)
    machine, code = Client(), code_for(give_account(device, by="system", now=clock.now()))
    home = machine.post("/thiet-bi/", {"code": code})["Location"]
    assert home != "/thiet-bi/"
    assert machine.get(home).status_code == 200


def test_the_administrator_adds_a_device_and_reads_out_its_code(hall, administrator, signed_in):
    client = signed_in(administrator)
    form = {"unit": hall.unit.pk, "kind": "kiosk", "name": "Máy ở cửa", "zone": "", "printer": "", "counter": ""}
    assert client.post("/quan-tri/ticketing/halldevice/add/", form).status_code == 302
    device = HallDevice.objects.get(name="Máy ở cửa")
    assert device.account.is_device
    assert [post.role for post in device.account.roles.all()] == ["kiosk"]
    asked = {"action": "offer_pairing", "_selected_action": [device.pk]}
    page = client.post("/quan-tri/ticketing/halldevice/", asked, follow=True).text
    code = re.search(r"(\d{4}) (\d{4})", page)
    assert code is not None
    assert Client().post("/thiet-bi/", {"code": code[0]})["Location"] == "/kiosk/"
