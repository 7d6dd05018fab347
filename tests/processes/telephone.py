"""The telephone's edge on loopback: Kamailio with the shipped configuration, nodes behind it, callers before it."""

import asyncio
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Self

from motcua.conf.bench.telephone.edge import Edge, free_port
from motcua.voice.sip.message import Request, Response
from motcua.voice.sip.reading import Framer, read_datagram
from motcua.voice.sip.tests.table import SDP
from motcua.voice.sip.values import Address

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "deploy" / "kamailio"
PATIENCE = 20
T1 = 0.5


class Node:
    def __init__(self) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "tests.processes.telephone_node", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.hear() == "ready"

    def hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ask(self, what: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        return self.hear()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)

    def close(self) -> None:
        self.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


@contextmanager
def edge_with_nodes(home: Path, *, hosts: str) -> Iterator[tuple[Edge, list[Node]]]:
    with ExitStack() as house:
        nodes = []
        for _ in range(2):
            nodes.append(node := Node())
            house.callback(node.close)
        edge = Edge(home, [node.port for node in nodes], hosts=hosts)
        house.callback(edge.close)
        yield edge, nodes


class Talk:
    """A call that is answered, as its caller keeps it."""

    def __init__(self, ok: Response) -> None:
        self.ok = ok
        self.target = str(Address.read(ok.only("Contact")).uri)
        self.routes = ok.listed("Record-Route")[::-1]
        self.number = 1

    @property
    def node(self) -> int:
        port = Address.read(self.ok.only("Contact")).uri.port
        assert port is not None
        return port


class Caller(asyncio.DatagramProtocol):
    """Calls over UDP from an address of its own, and repeats itself as RFC 3261 wants it; over TLS it needs not."""

    transport = "UDP"

    def __init__(self, edge: Edge, host: str = "127.0.0.1") -> None:
        self.edge, self.host, self.count = edge, host, 0
        self.told: asyncio.Queue[Request] = asyncio.Queue()
        self._waiting: dict[tuple[str, str], asyncio.Future[Response]] = {}

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._wire, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(self.host, 0))
        self.port = self._wire.get_extra_info("sockname")[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._wire.close()
        await asyncio.sleep(0)

    def datagram_received(self, data: bytes, addr: object) -> None:
        self.heard(read_datagram(data))

    def heard(self, message: object) -> None:
        if isinstance(message, Request):
            self.told.put_nowait(message)
        elif isinstance(message, Response) and message.status >= 200:
            waiting = self._waiting.get((message.call_id, str(message.cseq)))
            if waiting is not None and not waiting.done():
                waiting.set_result(message)

    def send(self, message: Request | Response) -> None:
        self._wire.sendto(message.write(), ("127.0.0.1", self.edge.port))

    async def ask(self, request: Request) -> Response:
        """The final answer."""
        loop = asyncio.get_running_loop()
        key = (request.only("Call-ID"), request.only("CSeq"))
        self._waiting[key] = future = loop.create_future()
        pause = T1
        until = loop.time() + PATIENCE
        while not future.done() and loop.time() < until:
            self.send(request)
            if self.transport != "UDP":
                pause = PATIENCE
            await asyncio.wait([future], timeout=pause)
            pause = min(2 * pause, 4)
        assert future.done(), f"no answer to {request.start_line()}"
        return self._waiting.pop(key).result()

    def make(self, method: str, target: str = "sip:1900@edge.example", *, talk: Talk | None = None) -> Request:
        self.count += 1
        mark = f"{self.host}x{self.port}x{self.count}"
        request = Request(method=method, target=talk.target if talk else target)
        request.add("Via", f"SIP/2.0/{self.transport} {self.host}:{self.port};branch=z9hG4bK{mark};rport")
        request.add("Max-Forwards", 70)
        for route in talk.routes if talk else ():
            request.add("Route", route)
        request.add("From", f"<sip:caller@{self.host}>;tag=caller")
        request.add("To", talk.ok.only("To") if talk else "<sip:1900@edge.example>")
        request.add("Call-ID", talk.ok.call_id if talk else mark)
        if talk and method != "ACK":
            talk.number += 1
        request.add("CSeq", f"{talk.number if talk else 1} {method}")
        kind = "" if self.transport == "UDP" else f";transport={self.transport.lower()}"
        request.add("Contact", f"<sip:caller@{self.host}:{self.port}{kind}>")
        return request

    async def call(self) -> Talk | int:
        """A call that talks, or the status that refused it."""
        invite = self.make("INVITE")
        invite.add("Content-Type", "application/sdp")
        invite.body = SDP.encode()
        answer = await self.ask(invite)
        if answer.status == 200:
            talk = Talk(answer)
            self.send(self.make("ACK", talk=talk))
            return talk
        ack = self.make("ACK")
        ack.fields = [
            *invite.fields[:3], ("To", answer.only("To")), ("Call-ID", answer.call_id), ("CSeq", "1 ACK")
        ]  # fmt: skip
        self.send(ack)
        return answer.status

    async def bye(self, talk: Talk) -> int:
        return (await self.ask(self.make("BYE", talk=talk))).status


class TlsCaller(Caller):
    transport = "TLS"

    async def __aenter__(self) -> Self:
        trust = ssl.create_default_context(cafile=str(self.edge.certificate))
        trust.minimum_version = ssl.TLSVersion.TLSv1_2
        place = ("127.0.0.1", self.edge.port + 1)
        self._reader, self._writer = await asyncio.open_connection(*place, ssl=trust, server_hostname="localhost")
        self.port = self._writer.get_extra_info("sockname")[1]
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()
        with suppress(ConnectionError, ssl.SSLError):
            await self._writer.wait_closed()
        await self._listening

    async def _listen(self) -> None:
        framer = Framer()
        with suppress(ConnectionError, ssl.SSLError):
            while data := await self._reader.read(65_536):
                for message in framer.feed(data):
                    self.heard(message)

    def send(self, message: Request | Response) -> None:
        self._writer.write(message.write())
