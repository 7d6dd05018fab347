"""Both engines on real sockets: the caller hears the prompt itself, in time, and its keys arrive; strangers don't."""

import asyncio
import random
import socket
import statistics
from contextlib import ExitStack, suppress
from itertools import pairwise

import numpy as np
import pytest
import uvloop

from motcua.voice.rtp import g711, rtcp
from motcua.voice.rtp.engine import NoPortError
from motcua.voice.rtp.packet import Packet
from motcua.voice.rtp.quality import Quality
from motcua.voice.rtp.tests.scene import PROMPT, Caller, fast, plain, scene, talk, until
from motcua.voice.rtp.tests.test_keys_count_once import press, tone
from motcua.voice.sdp import PCMA, PCMU

KINDS = {
    "plain-asyncio": (plain, asyncio.new_event_loop),
    "plain-uvloop": (plain, uvloop.new_event_loop),
    "fast-asyncio": (fast, asyncio.new_event_loop),
    "fast-uvloop": (fast, uvloop.new_event_loop),
}


@pytest.fixture(params=KINDS)
def run(request, tmp_path):
    make, loop_factory = KINDS[request.param]
    return lambda play, **places: scene(make, tmp_path / "bank", play, loop_factory, **places)


def spoken(payload, parts, *, sequence=0, timestamp=0):
    """Packets of sound, 20 ms each."""
    return [
        Packet(payload, False, sequence + i, (timestamp + i * 160) % 2**32, 5, part)  # noqa: FBT003
        for i, part in enumerate(parts)
    ]


@pytest.mark.parametrize("payload", [PCMA, PCMU])
def test_the_caller_hears_the_prompt(run, payload):
    async def play(engine, ears, caller):
        line = engine.open()
        engine.talk(line, caller.speech(payload), set())
        line.play(["chào", "hai"])
        assert line.speaking
        await ears.over.wait()
        assert not line.speaking
        heard = len(caller.got)
        await until(lambda: len(caller.got) > heard + 5)
        said = [p for _, p in caller.got]
        assert {p.payload for p in said} == {payload}
        assert {(b.sequence - a.sequence) % 65_536 for a, b in pairwise(said)} == {1}
        assert {(b.timestamp - a.timestamp) % 2**32 for a, b in pairwise(said)} == {160}
        begin = next(i for i, p in enumerate(said) if p.marker)
        sound = b"".join(p.body for p in said[begin : begin + 26])
        decoded = (g711.decode_a if payload == PCMA else g711.decode_mu)(sound).astype(int)
        assert np.abs(decoded[:4000] - PROMPT).max() <= 512
        assert np.abs(decoded[4000:4160] - PROMPT[:160]).max() <= 512
        assert np.abs((g711.decode_a if payload == PCMA else g711.decode_mu)(said[-1].body)).max() <= 8
        assert line.packets >= len(said)

    run(play)


def test_speech_comes_as_fast_as_it_is_spoken(run):
    async def play(engine, ears, caller):
        line = engine.open()
        engine.talk(line, caller.speech(), set())
        await until(lambda: len(caller.got) > 50)
        times = [at for at, _ in caller.got]
        # A busy machine holds some up; most come when they should.
        assert abs(statistics.median(b - a for a, b in pairwise(times)) - 0.02) < 0.005

    run(play)


def test_prompts_are_said_after_each_other_and_after_a_hush(run):
    async def play(engine, ears, caller):
        line = engine.open()
        line.play(["hai"])
        engine.talk(line, caller.speech(), set())
        line.play(["chào"] * 40)
        await until(lambda: any(p.marker for _, p in caller.got))
        line.play(["hai"])
        line.hush()
        assert not line.speaking
        line.play(["hai"])
        await ears.over.wait()
        await until(lambda: sum(p.marker for _, p in caller.got) > 1 or set(caller.got[-1][1].body) == {g711.SILENCE_A})
        assert len(caller.got) < 40 * 25

    run(play)


def test_keys_arrive_and_stop_the_prompt(run):
    async def play(engine, ears, caller):
        line = engine.open()
        await talk(engine, line, caller)
        line.play(["chào"] * 50)
        caller.send(line, press("4", 1000) + press("#", 3000))
        await until(lambda: len(ears.keys) == 2)
        line.hush()
        assert not line.speaking
        assert ears.keys == "4#"

    run(play)


def test_keys_of_another_payload_type(run):
    async def play(engine, ears, caller):
        line = engine.open()
        await talk(engine, line, caller, caller.speech(events=97))
        caller.send(line, press("1", 1000))
        caller.send(line, [Packet(97, p.marker, p.sequence, p.timestamp, p.ssrc, p.body) for p in press("2", 3000)])
        await until(lambda: ears.keys)
        assert ears.keys == "2"

    run(play)


def test_speech_goes_where_the_caller_is_heard_from(run):
    async def play(engine, ears, caller):
        line = engine.open()
        engine.talk(line, caller.speech(address="127.9.9.9", port=9), {caller.host})
        for said in spoken(PCMA, [bytes(160)] * 500, sequence=1):
            caller.send(line, [said])
            await asyncio.sleep(0.02)
            if caller.got:
                break
        assert caller.got

    run(play)


def test_keys_in_the_sound_where_no_events_are_agreed(run):
    async def play(engine, ears, caller):
        line = engine.open()
        await talk(engine, line, caller, caller.speech(events=None))
        sound = g711.encode_a(np.concatenate([tone("8", 0.1), np.zeros(800)]).astype(np.int16))
        caller.send(line, spoken(PCMA, [sound[at : at + 160] for at in range(0, len(sound), 160)]))
        await until(lambda: ears.keys)
        assert ears.keys == "8"

    run(play)


def test_strangers_are_not_heard_and_hold_is_kept(run):
    async def play(engine, ears, caller):
        line = engine.open()
        await talk(engine, line, caller)
        caller.send(line, press("1", 1000))
        await until(lambda: ears.keys)
        stranger = Caller()
        stranger.send(line, press("9", 9000))
        caller.send(line, press("2", 9000))
        await until(lambda: len(ears.keys) > 1)
        stranger.close()
        assert ears.keys == "12"
        engine.talk(line, caller.speech(sends=False), set())
        await asyncio.sleep(0.1)
        count = len(caller.got)
        await asyncio.sleep(0.1)
        assert len(caller.got) == count
        await talk(engine, line, caller)
        await until(lambda: len(caller.got) > count)

    run(play)


def test_a_caller_who_is_gone_is_noticed(run):
    async def play(engine, ears, caller):
        engine.talk(engine.open(), caller.speech(), set())
        await ears.gone.wait()

    run(play, silence=0.2, report_every=0.2)


def test_reports_go_both_ways(run):
    async def play(engine, ears, caller):
        line = engine.open()
        await talk(engine, line, caller)
        for said in spoken(PCMA, [bytes(160)] * 130):
            caller.send(line, [said])
            await asyncio.sleep(0.005)
        count = len(caller.reports)
        await until(lambda: len(caller.reports) > count)
        data = caller.reports[-1]
        (kind, ssrc, [block]), (described, _, _) = rtcp.read(data)
        assert (kind, described) == (rtcp.SENDER, rtcp.DESCRIPTION)
        assert block.ssrc == 5
        assert block.highest >= 128
        # Sound that a filter keeps away is counted as come, give or take what came while it was counted.
        assert abs(block.lost) < 20
        assert line.quality() == Quality(line.packets)
        about = rtcp.Report(ssrc, 0, 7, 500, 16, rtcp.sender_time(data), 0)
        caller.send_report(line, rtcp.receiver_report(5, about) + rtcp.description(5, b"x"))
        await until(lambda: line.quality().lost == 7)
        told = line.quality()
        assert told.jitter_ms == 2.0
        assert 0 <= told.round_trip_ms < 60_000
        engine.close(line)
        assert line.quality().lost == 7
        assert line.quality().sent == line.packets > 0

    run(play, report_every=0.5)


@pytest.mark.parametrize("payload", [PCMA, PCMU])
def test_a_message_is_recorded_while_keys_work(run, payload):
    async def play(engine, ears, caller):
        line, message = engine.open(), bytearray()
        await talk(engine, line, caller, caller.speech(payload))
        caller.send(line, press("1", 1000))
        await until(lambda: ears.keys)
        line.record(message.extend, 60)
        sound = (g711.encode_a if payload == PCMA else g711.encode_mu)(PROMPT)
        quiet = (g711.encode_a if payload == PCMA else g711.encode_mu)(np.zeros(160, np.int16))
        parts = [quiet] * 500 + [sound[at : at + 160] for at in range(0, len(sound), 160)]
        packets = spoken(payload, parts, timestamp=2**32 - 800)
        begun = 0
        while not message:  # it takes a moment until all is let through
            caller.send(line, packets[begun : begun + 1])
            begun += 1
            await asyncio.sleep(0.02)
        for said in packets[498:]:
            if said is not packets[507]:
                caller.send(line, [said])
            await asyncio.sleep(0.01)
        caller.send(line, press("2", 900_000))
        last = parts[-1] if payload == PCMA else parts[-1].translate(g711.MU_TO_A)
        await until(lambda: ears.keys == "12" and bytes(message).endswith(last))
        line.stop_recording()
        heard = g711.decode_a(bytes(message)).astype(int)[-4000:]
        assert np.abs(heard[:1120] - PROMPT[:1120]).max() <= 800
        assert np.abs(heard[1120:1280]).max() <= 8
        assert np.abs(heard[1280:4000] - PROMPT[1280:]).max() <= 800
        length = len(message)
        caller.send(line, packets[:1])
        caller.send(line, press("3", 990_000))
        await until(lambda: ears.keys == "123")
        assert len(message) == length

    run(play)


def five_free_ports():
    """The first of them, an odd one, below those that the kernel gives out by itself and beyond those of other tests."""
    for first in range(25_001 + 6 * random.randrange(1_000), 32_700, 6):
        with ExitStack() as stack, suppress(OSError):
            for port in range(first, first + 5):
                stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)).bind(("127.0.0.1", port))
            return first
    raise AssertionError("No ports are free")


def test_ports_run_out_and_come_back(run):
    lowest = five_free_ports()

    async def play(engine, ears, caller):
        first, second = engine.open(), engine.open()
        assert {first.port % 2, second.port % 2} == {0}
        with pytest.raises(NoPortError):
            engine.open()
        engine.close(first)
        engine.close(first)
        again = engine.open()
        assert again.port == first.port
        await talk(engine, again, caller)
        caller.send(again, press("5", 1))
        await until(lambda: ears.keys)
        assert ears.keys == "5"

    run(play, first_port=lowest, last_port=lowest + 5)


def test_many_calls_at_once(run):
    async def play(engine, ears, caller):
        lines = [engine.open() for _ in range(100)]
        for line in lines:
            engine.talk(line, caller.speech(), set())
            line.play(["chào"])
        await until(lambda: not any(line.speaking for line in lines))
        assert all(line.packets >= 25 for line in lines)
        assert len({line.port for line in lines}) == 100

    run(play)


def test_calls_of_ipv6(run):
    async def play(engine, ears, caller):
        line = engine.open()
        await talk(engine, line, caller)
        caller.send(line, press("6", 1000))
        await until(lambda: ears.keys and caller.got)

    run(play, host="::1")
