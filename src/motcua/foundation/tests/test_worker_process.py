"""The worker as its own process: events arrive, SIGTERM is heeded in time, a killed worker's jobs are run again."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from motcua.foundation import heartbeat, jobs, outbox
from motcua.foundation.tests.database import url_of_the_test_database
from motcua.foundation.tests.worker_scene import Asked, path_of_answer

pytestmark = [pytest.mark.process, pytest.mark.usefixtures("real_queue")]

SCENE = "from motcua.foundation.tests import worker_scene; worker_scene.main()"


@pytest.fixture
def start_worker(tmp_path):
    """Starts a worker on the test database that answers `Asked` with a file."""
    environment = {
        **os.environ,
        "DATABASE_URL": url_of_the_test_database(),
    }
    started = []

    def start() -> subprocess.Popen:
        started.append(subprocess.Popen([sys.executable, "-c", SCENE], env=environment))
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()


def ask(folder: Path, name: str, seconds: float = 0) -> Path:
    question = Asked(str(folder), name, int(seconds))
    with transaction.atomic():
        outbox.publish(question)
    return path_of_answer(question)


def wait_for(condition, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it didn't happen"
        time.sleep(0.05)


def statuses() -> list[str]:
    return list(ProcrastinateJob.objects.filter(task_name="foundation.deliver").values_list("status", flat=True))


def test_a_published_event_reaches_its_handler_and_the_idle_worker_leaves_at_once(start_worker, tmp_path):
    worker = start_worker()
    answer = ask(tmp_path, "first")
    wait_for(answer.exists)
    wait_for(lambda: statuses() == ["succeeded"])
    assert heartbeat.is_alive("worker")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(5) == 0


def test_a_running_job_is_finished_before_the_worker_leaves(start_worker, tmp_path):
    worker = start_worker()
    answer = ask(tmp_path, "slow", seconds=2)
    wait_for(lambda: statuses() == ["doing"])
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
    assert answer.exists()
    assert statuses() == ["succeeded"]


def test_a_job_too_slow_to_finish_does_not_keep_the_worker(start_worker, tmp_path):
    worker = start_worker()
    ask(tmp_path, "endless", seconds=60)
    wait_for(lambda: statuses() == ["doing"])
    worker.send_signal(signal.SIGTERM)
    asked = time.monotonic()
    worker.wait(12)
    assert time.monotonic() - asked < 10


def test_the_jobs_of_a_killed_worker_are_run_again(start_worker, tmp_path):
    worker = start_worker()
    answer = ask(tmp_path, "interrupted", seconds=1)
    wait_for(lambda: statuses() == ["doing"])
    worker.kill()
    worker.wait()
    assert not answer.exists()
    with connection.cursor() as cursor:  # a minute passes
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'")
    start_worker()
    with contextlib.suppress(AlreadyEnqueued):  # the minute may have turned: the worker asked for it itself
        jobs.rescue.defer(timestamp=0)
    wait_for(answer.exists)


def test_the_worker_outlives_lost_database_connections(start_worker, tmp_path):
    worker = start_worker()
    wait_for(ask(tmp_path, "before").exists)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    wait_for(ask(tmp_path, "after").exists)
    assert worker.poll() is None
