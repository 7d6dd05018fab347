"""A monitoring system with a token of its own is told how the centre runs; nobody is named, and nobody else is told."""

from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from motcua.accounts.rules.roles import Role
from motcua.api import metrics
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.scene import CITIZEN, actor, hand_clock, open_centre, received
from motcua.hotline.models import HotlineAlarm, LookUpFailure, TelephoneNode
from motcua.kernel import clock
from motcua.ticketing.services import call_next
from motcua.ticketing.tests.scene import HallScene

__all__ = ["hand_clock", "open_centre"]
pytestmark = pytest.mark.django_db
METRICS = "/api/v1/metrics"


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(metrics, "_told", metrics._told.__wrapped__)


def asked(client):
    answer = client.get(METRICS)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    text = answer.content.decode()
    return text, {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_how_the_hotline_and_the_dossiers_stand(by_token, open_centre, receiving_officer, hand_clock):
    late = received(actor(receiving_officer))
    received(actor(receiving_officer))
    Dossier.objects.filter(pk=late.pk).update(due_at=clock.now() - timedelta(hours=1))
    known = {"at": clock.now(), "most_calls": 500, "peak": 40, "answered_a_second": 0.5, "late_ms": 2.5, "engine": "x"}
    TelephoneNode.objects.create(name="may-1:5060", calls=12, answered=99, trunk="failed", **known)
    TelephoneNode.objects.create(
        name="may-2:5060", calls=7, answered=5, **{**known, "at": clock.now() - timedelta(minutes=5)}
    )
    LookUpFailure.objects.create(source="s", at=clock.now())
    _text, told = asked(by_token(Role.MONITOR, open_centre))
    assert told["motcua_dossiers_under_way", open_centre.code] == 2
    assert told["motcua_dossiers_overdue", open_centre.code] == 1
    assert told["motcua_hotline_calls", "may-1:5060"] == 12
    assert told["motcua_hotline_answered_total", "may-1:5060"] == 99
    assert told["motcua_hotline_late_seconds", "may-1:5060"] == 0.0025
    assert told["motcua_hotline_trunk_registered", "may-1:5060"] == 0
    assert (told["motcua_hotline_up", "may-1:5060"], told["motcua_hotline_up", "may-2:5060"]) == (1, 0)
    assert ("motcua_hotline_calls", "may-2:5060") not in told, "what it said long ago is no news"
    assert told["motcua_hotline_look_up_failures",] == 1
    assert told["motcua_hotline_alarms",] == HotlineAlarm.objects.count() == 0
    assert told["motcua_check_ok", "database"] == 1
    assert told["motcua_jobs", "failed"] >= 0


def test_how_full_a_hall_is(by_token, centre, hand_clock):
    hall = HallScene(centre)
    counter, officer = hall.counter()
    hall.take()
    hand_clock.passes(10)
    hall.take()
    client = by_token(Role.MONITOR, centre)
    _text, told = asked(client)
    assert told["motcua_tickets_waiting", centre.code] == 2
    assert told["motcua_longest_wait_seconds", centre.code] == 600
    assert told["motcua_counters_open", centre.code] == 1
    call_next(counter, by=officer)
    _text, told = asked(client)
    assert told["motcua_tickets_waiting", centre.code] == 1
    assert told["motcua_longest_wait_seconds", centre.code] == 0


def test_nobody_is_named(by_token, open_centre, receiving_officer, hand_clock):
    dossier = received(actor(receiving_officer))
    text, _told = asked(by_token(Role.MONITOR, open_centre))
    for secret in (CITIZEN.name, CITIZEN.number, dossier.code, dossier.look_up_number, receiving_officer.full_name):
        assert secret not in text


def test_it_is_not_asked_of_the_database_each_time(by_token, open_centre, monkeypatch):
    monkeypatch.undo()
    client = by_token(Role.MONITOR, open_centre)
    first = client.get(METRICS).content
    HotlineAlarm.objects.create(kind="everywhere", hour=clock.now(), last_at=clock.now(), failures=200)
    assert client.get(METRICS).content == first


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.KIOSK, Role.AUDITOR])
def test_others_are_not_told(by_token, open_centre, role):
    assert by_token(role, open_centre).get(METRICS).status_code == 403


def test_a_stranger_is_not_told(client):
    assert client.get(METRICS).status_code == 401
