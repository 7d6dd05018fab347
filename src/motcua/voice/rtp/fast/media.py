"""A media process as the dialogue has it: started, listened to, started again when it died."""

import asyncio
import logging
import os
import socket
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, cast

from motcua.voice.rtp.bank import Bank
from motcua.voice.rtp.fast.line import FastLine
from motcua.voice.rtp.fast.post import Message, Reader, write
from motcua.voice.rtp.fast.table import Table, create
from motcua.voice.rtp.fast.worker import Orders
from motcua.voice.rtp.media import Ears, NoPortError

log = logging.getLogger(__name__)
READY_SECONDS = 60.0
STOP_SECONDS = 5.0
PAUSE_SECONDS = 1.0
"""Before a process that died is started again."""


class Media(asyncio.Protocol):
    """One process; `lines` are those of its calls."""

    def __init__(self, orders: Orders, ears: Ears, bank: Callable[[], Bank]) -> None:
        self._orders, self._ears, self._bank = orders, ears, bank
        self._memory = create(orders.lines)
        table = Table(self._memory, orders.lines)
        self.rows, self.lateness = table.lines, table.lateness
        self.lines: dict[int, FastLine] = {}
        self._free: deque[int] = deque()
        self._generations = 0
        self._reader = Reader()
        self._out: list[bytes] = []
        self._stream: asyncio.WriteTransport | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._ready: asyncio.Future[None] | None = None
        self._opened: dict[Bank, int] = {}

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    async def start(self) -> None:
        """Until calls can be opened. OSError where the process can't be started or doesn't get ready."""
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        files = (theirs.fileno(), self._memory)
        orders = replace(self._orders, post=files[0], table=files[1]).write()
        self._ready, self._reader = loop.create_future(), Reader()
        command = (sys.executable, "-P", "-m", "motcua.voice.rtp.fast.worker", orders)
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                *command, pass_fds=files, stdin=asyncio.subprocess.DEVNULL
            )
        self._stream, _ = await loop.create_unix_connection(lambda: self, sock=ours)
        self.use(self._bank())
        ended = asyncio.ensure_future(self._process.wait())
        first: set[asyncio.Future[Any]] = {self._ready, ended}
        await asyncio.wait(first, timeout=READY_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not self._ready.done():
            raise OSError("A media process did not get ready")

    async def keep(self) -> None:
        """Start the process again whenever it dies; its calls are lost, and told to be gone."""
        while True:
            assert self._process is not None
            code = await self._process.wait()
            log.error("A media process ended with %s; it is started again", code)
            for line in list(self.lines.values()):
                self._ears.silent(line)
                self.close(line)
            self._free.clear()
            await asyncio.sleep(PAUSE_SECONDS)
            with suppress(OSError):
                await self.start()

    async def stop(self) -> None:
        """Close all lines and end the process."""
        for line in list(self.lines.values()):
            self.close(line)
        self._free.clear()
        if self._stream is not None:
            self._stream.close()
        if self._process is not None:
            try:
                await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    def release(self) -> None:
        """Give the memory and the banks back, after `stop`."""
        os.close(self._memory)
        for file in self._opened.values():
            os.close(file)
        self._opened.clear()

    # What the engine orders

    def use(self, bank: Bank) -> None:
        """Lines that are opened from now on speak with this bank.

        The process opens it by our descriptor: its file may be gone by the time the process is started again.
        """
        if bank not in self._opened:
            for old in [one for one in self._opened if one is not bank]:
                os.close(self._opened.pop(old))
            self._opened[bank] = os.open(bank.sound, os.O_RDONLY)
        self.tell("bank", f"/proc/{os.getpid()}/fd/{self._opened[bank]}")

    def open(self) -> FastLine:
        """Raises NoPortError."""
        if not self._free:
            raise NoPortError("All ports for speech are in use")
        index = self._free.popleft()
        self._generations += 1
        line = FastLine(self, self._bank(), index, self._generations)
        self.lines[index] = line
        line.tell("open", self._generations)
        return line

    def close(self, line: FastLine) -> None:
        if self.lines.pop(line.index, None) is not None:
            line.tell("close")
            line.end()
            self._free.append(line.index)

    def tell(self, *message: Any) -> None:
        """Messages of one moment go together."""
        if not self._out:
            asyncio.get_running_loop().call_soon(self._flush)
        self._out.append(write(*message))

    def _flush(self) -> None:
        if self._stream is not None and not self._stream.is_closing():
            self._stream.write(b"".join(self._out))
        self._out.clear()

    # What the process tells

    def data_received(self, data: bytes) -> None:
        for message in self._reader.feed(data):
            self._told(message)

    def _told(self, message: Message) -> None:
        verb, index, *rest = message
        if verb == "ready":
            self._free = deque(range(index))
            assert self._ready is not None
            if not self._ready.done():
                self._ready.set_result(None)
            return
        line = self.lines.get(index)
        if line is None or line.generation != rest[0]:
            return  # it was told of a call that is over
        if verb == "key":
            self._ears.key(line, rest[1])
        elif verb == "played" and line.said(rest[1]):
            self._ears.played(line)
        elif verb == "silent":
            self._ears.silent(line)
        elif verb == "sound" and line.sink is not None:
            line.sink(cast("str", rest[1]).encode("latin-1"))
