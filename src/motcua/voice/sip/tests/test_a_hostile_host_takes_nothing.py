"""Floods: who sends too much gets 503, then nothing; the calls of all others go on."""

import asyncio
import os
import socket
import time
from contextlib import suppress

import pytest
import uvloop

from motcua.voice.sip import serving, sources
from motcua.voice.sip.agent import Settings
from motcua.voice.sip.message import Response
from motcua.voice.sip.reading import read_datagram
from motcua.voice.sip.serving import serve
from motcua.voice.sip.sources import Rate, Sources, Verdict
from motcua.voice.sip.tests.table import SDP, Answering, Table, request

SLOW = Rate(messages=10, burst=20, trusted=frozenset({"127.0.0.1"}))
HOSTILE = ("198.51.100.66", 5060)
LIMIT = 40


def judge(rate=SLOW):
    now = [0.0]
    return Sources(rate, lambda: now[0], 100), now


def test_a_bucket_runs_dry_and_fills_again():
    judged, now = judge()
    first = [judged.spend("a") for _ in range(60)]
    assert first == [Verdict.FREE] * 20 + [Verdict.STRAINED] * 20 + [Verdict.SHUT] * 20
    assert judged.strained("a")
    assert judged.spend("b") is Verdict.FREE
    now[0] += 1
    assert [judged.spend("a") for _ in range(11)] == [Verdict.STRAINED] * 10 + [Verdict.SHUT]
    now[0] += 4
    assert judged.spend("a") is Verdict.FREE
    assert not judged.strained("a")


def test_a_constant_flood_is_let_through_at_the_rate():
    judged, now = judge()
    passed = 0
    for _ in range(50_000):
        now[0] += 1 / 5_000
        passed += judged.spend("a") is not Verdict.SHUT
    assert 100 <= passed <= 2 * 20 + 10 * 10 + 1


def test_networks_and_trust():
    judged, _ = judge()
    for _ in range(60):
        assert judged.spend("127.0.0.1") is judged.spend("::ffff:127.0.0.1") is Verdict.FREE
        judged.spend("2001:db8::1")
        judged.spend("::ffff:192.0.2.1")
    assert judged.spend("2001:db8::ffff:2") is Verdict.SHUT
    assert judged.spend("2001:db8:0:1::1") is Verdict.FREE
    assert judged.spend("192.0.2.1") is Verdict.SHUT
    assert judged.spend("192.0.2.2") is Verdict.FREE


def test_forged_addresses_take_no_more_memory(monkeypatch):
    monkeypatch.setattr(sources, "MOST_SOURCES", 100)
    judged, _ = judge()
    for _ in range(60):
        judged.spend("loud")
    for number in range(10_000):
        judged.spend(f"10.0.{number // 250}.{number % 250}")
        judged.spend("loud")
    assert len(judged) == 100
    assert judged.spend("loud") is Verdict.SHUT


def test_new_calls_are_refused_and_running_ones_served():
    table = Table(rate=SLOW)
    table.receive(request(body=SDP), HOSTILE)
    ok = table.last
    table.receive(request("ACK", branch="k", of=ok), HOSTILE)
    for number in range(25):
        table.receive(request("BYE", call_id=f"no{number}", branch=f"n{number}"), HOSTILE)
    assert table.receive(request(body=SDP, call_id="two", branch="t"), HOSTILE) == [503]
    assert table.last.first("Retry-After") == "10"
    assert table.receive(request("OPTIONS", call_id="three", branch="o"), HOSTILE) == [503]
    assert table.receive(request(body=SDP, call_id="four", branch="f"), ("198.51.100.7", 5060)) == [100, 200]
    assert table.receive(request("BYE", number=2, branch="b", of=ok), HOSTILE) == [200]
    for number in range(25):
        table.receive(request("BYE", call_id=f"no{number}", branch=f"n{number}"), HOSTILE)
    assert table.receive(request("OPTIONS", call_id="five", branch="p"), HOSTILE) == []
    table.pass_time(10)
    assert 200 in table.receive(request("OPTIONS", call_id="six", branch="q"), HOSTILE)


def test_one_host_has_its_share_of_the_calls_and_no_more():
    """Whoever calls at a lawful pace and never hangs up would otherwise have all of them within a minute."""
    table = Table(most_calls=400, rate=Rate(messages=1e6, burst=1e6))

    def calls(number, peer):
        return table.receive(request(body=SDP, call_id=f"c{number}", branch=f"s{number}"), peer)[-1]

    assert [calls(number, HOSTILE) for number in range(60)] == [200] * 40 + [503] * 20
    assert table.receive(request("OPTIONS", call_id="asks", branch="o"), HOSTILE) == [200]
    assert [calls(number, ("198.51.100.7", 5060)) for number in range(100, 140)] == [200] * 40
    assert [calls(number, ("127.0.0.1", 5060)) for number in range(200, 460)] == [200] * 260
    table.pass_time(120)  # nobody has confirmed them: they are over
    assert not table.agent.calls
    assert not table.agent.sources._calls
    assert calls(500, HOSTILE) == 200


def test_a_small_telephone_lets_one_host_have_a_few():
    table = Table(most_calls=50, rate=Rate(messages=1e6, burst=1e6))
    said = [table.receive(request(body=SDP, call_id=f"c{n}", branch=f"s{n}"), HOSTILE)[-1] for n in range(25)]
    assert said == [200] * 20 + [503] * 5


def test_a_call_opens_no_end_of_transactions(monkeypatch):
    monkeypatch.setattr("motcua.voice.sip.agent._SPARE_TRANSACTIONS", 20)
    table = Table(most_calls=5, rate=Rate(messages=1e6, burst=1e6))
    table.receive(request(body=SDP))
    ok = table.last
    table.receive(request("ACK", branch="k", of=ok))
    said = [table.receive(request("UPDATE", number=1, branch=f"u{i}", of=ok)) for i in range(200)]
    assert said[-1] == [503]
    assert len(table.agent.table.servers) <= 40
    assert table.pass_time(40) == []
    assert table.receive(request("BYE", number=2, branch="b", of=ok)) == [200]


def test_short_calls_in_quick_succession_all_end(monkeypatch):
    """Each leaves two transactions for half a minute; a caller who hangs up is always heard."""
    monkeypatch.setattr("motcua.voice.sip.agent._SPARE_TRANSACTIONS", 20)
    table = Table(most_calls=5, rate=Rate(messages=1e6, burst=1e6))
    for number in range(100):
        assert table.receive(request(body=SDP, call_id=f"c{number}", branch=f"s{number}"))[-1] == 200
        ok = table.last
        table.receive(request("ACK", branch=f"k{number}", of=ok, call_id=f"c{number}"))
        assert table.receive(request("BYE", number=2, branch=f"b{number}", of=ok, call_id=f"c{number}")) == [200]
        assert not table.agent.calls


def test_one_host_cannot_take_every_connection(monkeypatch):
    monkeypatch.setattr(serving, "MOST_CONNECTIONS_A_HOST", 3)
    monkeypatch.setattr(serving, "SILENT_SECONDS", 1)
    hostile = f"127.7.{os.getpid() % 250}.3"

    async def play(running, handler):
        async def connect(host):
            return await asyncio.open_connection("127.0.0.1", running.port, local_addr=(host, 0))

        taken = [await connect(hostile) for _ in range(3)]
        reader, refused = await connect(hostile)
        with suppress(ConnectionResetError):
            assert await reader.read() == b""
        others = [await connect("127.0.0.1") for _ in range(5)]
        others[4][1].write(request("OPTIONS").encode())
        assert (await others[4][0].readline()).startswith(b"SIP/2.0 200")
        # Those that bring nothing are closed; the one that brought a message stays.
        for reader, _ in taken:
            assert await reader.read() == b""
        await asyncio.sleep(0)
        again, writer = await connect(hostile)
        writer.write(request("OPTIONS").encode())
        assert (await again.readline()).startswith(b"SIP/2.0 200")
        assert not others[4][0].at_eof()
        for _, open_writer in [*taken, *others, (reader, refused), (again, writer)]:
            open_writer.close()
            with suppress(ConnectionError):
                await open_writer.wait_closed()

    run(play)


def run(play, **settings):
    async def main():
        handler = Answering()
        running = await serve(handler, Settings("127.0.0.1", port=0, **settings))
        try:
            await play(running, handler)
        finally:
            await running.stop()
            await asyncio.sleep(0.01)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(asyncio.wait_for(main(), LIMIT))


class Peer:
    def __init__(self, host, port):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((host, 0))
        self.socket.connect(("127.0.0.1", port))
        self.socket.setblocking(False)  # noqa: FBT003

    def send(self, text):
        with suppress(BlockingIOError):
            self.socket.send(text.encode())

    async def ask(self, text, call_id):
        """The final answer; what gets none for a while is sent again, as RFC 3261 wants it."""
        while True:
            self.send(text)
            with suppress(TimeoutError):
                return await asyncio.wait_for(self._final(call_id), 2)

    async def _final(self, call_id):
        while True:
            message = read_datagram(await asyncio.get_running_loop().sock_recv(self.socket, 65_536))
            if isinstance(message, Response) and message.call_id == call_id and message.status >= 200:
                return message


async def flood(peer, seconds, rate):
    """New calls at a rate; returns how many were sent."""
    sent, began = 0, time.monotonic()
    while time.monotonic() < began + seconds:
        while sent < (time.monotonic() - began) * rate:
            peer.send(request(body=SDP, branch=f"f{sent}", call_id=f"flood{sent}"))
            sent += 1
        with suppress(BlockingIOError):
            while True:
                peer.socket.recv(65_536)
        await asyncio.sleep(0.002)
    return sent


@pytest.mark.parametrize("known", [False, True], ids=["a stranger", "the trunk, above the limit"])
def test_calls_live_through_a_flood(known):
    """Calls are begun, kept and ended beside it; of the flood's own calls none is let in above the limit."""
    hostile = "127.0.0.1" if known else f"127.7.{os.getpid() % 250}.4"
    rate = Rate(messages=20, burst=40)

    async def play(running, handler):
        loud, caller = Peer(hostile, running.port), Peer("127.0.0.1", running.port)
        kept = []
        for i in range(10):
            kept.append(await caller.ask(request(body=SDP, branch=f"c{i}", call_id=f"kept{i}"), f"kept{i}"))
            caller.send(request("ACK", branch=f"k{i}", call_id=f"kept{i}", of=kept[-1]))
        flooding = asyncio.create_task(flood(loud, 2.0, 2_500))
        for round_ in range(2, 12):
            for i, ok in enumerate(kept):
                update = request("UPDATE", number=round_, branch=f"u{round_}x{i}", call_id=f"kept{i}", of=ok)
                said = await caller.ask(update, f"kept{i}")
                assert (said.status, said.cseq.number) == (200, round_)
            await asyncio.sleep(0.1)
        assert await flooding > 1_000
        if known:
            assert len(running.agent.calls) == 10
        else:
            assert len(handler.calls) <= 10 + rate.burst + 3 * rate.messages
        for i, ok in enumerate(kept):
            bye = request("BYE", number=20, branch=f"b{i}", call_id=f"kept{i}", of=ok)
            assert (await caller.ask(bye, f"kept{i}")).status == 200
        loud.socket.close()
        caller.socket.close()

    run(play, rate=rate, **({"most_calls": 10} if known else {}))
