"""Transactions (RFC 3261 §17, RFC 6026): a request is worked once, its answer repeated as long as the peer may ask."""

import secrets
from collections.abc import Callable
from enum import Enum, auto

from motcua.voice.sip.message import Request, Response
from motcua.voice.sip.replies import FINAL, REFUSED
from motcua.voice.sip.timers import LIFETIME, T1, T2, T4, Timer, Timers
from motcua.voice.sip.values import MAGIC_COOKIE
from motcua.voice.sip.ways import Way

Key = tuple[str, ...]


def key_of(request: Request, method: str | None = None) -> Key:
    """What tells a retransmission from a new request (RFC 3261 §17.2.3).

    `method`: whose transaction is meant; an ACK or CANCEL asks for its INVITE's.
    """
    via = request.via
    method = method or request.method
    if via.branch is not None:
        return (via.branch, via.host.lower(), str(via.port or ""), method)
    return (request.call_id, request.sender.tag or "", str(request.cseq.number), str(via), method)


def merged_key(request: Request) -> Key:
    """The same for a request that reached here twice by different ways (RFC 3261 §8.2.2.2)."""
    return (request.call_id, request.sender.tag or "", str(request.cseq))


class State(Enum):
    PROCEEDING = auto()
    COMPLETED = auto()
    CONFIRMED = auto()
    ACCEPTED = auto()
    TERMINATED = auto()


class Server:
    """A request that came, and its answer."""

    __slots__ = ("_interval", "_last", "_repeat", "_table", "invite", "key", "merged", "state", "way")

    def __init__(self, table: "Table", request: Request, way: Way) -> None:
        self._table = table
        self.key = key_of(request)
        self.merged = merged_key(request)
        self.invite = request.method == "INVITE"
        self.way = way
        self.state = State.PROCEEDING
        self._last: bytes | None = None
        self._repeat: Timer | None = None
        self._interval = table.t1

    def respond(self, response: Response) -> bytes:
        """Send it; returns its bytes. A 2xx to an INVITE is repeated by the call, not from here (§13.3.1.4)."""
        data = response.write()
        self.way.send(data)
        self._last = data
        if response.status >= FINAL:
            self._finish(response.status)
        return data

    def _finish(self, status: int) -> None:
        timers, lifetime = self._table.timers, LIFETIME * self._table.t1
        if self.invite and status < REFUSED:
            self.state, self._last = State.ACCEPTED, None
            timers.after(lifetime, self.end)  # Timer L: the peer's retransmissions are absorbed
        elif self.invite:
            self.state = State.COMPLETED
            timers.after(lifetime, self._give_up)  # Timer H
            if not self.way.channel.reliable:
                self._repeat = timers.after(self._interval, self._again)  # Timer G
        else:
            self.state = State.COMPLETED
            timers.after(0 if self.way.channel.reliable else lifetime, self.end)  # Timer J

    def _again(self) -> None:
        self.retransmitted()
        self._interval = min(2 * self._interval, T2)
        self._repeat = self._table.timers.after(self._interval, self._again)

    def retransmitted(self) -> None:
        """The request came again: so does the answer."""
        if self._last is not None and self.state in {State.PROCEEDING, State.COMPLETED}:
            self.way.send(self._last)

    def acknowledged(self) -> None:
        """The ACK of a refusal (RFC 3261 §17.2.1); later ones are absorbed for T4."""
        if self.state is State.COMPLETED:
            self.state = State.CONFIRMED
            self._stop()
            self._table.timers.after(0 if self.way.channel.reliable else T4, self.end)  # Timer I

    def _give_up(self) -> None:
        if self.state is State.COMPLETED:
            self.end()

    def end(self) -> None:
        self._stop()
        self.state = State.TERMINATED
        self._table.forget(self)

    def _stop(self) -> None:
        if self._repeat is not None:
            self._repeat.cancel()
            self._repeat = None


class Client:
    """A request of ours within a call, never an INVITE (RFC 3261 §17.1.2). `done` gets the answer, or None."""

    __slots__ = ("_branch", "_data", "_done", "_interval", "_proceeding", "_table", "_timers", "_way")

    def __init__(
        self, table: "Table", branch: str, data: bytes, way: Way, done: Callable[[Response | None], None]
    ) -> None:
        self._table, self._branch, self._data, self._way, self._done = table, branch, data, way, done
        self._interval = table.t1
        self._proceeding = False
        self._timers = [table.timers.after(LIFETIME * table.t1, lambda: self._finish(None))]  # Timer F
        if not way.channel.reliable:
            self._timers.append(table.timers.after(self._interval, self._again))  # Timer E
        way.send(data)

    def _again(self) -> None:
        self._way.send(self._data)
        self._interval = T2 if self._proceeding else min(2 * self._interval, T2)
        self._timers[1] = self._table.timers.after(self._interval, self._again)

    def answered(self, response: Response) -> None:
        if response.status < FINAL:
            self._proceeding = True
        else:
            self._finish(response)

    def _finish(self, response: Response | None) -> None:
        if self._table.clients.pop(self._branch, None) is not None:
            for timer in self._timers:
                timer.cancel()
            self._done(response)


class Table:
    """All transactions that live."""

    def __init__(self, timers: Timers, t1: float = T1) -> None:
        self.timers = timers
        self.t1 = t1
        self.servers: dict[Key, Server] = {}
        self.merged: dict[Key, Server] = {}
        self.clients: dict[str, Client] = {}

    def open(self, request: Request, way: Way) -> Server:
        server = Server(self, request, way)
        self.servers[server.key] = server
        self.merged.setdefault(server.merged, server)
        return server

    def forget(self, server: Server) -> None:
        self.servers.pop(server.key, None)
        if self.merged.get(server.merged) is server:
            del self.merged[server.merged]

    def ask(self, request: Request, sent_by: str, way: Way, done: Callable[[Response | None], None]) -> None:
        """Send a request of ours, with a Via and branch of its own; `done` is called once."""
        if request.method in {"INVITE", "ACK", "CANCEL"}:
            raise ValueError("This end places no calls")
        branch = MAGIC_COOKIE + secrets.token_hex(10)
        via = f"SIP/2.0/{way.channel.transport} {sent_by};branch={branch};rport"
        request.fields.insert(0, ("Via", via))
        self.clients[branch] = Client(self, branch, request.write(), way, done)

    def answered(self, response: Response) -> None:
        """Give a response to the request that waits for it; all others are dropped (RFC 3261 §18.1.2)."""
        branch = response.via.branch
        if branch is not None and (client := self.clients.get(branch)) is not None:
            client.answered(response)
