"""How long a person waits for the first page after `make run`, with the packages installed: fresh, and the second time."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from motcua.conf.bench import Bench, Outcome
from motcua.foundation.postgres.place import place_for, remove
from motcua.foundation.processes import wait_until

FRESH_BAR = 120.0
WARM_BAR = 10.0
PATIENCE = 300.0
OK = 200


def run(arguments: Sequence[str]) -> Outcome:
    """Start a demo in a temporary MOTCUA_HOME twice, each time until `/` answers 200."""
    del arguments
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        home = Path(folder)
        try:
            fresh, stopped = _once(home)
            warm, _ = _once(home)
        finally:
            remove(place_for(home))
    figures = {"fresh_seconds": fresh, "warm_seconds": warm, "stop_seconds": stopped}
    return Outcome(dict(figures), ok=fresh < FRESH_BAR and warm < WARM_BAR)


def _once(home: Path) -> tuple[float, float]:
    """Seconds to the first page and seconds to stop."""
    port, live = _free_port(), _free_port()
    given = {
        name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_") and name != "DATABASE_URL"
    }
    ours = {"MOTCUA_DEMO": "1", "MOTCUA_HOME": str(home), "MOTCUA_PORT": str(port), "MOTCUA_LIVE_PORT": str(live)}
    with (home / "run.log").open("ab") as log:
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "motcua.conf.cli", "run"], env=given | ours, stdout=log, stderr=log
        )
    try:
        if not wait_until(lambda: process.poll() is not None or _answers(port), PATIENCE) or process.poll() is not None:
            raise RuntimeError(f"No first page: {(home / 'run.log').read_text('utf-8')[-2000:]}")
        waited = time.monotonic() - started
    finally:
        stopping = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
    return round(waited, 2), round(time.monotonic() - stopping, 2)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


BENCH = Bench("start", {"fresh_seconds": f"< {FRESH_BAR:g}", "warm_seconds": f"< {WARM_BAR:g}"}, run)
