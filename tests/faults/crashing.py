"""A centre with counters that never stop, and somebody who kills parts of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from motcua.foundation.postgres.place import place_for, remove
from motcua.foundation.processes import wait_until
from tests.faults.ledger import Kept, Story, faults
from tests.processes.centre import Centre, gone

ROOT = Path(__file__).resolve().parents[2]
PROCESSES, COUNTERS = 2, 8
"""Sixteen writers."""
BACK_WITHIN = 30.0
OPEN_WITHIN = 300.0
SECRET = {"MOTCUA_DEMO": "0", "MOTCUA_SECRET_KEY": "only-for-this-test-" + "x" * 32}


class Crashing:
    """The centre, its writers and their ledgers. `longest`: the longest time without an acknowledgement after a kill."""

    settings: Mapping[str, str] = SECRET
    opening = "tests.faults.opening"
    programs: Sequence[tuple[str, ...]] = (("tests.faults.writers",),) * PROCESSES
    """Of each process of clients: its module, and what it is told before the file, the ledger and the number of threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.centre = Centre(folder / "home", **self.settings)
        self.writers: list[subprocess.Popen[bytes]] = []
        self.longest = 0.0

    def open(self) -> None:
        self.centre.start(OPEN_WITHIN)
        opening = self._python(self.opening, self._counter, str(self.centre.port))
        done = subprocess.run(opening, env=self._environ, cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        self.start_writers()

    def start_writers(self) -> None:
        for number in range(len(self.programs)):
            self._start_writer(number)
        assert self.goes_on(60), self.text()

    def close(self) -> None:
        """Stop the counters, then the centre; the ledgers stay."""
        self.stop_writers()
        self.centre.stop()
        remove(place_for(self.centre.home))

    def stop_writers(self) -> None:
        for writer in self.writers:
            writer.kill()
            writer.wait()
        time.sleep(1)  # the server finishes what killed clients had sent to COMMIT

    def kill(self, victim: str) -> float:
        """Kill -9; returns the seconds until the next dossier was acknowledged and the pages answered."""
        started = time.monotonic()
        self.end(victim)
        assert self.goes_on(BACK_WITHIN), self.text()
        assert wait_until(self.answers, BACK_WITHIN), self.text()
        self.longest = max(self.longest, time.monotonic() - started)
        return time.monotonic() - started

    def end(self, victim: str) -> None:
        """Kill -9."""
        children = self.centre.state["children"]
        assert isinstance(children, dict)
        if victim == "writers":
            number = time.monotonic_ns() % len(self.programs)
            self.writers[number].kill()
            self.writers[number].wait()
            self._start_writer(number)
        elif victim == "web worker":
            os.kill(psutil.Process(children["web"]).children()[0].pid, signal.SIGKILL)
        else:
            os.kill(children[victim], signal.SIGKILL)
            assert gone([children[victim]], 5)

    def goes_on(self, seconds: float) -> bool:
        """Whether more is acknowledged within so many seconds than was when we asked."""
        before = self._acknowledgements()
        return wait_until(lambda: self._acknowledgements() > before, seconds)

    def _acknowledgements(self) -> int:
        """Without reading them: it is asked ten times a second."""
        return sum(path.read_bytes().count(b'"code"') for path in self.folder.glob("ledger-*"))

    def story(self) -> Story:
        return Story.read(self.folder.glob("ledger-*"))

    def faults(self) -> list[str]:
        """What was lost, doubled or made up; call it when the counters have stopped."""
        found = faults(self.story(), Kept.ask(self.url))
        verified = self.centre.second_shell("audit", "verify")
        return found if verified.returncode == 0 else [*found, verified.stdout + verified.stderr]

    @property
    def url(self) -> str:
        environment = self.centre.state["environment"]
        assert isinstance(environment, dict)
        return str(environment["DATABASE_URL"])

    def text(self) -> str:
        return self.centre.text[-3000:] + "".join(
            path.read_text("utf-8")[-3000:] for path in self.folder.glob("said-*")
        )

    def answers(self) -> bool:
        """Whether health is content."""
        try:
            return self.centre.get("/suc-khoe")[0] == 200
        except OSError:
            return False

    def _start_writer(self, number: int) -> None:
        ledger = str(self.folder / f"ledger-{number}-{time.monotonic_ns()}")
        command = self._python(*self.programs[number], self._counter, ledger, str(COUNTERS))
        with (self.folder / f"said-{number}").open("ab") as said:
            writer = subprocess.Popen(command, env=self._environ, cwd=ROOT, stdout=said, stderr=said)
        self.writers[number : number + 1] = [writer]

    @property
    def _counter(self) -> str:
        """The file with which counters come in."""
        return str(self.folder / "counter.json")

    @property
    def _environ(self) -> dict[str, str]:
        bare = {name: value for name, value in self.centre.environ.items() if not name.startswith("MOTCUA_")}
        return {**bare, "MOTCUA_HOME": str(self.centre.home)}

    def _python(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", *arguments]
