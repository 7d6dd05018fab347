"""How long a person waits for the first page after `make run`, with the packages installed: fresh, and the second time."""

import time
from collections.abc import Sequence
from pathlib import Path

from motcua.conf.bench import Bench, Outcome
from motcua.conf.bench.place import BenchCentre, temporary_home

FRESH_BAR = 120.0
WARM_BAR = 10.0


def run(arguments: Sequence[str]) -> Outcome:
    """Start a demo in a temporary MOTCUA_HOME twice, each time until `/` answers 200."""
    del arguments
    with temporary_home() as folder:
        fresh, stopped = _once(folder)
        warm, _ = _once(folder)
    figures = {"fresh_seconds": fresh, "warm_seconds": warm, "stop_seconds": stopped}
    return Outcome(dict(figures), ok=fresh < FRESH_BAR and warm < WARM_BAR)


def _once(folder: Path) -> tuple[float, float]:
    """Seconds to the first page and seconds to stop."""
    centre = BenchCentre(folder)
    started = time.monotonic()
    try:
        centre.start()
        waited = time.monotonic() - started
    finally:
        stopping = time.monotonic()
        centre.stop()
    return round(waited, 2), round(time.monotonic() - stopping, 2)


BENCH = Bench("start", {"fresh_seconds": f"< {FRESH_BAR:g}", "warm_seconds": f"< {WARM_BAR:g}"}, run)
