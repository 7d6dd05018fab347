"""A board watches while the live process is killed and while the database is: it comes back by itself and has missed nothing."""

import http.client
import json
import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from motcua.conf.bench.place import BenchCentre, temporary_centre
from motcua.conf.bench.watchers import OPEN_HOURS
from motcua.foundation import home
from motcua.foundation.processes import wait_until

pytestmark = [pytest.mark.process, pytest.mark.xdist_group("processes")]

BENCH = "motcua.conf.bench.watchers"
PATIENCE = 60.0


class Board:
    """What ui/js/live.js does, without a browser: come back after the last message, take each in once, load again on `reset`."""

    def __init__(self, centre: BenchCentre, address: str) -> None:
        self.port, self.address = centre.live_port, address
        self.called: list[str] = []
        self.resets = 0
        self.connections = 0
        self.beats = 0
        self._last = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()

    def _watch(self) -> None:
        while not self._stop.is_set():
            try:
                self._listen()
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)

    def _listen(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            more = f"&after={self._last}" if self._last else ""
            connection.request("GET", f"{self.address}&beat=1{more}")
            answer = connection.getresponse()
            self.connections += 1
            frame: dict[str, str] = {}
            while line := answer.readline():
                name, _colon, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    frame[name] = value
                    continue
                self._take(frame)
                frame = {}
        finally:
            connection.close()

    def _take(self, frame: dict[str, str]) -> None:
        event = frame.get("event")
        self.beats += event == "beat"
        self.resets += event == "reset"
        self._last = max(self._last, int(frame.get("id", 0)))
        if event is None and "data" in frame:
            data = json.loads(frame["data"])["data"]
            if data["movement"] == "called":
                self.called.append(data["number"])


@pytest.fixture(scope="module")
def centre() -> Iterator[BenchCentre]:
    with temporary_centre(MOTCUA_WEB_WORKERS="1", MOTCUA_CLOCK=OPEN_HOURS) as running:
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
