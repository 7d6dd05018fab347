"""The worker process: runs jobs, relays the outbox, beats.

It stops within ten seconds of SIGTERM: jobs get seven to finish; one that doesn't is run again by the next worker.
"""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable

from django.db import DatabaseError, connection
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector

from motcua.foundation import heartbeat, jobs
from motcua.foundation.relay import run_relay

PROCESS = "worker"
CONCURRENCY = 4
"""Jobs at a time. Each runs in a thread with a connection; they mostly wait for the outside world."""

_POLL_SECONDS = 2.0
_PAUSE_SECONDS = 1.0
_JOBS_FINISH_SECONDS = 7.0
_GONE_SECONDS = 9.0

_log = logging.getLogger(__name__)


def run_worker() -> None:
    """Work until SIGTERM or SIGINT."""
    stop = threading.Event()
    helpers = [threading.Thread(target=work, args=(stop,), daemon=True) for work in (run_relay, _run_heartbeat)]
    for helper in helpers:
        helper.start()
    try:
        asyncio.run(_run_jobs())
    finally:
        stop.set()
        for helper in helpers:
            helper.join(timeout=1)


async def _run_jobs() -> None:
    connector = jobs.app.connector
    assert isinstance(connector, DjangoConnector)
    app = jobs.app.with_connector(connector.get_worker_connector())
    async with app.open_async():
        work = asyncio.create_task(_work(app))

        def stop() -> None:
            _leave_in_time()
            work.cancel()

        _on_signals(stop)
        await asyncio.wait([work])


async def _work(app: App) -> None:
    """Run jobs until cancelled; procrastinate's worker ends by itself when it loses the database, and starts anew."""
    while True:
        try:
            await app.run_worker_async(
                concurrency=CONCURRENCY,
                fetch_job_polling_interval=_POLL_SECONDS,
                install_signal_handlers=False,
                shutdown_graceful_timeout=_JOBS_FINISH_SECONDS,
            )
        except Exception:  # noqa: BLE001 - whatever it is, the jobs are in the database and somebody must run them
            _log.exception("The queue's worker failed; it starts anew")
        await asyncio.sleep(_PAUSE_SECONDS)


def _on_signals(stop: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)


def _leave_in_time() -> None:
    """A job in a thread can't be interrupted: after the deadline the process leaves without it."""
    deadline = threading.Timer(_GONE_SECONDS, os._exit, args=(1,))
    deadline.daemon = True
    deadline.start()


def _run_heartbeat(stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            heartbeat.beat(PROCESS)
        except DatabaseError:
            _log.warning("No heartbeat: the database is out of reach")
            connection.close()
        stop.wait(heartbeat.INTERVAL_SECONDS)
    connection.close()
