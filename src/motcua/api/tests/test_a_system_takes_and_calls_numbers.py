"""The hall by the API: groups, a number for each key, calls, the stream, another maker's queue."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from motcua.accounts.models import Staff
from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.dossiers.tests.scene import new_key
from motcua.foundation.live.tickets import read_ticket
from motcua.foundation.models import OutboxEntry
from motcua.foundation.remembered import forget_everything
from motcua.organisation.tests.factories import CounterFactory
from motcua.ticketing.models import CounterService, CounterShift, Hall, Ticket
from motcua.ticketing.tests.scene import HallScene, hall, hand_clock
from motcua.ticketing.vocabulary import QueueMode

pytestmark = pytest.mark.django_db
__all__ = ["hall", "hand_clock"]
TICKETS = "/api/v1/tickets"


@pytest.fixture
def machine(hall: HallScene, calls_as) -> Client:
    """Another maker's number machine."""
    return calls_as(Staff.objects.get(pk=hall.kiosk.staff_id))


@pytest.fixture
def counter_software(hall: HallScene, calls_as) -> Client:
    return calls_as(StaffFactory(roles=Role.RECEPTION, roles__at=hall.unit))


@pytest.fixture
def counter(hall: HallScene):
    desk = CounterFactory(unit=hall.unit)
    CounterService.objects.create(counter=desk, group=hall.civil)
    return desk


def post(client: Client, address: str, content: object = None, key: str = ""):
    headers = {"Idempotency-Key": key or new_key()}
    return client.post(address, json.dumps(content or {}), content_type="application/json", headers=headers)


def take(client: Client, key: str = "", **changes: object):
    return post(client, TICKETS, {"group": "A", **changes}, key)


def test_a_number_is_given_with_what_the_slip_says(machine, hall):
    answer = take(machine, procedure="1.004227", priority="elderly", language="en")
    assert answer.status_code == 201
    given, ticket = answer.json(), Ticket.objects.get()
    assert (given["number"], given["serial"], given["group"], given["ahead"]) == ("A0001", 1, "A", 0)
    assert given["follow_url"] == f"http://testserver/so-thu-tu/{ticket.token}/"
    assert given["visit_id"] == str(ticket.visit_id)
    assert given["print_state"] == "not_asked"
    assert (ticket.source, ticket.priority, ticket.language) == ("kiosk", "elderly", "en")
    assert ticket.procedure_code == "1.004227"


def test_a_repeat_is_the_same_number_and_the_same_bytes(machine):
    key = new_key()
    first, again = take(machine, key), take(machine, key)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    other = take(machine, key, group="B")
    assert (other.status_code, other.json()["code"]) == (422, "foundation:idempotency_key:reused")
    assert Ticket.objects.count() == 1


def test_outside_the_hours_it_says_when(machine, hand_clock):
    hand_clock.passes(12 * 60)
    answer = take(machine)
    assert answer.status_code == 409
    assert "Đã hết giờ lấy số hôm nay" in answer.json()["message"]
    assert not Ticket.objects.exists()


def test_a_group_that_nobody_has(machine):
    assert take(machine, group="Z").json()["code"] == "ticketing:group:absent"
    assert take(machine, group="nhóm").json()["fields"][0]["field"] == "group"


def test_without_a_key_nothing_is_given(machine):
    answer = machine.post(TICKETS, '{"group": "A"}', content_type="application/json")
    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json()["message"]


def test_the_groups_and_their_waits(machine, hall, counter_software, counter):
    take(machine)
    post(counter_software, f"/api/v1/counters/{counter.pk}/open")
    rows = machine.get("/api/v1/queue-groups").json()
    assert [(row["group"], row["name"], row["waiting"], row["open_counters"]) for row in rows] == [
        ("A", "Hộ tịch, chứng thực", 1, 1),
        ("B", "Đất đai", 0, 0),
    ]
    assert machine.get(f"/api/v1/queue-groups?unit={hall.unit.code}").json() == rows
    assert machine.get("/api/v1/queue-groups?unit=khong-co").status_code == 404


def test_a_counter_opens_calls_serves_and_closes(machine, counter_software, counter):
    take(machine)
    assert post(counter_software, f"/api/v1/counters/{counter.pk}/open").json()["state"] == "open"
    key = new_key()
    first = post(counter_software, f"/api/v1/counters/{counter.pk}/call-next", key=key).json()["ticket"]
    again = post(counter_software, f"/api/v1/counters/{counter.pk}/call-next", key=key).json()["ticket"]
    assert first == again
    assert (first["number"], first["state"], first["counter"]) == ("A0001", "called", counter.pk)
    act = f"/api/v1/tickets/{first['ticket_id']}/"
    states = [post(counter_software, act + verb).json()["state"] for verb in ("recall", "serve", "hold", "resume")]
    assert states == ["called", "serving", "held", "serving"]
    assert post(counter_software, f"/api/v1/counters/{counter.pk}/close").status_code == 409
    assert post(counter_software, act + "finish").json()["state"] == "served"
    assert post(counter_software, act + "finish").status_code == 409
    assert post(counter_software, f"/api/v1/counters/{counter.pk}/call-next").json() == {"ticket": None}
    assert post(counter_software, f"/api/v1/counters/{counter.pk}/close").json()["state"] == "closed"
    assert not CounterShift.objects.filter(closed_at=None).exists()


def test_a_counter_that_is_not_open_calls_nobody(counter_software, counter):
    assert post(counter_software, f"/api/v1/counters/{counter.pk}/call-next").status_code == 409
    assert post(counter_software, "/api/v1/counters/999999/call-next").status_code == 404


def test_who_may_not_is_told(machine, hall, counter, calls_as):
    assert post(machine, f"/api/v1/counters/{counter.pk}/open").status_code == 403
    display = calls_as(StaffFactory(is_device=True, roles=Role.DISPLAY, roles__at=hall.unit))
    assert take(display).status_code == 403
    assert display.get("/api/v1/queue-groups").status_code == 200
    assert Client().get("/api/v1/queue-groups").status_code == 401


def test_the_stream_is_of_this_hall_alone(machine, hall):
    answer = machine.get("/api/v1/hall/stream-ticket?zone=Khu+A").json()
    address = urlsplit(answer["url"])
    assert address.path == "/truc-tiep"
    assert read_ticket(parse_qs(address.query)["ticket"][0]).channels == {f"hall:{hall.unit.pk}"}
    assert answer["zone"] == "Khu A"


def test_another_makers_queue_is_shown_where_the_hall_is_fed(machine, hall):
    call = {"number": "C 017", "counter": 5, "zone": "Khu B"}
    assert post(machine, "/api/v1/hall/calls", call).json()["code"] == "ticketing:hall:not_fed"
    Hall.objects.create(unit=hall.unit, mode=QueueMode.FED.value)
    forget_everything()
    assert post(machine, "/api/v1/hall/calls", call).status_code == 201
    told = OutboxEntry.objects.order_by("-pk")[0].payload
    assert told["channel"] == f"hall:{hall.unit.pk}"
    assert told["data"].items() >= {"movement": "called", "number": "C 017", "counter": 5, "zone": "Khu B"}.items()
    assert take(machine).status_code == 409  # numbers come from the other system
