"""The callers' ends of speech, in a process of their own: `python -m motcua.conf.bench.telephone.peer ORDERS`.

Says its ports first, then obeys the lines of its input: "begin" and "end" of the window, "alive", "sum"; ends with the input.
"""

import ctypes
import json
import os
import select
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from motcua.voice.rtp.fast import building
from motcua.voice.rtp.keys import KEYS
from motcua.voice.rtp.sockets import Pair, bind

SOURCES = Path(__file__).with_name("callers")
HOST = "127.0.0.1"
SOCKETS = 8
FIRST_PORT, LAST_PORT = 40_000, 48_000
_SPAN = 20_000_000  # ns between two looks at the input
_MOST_TIMES = 1 << 20
_SENDS = 20_000
STEP = np.dtype(
    [("awaits", "u1", (256,)), ("keys", "u1", (24,)), ("key_count", "u4"), ("least_ms", "u4"), ("most_ms", "u4")],
    align=True,
)
FIGURES = (
    "alive_before", "alive_after", "received", "lost", "empties", "garbled", "unanswered", "dropped", "sent", "times",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Orders:
    """`script`: for each step the bytes that are awaited, the keys, the least and the most milliseconds before."""

    folder: str
    script: list[tuple[list[int], str, int, int]]

    def write(self) -> str:
        return json.dumps(asdict(self))


class Peer:
    def __init__(self, orders: Orders) -> None:
        self._loops = ctypes.CDLL(str(building.compiled(SOURCES, Path(orders.folder))))
        self._loops.run.argtypes = [ctypes.c_int64]
        self._loops.window.restype = ctypes.c_int64
        self._loops.bare_send.restype = ctypes.c_double
        if self._loops.size_of_step() != STEP.itemsize:
            raise RuntimeError("The peer's loops don't fit this program")
        self._pairs = _pairs()
        script = np.zeros(len(orders.script), STEP)
        for step, (awaits, keys, least, most) in zip(script, orders.script, strict=True):
            step["awaits"][awaits] = 1
            step["keys"][: len(keys)] = [KEYS.index(key) for key in keys]
            step["key_count"], step["least_ms"], step["most_ms"] = len(keys), least, most
        numbers = [np.array([one.fileno() for one in kind], np.int32) for kind in zip(*self._pairs, strict=True)]
        self._loops.prepare(
            ctypes.c_void_p(script.ctypes.data),
            len(script),
            *(ctypes.c_void_p(number.ctypes.data) for number in numbers),
            len(self._pairs),
            HOST.encode(),
        )

    def run(self) -> None:
        ports = [pair[0].getsockname()[1] for pair in self._pairs]
        _say({"ports": ports, "bare_send_us": round(self._loops.bare_send(_SENDS) / 1000, 2)})
        _come_first()
        while True:
            self._loops.run(_SPAN)
            if select.select([sys.stdin], [], [], 0)[0]:
                line = sys.stdin.readline().strip()
                if not line:
                    return
                _say(self._obey(line))

    def _obey(self, line: str) -> dict[str, Any]:
        if line in {"begin", "end"}:
            return {"span": self._loops.window(line == "end")}
        if line == "alive":
            return {"alive": self._loops.alive()}
        counted, times = np.zeros(len(FIGURES), np.uint64), np.zeros(_MOST_TIMES, np.uint32)
        self._loops.sum(ctypes.c_void_p(counted.ctypes.data), ctypes.c_void_p(times.ctypes.data))
        told = dict(zip(FIGURES, counted.tolist(), strict=True))
        return told | {"times": times[: told["times"]].tolist()}


def _come_first() -> None:
    """The callers are not what is measured: they must not be late themselves. The last core is the speaker's."""
    with suppress(OSError):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:-1] or {0})
    with suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


def _pairs() -> list[Pair]:
    found: list[Pair] = []
    for port in range(FIRST_PORT, LAST_PORT, 2):
        if len(found) < SOCKETS and (pair := bind(HOST, port)) is not None:
            found.append(pair)
    return found


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    Peer(Orders(**json.loads(sys.argv[1]))).run()
