"""The engine on real sockets: the caller hears the prompt itself, in time, and its keys arrive; strangers don't."""

import asyncio
import socket
import time
from contextlib import ExitStack, suppress
from itertools import pairwise

import numpy as np
import pytest
import uvloop

from motcua.voice.rtp import g711, packet, rtcp
from motcua.voice.rtp.bank import Bank, build
from motcua.voice.rtp.engine import Engine, NoPortError, Places
from motcua.voice.rtp.packet import Packet
from motcua.voice.rtp.tests.test_keys_count_once import press, tone
from motcua.voice.sdp import PCMA, PCMU, Speech

PROMPT = (8000 * np.sin(np.arange(4000) / 20)).astype(np.int16)
LONG = 20


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
    """A phone on the loopback: notes what arrives, and when."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.setblocking(False)  # noqa: FBT003
        self.got = []
        asyncio.get_running_loop().add_reader(self.socket, self._read)

    def _read(self):
        with suppress(BlockingIOError):
            self.got.append((time.monotonic(), packet.read(self.socket.recv(2048))))

    def speech(self, payload=PCMA, events=101, **changes):
        port = self.socket.getsockname()[1]
        told = {"sends": True, "hears": True, "rtcp_port": port + 1, **changes}
        return Speech("127.0.0.1", port, payload, events, **told)

    def send(self, line, packets):
        for said in packets:
            self.socket.sendto(said.write(), ("127.0.0.1", line.port))

    def close(self):
        asyncio.get_running_loop().remove_reader(self.socket)
        self.socket.close()


async def until(condition):
    while not condition():  # noqa: ASYNC110 - what is waited for happens in the product, which sets no event
        await asyncio.sleep(0.01)


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def scene(request, tmp_path):
    build(tmp_path, {"chào": PROMPT, "hai": PROMPT[:160]})

    def run(play, **places):
        async def main():
            ears, caller = Ears(), Caller()
            engine = Engine(Bank(tmp_path), ears, Places("127.0.0.1", **places))
            running = asyncio.create_task(engine.run())
            await asyncio.sleep(0)
            try:
                await play(engine, ears, caller)
            finally:
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running
                caller.close()
                assert engine.lines == 0

        with asyncio.Runner(loop_factory=request.param) as runner:
            runner.run(asyncio.wait_for(main(), LONG))

    return run


@pytest.mark.parametrize("payload", [PCMA, PCMU])
def test_the_caller_hears_the_prompt(scene, payload):
    async def play(engine, ears, caller):
        line = engine.open()
        engine.talk(line, caller.speech(payload), set())
        line.play(["chào", "hai"])
        await ears.over.wait()
        await asyncio.sleep(0.1)
        said = [p for _, p in caller.got]
        assert {p.payload for p in said} == {payload}
        assert {(b.sequence - a.sequence) % 65_536 for a, b in pairwise(said)} == {1}
        assert {(b.timestamp - a.timestamp) % 2**32 for a, b in pairwise(said)} == {160}
        begin = next(i for i, p in enumerate(said) if p.marker)
        sound = b"".join(p.body for p in said[begin : begin + 26])
        decoded = (g711.decode_a if payload == PCMA else g711.decode_mu)(sound).astype(int)
        assert np.abs(decoded[:4000] - PROMPT).max() <= 512
        assert np.abs(decoded[4000:4160] - PROMPT[:160]).max() <= 512
        times = [t for t, _ in caller.got]
        assert abs((times[-1] - times[0]) - 0.02 * (len(times) - 1)) < 0.02

    scene(play)


def test_keys_arrive_and_stop_the_prompt(scene):
    async def play(engine, ears, caller):
        line = engine.open()
        engine.talk(line, caller.speech(), set())
        line.play(["chào"] * 50)
        caller.send(line, press("4", 1000) + press("#", 3000))
        await until(lambda: len(ears.keys) == 2)
        line.hush()
        assert not line.speaking
        assert ears.keys == "4#"
        assert line.lock.source == caller.socket.getsockname()

    scene(play)


def test_keys_in_the_sound_where_no_events_are_agreed(scene):
    async def play(engine, ears, caller):
        line = engine.open()
        engine.talk(line, caller.speech(events=None), set())
        sound = g711.encode_a(np.concatenate([tone("8", 0.1), np.zeros(800)]).astype(np.int16))
        parts = [sound[at : at + 160] for at in range(0, len(sound), 160)]
        caller.send(line, [Packet(8, False, i, i * 160, 5, part) for i, part in enumerate(parts)])  # noqa: FBT003
        await until(lambda: ears.keys)
        assert ears.keys == "8"

    scene(play)


def test_strangers_are_not_heard_and_hold_is_kept(scene):
    async def play(engine, ears, caller):
        line = engine.open()
        engine.talk(line, caller.speech(), set())
        caller.send(line, press("1", 1000))
        await until(lambda: ears.keys)
        stranger = Caller()
        stranger.send(line, press("9", 9000))
        await asyncio.sleep(0.1)
        stranger.close()
        assert ears.keys == "1"
        assert line.lock.dropped == 8
        engine.talk(line, caller.speech(sends=False), set())
        await asyncio.sleep(0.05)
        count = len(caller.got)
        await asyncio.sleep(0.1)
        assert len(caller.got) == count

    scene(play)


def test_a_caller_who_is_gone_is_noticed_and_reports_are_signs_of_life(scene):
    async def play(engine, ears, caller):
        line = engine.open()
        engine.talk(line, caller.speech(), set())
        caller.send(line, press("1", 1000))
        await until(lambda: ears.keys)
        before = line.heard_at
        caller.socket.sendto(rtcp.receiver_report(5, None), ("127.0.0.1", line.port + 1))
        await until(lambda: line.heard_at != before)
        await ears.gone.wait()

    scene(play, silence=0.2, report_every=0.2)


def five_free_ports():
    """The first of them, an odd one, below those that the kernel gives out by itself."""
    for first in range(20_001, 30_000, 6):
        with ExitStack() as stack, suppress(OSError):
            for port in range(first, first + 5):
                stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)).bind(("127.0.0.1", port))
            return first
    raise AssertionError("No ports are free")


def test_ports_run_out_and_come_back(scene):
    lowest = five_free_ports()

    async def play(engine, ears, caller):
        first, second = engine.open(), engine.open()
        assert {first.port % 2, second.port % 2} == {0}
        with pytest.raises(NoPortError):
            engine.open()
        engine.close(first)
        assert engine.open().port == first.port

    scene(play, first_port=lowest, last_port=lowest + 5)


def test_many_calls_in_time(scene):
    async def play(engine, ears, caller):
        lines = [engine.open() for _ in range(100)]
        for line in lines:
            engine.talk(line, caller.speech(), set())
            line.play(["chào"])
        await asyncio.sleep(1)
        assert sum(line.packets for line in lines) >= 100 * 45

    scene(play)
