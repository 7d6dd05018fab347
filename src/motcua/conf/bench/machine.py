"""On what a figure was measured. Hosts drift by half within minutes: the loop's time says how fast this one was then."""

import os
import time
from pathlib import Path

LOOPS = 2_000_000


def calibration_ms() -> float:
    """Milliseconds of CPU for two million additions in Python, the best of three."""
    return round(min(_loop() for _ in range(3)) * 1000, 1)


def describe() -> dict[str, str | int | float]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {"cores": len(os.sched_getaffinity(0)), "model": _model(), "memory_gb": round(memory / 2**30, 1)}


def _loop() -> float:
    started = time.process_time()
    total = 0
    for number in range(LOOPS):
        total += number
    return time.process_time() - started


def _model() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return os.uname().machine
