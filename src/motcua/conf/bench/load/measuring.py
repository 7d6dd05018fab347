"""Runs the generator in a process of its own, so that it takes its time from nobody but the machine."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace

from motcua.conf.bench import machine
from motcua.conf.bench.load.clients import BEGIN, END
from motcua.conf.bench.load.description import Load
from motcua.conf.bench.load.report import Report, Times

Meter = Callable[[], Mapping[str, float]]
"""Seconds of CPU spent until now, by who spent them."""


def measure(load: Load, meter: Meter = dict) -> Report:
    """The report of one load. `meter` is read where the measured time begins and ends: `centre.cpu_seconds`.

    RuntimeError when the generator fails, after its traceback on standard error.
    """
    calibration = machine.calibration_ms()
    edges, said = _generate(load, meter)
    given = json.loads(said)
    report = Report(
        **given
        | {
            "times": Times(**given["times"]),
            "by_name": {name: Times(**times) for name, times in given["by_name"].items()},
        }
    )
    answers = max(1, report.answered)
    before, after = edges[BEGIN], edges[END]
    return replace(
        report,
        cpu_ms={who: round((after[who] - before[who]) * 1000 / answers, 3) for who in after},
        calibration_ms=round((calibration + machine.calibration_ms()) / 2, 1),
    )


def _generate(load: Load, meter: Meter) -> tuple[dict[str, Mapping[str, float]], str]:
    """What the meter said at the edges, and the generator's last line."""
    edges: dict[str, Mapping[str, float]] = {}
    line = ""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "motcua.conf.bench.load"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(asdict(load)))
        process.stdin.close()
        for line in process.stdout:
            if line.strip() in {BEGIN, END}:
                edges[line.strip()] = meter()
    if process.returncode:
        raise RuntimeError(f"the generator failed with {process.returncode}; see above")
    return edges, line
