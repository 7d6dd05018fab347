"""A real `motcua run` in a home of its own, for tests that stop, kill and restart it."""

import http.client
import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from motcua.conf.bench.place import COMMAND, free_port
from motcua.foundation.processes import alive, wait_until

OPEN = "Trung tâm đã mở cửa"


class Centre:
    """Starts, asks and stops one centre. `text` is everything that its terminal has shown."""

    def __init__(
        self, home: Path, *, command: Sequence[str] = COMMAND, user: int | None = None, **environ: str
    ) -> None:
        self.home, self.command, self.user = home, command, user
        self.port, self.live_port = free_port(), free_port()
        self.log = home.parent / f"{home.name}.log"
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("MOTCUA_", "PYTEST_")) and name != "DATABASE_URL"
        }
        self.environ: Mapping[str, str] = {
            **clean,
            "MOTCUA_HOME": str(home),
            "MOTCUA_PORT": str(self.port),
            "MOTCUA_LIVE_PORT": str(self.live_port),
            "MOTCUA_TELEPHONE": "0",
            **environ,
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def text(self) -> str:
        return self.log.read_text("utf-8")

    @property
    def state(self) -> dict[str, object]:
        return dict(json.loads((self.home / "run" / "centre.json").read_text("utf-8")))

    def spawn(self) -> subprocess.Popen[bytes]:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*self.command, "run"],
                env=self.environ,
                stdout=log,
                stderr=log,
                cwd="/",
                user=self.user,
                group=self.user,
                extra_groups=None if self.user is None else [],
                start_new_session=True,
            )
        return self.process

    def start(self, seconds: float = 90) -> float:
        """Start it and wait until it says that it is open; returns the seconds this took."""
        started = time.monotonic()
        process = self.spawn()
        wait_until(lambda: process.poll() is not None or "web chưa trả lời" in self.text or OPEN in self.text, seconds)
        if OPEN not in self.text:
            self.stop()
            raise AssertionError(self.text[-4000:])
        return time.monotonic() - started

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        # the first page of all waits for the search index: seconds of work, minutes where others work beside
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
        finally:
            connection.close()

    def family(self) -> list[int]:
        """The supervisor and everything below it."""
        assert self.process
        return [self.process.pid, *(child.pid for child in psutil.Process(self.process.pid).children(recursive=True))]

    def stop(self, sign: signal.Signals = signal.SIGINT, seconds: float = 30) -> int:
        assert self.process
        if self.process.poll() is None:
            self.process.send_signal(sign)
        return self.process.wait(seconds)

    def second_shell(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command in another terminal, which knows the home and nothing else."""
        bare = {name: value for name, value in self.environ.items() if not name.startswith("MOTCUA_")}
        environ = {**bare, "MOTCUA_HOME": str(self.home)}
        return subprocess.run(
            [*COMMAND, *arguments], env=environ, capture_output=True, text=True, timeout=60, check=False
        )


def gone(pids: Sequence[int], seconds: float) -> bool:
    return wait_until(lambda: not any(alive(pid) for pid in pids), seconds)
