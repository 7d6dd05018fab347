"""Another maker's tablet: one rating of the ticket that was just served at its counter, whatever is repeated."""

import pytest
from django.test import Client

from motcua.accounts.rules.roles import Role
from motcua.feedback.models import Rating
from motcua.feedback.tests.scene import hand_clock, new_key, scene
from motcua.organisation.tests.factories import OneStopUnitFactory

__all__ = ["hand_clock", "scene"]

pytestmark = pytest.mark.django_db


def send(device: Client, ticket, *, key: str = "", **body):
    given = {"ticket_id": str(ticket.pk), "level": 5, **body}
    headers = {"Idempotency-Key": key or new_key()}
    return device.post("/api/v1/ratings", given, content_type="application/json", headers=headers)


@pytest.fixture
def device(scene, by_token) -> Client:
    return by_token(Role.DISPLAY, scene.unit)


def test_a_rating_is_taken_once_for_each_key(device, scene):
    ticket, key = scene.serves(), new_key()
    body = {"level": 2, "reasons": ["attitude"], "words": "Chưa vui"}
    first, repeat = send(device, ticket, key=key, **body), send(device, ticket, key=key, **body)
    assert (first.status_code, first.json()) == (201, {"ticket_id": str(ticket.pk), "level": 2})
    assert (repeat.status_code, repeat.json()) == (201, first.json())
    assert send(device, ticket, key=key, level=5).status_code == 422
    assert send(device, ticket).status_code == 409
    assert Rating.objects.get().words == "Chưa vui"


def test_an_older_ticket_is_a_conflict_and_an_unknown_one_is_absent(device, scene):
    old = scene.serves()
    scene.serves()
    assert send(device, old).status_code == 409
    assert send(device, scene.take()).status_code == 404
    assert not Rating.objects.exists()


def test_another_halls_machine_and_people_are_refused(device, scene, by_token):
    ticket = scene.serves()
    elsewhere = OneStopUnitFactory(code="noi-khac")
    assert send(by_token(Role.DISPLAY, elsewhere), ticket).status_code == 403
    assert send(by_token(Role.RECEPTION, scene.unit), ticket).status_code == 403
    assert send(Client(), ticket).status_code == 401
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"level": 0}, {"level": 6}, {"reasons": ["bad"]}, {"words": "a" * 1001}, {"reasons": ["waiting"]}]
)
def test_what_is_wrong_is_named(device, scene, wrong):
    answer = send(device, scene.serves(), **wrong)
    assert answer.status_code == 422
    assert not Rating.objects.exists()
