"""How long ten working days with 10,000 citizens take to play through the services of a fresh demo centre."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from motcua.conf.bench import Bench, Outcome
from motcua.foundation.home import running_centre
from motcua.foundation.postgres.place import place_for, remove
from motcua.foundation.processes import wait_until

DAYS, CITIZENS = 10, 10_000
BAR = 180.0
PATIENCE = 300.0

_COMMAND = (sys.executable, "-P", "-m", "motcua.conf.cli")


def run(arguments: Sequence[str]) -> Outcome:
    """Play `arguments` or `--days 10 --citizens 10000 --seed 1`, then prove the audit chain."""
    asked = list(arguments) or ["--days", str(DAYS), "--citizens", str(CITIZENS), "--seed", "1"]
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        home = Path(folder)
        try:
            with _centre(home) as environment:
                played = json.loads(_motcua(environment, "simulate", "--json", *asked).stdout)
                proven = _motcua(environment, "audit", "verify", check=False).returncode == 0
        finally:
            remove(place_for(home))
    total = played["total"]
    adds_up = total["received"] == total["solved"] + total["pending"] == played["dossiers"]
    figures = {
        "dossiers": played["dossiers"],
        "acts": played["acts"],
        "play_seconds": played["seconds"],
        "dossiers_per_second": played["dossiers_per_second"],
        "adds_up": str(adds_up),
        "audit_holds": str(proven),
    }
    return Outcome(figures, ok=adds_up and proven and played["seconds"] <= BAR)


@contextmanager
def _centre(home: Path) -> Iterator[dict[str, str]]:
    """A demo centre in `home` that has opened; the environment with which commands find it."""
    given = {
        name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_") and name != "DATABASE_URL"
    }
    ports = {"MOTCUA_PORT": "8290", "MOTCUA_LIVE_PORT": "8291"}
    environment = {**given, "MOTCUA_DEMO": "1", "MOTCUA_HOME": str(home), **ports}
    with (home / "run.log").open("ab") as log:
        process = subprocess.Popen([*_COMMAND, "run"], env=environment, stdout=log, stderr=log)  # noqa: S603 - ours
    try:
        if not wait_until(lambda: process.poll() is not None or _is_open(home), PATIENCE) or process.poll() is not None:
            raise RuntimeError(f"No centre: {(home / 'run.log').read_text('utf-8')[-2000:]}")
        yield environment
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _is_open(home: Path) -> bool:
    centre = running_centre(home)
    return centre is not None and centre.ready


def _motcua(environment: Mapping[str, str], *arguments: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
    command = [*_COMMAND, *arguments]
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=check)  # noqa: S603 - ours


BENCH = Bench("simulate", {"play_seconds": f"<= {BAR:g}", "adds_up": "True", "audit_holds": "True"}, run)
