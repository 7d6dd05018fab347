"""One call, from its INVITE to its end, as the dialogue above sees it: ring, answer, refuse, hang up."""

import secrets
from enum import Enum
from typing import TYPE_CHECKING

from motcua.voice.sdp import Description, IncompatibleError, Local, MalformedDescriptionError, Speech
from motcua.voice.sdp import accept as accept_answer
from motcua.voice.sdp import answer as answer_offer
from motcua.voice.sdp import offer as make_offer
from motcua.voice.sip import sessions
from motcua.voice.sip.bodies import RefusedError, offer_in
from motcua.voice.sip.dialogs import Dialog
from motcua.voice.sip.message import Request, Response
from motcua.voice.sip.repeating import Unacknowledged
from motcua.voice.sip.replies import ALLOW, OK, SPEAKS, reply
from motcua.voice.sip.transactions import Server
from motcua.voice.sip.ways import Way, way_to

if TYPE_CHECKING:
    from motcua.voice.sip.agent import Agent
    from motcua.voice.sip.timers import Timer


class Stage(Enum):
    OFFERED = "offered"
    ANSWERED = "answered"
    TALKING = "talking"
    ENDED = "ended"


class Cause(Enum):
    """Why a call ended, for records; who called isn't part of it."""

    CALLER = "the caller hung up"
    CANCELLED = "the caller gave up before the answer"
    HERE = "this end hung up"
    REFUSED = "this end refused"
    UNACKNOWLEDGED = "the answer was never acknowledged"
    DISAGREED = "no agreement on speech"
    VANISHED = "the other end refreshed no more"


class Call:
    """`speech` is what is agreed; `caller` is what the peer says and proves nothing: never trust it."""

    def __init__(self, agent: "Agent", request: Request, way: Way, offered: Description | None) -> None:
        tag = secrets.token_hex(8)
        self.dialog = Dialog.begun_by(request, tag)
        self.interval = sessions.agree(request, peer_updates="UPDATE" in request.listed("Allow"))
        self.server: Server = agent.table.open(request, way)
        self.stage = Stage.OFFERED
        self.speech: Speech | None = None
        self.peer_host = way.peer[0]
        self.caller = request.sender.uri.user or ""
        self._agent, self._request, self._way, self._offered = agent, request, way, offered
        self._peer_updates = "UPDATE" in request.listed("Allow")
        self._local: Local | None = None
        self._unacknowledged: Unacknowledged | None = None
        self._session: Timer | None = None
        self._hang_up_wanted = False

    @property
    def key(self) -> tuple[str, str]:
        return (self.dialog.call_id, self.dialog.tag)

    # What the dialogue does

    def ring(self) -> None:
        """180, so that the caller hears the bell."""
        if self.stage is Stage.OFFERED:
            response = reply(self._request, 180, self.dialog.tag)
            self._add_route_and_contact(response, self._request)
            self.server.respond(response)

    def answer(self, address: str, port: int) -> None:
        """200: speech is sent from and heard at this address. Does nothing if the caller was quicker to give up."""
        if self.stage is not Stage.OFFERED:
            return
        self._local = Local(address, port, session=secrets.randbits(31))
        self.stage = Stage.ANSWERED
        self._agree(self._request, self.server, self._offered)

    def refuse(self, status: int, *, retry_after: int | None = None) -> None:
        if self.stage is Stage.OFFERED:
            self._refuse(self._request, self.server, status, retry_after=retry_after)
            self._end(Cause.REFUSED)

    def hang_up(self) -> None:
        """BYE; while the 200 is unacknowledged it waits for the ACK (RFC 3261 §15)."""
        if self.stage is Stage.OFFERED:
            self.refuse(480)
        elif self.stage is Stage.ANSWERED:
            self._hang_up_wanted = True
        elif self.stage is Stage.TALKING:
            self._bye(Cause.HERE)

    # What the caller does

    def cancelled(self) -> None:
        """CANCEL (RFC 3261 §9.2); it comes too late once the call is answered."""
        if self.stage is Stage.OFFERED:
            self._refuse(self._request, self.server, 487)
            self._end(Cause.CANCELLED)

    def acknowledged(self, request: Request) -> None:
        waiting = self._unacknowledged
        if waiting is None or request.cseq.number != waiting.number:
            return
        waiting.stop()
        self._unacknowledged = None
        if waiting.offered and not self._take_answer(request):
            self._bye(Cause.DISAGREED)
            return
        if self.stage is Stage.ANSWERED:
            self.stage = Stage.TALKING
        if self._hang_up_wanted:
            self._bye(Cause.HERE)

    def requested(self, request: Request, server: Server) -> None:
        """A BYE, re-INVITE, UPDATE or OPTIONS within the call."""
        if not self.dialog.in_order(request):
            self._refuse(request, server, 500, retry_after=secrets.randbelow(10) + 1)
        elif request.method == "BYE":
            server.respond(reply(request, OK))
            if self.stage is Stage.OFFERED:
                self._refuse(self._request, self.server, 487)
            self._end(Cause.CALLER)
        elif self.stage is Stage.OFFERED:
            self._refuse(request, server, 500, retry_after=secrets.randbelow(10) + 1)
        elif self._unacknowledged is not None and self._unacknowledged.offered:
            self._refuse(request, server, 491)
        else:
            self._change(request, server)

    def _change(self, request: Request, server: Server) -> None:
        """A re-INVITE or UPDATE: another target, another agreement, a refresh (RFC 3261 §14.2, RFC 3311 §5.2)."""
        try:
            offered = offer_in(request)
            interval = sessions.agree(request, peer_updates=self._peer_updates)
        except RefusedError as error:
            server.respond(error.response(request, self.dialog.tag))
            return
        except sessions.TooShortError:
            self._refuse(request, server, 422)
            return
        self.dialog.refresh_target(request)
        self.interval = interval
        self._agree(request, server, offered)

    # How they agree

    def _agree(self, request: Request, server: Server, offered: Description | None) -> None:
        assert self._local is not None
        response = reply(request, OK, self.dialog.tag)
        self._add_route_and_contact(response, request)
        response.add("Supported", "timer")
        if self.interval is not None:
            self.interval.tell(response)
        before = self.speech
        invites = request.method == "INVITE"
        if offered is not None:
            self.speech, response.body = answer_offer(offered, self._next_local())
        elif invites:
            response.body = make_offer(self._next_local())
        if response.body:
            response.add("Content-Type", SPEAKS)
        data = server.respond(response)
        if invites:
            self._wait_for_ack(request, server.way, data, offered=offered is None)
        self._run_session()
        if self.speech is not None and self.speech != before:
            self._agent.handler.talking(self)

    def _next_local(self) -> Local:
        """Each description of ours has a version of its own (RFC 3264 §8)."""
        assert self._local is not None
        local = self._local
        self._local = Local(local.address, local.port, local.session, local.version + 1)
        return local

    def _take_answer(self, request: Request) -> bool:
        try:
            offered = offer_in(request, answer=True)
            if offered is None:
                return False
            before, self.speech = self.speech, accept_answer(offered)
        except (RefusedError, IncompatibleError, MalformedDescriptionError):
            return False
        if self.speech != before and not self._hang_up_wanted:
            self._agent.handler.talking(self)
        return True

    def _add_route_and_contact(self, response: Response, request: Request) -> None:
        response.fields += [field for field in request.fields if field[0] == "Record-Route"]
        response.add("Contact", self._agent.contact(self._way))
        response.add("Allow", ALLOW)

    def _wait_for_ack(self, request: Request, way: Way, data: bytes, *, offered: bool) -> None:
        if self._unacknowledged is not None:
            self._unacknowledged.stop()
        table = self._agent.table
        self._unacknowledged = Unacknowledged(
            table.timers, table.t1, way, data, self._lost, number=request.cseq.number, offered=offered
        )

    def _lost(self) -> None:
        self._bye(Cause.UNACKNOWLEDGED)

    # How long they talk

    def _run_session(self) -> None:
        if self._session is not None:
            self._session.cancel()
            self._session = None
        if self.interval is not None:
            timers = self._agent.table.timers
            if self.interval.ours:
                self._session = timers.after(self.interval.seconds / 2, self._refresh)
            else:
                self._session = timers.after(self.interval.until_hang_up, lambda: self._bye(Cause.VANISHED))

    def _refresh(self) -> None:
        """RFC 4028 §7.4: an UPDATE without a description."""
        assert self.interval is not None
        request = self.dialog.request("UPDATE")
        request.add("Contact", self._agent.contact(self._way))
        request.add("Supported", "timer")
        request.add("Session-Expires", f"{self.interval.seconds};refresher=uac")
        self._ask(request)
        left = self.interval.until_hang_up - self.interval.seconds / 2
        self._session = self._agent.table.timers.after(left, lambda: self._bye(Cause.VANISHED))

    def _refreshed(self, response: Response | None) -> None:
        if self.stage is Stage.ENDED:
            return
        if response is not None and response.status // 100 == OK // 100:
            self._run_session()
        elif response is None or response.status in {408, 481}:
            self._bye(Cause.VANISHED)

    def _ask(self, request: Request) -> None:
        way = way_to(self.dialog.next_hop, self._way)
        self._agent.table.ask(request, self._agent.settings.sent_by, way, self._refreshed)

    # How it ends

    def _bye(self, cause: Cause) -> None:
        if self.stage is not Stage.ENDED:
            self._end(cause)
            self._ask(self.dialog.request("BYE"))

    def _refuse(self, request: Request, server: Server, status: int, *, retry_after: int | None = None) -> None:
        response = reply(request, status, self.dialog.tag)
        if retry_after is not None:
            response.add("Retry-After", retry_after)
        if status == 422:  # noqa: PLR2004 - RFC 4028 §6
            response.add("Min-SE", sessions.SHORTEST)
        server.respond(response)

    def _end(self, cause: Cause) -> None:
        if self.stage is Stage.ENDED:
            return
        self.stage = Stage.ENDED
        if self._unacknowledged is not None:
            self._unacknowledged.stop()
            self._unacknowledged = None
        if self._session is not None:
            self._session.cancel()
        self._agent.forget(self)
        self._agent.handler.ended(self, cause)
