"""The health report and its address: what fails is named, and nothing more is said."""

from dataclasses import replace

import pytest
from django.db import OperationalError, connection

from motcua.foundation import health, heartbeat
from motcua.foundation.models import Heartbeat, OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _healthy():
    heartbeat.beat("worker")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_auditentry ENABLE TRIGGER USER")


def failing() -> list[str]:
    return [check.name for check in health.report() if not check.ok]


def age(model, column: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = {column} - interval '1 minute'")


def test_a_healthy_centre_fails_nowhere():
    assert failing() == []


def test_a_worker_that_stopped_beating_is_named():
    age(Heartbeat, "at")
    assert failing() == ["worker"]


def test_a_worker_that_never_beat_is_named():
    Heartbeat.objects.all().delete()
    assert failing() == ["worker"]


def test_a_relay_that_falls_behind_is_named():
    OutboxEntry.objects.create(stream="", name="foundation:leaf:fell", payload={})
    assert failing() == []
    age(OutboxEntry, "created_at")
    assert failing() == ["relay"]


def test_a_migration_that_waits_is_named():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'foundation'")
    assert failing() == ["migrations"]


def test_a_sleeping_audit_trigger_is_named():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_auditentry DISABLE TRIGGER foundation_audit_no_change")
    assert failing() == ["audit_guard"]


def test_a_full_or_missing_disk_is_named(settings, monkeypatch, tmp_path):
    monkeypatch.setattr(health, "FREE_BYTES", 10**18)
    assert failing() == ["disk"]
    monkeypatch.undo()
    settings.MOTCUA = replace(settings.MOTCUA, home=tmp_path / "gone")
    assert failing() == ["disk"]


def test_the_address_tells_only_names(client):
    answer = client.get("/suc-khoe")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "failing": []})
    Heartbeat.objects.all().delete()
    answer = client.get("/suc-khoe")
    assert (answer.status_code, answer.json()) == (200, {"ok": False, "failing": ["worker"]})


def test_the_address_says_503_when_pages_can_not_be_served(client, monkeypatch):
    monkeypatch.setattr(health, "_CHECKS", (("database", lambda: False, True),))
    answer = client.get("/suc-khoe")
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "failing": ["database"]})


def test_a_database_that_is_away_is_asked_once(monkeypatch):
    asked = []

    def away():
        asked.append(1)
        raise OperationalError("couldn't get a connection after 10.00 sec")

    checks = tuple((name, away if name != "disk" else lambda: True, essential) for name, _, essential in health._CHECKS)
    monkeypatch.setattr(health, "_CHECKS", checks)
    assert [check.name for check in health.report() if check.ok] == ["disk"]
    assert asked == [1]
