"""The agent on sockets: UDP and TCP on one port, timers by the event loop. Runs on asyncio and on uvloop."""

import asyncio
import logging
import socket
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, cast

from motcua.voice.sip.agent import Agent, Handler, Settings
from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.reading import Framer
from motcua.voice.sip.sources import Verdict
from motcua.voice.sip.timers import Timer, Timers
from motcua.voice.sip.trunk import Account, Changed, Registration
from motcua.voice.sip.ways import Peer, Way

log = logging.getLogger(__name__)
RECEIVE_BUFFER = 16 * 2**20  # a burst of some 10,000 messages; the kernel gives what it is allowed to
_RECEIVE_BUFFER_FORCE = 33
MOST_CONNECTIONS = 1_000
MOST_CONNECTIONS_A_HOST = 50
SILENT_SECONDS = 30  # a connection that has never brought a message is closed
IDLE_SECONDS = 600  # so is one without a message, or sign of life, for so long
MOST_UNSENT = 2**20  # bytes that a peer which doesn't read may hold here


class Datagrams(asyncio.DatagramProtocol):
    transport = "UDP"
    reliable = False

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._socket: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._socket = cast("asyncio.DatagramTransport", transport)
        underneath = transport.get_extra_info("socket")
        # As root beyond what the kernel allows others; the constant is Linux's, which Python doesn't name.
        for option in (_RECEIVE_BUFFER_FORCE, socket.SO_RCVBUF):
            with suppress(OSError):
                underneath.setsockopt(socket.SOL_SOCKET, option, RECEIVE_BUFFER)
                return

    @property
    def family(self) -> int:
        """Of which kind the addresses are that this socket can reach."""
        assert self._socket is not None
        return int(self._socket.get_extra_info("socket").family)

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        self._agent.datagram(data, self, (addr[0], addr[1]))

    def error_received(self, exc: Exception) -> None:
        """A peer's host said that nobody listens; its transactions run out by themselves."""

    def send(self, data: bytes, peer: Peer) -> None:
        if self._socket is not None and not self._socket.is_closing():
            try:
                self._socket.sendto(data, peer)
            except (OSError, ValueError):
                log.debug("A message could not be sent")


class Connections:
    """All that are open. One host may not take every one; the proxy in front and the trunks may."""

    def __init__(self, trusts: Callable[[str], bool]) -> None:
        self.open: set[Connection] = set()
        self._of_host: Counter[str] = Counter()
        self._trusts = trusts

    def take(self, connection: "Connection") -> bool:
        """Whether there is room for it."""
        of_host = self._of_host.get(connection.host, 0)
        if len(self.open) >= MOST_CONNECTIONS or (
            of_host >= MOST_CONNECTIONS_A_HOST and not self._trusts(connection.host)
        ):
            return False
        self.open.add(connection)
        self._of_host[connection.host] = of_host + 1
        return True

    def forget(self, connection: "Connection") -> None:
        if connection in self.open:
            self.open.remove(connection)
            self._of_host[connection.host] -= 1
            if not self._of_host[connection.host]:
                del self._of_host[connection.host]


class Connection(asyncio.Protocol):
    transport = "TCP"
    reliable = True

    def __init__(self, agent: Agent, timers: Timers, open_now: "Connections") -> None:
        self._agent, self._timers, self._open = agent, timers, open_now
        self._framer = Framer()
        self._stream: asyncio.Transport | None = None
        self._idle: Timer | None = None
        self._live_until = timers.now() + SILENT_SECONDS
        self._peer: Peer = ("", 0)
        self._pings = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._stream = cast("asyncio.Transport", transport)
        self._peer = transport.get_extra_info("peername")[:2]
        if not self._open.take(self):
            self._stream.abort()
            return
        self._idle = self._timers.after(SILENT_SECONDS, self._look)

    @property
    def host(self) -> str:
        return self._peer[0]

    def data_received(self, data: bytes) -> None:
        try:
            messages = self._framer.feed(data)
        except MalformedError as error:
            self._agent.flawed(error, self, self._peer)
            self.close()
            return
        if self._framer.pings != self._pings:
            self._pings = self._framer.pings
            self.send(b"\r\n", self._peer)
            self._live()
        for message in messages:
            self._live()
            if self._agent.sources.spend(self.host) is Verdict.SHUT:
                self.close()
                return
            self._agent.message(message, self, self._peer)

    def _live(self) -> None:
        self._live_until = self._timers.now() + IDLE_SECONDS

    def _look(self) -> None:
        """Close what has been silent too long. The time is noted with each message, and looked at seldom."""
        left = self._live_until - self._timers.now()
        if left <= 0:
            self.close()
        else:
            self._idle = self._timers.after(left, self._look)

    def send(self, data: bytes, peer: Peer) -> None:  # noqa: ARG002 - a connection has one peer
        if self._stream is None or self._stream.is_closing():
            return
        if self._stream.get_write_buffer_size() > MOST_UNSENT:
            self._stream.abort()
            return
        self._stream.write(data)

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self._open.forget(self)
        if self._idle is not None:
            self._idle.cancel()


@dataclass
class Serving:
    """A running agent. `port` is the real one where 0 was asked for."""

    agent: Agent
    port: int
    _datagrams: asyncio.DatagramTransport
    _channel: Datagrams
    _server: asyncio.Server
    _connections: Connections

    def register(self, account: Account, changed: Changed) -> Registration:
        """Keep an account registered with its carrier until it is told to `stop`; `changed` hears how it goes."""
        resolver = _Resolver(self._channel, account)
        return Registration(self.agent.table, self.agent.settings.sent_by, account, resolver.locate, changed)

    async def stop(self) -> None:
        """Close the sockets at once; to end kindly call `agent.drain` and wait until `agent.calls` is empty."""
        self._datagrams.close()
        self._server.close()
        for connection in list(self._connections.open):
            connection.close()
        await self._server.wait_closed()


class _Resolver:
    """Finds a carrier's registrar, asking the name server beside the event loop, never in it."""

    def __init__(self, channel: Datagrams, account: Account) -> None:
        self._channel, self._account = channel, account
        self._asking: set[asyncio.Task[None]] = set()

    def locate(self, found: Callable[[Way | None], None]) -> None:
        task = asyncio.get_running_loop().create_task(self._ask(found))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _ask(self, found: Callable[[Way | None], None]) -> None:
        try:
            places = await asyncio.get_running_loop().getaddrinfo(
                self._account.host, self._account.port, family=self._channel.family, type=socket.SOCK_DGRAM
            )
        except OSError:
            found(None)
        else:
            found(Way(self._channel, (str(places[0][4][0]), self._account.port)))


class _Alarm:
    """Wakes `Timers` by one call of the event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._handle: asyncio.TimerHandle | None = None
        self.timers = Timers(self._loop.time, self._wake)

    def _wake(self, moment: float) -> None:
        if self._handle is not None:
            self._handle.cancel()
        self._handle = self._loop.call_at(moment, self.timers.run)


TRIES = 5
"""Where any port will do: what is free for UDP may be in use for TCP."""


async def serve(handler: Handler, settings: Settings, *, bind: str = "") -> Serving:
    """Listen on UDP and TCP at `settings.port`; `bind` is the address, by default the one that callers use."""
    loop = asyncio.get_running_loop()
    address = bind or settings.host.strip("[]")
    timers = _Alarm().timers
    agent = Agent(handler, settings, timers)
    connections = Connections(agent.sources.trusts)
    for tries_left in reversed(range(1 if settings.port else TRIES)):
        datagrams, channel = await loop.create_datagram_endpoint(
            lambda: Datagrams(agent), local_addr=(address, settings.port)
        )
        port = datagrams.get_extra_info("sockname")[1]
        try:
            server = await loop.create_server(lambda: Connection(agent, timers, connections), address, port)
            break
        except OSError:
            datagrams.close()
            if not tries_left:
                raise
    agent.settings = replace(settings, port=port)
    return Serving(agent, port, datagrams, channel, server, connections)
