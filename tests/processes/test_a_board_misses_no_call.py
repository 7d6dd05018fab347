"""A board watches while the live process is killed and while the database is: it comes back by itself and has missed nothing."""

import os
import signal
import time
from collections.abc import Iterator
from typing import Any

import pytest

from motcua.conf.bench.place import BenchCentre
from motcua.foundation import home
from motcua.foundation.processes import wait_until
from tests.prepared import running_copy
from tests.processes.stream import Stream

pytestmark = pytest.mark.process

BENCH = "motcua.conf.bench.watchers"
PATIENCE = 60.0


class Board(Stream):
    """Remembers which numbers were called, in order."""

    def __init__(self, centre: BenchCentre, address: str) -> None:
        self.called: list[str] = []
        super().__init__(centre.live_port, address)

    def told(self, data: dict[str, Any]) -> None:
        if data["movement"] == "called":
            self.called.append(data["number"])


@pytest.fixture(scope="module")
def centre() -> Iterator[BenchCentre]:
    with running_copy() as running:
        yield running


def kill(centre: BenchCentre, name: str) -> None:
    running = home.running_centre(centre.home)
    assert running is not None
    os.kill(running.children[name], signal.SIGKILL)


def calls(centre: BenchCentre, number: int) -> list[str]:
    return list(centre.call(f"{BENCH}:call_numbers", calls=number, pause=0.05))


def test_calls_made_while_the_stream_or_the_database_is_gone_are_told_afterwards(centre: BenchCentre):
    board = Board(centre, centre.call(f"{BENCH}:listen"))
    try:
        assert wait_until(lambda: board.beats > 0, PATIENCE)
        expected = calls(centre, 3)
        assert wait_until(lambda: board.called == expected, PATIENCE), board.called

        kill(centre, "live")
        expected += calls(centre, 3)
        assert wait_until(lambda: board.called == expected, PATIENCE), board.called
        assert board.connections > 1

        kill(centre, "postgres")
        time.sleep(1)
        centre.wait_whole()
        expected += calls(centre, 3)
        assert wait_until(lambda: board.called == expected, PATIENCE), board.called
        assert board.resets == 0, "everything was still remembered"
        beats = board.beats
        assert wait_until(lambda: board.beats > beats, PATIENCE)
    finally:
        board.close()
