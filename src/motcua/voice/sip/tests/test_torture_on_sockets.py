"""Messages of RFC 4475's kinds against an agent on real sockets: each is answered as it should be, and the agent serves on."""

import asyncio
import gc
import os
import socket
import tracemalloc
from contextlib import suppress
from pathlib import Path

import uvloop

from motcua.voice.sip.agent import Settings
from motcua.voice.sip.reading import Framer
from motcua.voice.sip.serving import serve
from motcua.voice.sip.sources import Rate
from motcua.voice.sip.tests.messages import LAWFUL, MALFORMED
from motcua.voice.sip.tests.table import request
from motcua.voice.sip.timers import FEW, Timers

LIMIT = 60
ROUNDS = 4
FOLDER = os.environ.get("MOTCUA_SIP_TORTURE", "")
# No answer: nobody can be told, or more of the message has yet to come.
UNANSWERED = {
    "empty",
    "empty parameters of Via",
    "a port above all",
    "a status above all",
    "a status line in two",
    "long headers",
}
SAID = (
    dict.fromkeys(LAWFUL, [100, 486])  # noqa: RUF024
    | {"an odd method": [501], "an unknown scheme": [416]}
    | {"bytes behind the body": [415]}
)
SAID |= {name: [] if name in UNANSWERED else [status] for name, (_, status) in MALFORMED.items()}
# RFC 4475 itself. What is refused for two reasons may be refused for either; responses are dropped.
RFC = {
    "badaspec": 400, "badbranch": 200, "baddate": 486, "baddn": 400, "badinv01": None, "badvers": 505, "bcast": None,
    "bext01": 420, "bigcode": None, "clerr": 400, "cparam01": 405, "cparam02": 405, "dblreq": 405, "esc01": 486,
    "esc02": 501, "escnull": 405, "escruri": 400, "insuf": 400, "intmeth": 501, "inv2543": 486, "invut": 415,
    "longreq": 486, "ltgtruri": 400, "lwsdisp": 200, "lwsruri": 400, "lwsstart": 400, "mcl01": 400, "mismatch01": 400,
    "mismatch02": 400, "mpart01": 405, "multi01": 400, "ncl": 400, "noreason": None, "novelsc": 416, "quotbal": 400,
    "regaut01": 405, "regbadct": 400, "regescrt": 405, "scalar02": 400, "scalarlg": None, "sdp01": 406, "semiuri": 200,
    "transports": 200, "trws": 400, "unkscm": 416, "unksm2": 405, "unreason": None, "wsinv": 481, "zeromf": 200,
}  # fmt: skip

ELSEWHERE = {"quotbal"}  # wants its answer at another port than the peer's


class Busy:
    """Refuses every call, so that nothing has to be sent to the addresses that the messages name."""

    def offered(self, call):
        call.refuse(486)

    def talking(self, call):
        raise AssertionError

    def ended(self, call, cause):
        pass


class Peer:
    """A peer at a loopback address of its own, so that it can have port 5060, where answers without `rport` go."""

    def __init__(self, port):
        self.to = ("127.0.0.1", port)
        self.host = f"127.{os.getpid() % 250 + 2}.{os.getpid() // 250 % 250}.2"
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((self.host, 5060))
        self.socket.setblocking(False)  # noqa: FBT003
        self.probes = 0

    async def by_datagram(self, data):
        """The statuses that came until a probe sent afterwards is answered; repetitions aside."""
        with suppress(BlockingIOError):
            while True:  # repetitions of earlier refusals
                self.socket.recv(65_536)
        self.probes += 1
        probe = request("OPTIONS", branch=f"probe{self.probes}", call_id="probe").encode()
        self.socket.sendto(data, self.to)
        self.socket.sendto(probe, self.to)
        seen = []
        while not seen or b"z9hG4bKprobe%d;" % self.probes not in seen[-1]:
            try:
                said = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(self.socket, 65_536), 2)
            except TimeoutError:
                self.socket.sendto(probe, self.to)  # a datagram may be lost on a busy machine
                continue
            if said not in seen:
                seen.append(said)
        assert seen.pop().startswith(b"SIP/2.0 200 ")
        return [int(said.split()[1]) for said in seen if b"z9hG4bKprobe" not in said]

    async def by_stream(self, data):
        """The statuses that came until the agent closed."""
        reader, writer = await asyncio.open_connection(*self.to)
        writer.write(data)
        writer.write_eof()
        with suppress(ConnectionResetError):
            said = await reader.read()
        writer.close()
        return [message.status for message in Framer().feed(said)]


def run(play, **settings):
    async def main():
        running = await serve(Busy(), Settings("127.0.0.1", port=0, rate=Rate(1e6, 1e6), **settings))
        peer = Peer(running.port)
        try:
            await play(running, peer)
        finally:
            peer.socket.close()
            await running.stop()
            await asyncio.sleep(0.01)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(asyncio.wait_for(main(), LIMIT))


def fresh(data, mark):
    """The same as another transaction of another call."""
    return data.replace(b"z9hG4bKa1", b"z9hG4bK" + mark).replace(b"one@", mark + b"@")


def messages():
    return LAWFUL | {name: data for name, (data, _) in MALFORMED.items()}


def test_each_is_answered_or_dropped_on_datagrams():
    async def play(running, peer):
        said = {
            name: await peer.by_datagram(fresh(data, b"u%d" % i)) for i, (name, data) in enumerate(messages().items())
        }
        assert said == SAID
        assert running.agent.calls == {}

    run(play)


def test_each_is_answered_or_dropped_on_a_stream():
    """On a stream the length must be told and cannot lie; what would follow is waited for until the end."""

    async def play(running, peer):
        expected = SAID | {"no blank line": [], "no length": [400], "more length than body": []}
        said = {
            name: await peer.by_stream(fresh(data, b"t%d" % i)) for i, (name, data) in enumerate(messages().items())
        }
        assert said == expected
        assert await peer.by_stream(request("OPTIONS").encode()) == [200]

    run(play)


def files():
    return {path.stem: path.read_bytes() for path in sorted(Path(FOLDER).glob("*.dat"))} if FOLDER else {}


def test_messages_of_rfc_4475_on_datagrams():
    async def play(running, peer):
        said = {name: await peer.by_datagram(data) for name, data in files().items() if name in RFC}
        last = {name: statuses[-1] if statuses else None for name, statuses in said.items()}
        assert last == {name: RFC[name] for name in said} | dict.fromkeys(ELSEWHERE & said.keys())

    run(play)


def test_messages_of_rfc_4475_on_a_stream():
    async def play(running, peer):
        for name, data in files().items():
            statuses = await peer.by_stream(data)
            assert statuses[-1:] in ([], [RFC.get(name)]) or statuses == [400], name
        assert await peer.by_stream(request("OPTIONS").encode()) == [200]

    run(play)


def test_rounds_of_torture_leave_nothing_behind():
    torture = [*messages().values(), *files().values()]

    async def rounds(running, peer, count, mark):
        for number in range(count):
            for i, data in enumerate(torture):
                await peer.by_datagram(fresh(data, b"%s%dx%d" % (mark, number, i)))
            for i, data in enumerate(torture):
                await peer.by_stream(fresh(data, b"%s%dy%d" % (mark, number, i)))
        while running.agent.table.servers:
            await asyncio.sleep(0.02)
        gc.collect()

    async def play(running, peer):
        await rounds(running, peer, 2, b"w")
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        await rounds(running, peer, ROUNDS, b"r")
        grown = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
        assert grown < 200_000
        assert len(running.agent.table.timers) < FEW

    run(play, t1=0.02)


def test_cancelled_timers_do_not_pile_up():
    fired = []
    now = [0.0]
    timers = Timers(lambda: now[0], lambda _: None)
    kept = [timers.after(i, lambda i=i: fired.append(i)) for i in range(10)]
    for _ in range(50_000):
        timers.after(1800, lambda: fired.append("never")).cancel()
        assert len(timers) <= 2 * FEW + len(kept)
    kept[3].cancel()
    now[0] = 2000.0
    timers.run()
    assert fired == [0, 1, 2, 4, 5, 6, 7, 8, 9]
    assert len(timers) == 0
