"""A phone on the loopback, and an engine of either kind to speak with."""

import asyncio
import socket
import time
from contextlib import suppress

import numpy as np

from motcua.voice.rtp import packet
from motcua.voice.rtp.bank import Bank, build
from motcua.voice.rtp.engine import Engine, Places
from motcua.voice.rtp.fast import building
from motcua.voice.rtp.fast.engine import FastEngine
from motcua.voice.sdp import PCMA, Speech

PROMPT = (8000 * np.sin(np.arange(4000) / 20)).astype(np.int16)
LONG = 40


class Ears:
    def __init__(self):
        self.keys, self.over, self.gone = "", asyncio.Event(), asyncio.Event()

    def key(self, line, key):
        self.keys += key

    def played(self, line):
        self.over.set()

    def silent(self, line):
        self.gone.set()


class Caller:
    """A phone: notes what arrives, and when; `reports` are what comes to its other port."""

    def __init__(self, host="127.0.0.1"):
        self.host = host
        self.socket, self.reporting = (self._listen() for _ in range(2))
        self.got, self.reports = [], []
        loop = asyncio.get_running_loop()
        loop.add_reader(self.socket, self._read)
        loop.add_reader(self.reporting, lambda: self.reports.append(self.reporting.recv(2048)))

    def _listen(self):
        one = socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET, socket.SOCK_DGRAM)
        one.bind((self.host, 0))
        one.setblocking(False)  # noqa: FBT003
        return one

    def _read(self):
        with suppress(BlockingIOError):
            self.got.append((time.monotonic(), packet.read(self.socket.recv(2048))))

    @property
    def source(self):
        return self.socket.getsockname()[:2]

    def speech(self, payload=PCMA, events=101, **changes):
        told = {"sends": True, "hears": True, "rtcp_port": self.reporting.getsockname()[1], **changes}
        return Speech(told.pop("address", self.host), told.pop("port", self.source[1]), payload, events, **told)

    def send(self, line, packets):
        for said in packets:
            self.socket.sendto(said.write(), (self.host, line.port))

    def send_report(self, line, data):
        self.reporting.sendto(data, (self.host, line.port + 1))

    def close(self):
        for one in (self.socket, self.reporting):
            asyncio.get_running_loop().remove_reader(one)
            one.close()


async def until(condition):
    while not condition():
        await asyncio.sleep(0.01)


async def talk(engine, line, caller, speech=None):
    """Until the caller hears the engine: what is sent from now on is heard by it, too."""
    before = len(caller.got)
    engine.talk(line, speech or caller.speech(), set())
    await until(lambda: len(caller.got) > before)


def plain(folder, ears, places):
    return Engine(Bank(folder), ears, places)


def fast(folder, ears, places, **more):
    settings = {"most_calls": 200, "library": building.library(folder.parent / "loops"), **more}
    return FastEngine(Bank(folder), ears, places, **settings)


def scene(make, folder, play, loop_factory, *, host="127.0.0.1", **places):
    """Run `play(engine, ears, caller)` beside a running engine; nothing may be left."""
    build(folder, {"chào": PROMPT, "hai": PROMPT[:160]})

    async def main():
        ears, caller = Ears(), Caller(host)
        engine = make(folder, ears, Places(host, **places))
        running = asyncio.create_task(engine.run())
        await engine.start()
        try:
            await play(engine, ears, caller)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
            caller.close()
            assert engine.lines == 0

    with asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(asyncio.wait_for(main(), LONG))
