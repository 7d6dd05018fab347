"""The generator's process: a Load as JSON comes in; the edges of the measured time, then the Report, go out a line each."""

import gc
import json
import signal
import sys
from dataclasses import asdict

import uvloop

from motcua.conf.bench.load.clients import Run
from motcua.conf.bench.load.description import Load
from motcua.conf.bench.load.report import Report
from motcua.foundation.processes import end_with_parent


def _main() -> None:
    end_with_parent(signal.SIGTERM)
    gc.freeze()
    answers, sys.stdout = sys.stdout, sys.stderr

    async def report(load: Load) -> Report:
        return await Run(load, lambda edge: print(edge, file=answers, flush=True)).report()

    found = uvloop.run(report(Load(**json.load(sys.stdin))))
    print(json.dumps(asdict(found)), file=answers)


_main()
