"""A media process: `python -m motcua.voice.rtp.fast.worker ORDERS`, started by the engine and ended by its hanging up."""

import ctypes
import json
import logging
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from motcua.voice import evenness
from motcua.voice.rtp.engine import MOST_MADE_UP, TICK
from motcua.voice.rtp.fast import building
from motcua.voice.rtp.fast.calls import NS, Calls
from motcua.voice.rtp.fast.post import EndedError, Message, Post
from motcua.voice.rtp.fast.slots import SLOTS, Slots
from motcua.voice.rtp.fast.table import KEY, PACKET, REPORT, STEP_US, STEPS, Table
from motcua.voice.rtp.sockets import Pair, bind

log = logging.getLogger(__name__)
SLOT = int(TICK * NS) // SLOTS
_PACKETS_A_ROUND = 256
_PRIORITY = 10
_BIND_SECONDS, _BIND_PAUSE = 30.0, 0.1
_SET_TIMER_SLACK = 29  # prctl(2)


@dataclass(frozen=True, slots=True)
class Orders:
    """`post` and `table` are descriptors that were handed down; `ports` the lower ones of pairs. `core`: to stay on."""

    library: str
    post: int
    table: int
    host: str
    ports: list[int]
    lines: int
    silence: float
    report_every: float
    core: int | None

    def write(self) -> str:
        return json.dumps(asdict(self))


class Worker:
    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._loops = building.load(Path(orders.library))
        self._post = Post(socket.socket(fileno=orders.post))
        self._table = Table(orders.table, orders.lines)
        self._pairs = self._bind()
        sockets = np.array([pair[0].fileno() for pair in self._pairs], np.int32)
        if error := self._loops.open_ring(sockets.ctypes.data, len(sockets)):
            log.info("Each packet costs a call of the system: %s", os.strerror(error))
        self._slots = Slots(orders.lines, max(1, round(orders.report_every / TICK)))
        self._calls = Calls(self._table, self._pairs, self._loops, self._slots, self._post.tell)
        self._packets = np.zeros(_PACKETS_A_ROUND, PACKET)
        self._ended = np.zeros(max(1, orders.lines), np.int32)
        self._kept, self._ordered = ctypes.c_int(), ctypes.c_int()
        self._epoll, self._owners = self._watch()
        # What the loops are called with; numpy takes its time to tell where an array is.
        self._rows, self._ended_at = self._table.lines.ctypes.data, self._ended.ctypes.data
        self._members = [members.ctypes.data for members in self._slots.members]
        self._watched = (self._epoll.fileno(), self._rows, self._owners.ctypes.data)
        told = (ctypes.addressof(self._kept), ctypes.addressof(self._ordered))
        self._into = (self._packets.ctypes.data, _PACKETS_A_ROUND, *told)

    def _bind(self) -> list[Pair]:
        """As many pairs as there are rows, of those ports that are free.

        Where less than half can be had it tries again for a while: the kernel may give back late what belonged to a
        process that was killed.
        """
        orders, pairs, until = self._orders, dict[int, Pair](), time.monotonic() + _BIND_SECONDS
        while True:
            for port in orders.ports:
                if len(pairs) < orders.lines and port not in pairs and (pair := bind(orders.host, port)) is not None:
                    pairs[port] = pair
            if 2 * len(pairs) >= orders.lines or time.monotonic() > until:
                break
            time.sleep(_BIND_PAUSE)
        for row, (port, pair) in zip(self._table.lines, pairs.items(), strict=False):
            row["speech"], row["reports"], row["port"] = pair[0].fileno(), pair[1].fileno(), port
        return list(pairs.values())

    def _watch(self) -> tuple[select.epoll, np.ndarray[tuple[int], np.dtype[np.int32]]]:
        epoll = select.epoll()
        highest = max((one.fileno() for pair in self._pairs for one in pair), default=0)
        owners = np.full(max(highest, self._orders.post) + 1, -1, np.int32)
        epoll.register(self._orders.post, select.EPOLLIN)
        for line, pair in enumerate(self._pairs):
            for report, one in enumerate(pair):
                epoll.register(one, select.EPOLLIN)
                owners[one.fileno()] = 2 * line + report
        return epoll, owners

    def run(self) -> None:
        """Speak until the dialogue hangs up, on an absolute schedule: lateness doesn't add up."""
        self._post.tell("ready", len(self._pairs))
        begin, slot = self._loops.now() + SLOT, 0
        with suppress(EndedError):
            while True:
                due = begin + slot * SLOT
                late = self._loops.wait_until(due)
                self._table.lateness[min(late // (1000 * STEP_US), STEPS - 1)] += 1
                if late > MOST_MADE_UP * TICK * NS:
                    log.warning("Speech was %d ms late; going on from now", late // 1_000_000)
                    begin, due = begin + late, due + late
                self._speak(*divmod(slot, SLOTS))
                self._hear(due + SLOT)
                self._post.flush()
                slot += 1

    def _speak(self, tick: int, slot: int) -> None:
        members, number = self._members[slot], self._slots.counts[slot]
        if number and (count := self._loops.speak(self._rows, members, number, tick % 2**32, self._ended_at)):
            for line in self._ended[:count].tolist():
                self._calls.ended(line)
        for line in self._slots.reporting(tick, slot):
            with _one_call_alone():
                self._calls.report(line, tick, self._orders.silence)

    def _obey(self, messages: list[Message]) -> None:
        for verb, *arguments in messages:
            with _one_call_alone():
                getattr(self._calls, verb)(*arguments)

    def _hear(self, until: int) -> None:
        """Take what has come, but be back in time to speak."""
        while True:
            now = self._loops.now()
            taken = self._loops.hear(*self._watched, now, *self._into)
            if kept := self._kept.value:
                self._heard(kept, now)
            if self._ordered.value:
                self._obey(self._post.receive())
            if taken < _PACKETS_A_ROUND or now > until:
                return

    def _heard(self, kept: int, now: int) -> None:
        kinds, lines, keys, lengths = (
            self._packets[name][:kept].tolist() for name in ("kind", "line", "key", "length")
        )
        for at in range(kept):
            with _one_call_alone():
                if kinds[at] == KEY:
                    self._calls.pressed(lines[at], keys[at])
                    continue
                data = self._packets["data"][at, : lengths[at]].tobytes()
                if kinds[at] == REPORT:
                    self._calls.reported(lines[at], data, now)
                else:
                    self._calls.heard(lines[at], data, self._packets["source"][at].tobytes(), now)


@contextmanager
def _one_call_alone() -> Iterator[None]:
    """What goes wrong with one call must not end all others."""
    try:
        yield
    except Exception:
        log.exception("Something of a call could not be done")


def _come_first(core: int | None) -> None:
    """Before other programs, where that is allowed; speech works without it, less evenly."""
    with suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(_PRIORITY))
    with suppress(OSError):
        if core is not None:
            os.sched_setaffinity(0, {core})
    ctypes.CDLL(None).prctl(_SET_TIMER_SLACK, 1)


def main() -> None:
    orders = Orders(**json.loads(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the dialogue, which hangs up
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    worker = Worker(orders)
    evenness.settle()
    _come_first(orders.core)
    worker.run()


if __name__ == "__main__":
    main()
