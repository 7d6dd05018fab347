"""Hands what services published on to the queue and to the screens, in a transaction of its own.

Taking an entry out of the outbox and putting its jobs into the queue commit together, so that a crash at any
moment leaves each event in exactly one of the two.
"""

import logging
import threading
import time

from django.db import connection, transaction

from motcua.foundation import events, jobs, outbox
from motcua.foundation.live.messages import LiveMessage
from motcua.foundation.live.messages import write as write_live
from motcua.foundation.models import OutboxEntry

_BATCH = 500
_IDLE_SECONDS = 0.1
_ALERT_SECONDS = 0.02
"""Between two looks while something happens: a call is shown 20 ms earlier or later, not 100. Under load it gathers what a
transaction for each event would pay for one by one."""
_ALERT_FOR_SECONDS = 3.0
_AFTER_FAILURE_SECONDS = 1.0

_log = logging.getLogger(__name__)


def relay_once(limit: int = _BATCH) -> int:
    """Hand on up to `limit` entries; returns how many."""
    with transaction.atomic():
        entries = outbox.claim(limit)
        if not entries:
            return 0
        _defer(entries)
        _tell_screens(entries)
        OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    return len(entries)


def run_relay(stop: threading.Event) -> None:
    """Relay until `stop` is set, whatever happens on the way."""
    busy_until = 0.0
    while not stop.is_set():
        try:
            relayed = relay_once()
            now = time.monotonic()
            busy_until = now + _ALERT_FOR_SECONDS if relayed else busy_until
            more = relayed >= _BATCH
            pause = 0.0 if more else _ALERT_SECONDS if now < busy_until else _IDLE_SECONDS
        except Exception:  # noqa: BLE001 - the entries are still there, the lag shows, and a dead relay helps nobody
            _log.exception("The relay failed; it tries again")
            connection.close()
            pause = _AFTER_FAILURE_SECONDS
        stop.wait(pause)
    connection.close()


def _defer(entries: list[OutboxEntry]) -> None:
    deliveries = [
        jobs.delivery(entry.name, entry.payload, entry.stream, handler)
        for entry in entries
        for handler in events.subscribers(entry.name)
    ]
    if deliveries:
        jobs.app.job_manager.batch_defer_jobs(deliveries)


def _tell_screens(entries: list[OutboxEntry]) -> None:
    messages = [LiveMessage.from_json(entry.payload) for entry in entries if entry.name == LiveMessage.name]
    if messages:
        write_live(messages)
