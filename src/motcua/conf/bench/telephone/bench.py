"""6,000 callers at once: speech both ways, keys, a number looked up and its answer; what each of them heard and when.

`motcua bench telephone [--calls N] [--seconds S] [--rate R] [--engine plain|fast] [--source MODULE:FUNCTION] [--edge] [--flood N]`.
With `--edge` the calls come through Kamailio, with the configuration that is shipped; with `--flood` a stranger sends N messages a second
all the while.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motcua.conf.bench import Bench, Figure, Outcome, cpu
from motcua.conf.bench.functions import named
from motcua.conf.bench.telephone import calling, edge, exchange, flooding, peer, server
from motcua.conf.bench.telephone.helping import Helper, helper, script_of
from motcua.kernel.percentiles import percentile
from motcua.voice.rtp.choosing import PLAIN_CALLS
from motcua.voice.rtp.fast.table import STEP_US

CALLS, SECONDS = 6_000, 60.0
RATE = 283
"""Calls a second while they begin: no divisor of 50, or all of them would speak in step and flatter."""
SETTLE_SECONDS = 5.0
SPARE_SECONDS = 4.0
FIRST_PORT = 20_000
PACKETS_A_SECOND = 50
MISSING_BAR_PERCENT = 0.001
KEY_BAR_MS = 150.0
MEDIA_BAR = 45.0
SETUP_BAR, ANSWER_BAR_MS, TICK_BAR_MS = 250.0, 200.0, 1.0


@dataclass(frozen=True, slots=True)
class Options:
    calls: int
    seconds: float
    rate: int
    engine: str
    source: str
    edge: bool
    flood: int


def read(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser("motcua bench telephone")
    parser.add_argument("--calls", type=int, default=CALLS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--rate", type=int, default=RATE)
    parser.add_argument("--engine", choices=("plain", "fast"), default="fast")
    parser.add_argument("--source", default=f"{exchange.__name__}:hotline")
    parser.add_argument("--edge", action="store_true")
    parser.add_argument("--flood", type=int, default=0)
    return Options(**vars(parser.parse_args(arguments)))


def run(arguments: Sequence[str]) -> Outcome:
    """Let everybody call, wait until all are there, measure, let them hang up."""
    options = read(arguments)
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as name:
        folder = Path(name)
        fast = max(server.room_for(options.calls), PLAIN_CALLS + 1)
        serving = server.Orders(
            name, options.source, options.calls, fast if options.engine == "fast" else PLAIN_CALLS, FIRST_PORT
        )
        hearing = peer.Orders(str(folder / "cache"), script_of(named(options.source)()))
        with (
            helper(peer.__name__, hearing.write()) as ends,
            helper(server.__name__, serving.write()) as station,
            _target(options, folder, station) as target,
            flooding.flood(target, options.flood) as flooded,
        ):
            outcome = _call(options, target, folder, (ends, station))
    return Outcome({**outcome.figures, **flooded.figures()}, ok=outcome.ok)


@contextmanager
def _target(options: Options, folder: Path, station: Helper) -> Iterator[str]:
    """Whom the callers call."""
    port = int(station.first["port"])
    if not options.edge:
        yield f"{server.HOST}:{port}"
        return
    (folder / "edge").mkdir()
    front = edge.Edge(folder / "edge", [port])
    try:
        yield f"{server.HOST}:{front.port}"
    finally:
        front.close()


def _call(options: Options, target: str, folder: Path, helpers: tuple[Helper, Helper]) -> Outcome:
    ends, station = helpers
    ramp = options.calls / options.rate
    hold = ramp + SETTLE_SECONDS + options.seconds + SPARE_SECONDS
    load = calling.Load(target, options.calls, options.rate, hold, ends.first["ports"])
    pids = {"media": station.first["media"] or [station.pid], "dialogue": [station.pid], "callers": [ends.pid]}
    callers = calling.Sipp(load, folder / "sipp")
    try:
        pids["callers"].append(callers.pid)
        setup = _until_all_are_there(options, ends, callers, ramp)
        time.sleep(SETTLE_SECONDS)
        ends.ask("begin")
        before, spent, machine = station.ask("count"), _spent(pids), cpu.seconds_of_machine()
        begun = time.monotonic()
        time.sleep(options.seconds)
        span = ends.ask("end")["span"] / 1e9
        took = time.monotonic() - begun
        after, spent_after, machine_after = station.ask("count"), _spent(pids), cpu.seconds_of_machine()
        heard = ends.ask("sum")
        called = callers.finish(hold + ramp + 30)
    finally:
        callers.kill()
    figures: dict[str, Figure] = {"calls": options.calls, "calls_at_peak": min(heard["alive_before"], after["lines"])}
    figures |= {"failed_calls": called.failed + options.calls - called.succeeded - called.failed}
    figures |= _heard(heard, span) | _late(before, after)
    for name, seconds in spent_after.items():
        figures[f"{name}_percent_of_core"] = round(100 * (seconds - spent[name]) / took, 1)
    figures["machine_percent_of_core"] = round(100 * (machine_after - machine) / took, 1)
    figures["setup_per_second"] = round(setup, 1)
    figures["answer_p95_ms"] = round(percentile(called.answered_ms, 0.95), 1) if called.answered_ms else -1.0
    figures["bare_send_us"] = ends.first["bare_send_us"]
    figures["retransmissions"] = called.retransmissions
    return Outcome(figures, ok=_ok(options, figures))


def _until_all_are_there(options: Options, ends: Helper, callers: calling.Sipp, ramp: float) -> float:
    """Calls set up a second; measuring begins even if some never came: they are counted as failed."""
    begun = time.monotonic()
    while ends.ask("alive")["alive"] < options.calls and time.monotonic() - begun < ramp + SPARE_SECONDS:
        if not callers.running:
            raise RuntimeError("sipp has ended before all calls were there")
        time.sleep(0.05)
    return float(ends.ask("alive")["alive"]) / (time.monotonic() - begun)


def _spent(pids: dict[str, list[int]]) -> dict[str, float]:
    return {name: sum(map(cpu.seconds_of, numbers)) for name, numbers in pids.items()}


def _heard(heard: dict[str, Any], span: float) -> dict[str, Figure]:
    expected = heard["alive_before"] * span * PACKETS_A_SECOND
    times = sorted(heard["times"])
    return {
        "seconds": round(span, 1),
        "calls_at_end": heard["alive_after"],
        "missing_percent": round(100 * max(0.0, 1 - heard["received"] / expected), 4) if expected else 100.0,
        "lost_packets": heard["lost"],
        "buffer_empties": heard["empties"],
        "garbled_packets": heard["garbled"],
        "dropped_by_callers": heard["dropped"],
        "keys_answered": len(times),
        "keys_unanswered": heard["unanswered"],
        "key_to_prompt_p50_ms": round(percentile(times, 0.5) / 1000, 1) if times else -1.0,
        "key_to_prompt_p95_ms": round(percentile(times, 0.95) / 1000, 1) if times else -1.0,
    }


def _late(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Figure]:
    """Of the slots of 2 ms in the window; the plain engine knows its latest tick alone."""
    figures: dict[str, Figure] = {"tick_late_max_ms": round(after["latest_ms"], 2)}
    counts = [b - a for a, b in zip(before["lateness"], after["lateness"], strict=True)]
    if total := sum(counts):
        seen, step = 0, 0
        while seen < 0.99 * total:
            seen += counts[step]
            step += 1
        figures["tick_late_p99_ms"] = step * STEP_US / 1000
    return figures


def _ok(options: Options, figures: dict[str, Figure]) -> bool:
    return (
        figures["calls_at_peak"] == options.calls
        and figures["failed_calls"] == 0
        and float(figures["missing_percent"]) <= MISSING_BAR_PERCENT
        and not figures["buffer_empties"]
        and int(figures["keys_answered"]) > 0
        and float(figures["key_to_prompt_p95_ms"]) <= KEY_BAR_MS
        and float(figures["media_percent_of_core"]) <= MEDIA_BAR
        and float(figures["setup_per_second"]) >= SETUP_BAR
        and 0 <= float(figures["answer_p95_ms"]) <= ANSWER_BAR_MS
        and float(figures.get("tick_late_p99_ms", 0)) < TICK_BAR_MS
        and not figures["garbled_packets"]
    )


BENCH = Bench(
    "telephone",
    {
        "calls_at_peak": "= calls",
        "failed_calls": "0",
        "missing_percent": f"<= {MISSING_BAR_PERCENT:g}",
        "buffer_empties": "0",
        "tick_late_p99_ms": f"< {TICK_BAR_MS:g}",
        "setup_per_second": f">= {SETUP_BAR:g}",
        "answer_p95_ms": f"<= {ANSWER_BAR_MS:g}",
        "key_to_prompt_p95_ms": f"<= {KEY_BAR_MS:g}",
        "media_percent_of_core": f"<= {MEDIA_BAR:g}",
        "garbled_packets": "0",
    },
    run,
)
