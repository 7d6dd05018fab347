"""The agent on sockets: UDP and TCP on one port, timers by the event loop. Runs on asyncio and on uvloop."""

import asyncio
import logging
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from motcua.voice.sip.agent import Agent, Handler, Settings
from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.reading import Framer
from motcua.voice.sip.timers import Timer, Timers
from motcua.voice.sip.ways import Peer

log = logging.getLogger(__name__)
RECEIVE_BUFFER = 16 * 2**20  # a burst of some 10,000 messages; the kernel gives what it is allowed to
MOST_CONNECTIONS = 1_000
IDLE_SECONDS = 600  # a connection without a message, or sign of life, is closed
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
        with suppress(OSError):
            underneath.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)

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


class Connection(asyncio.Protocol):
    transport = "TCP"
    reliable = True

    def __init__(self, agent: Agent, timers: Timers, open_now: set["Connection"]) -> None:
        self._agent, self._timers, self._open = agent, timers, open_now
        self._framer = Framer()
        self._stream: asyncio.Transport | None = None
        self._idle: Timer | None = None
        self._peer: Peer = ("", 0)
        self._pings = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._stream = cast("asyncio.Transport", transport)
        self._peer = transport.get_extra_info("peername")[:2]
        if len(self._open) >= MOST_CONNECTIONS:
            self._stream.abort()
            return
        self._open.add(self)
        self._idle = self._timers.after(IDLE_SECONDS, self.close)

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
            self._agent.message(message, self, self._peer)

    def _live(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = self._timers.after(IDLE_SECONDS, self.close)

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
        self._open.discard(self)
        if self._idle is not None:
            self._idle.cancel()


@dataclass
class Serving:
    """A running agent. `port` is the real one where 0 was asked for."""

    agent: Agent
    port: int
    _datagrams: asyncio.DatagramTransport
    _server: asyncio.Server
    _connections: set[Connection]

    async def stop(self) -> None:
        """Close the sockets at once; to end kindly call `agent.drain` and wait until `agent.calls` is empty."""
        self._datagrams.close()
        self._server.close()
        for connection in list(self._connections):
            connection.close()
        await self._server.wait_closed()


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
    connections: set[Connection] = set()
    for tries_left in reversed(range(1 if settings.port else TRIES)):
        datagrams, _ = await loop.create_datagram_endpoint(
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
    agent.settings = Settings(settings.host, port, settings.most_calls, settings.retry_after, settings.t1)
    return Serving(agent, port, datagrams, server, connections)
