"""A centre of a bench's own: `motcua run` in a temporary home on free ports, gone afterwards."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from motcua.conf.bench import cpu, functions
from motcua.foundation import home
from motcua.foundation.postgres.place import place_for, remove
from motcua.foundation.processes import dies_with_parent, end, wait_until

PATIENCE = 300.0
STOPPING = ((signal.SIGINT, 60.0), (signal.SIGKILL, 5.0))
HEALTH = "/suc-khoe"
COMMAND = (sys.executable, "-P", "-m", "motcua.conf.cli")
OK = 200


class BenchCentre:
    """One centre, a demo unless `settings` say otherwise (MOTCUA_WEB_WORKERS="1"). What its terminal shows is in `log`."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.home = folder
        self.log = folder / "run.log"
        self.port, self.live_port = free_port(), free_port()
        given = {name: value for name, value in os.environ.items() if not _is_ours(name)}
        ours = {
            "MOTCUA_HOME": str(folder),
            "MOTCUA_PORT": str(self.port),
            "MOTCUA_LIVE_PORT": str(self.live_port),
            "MOTCUA_TELEPHONE": "0",
        }
        self.environ = {**given, "MOTCUA_DEMO": "1", **ours, **settings}
        """For processes of the bench that work in this centre: with it they find its database."""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The supervisor's, of a centre that was started."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Return when the first page is there. RuntimeError with the centre's last words when it doesn't come."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command line
                [*COMMAND, "run"],
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C is ours, and we stop it
                preexec_fn=dies_with_parent(signal.SIGTERM),  # noqa: PLW1509 - a bench has one thread
            )
        self._wait(lambda: self._get("/") is not None, "no first page")

    def wait_whole(self) -> None:
        """Return when everything behind the pages works too: health is content, the live hub listens."""
        self._wait(lambda: self._health() and self._live_listens() and self._is_told(), "the centre isn't whole")

    def stop(self) -> None:
        if self._process is not None:
            end(self._process.pid, STOPPING)
            self._process.wait()

    def motcua(self, *arguments: str) -> str:
        """What a `motcua` command in a second shell says; CalledProcessError when it fails."""
        done = subprocess.run([*COMMAND, *arguments], env=self.environ, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - our own command line
        return done.stdout

    def call(self, function: str, **arguments: Any) -> Any:
        """What "module:function" returns in a process with this centre's database and settings."""
        return functions.call(function, arguments, self.environ)

    def cpu_seconds(self) -> dict[str, float]:
        """CPU spent until now by each part: web, live, worker, postgres, and the supervisor that passes on their lines.

        For `measure(load, meter=centre.cpu_seconds)`.
        """
        running = home.running_centre(self.home)
        if running is None:
            raise RuntimeError(f"the centre doesn't run: {self._last_words()}")
        return {**cpu.seconds_of_trees(running.children), "supervisor": cpu.seconds_of(running.pid)}

    def _wait(self, condition: Callable[[], bool], what: str) -> None:
        process = self._process
        assert process is not None
        if not wait_until(lambda: process.poll() is not None or condition(), PATIENCE) or process.poll() is not None:
            raise RuntimeError(f"{what}: {self._last_words()}")

    def _get(self, path: str) -> bytes | None:
        """The page, None when it doesn't answer 200."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.read() if answer.status == OK else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def _health(self) -> bool:
        said = self._get(HEALTH)
        return said is not None and bool(json.loads(said)["ok"])

    def _live_listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.live_port), timeout=2).close()
        except OSError:
            return False
        return True

    def _is_told(self) -> bool:
        running = home.running_centre(self.home)
        return running is not None and running.ready

    def _last_words(self) -> str:
        return self.log.read_text("utf-8", "replace")[-2000:]


@contextmanager
def temporary_home() -> Iterator[Path]:
    """A folder for a centre; it and the centre's data are removed afterwards, when the centre has stopped."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as name:
        folder = Path(name)
        try:
            yield folder
        finally:
            place = place_for(folder)
            if place.base.is_dir():
                remove(place)


@contextmanager
def temporary_centre(furnish: Callable[[Path], None] | None = None, **settings: str) -> Iterator[BenchCentre]:
    """A centre that runs, whole, until the block ends. `furnish` puts into its empty home what it is to begin with."""
    with temporary_home() as folder:
        if furnish is not None:
            furnish(folder)
        centre = BenchCentre(folder, **settings)
        try:
            centre.start()
            centre.wait_whole()
            yield centre
        finally:
            centre.stop()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _is_ours(name: str) -> bool:
    return name.startswith("MOTCUA_") or name == "DATABASE_URL"
