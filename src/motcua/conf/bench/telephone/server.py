"""The telephone that a bench calls, in a process of its own: `python -m motcua.conf.bench.telephone.server ORDERS`.

Says on standard output, one JSON object a line: first its port, then what it has counted for each line of its input; ends with the input.
"""

import asyncio
import contextlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import uvloop

from motcua.conf.bench.functions import named
from motcua.conf.bench.telephone import exchange
from motcua.voice import evenness
from motcua.voice.rtp import choosing
from motcua.voice.rtp.bank import Bank
from motcua.voice.rtp.fast.engine import FastEngine
from motcua.voice.rtp.media import Places
from motcua.voice.sip.agent import Settings
from motcua.voice.station import Station

HOST = "127.0.0.1"
SPARE_PAIRS = 64


@dataclass(frozen=True, slots=True)
class Orders:
    """`source` names the function that gives the exchange; `engine_calls`: what the engine is chosen for."""

    folder: str
    source: str
    calls: int
    engine_calls: int
    first_port: int

    def write(self) -> str:
        return json.dumps(asdict(self))


def room_for(calls: int) -> int:
    """How many calls a telephone takes that is measured with so many: a stranger's have their share beside them."""
    return calls * 5 // 4


async def serve(orders: Orders) -> None:
    called: exchange.Exchange = named(orders.source)()
    folder = Path(orders.folder)
    exchange.record(called, folder / "prompts")
    most_calls = room_for(orders.calls)
    bank, last = Bank(folder / "prompts"), orders.first_port + 2 * (most_calls + SPARE_PAIRS)
    places = Places(HOST, orders.first_port, last)
    choice = choosing.judge(orders.engine_calls, folder / "cache")
    station = Station(called.tree, bank, called.dialogue, places, engine=choosing.engine_for(choice, bank, places))
    running = asyncio.create_task(station.engine.run())
    serving = await station.open(Settings(HOST, port=0, most_calls=most_calls))
    evenness.settle()
    evenness.come_before_others()
    _say(port=serving.port, media=_pids(station), choice=choice.reason)
    while await asyncio.to_thread(sys.stdin.readline):
        _say(**_counted(station))
    await station.close()
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


def _pids(station: Station) -> list[int]:
    return station.engine.pids if isinstance(station.engine, FastEngine) else []


def _counted(station: Station) -> dict[str, Any]:
    engine = station.engine
    late = engine.lateness() if isinstance(engine, FastEngine) else []
    return {"lines": engine.lines, "latest_ms": engine.latest * 1000, "lateness": late, "media": _pids(station)}


def _say(**told: Any) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(serve(Orders(**json.loads(sys.argv[1]))))
