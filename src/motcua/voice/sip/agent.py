"""The user agent server (RFC 3261 §8.2): what comes in is judged, answered, or given to its call. It knows no sockets."""

import hashlib
import logging
import secrets
from dataclasses import dataclass, field
from typing import Protocol

from motcua.voice.sip.bodies import RefusedError, offer_in
from motcua.voice.sip.call import Call, Cause
from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.message import Message, Request, Response
from motcua.voice.sip.reading import check, read_datagram
from motcua.voice.sip.replies import ALLOW, FOREIGN_METHODS, METHODS, OK, TRYING, options, reply
from motcua.voice.sip.sessions import SHORTEST, TooShortError
from motcua.voice.sip.sources import Rate, Sources, Verdict
from motcua.voice.sip.timers import T1, Timers
from motcua.voice.sip.transactions import Key, Table, key_of, merged_key
from motcua.voice.sip.uri import SCHEMES
from motcua.voice.sip.ways import Channel, Peer, Way, way_back

log = logging.getLogger(__name__)
# A call has at most a few transactions at once; who opens more within one is refused without being remembered.
_TRANSACTIONS_A_CALL = 4
_SPARE_TRANSACTIONS = 1_000
_SHORTEST_MESSAGE = 16  # shorter datagrams are signs of life of NATs and phones


class Handler(Protocol):
    """The dialogue above. None of these may block."""

    def offered(self, call: Call) -> None:
        """Somebody calls: ring, answer or refuse, now or later."""
        ...

    def talking(self, call: Call) -> None:
        """`call.speech` is agreed, or agreed anew: another address, hold, the end of hold."""
        ...

    def ended(self, call: Call, cause: Cause) -> None:
        """The call is over; said once for each that was offered."""
        ...


@dataclass(frozen=True, slots=True)
class Settings:
    """`host` and `port` are what callers reach this end by; IPv6 in brackets."""

    host: str
    port: int = 5060
    most_calls: int = 6_000
    retry_after: int = 10
    t1: float = T1
    rate: Rate = field(default_factory=Rate)

    @property
    def sent_by(self) -> str:
        return f"{self.host}:{self.port}"


class Agent:
    """Give it each datagram and message; it answers by the channel. `timers` is run by the owner."""

    def __init__(self, handler: Handler, settings: Settings, timers: Timers) -> None:
        self.handler = handler
        self.settings = settings
        self.table = Table(timers, settings.t1)
        self.sources = Sources(settings.rate, timers.now, settings.most_calls)
        self.calls: dict[tuple[str, str], Call] = {}
        self.draining = False
        self._ringing: dict[Key, Call] = {}
        self._secret = secrets.token_bytes(16)

    def contact(self, way: Way) -> str:
        transport = ";transport=tcp" if way.channel.transport == "TCP" else ""
        return f"<sip:{self.settings.sent_by}{transport}>"

    def drain(self) -> None:
        """Take no new calls; those that are go on to their end."""
        self.draining = True

    def forget(self, call: Call) -> None:
        if self.calls.pop(call.key, None) is not None:
            self.sources.ended(call.peer_host)
        self._ringing.pop(call.server.key, None)

    # What comes in

    def datagram(self, data: bytes, channel: Channel, source: Peer) -> None:
        if len(data) < _SHORTEST_MESSAGE or self.sources.spend(source[0]) is Verdict.SHUT:
            return
        try:
            message = read_datagram(data)
        except MalformedError as error:
            self.flawed(error, channel, source)
            return
        self.message(message, channel, source)

    def message(self, message: Message, channel: Channel, source: Peer) -> None:
        try:
            if isinstance(message, Request):
                message.note_source(*source)
            check(message)
            if isinstance(message, Request):
                self._requested(message, channel, source)
            elif isinstance(message, Response):
                self.table.answered(message)
        except MalformedError as error:
            error.message = error.message or message
            self.flawed(error, channel, source)
        except Exception:
            # One message must not end the service for all others.
            log.exception("A message could not be worked")
            if isinstance(message, Request) and message.method != "ACK":
                self._failed(message, channel, source)

    def _failed(self, request: Request, channel: Channel, source: Peer) -> None:
        if (call := self._ringing.get(key_of(request))) is not None:
            call.refuse(500)
        else:
            self._reply(request, 500, channel, source)

    def flawed(self, error: MalformedError, channel: Channel, source: Peer) -> None:
        """Refuse what can't be read, if it is a request that tells whom to answer."""
        request = error.message
        if not isinstance(request, Request) or request.method == "ACK":
            return
        try:
            if "received" not in request.via.parameters:
                request.note_source(*source)
            self._reply(request, error.status, channel, source)
        except (MalformedError, ValueError):
            log.debug("A malformed message was dropped")  # a flood of them must not fill the disk

    def _reply(self, request: Request, status: int, channel: Channel, source: Peer, *fields: tuple[str, str]) -> None:
        self._send(RefusedError(status, *fields).response(request, self._tag(request)), request, channel, source)

    def _send(self, response: Response, request: Request, channel: Channel, source: Peer) -> None:
        way_back(request, channel, source).send(response.write())

    def _tag(self, request: Request) -> str:
        """Refusals outside calls keep no state, so the same request must get the same tag (RFC 3261 §8.2.7)."""
        mark = "\0".join([*request.all("Via")[:1], *request.all("Call-ID"), *request.all("From")])
        return hashlib.blake2s(mark.encode("utf-8", "surrogateescape"), key=self._secret, digest_size=8).hexdigest()

    # How requests are judged, in the order of RFC 3261 §8.2

    def _requested(self, request: Request, channel: Channel, source: Peer) -> None:
        if request.method == "ACK":
            self._acknowledged(request)
            return
        key = key_of(request)
        if (server := self.table.servers.get(key)) is not None:
            server.retransmitted()
        elif request.method == "CANCEL":
            self._cancelled(request, channel, source)
        elif request.method not in METHODS:
            known = request.method in FOREIGN_METHODS
            self._reply(request, 405 if known else 501, channel, source, ("Allow", ALLOW))
        elif unknown := [tag for tag in request.listed("Require") if tag.lower() != "timer"]:
            self._reply(request, 420, channel, source, ("Unsupported", ", ".join(unknown)))
        elif request.receiver.tag is not None:
            self._within(request, channel, source)
        else:
            self._without(request, channel, source)

    def _acknowledged(self, request: Request) -> None:
        server = self.table.servers.get(key_of(request, "INVITE"))
        if server is not None:
            server.acknowledged()
        if (call := self._call_of(request)) is not None:
            call.acknowledged(request)

    def _cancelled(self, request: Request, channel: Channel, source: Peer) -> None:
        invite = key_of(request, "INVITE")
        if invite not in self.table.servers:
            self._reply(request, 481, channel, source)
            return
        call = self._ringing.get(invite)
        tag = self._tag(request) if call is None else call.dialog.tag
        self.table.open(request, way_back(request, channel, source)).respond(reply(request, OK, tag))
        if call is not None:
            call.cancelled()

    def _call_of(self, request: Request) -> Call | None:
        call = self.calls.get((request.call_id, request.receiver.tag or ""))
        return call if call is not None and call.dialog.peer_tag == (request.sender.tag or "") else None

    def _within(self, request: Request, channel: Channel, source: Peer) -> None:
        call = self._call_of(request)
        if call is None:
            self._reply(request, 481, channel, source)
            return
        if request.method == "OPTIONS":
            self._send(options(request, call.dialog.tag), request, channel, source)
            return
        # A call has one BYE, which ends it: refused, it would go on without its caller.
        if request.method != "BYE" and self._has_too_many_transactions():
            self._busy(request, channel, source)
            return
        server = self.table.open(request, way_back(request, channel, source))
        try:
            call.requested(request, server)
        except (MalformedError, RefusedError):
            server.respond(reply(request, 400, call.dialog.tag))

    def _has_too_many_transactions(self) -> bool:
        return len(self.table.servers) >= _TRANSACTIONS_A_CALL * self.settings.most_calls + _SPARE_TRANSACTIONS

    def _without(self, request: Request, channel: Channel, source: Peer) -> None:
        if request.uri.scheme not in (*SCHEMES, "tel"):
            self._reply(request, 416, channel, source)
        elif request.method not in {"INVITE", "OPTIONS"}:
            self._reply(request, 481, channel, source)
        elif merged_key(request) in self.table.merged:
            self._reply(request, 482, channel, source)
        elif self._full(request, source[0]) or self.sources.strained(source[0]):
            self._busy(request, channel, source)
        elif request.method == "OPTIONS":
            self._send(options(request, self._tag(request)), request, channel, source)
        else:
            self._invited(request, channel, source)

    def _full(self, request: Request, host: str) -> bool:
        if self.draining or request.method != "INVITE":
            return self.draining
        return len(self.calls) >= self.settings.most_calls or self.sources.has_its_share(host)

    def _busy(self, request: Request, channel: Channel, source: Peer) -> None:
        self._reply(request, 503, channel, source, ("Retry-After", str(self.settings.retry_after)))

    def _invited(self, request: Request, channel: Channel, source: Peer) -> None:
        try:
            offered = offer_in(request)
            call = Call(self, request, way_back(request, channel, source), offered)
        except RefusedError as error:
            self._send(error.response(request, self._tag(request)), request, channel, source)
            return
        except TooShortError:
            self._reply(request, 422, channel, source, ("Min-SE", str(SHORTEST)))
            return
        self.calls[call.key] = call
        self.sources.began(call.peer_host)
        self._ringing[call.server.key] = call
        call.server.respond(reply(request, TRYING))
        self.handler.offered(call)
