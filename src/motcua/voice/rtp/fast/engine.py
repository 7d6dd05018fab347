"""The engine for thousands of calls: hands them out to media processes and passes on what those tell."""

import asyncio
import os
from pathlib import Path
from typing import Any

import numpy as np

from motcua.voice.rtp.bank import Bank
from motcua.voice.rtp.fast.line import FastLine
from motcua.voice.rtp.fast.media import Media
from motcua.voice.rtp.fast.table import STEP_US
from motcua.voice.rtp.fast.worker import Orders
from motcua.voice.rtp.media import Ears, NoPortError, Places
from motcua.voice.sdp import Speech

SPARE_LINES = 32
"""So that a port rests before it is used again even when the centre is full."""


class FastEngine:
    """`processes` share `most_calls`; `library` is the compiled loops (see `building`)."""

    def __init__(  # noqa: PLR0913 - what differs from the plain engine comes by name
        self, bank: Bank, ears: Ears, places: Places, *, most_calls: int, library: Path, processes: int = 1
    ) -> None:
        self._bank = bank
        ports = list(range(places.first_port + places.first_port % 2, places.last_port, 2))
        lines = min(-(-(most_calls + SPARE_LINES) // processes), -(-len(ports) // processes))
        cores = _cores(processes)
        self._media = [
            Media(
                Orders(
                    str(library), -1, -1, places.host, ports[number::processes], lines, places.silence,
                    places.report_every, cores[number],
                ),
                ears,
                lambda: self._bank,
            )
            for number in range(processes)
        ]  # fmt: skip
        self._started: asyncio.Task[None] | None = None

    @property
    def bank(self) -> Bank:
        return self._bank

    @bank.setter
    def bank(self, bank: Bank) -> None:
        if bank is self._bank:
            return
        self._bank = bank
        for media in self._media:
            media.use(bank)

    @property
    def lines(self) -> int:
        return sum(len(media.lines) for media in self._media)

    @property
    def latest(self) -> float:
        return max(float(np.flatnonzero(media.lateness).max(initial=0)) for media in self._media) * STEP_US / 1e6

    @property
    def pids(self) -> list[int]:
        """The media processes that are running."""
        return [media.pid for media in self._media if media.pid is not None]

    def lateness(self) -> list[int]:
        """How often speech was so many steps of 10 µs late, in slots of 2 ms, since the start."""
        counted: list[int] = np.stack([media.lateness for media in self._media]).sum(axis=0, dtype=np.int64).tolist()
        return counted

    async def start(self) -> None:
        """Until calls can be opened. OSError where a process can't be started."""
        if self._started is None:
            self._started = asyncio.ensure_future(self._start())
        await asyncio.shield(self._started)

    async def _start(self) -> None:
        await asyncio.gather(*(media.start() for media in self._media))

    async def run(self) -> None:
        """Speak until cancelled; then every line is closed and no process is left."""
        try:
            await self.start()
            await asyncio.gather(*(media.keep() for media in self._media))
        finally:
            if self._started is not None:
                self._started.cancel()
            await asyncio.gather(*(media.stop() for media in self._media))
            for media in self._media:
                media.release()

    def open(self) -> FastLine:
        """A pair of ports in the process that has the fewest calls. Raises NoPortError."""
        for media in sorted(self._media, key=lambda one: len(one.lines)):
            try:
                return media.open()
            except NoPortError:
                continue
        raise NoPortError("All ports for speech are in use")

    def talk(self, line: Any, speech: Speech, hosts: set[str]) -> None:
        told = [
            speech.address, speech.port, speech.payload, speech.events, speech.sends, speech.hears, speech.rtcp_port
        ]  # fmt: skip
        line.tell("talk", told, sorted(hosts))

    def close(self, line: Any) -> None:
        if line.media is not None:
            line.media.close(line)


def _cores(processes: int) -> list[int | None]:
    """The last cores, one a process; none where the dialogue would be left without a core of its own."""
    cores = sorted(os.sched_getaffinity(0))
    if processes >= len(cores):
        return [None] * processes
    return list(cores[-processes:])
