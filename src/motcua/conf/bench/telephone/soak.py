"""Calls that come and go for a long time: memory and open files stay as they are.

`motcua bench soak [--seconds S] [--at-once N] [--hold S]`; half an hour (`--seconds 1800`) stands for a day of so many callers.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from motcua.conf.bench import Bench, Figure, Outcome
from motcua.conf.bench.functions import named
from motcua.conf.bench.telephone import calling, exchange, peer, server
from motcua.conf.bench.telephone.helping import Helper, helper, script_of
from motcua.voice.rtp.choosing import PLAIN_CALLS

SECONDS, AT_ONCE, HOLD = 120.0, 150, 8.0
LOOK_EVERY = 5.0
SPARE_CALLS = 50
FIRST_PORT = 20_000
GROWTH_BAR_PERCENT = 2.0
IDLE_SECONDS = 5.0
"""After the last call; a call that has ended is kept in mind for its retransmissions, 32 s of T1, but holds no file."""


@dataclass(frozen=True, slots=True)
class Options:
    seconds: float
    at_once: int
    hold: float


@dataclass(frozen=True, slots=True)
class Look:
    """Of all processes of the telephone together."""

    kilobytes: int
    files: int


def read(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser("motcua bench soak")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--at-once", type=int, default=AT_ONCE)
    parser.add_argument("--hold", type=float, default=HOLD)
    return Options(**vars(parser.parse_args(arguments)))


def run(arguments: Sequence[str]) -> Outcome:
    """Call at an even rate, look every five seconds, let the last ones end."""
    options = read(arguments)
    source = f"{exchange.__name__}:hotline"
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as name:
        folder = Path(name)
        serving = server.Orders(name, source, options.at_once + SPARE_CALLS, PLAIN_CALLS + 1, FIRST_PORT)
        hearing = peer.Orders(str(folder / "cache"), script_of(named(source)()))
        with helper(peer.__name__, hearing.write()) as ends, helper(server.__name__, serving.write()) as station:
            return _soaked(options, folder, ends, station)


def _soaked(options: Options, folder: Path, ends: Helper, station: Helper) -> Outcome:
    pids = [station.pid, *(station.first["media"] or [])]
    rate = max(1, round(options.at_once / options.hold))
    load = calling.Load(
        f"{server.HOST}:{station.first['port']}", round(rate * options.seconds), rate, options.hold, ends.first["ports"]
    )
    idle, looks = look(pids), list[Look]()
    callers = calling.Sipp(load, folder / "sipp")
    try:
        until = time.monotonic() + options.seconds
        while time.monotonic() < until and callers.running:
            time.sleep(LOOK_EVERY)
            looks.append(look(pids))
        called = callers.finish(options.hold + 60)
    finally:
        callers.kill()
    time.sleep(IDLE_SECONDS)
    files = look(pids).files
    figures = told(looks) | {
        "calls": called.succeeded,
        "failed_calls": load.calls - called.succeeded,
        "files_before": idle.files,
        "files_after": files,
    }
    ok = figures["failed_calls"] == 0 and files == idle.files and float(figures["growth_percent"]) <= GROWTH_BAR_PERCENT
    return Outcome(figures, ok=ok)


def look(pids: Sequence[int]) -> Look:
    """Memory that is the processes' own share (PSS), and files that they hold open."""
    kilobytes = sum(_pss(pid) for pid in pids)
    return Look(kilobytes, sum(len(os.listdir(f"/proc/{pid}/fd")) for pid in pids))  # noqa: PTH208 - names alone


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def told(looks: Sequence[Look]) -> dict[str, Figure]:
    """The second fifth is when everything is warm; from its middle to that of the last fifth memory should not grow."""
    fifth = max(1, len(looks) // 5)
    warm = median(one.kilobytes for one in looks[fifth : 2 * fifth] or looks)
    middle = median(one.kilobytes for one in looks[2 * fifth : 3 * fifth] or looks)
    last = median(one.kilobytes for one in looks[-fifth:])
    return {
        "memory_warm_mb": round(warm / 1024, 1),
        "memory_middle_mb": round(middle / 1024, 1),
        "memory_end_mb": round(last / 1024, 1),
        "growth_percent": round(100 * (last / warm - 1), 2),
        "files_most": max(one.files for one in looks),
    }


BENCH = Bench(
    "soak",
    {"failed_calls": "0", "growth_percent": f"<= {GROWTH_BAR_PERCENT:g}", "files_after": "= files_before"},
    run,
)
