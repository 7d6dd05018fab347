"""The agent on real sockets of asyncio and uvloop: datagrams, a stream in pieces, flaws, and sipp as the other end."""

import asyncio
import shutil
import socket
import subprocess
from contextlib import asynccontextmanager, suppress

import pytest
import uvloop

from motcua.voice.sip import serving
from motcua.voice.sip.agent import Settings
from motcua.voice.sip.message import Response
from motcua.voice.sip.reading import Framer
from motcua.voice.sip.serving import serve
from motcua.voice.sip.tests.table import SDP, Answering, request

SCENARIO_LIMIT = 30


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def run(request):
    def run(main):
        with asyncio.Runner(loop_factory=request.param) as runner:
            return runner.run(asyncio.wait_for(main, SCENARIO_LIMIT))

    return run


@asynccontextmanager
async def serving_on(host="127.0.0.1", bind=""):
    handler = Answering()
    running = await serve(handler, Settings(host, port=0), bind=bind)
    try:
        yield running, handler
    finally:
        await running.stop()
        await asyncio.sleep(0.01)  # the loop closes sockets in its next turn


@asynccontextmanager
async def connected(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def receive(reader, framer, count):
    messages = []
    while len(messages) < count:
        data = await reader.read(65_536)
        assert data, "the other end closed"
        messages += framer.feed(data)
    return messages


def test_a_call_over_a_stream_in_pieces(run):
    async def main():
        async with serving_on() as (running, _), connected(running.port) as (reader, writer):
            framer = Framer()
            for letter in request(body=SDP).encode():
                writer.write(bytes([letter]))
                await writer.drain()
            _, ok = await receive(reader, framer, 2)
            assert ok.first("Contact") == f"<sip:127.0.0.1:{running.port};transport=tcp>"
            writer.write((request("ACK", branch="a2", of=ok) + request("BYE", number=2, branch="b", of=ok)).encode())
            (bye,) = await receive(reader, framer, 1)
            assert (bye.status, bye.cseq.method) == (200, "BYE")
            assert running.agent.calls == {}
            writer.write(b"\r\n\r\n")
            assert await reader.read(10) == b"\r\n"
            writer.write(b"OPTIONS nonsense\r\n\r\n")
            assert await reader.read() == b""

    run(main())


def test_a_call_by_datagrams_over_ipv6(run):
    async def main():
        async with serving_on("[::1]") as (running, _):
            with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as peer:
                peer.setblocking(False)  # noqa: FBT003
                peer.connect(("::1", running.port))
                peer.send(b"\r\n\r\n")
                peer.send(b"nonsense of some length")
                peer.send(request("OPTIONS").replace("192.0.2.1:5060;branch", "[2001:db8::1]:5060;branch").encode())
                data = await asyncio.get_running_loop().sock_recv(peer, 65_536)
                (answer,) = Framer().feed(data)
                assert isinstance(answer, Response)
                assert answer.status == 200
                assert answer.via.parameters["received"] == "::1"

    run(main())


def test_connections_are_limited(run, monkeypatch):
    monkeypatch.setattr(serving, "MOST_CONNECTIONS", 1)

    async def main():
        async with serving_on() as (running, _), connected(running.port) as (first, writer):
            writer.write(request("OPTIONS").encode())
            assert (await receive(first, Framer(), 1))[0].status == 200
            async with connected(running.port) as (second, _):
                with suppress(ConnectionResetError):
                    assert await second.read() == b""

    run(main())


def sipp(port, transport):
    """Fifty calls in ten seconds by sipp's own scenario of a caller: INVITE, ACK, talk, BYE."""
    assert shutil.which("sipp"), "sudo apt-get install -y sip-tester"
    command = ["sipp", f"127.0.0.1:{port}", "-sn", "uac", "-i", "127.0.0.1", "-t", transport, "-r", "7", "-m", "50"]
    command += ["-l", "50", "-d", "2000", "-nostdin", "-timeout", "25", "-timeout_error"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"TERM": "xterm"}, timeout=28)


@pytest.mark.parametrize("transport", ["u1", "t1"])
@pytest.mark.process
def test_fifty_calls_of_sipp(transport):
    async def main():
        async with serving_on() as (running, handler):
            done = await asyncio.to_thread(sipp, running.port, transport)
            assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
            assert len(handler.calls) == 50
            assert running.agent.calls == {}

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(asyncio.wait_for(main(), SCENARIO_LIMIT))
