"""Events on their way: from a service's transaction through the outbox and the relay to their subscribers."""

import threading
from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now
from django.db.transaction import TransactionManagementError
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.foundation import events, jobs, outbox, relay
from motcua.foundation.events import Event
from motcua.foundation.models import OutboxEntry

heard: list[Event] = []


@dataclass(frozen=True, slots=True)
class BellRung(Event):
    name: ClassVar[str] = "foundation:bell:rung"
    tower: int
    times: int

    @property
    def stream(self) -> str:
        return f"tower:{self.tower}"


@dataclass(frozen=True, slots=True)
class LeafFell(Event):
    name: ClassVar[str] = "foundation:leaf:fell"


def hear(event: Event) -> None:
    heard.append(event)


def hear_too(event: Event) -> None:
    heard.append(event)


@pytest.fixture(autouse=True)
def _subscribed():
    heard.clear()
    for event_type in (BellRung, LeafFell):
        events.subscribe(event_type, hear)
    yield
    for event_type in (BellRung, LeafFell):
        events.unsubscribe(event_type, hear)
        events.unsubscribe(event_type, hear_too)


def publish(*published: Event) -> None:
    with transaction.atomic():
        outbox.publish(*published)


def deferred_payloads() -> list[dict]:
    return [job.args["payload"] for job in ProcrastinateJob.objects.order_by("id")]


def run_jobs() -> None:
    for job in ProcrastinateJob.objects.order_by("id"):
        jobs.deliver(**job.args)


@pytest.mark.django_db
def test_a_published_event_reaches_its_subscriber_unchanged():
    publish(BellRung(1, 3))
    assert relay.relay_once() == 1
    run_jobs()
    assert heard == [BellRung(1, 3)]


@pytest.mark.django_db
def test_every_subscriber_gets_a_job_of_its_own():
    events.subscribe(BellRung, hear_too)
    events.subscribe(BellRung, hear_too)
    publish(BellRung(1, 3))
    relay.relay_once()
    assert {job.args["handler"].rpartition(".")[2] for job in ProcrastinateJob.objects.all()} == {"hear", "hear_too"}
    assert ProcrastinateJob.objects.count() == 2


@pytest.mark.django_db
def test_jobs_of_one_stream_wait_for_each_other_and_others_do_not():
    publish(BellRung(1, 1), BellRung(1, 2), BellRung(2, 1), LeafFell())
    relay.relay_once()
    locks = [job.lock for job in ProcrastinateJob.objects.order_by("id")]
    assert locks[0] == locks[1] != locks[2]
    assert locks[3] is None


@pytest.mark.usefixtures("real_queue")
def test_publishing_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError, match="atomic"):
        outbox.publish(LeafFell())


@pytest.mark.usefixtures("real_queue")
def test_an_event_of_a_transaction_that_failed_is_never_told():
    with transaction.atomic():
        outbox.publish(LeafFell())
        transaction.set_rollback(True)
    assert relay.relay_once() == 0


@pytest.mark.usefixtures("real_queue")
def test_publishing_notifies_nobody_and_the_relay_does():
    notified = []
    with connection.cursor() as cursor:
        cursor.execute("LISTEN procrastinate_any_queue_v1")
    connection.connection.add_notify_handler(notified.append)
    publish(LeafFell())
    connection.cursor().execute("SELECT 1")
    assert notified == []
    relay.relay_once()
    connection.cursor().execute("SELECT 1")
    assert len(notified) == 1
    connection.close()


@pytest.mark.usefixtures("real_queue")
def test_a_relay_that_dies_in_mid_transaction_loses_and_doubles_nothing(monkeypatch):
    publish(*(BellRung(1, n) for n in range(5)))

    def die(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(relay, "_tell_screens", die)
        with pytest.raises(SystemExit):
            relay.relay_once()
    assert deferred_payloads() == []
    assert relay.relay_once() == 5
    assert [payload["times"] for payload in deferred_payloads()] == [0, 1, 2, 3, 4]


@pytest.mark.usefixtures("real_queue")
def test_relays_side_by_side_keep_the_order_of_each_stream_and_hand_on_each_event_once():
    total = 20 * 30
    for times in range(30):
        publish(*(BellRung(tower, times) for tower in range(20)))

    def relay_all() -> None:
        try:
            while OutboxEntry.objects.exists():
                relay.relay_once(limit=7)
        finally:
            connection.close()

    threads = [threading.Thread(target=relay_all) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    payloads = deferred_payloads()
    assert len(payloads) == total
    for tower in range(20):
        assert [payload["times"] for payload in payloads if payload["tower"] == tower] == list(range(30))


@pytest.mark.django_db
def test_an_event_of_a_newer_version_stays_for_it_and_holds_nobody_up():
    OutboxEntry.objects.create(stream="tower:1", name="foundation:bell:melted", payload={})
    publish(BellRung(1, 1))
    assert relay.relay_once() == 1
    assert OutboxEntry.objects.get().name == "foundation:bell:melted"


@pytest.mark.django_db
def test_a_field_from_a_newer_version_is_passed_over():
    assert BellRung.from_json({"tower": 1, "times": 2, "pitch": "a"}) == BellRung(1, 2)


def test_two_events_can_not_share_a_name():
    with pytest.raises(ValueError, match="both called"):

        @dataclass(frozen=True)
        class Another(Event):
            name: ClassVar[str] = "foundation:bell:rung"


def test_a_handler_that_is_gone_fails_loudly():
    with pytest.raises(LookupError, match=r"no\.longer\.there"):
        jobs.deliver(event=LeafFell.name, payload={}, handler="no.longer.there")


@pytest.mark.django_db
def test_lag_is_the_age_of_the_oldest_entry():
    assert outbox.lag_seconds() == 0
    publish(LeafFell())
    OutboxEntry.objects.update(created_at=Now())
    assert 0 <= outbox.lag_seconds() < 1


@pytest.mark.django_db
def test_the_relay_outlives_a_database_that_is_away(monkeypatch):
    stop, calls = threading.Event(), []

    def flaky() -> int:
        calls.append(1)
        if len(calls) == 1:
            raise DatabaseError("gone")
        stop.set()
        return 1

    monkeypatch.setattr(relay, "relay_once", flaky)
    monkeypatch.setattr(relay, "_AFTER_FAILURE_SECONDS", 0)
    monkeypatch.setattr(relay.connection, "close", lambda: None)
    relay.run_relay(stop)
    assert len(calls) == 2
