"""Look-ups a second by code and token: the page that is asked more often than all others together."""

import itertools
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from motcua.conf.bench import Bench, Outcome
from motcua.conf.bench.intake import hand_in
from motcua.conf.bench.load import Load, Request, Response, Script, measure
from motcua.conf.bench.place import temporary_centre

CLIENTS = 100
SECONDS = 15.0
DOSSIERS = 3000
RATE_BAR = 2500.0
P99_BAR = 60.0

__all__ = ["BENCH", "hand_in", "look_up"]


def run(arguments: Sequence[str]) -> Outcome:
    """100 clients (or `arguments[0]`) look up dossiers that were handed in before."""
    clients = int(arguments[0]) if arguments else CLIENTS
    with temporary_centre() as centre:
        given = centre.call("motcua.conf.bench.scene:open_units")
        filling = Load(
            centre.address, f"{__name__}:hand_in", clients=16, seconds=120.0, requests=DOSSIERS, arguments=given
        )
        measure(filling)
        slips = centre.call("motcua.conf.bench.scene:some_slips")
        source = f"{__name__}:look_up"
        load = Load(centre.address, source, clients=clients, seconds=SECONDS, warm_up=4.0, arguments={"slips": slips})
        report = measure(load, meter=centre.cpu_seconds)
    ok = report.per_second >= RATE_BAR and report.times.p99_ms < P99_BAR and not report.failed
    return Outcome({"dossiers": len(slips), **report.figures()}, ok=ok)


def look_up(client: int, clients: int, *, slips: list[list[str]]) -> Script:
    """Somebody with a slip, then somebody else with another."""
    for code, token in itertools.cycle(slips[client::clients] or slips):
        query = urlencode({"code": code, "token": token})
        yield Request("GET", f"/api/v1/status?{query}", check=_says(code.encode()))


def _says(code: bytes) -> Callable[[Response], bool]:
    return lambda answer: code in answer.body


BENCH = Bench("status", {"per_second": f">= {RATE_BAR:g}", "p99_ms": f"< {P99_BAR:g}", "errors": "0"}, run)
