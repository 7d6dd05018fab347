"""A carrier's registrar is told where this end is (RFC 3261 §10, §22), so that it sends calls here. Nobody is called.

Sockets and names are the owner's: `locate` finds the registrar anew before each attempt.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from motcua.voice.sip.dialogs import MAX_FORWARDS
from motcua.voice.sip.digest import Challenge, respond, strongest
from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.grammar import whole_number
from motcua.voice.sip.message import Request, Response
from motcua.voice.sip.replies import OK
from motcua.voice.sip.transactions import Table
from motcua.voice.sip.uri import Uri
from motcua.voice.sip.values import Address
from motcua.voice.sip.ways import Way

if TYPE_CHECKING:
    from motcua.voice.sip.timers import Timer

log = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 1_800.0  # RFC 5626 §4.5
LONGEST_EXPIRY = 86_400
SHORTEST_REFRESH = 5.0
MARGIN = 600  # so much before the end a long registration is refreshed, a short one at half time
_MOST_ROUNDS = 4  # of one attempt: a challenge, a stale nonce, a longer interval, one to spare
_ASKS = {401: ("WWW-Authenticate", "Authorization"), 407: ("Proxy-Authenticate", "Proxy-Authorization")}
_TOO_BRIEF = 423

Changed = Callable[[bool, str], None]
"""Is told whether the account is registered, and why not: in words for the log, without the secret."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a carrier gives; raises ValueError where it can't be sent. `domain` is in the addresses, `host` where the registrar is; `login` where it isn't `user`.

    `contact` is where calls shall come in if that isn't this end itself: the proxy in front, as host:port.
    """

    user: str
    password: str = field(repr=False)
    domain: str
    host: str = ""
    port: int = 5060
    login: str = ""
    contact: str = ""
    expires: int = 3_600

    def __post_init__(self) -> None:
        Uri.read(self.address)
        Uri.read(f"sip:{self.user}@{self.contact or self.domain}")
        if not (self.login + self.password).isprintable():
            raise ValueError("A name or password holds letters that can't be sent")
        object.__setattr__(self, "host", self.host or self.domain)

    @property
    def address(self) -> str:
        return f"sip:{self.user}@{self.domain}"


class Registration:
    """Runs from its making until `stop`."""

    def __init__(
        self,
        table: Table,
        sent_by: str,
        account: Account,
        locate: Callable[[Callable[[Way | None], None]], None],
        changed: Changed,
    ) -> None:
        self.registered = False
        self._table, self._sent_by, self._account = table, sent_by, account
        self._locate, self._changed = locate, changed
        self._contact = f"<sip:{account.user}@{account.contact or sent_by}>"
        self._call_id, self._tag = secrets.token_hex(16), secrets.token_hex(8)
        self._sequence = 0
        self._expires = account.expires
        self._asked: tuple[int, Challenge] | None = None
        self._uses = 0
        self._rounds = 0
        self._pause = FIRST_PAUSE
        self._wait: Timer | None = None
        self._end: Timer | None = None
        self._way: Way | None = None
        self._leave: Callable[[], None] | None = None
        self._begin()

    def stop(self, left: Callable[[], None] = lambda: None) -> None:
        """Ask nothing more; a registration that stands is taken back. `left` is called when that has come to its end, well or not."""
        self._leave = left
        for timer in (self._wait, self._end):
            if timer is not None:
                timer.cancel()
        if self.registered and self._way is not None:
            self.registered = False
            self._rounds = 0
            self._ask(self._way, expires=0)
        else:
            left()

    def _begin(self) -> None:
        self._rounds = 0
        self._locate(self._located)

    def _located(self, way: Way | None) -> None:
        if self._leave is not None:
            return
        if way is None:
            self._failed("the registrar's name is unknown")
        else:
            self._way = way
            self._ask(way, expires=self._expires)

    def _ask(self, way: Way, *, expires: int) -> None:
        self._rounds += 1
        self._sequence += 1
        target = f"sip:{self._account.domain}"
        request = Request(method="REGISTER", target=target)
        request.add("Max-Forwards", MAX_FORWARDS)
        request.add("From", f"<{self._account.address}>;tag={self._tag}")
        request.add("To", f"<{self._account.address}>")
        request.add("Call-ID", self._call_id)
        request.add("CSeq", f"{self._sequence} REGISTER")
        request.add("Contact", self._contact)
        request.add("Expires", expires)
        if self._asked is not None:
            status, challenge = self._asked
            self._uses += 1
            request.add(_ASKS[status][1], self._proof(challenge, target))
        self._table.ask(request, self._sent_by, way, self._answered)

    def _proof(self, challenge: Challenge, target: str) -> str:
        account = self._account
        return respond(
            challenge,
            "REGISTER",
            target,
            user=account.login or account.user,
            password=account.password,
            count=self._uses,
            cnonce=secrets.token_hex(16),
        )

    # What the registrar says

    def _answered(self, response: Response | None) -> None:
        if self._leave is not None:
            self._take_leave(response, self._leave)
            return
        try:
            self._judge(response)
        except (MalformedError, ValueError):
            self._failed("the registrar's answer can't be read")

    def _judge(self, response: Response | None) -> None:
        if response is None:
            self._failed("the registrar doesn't answer")
        elif response.status // 100 == OK // 100:
            self._succeeded(response)
        elif response.status in _ASKS:
            self._challenged(response)
        elif response.status == _TOO_BRIEF and self._again():
            least = whole_number(response.only("Min-Expires"), LONGEST_EXPIRY, "Min-Expires")
            self._expires = max(self._expires, least)
            self._repeat()
        else:
            self._failed(f"the registrar says {response.status}", self._retry_after(response))

    def _take_leave(self, response: Response | None, left: Callable[[], None]) -> None:
        """A nonce that has grown old since the last refresh is renewed once, else the carrier would go on sending calls here."""
        asks = _ASKS.get(response.status) if response is not None else None
        challenge = strongest(response.all(asks[0])) if response is not None and asks else None
        if response is None or challenge is None or self._way is None or self._rounds > 1:
            left()
            return
        self._asked, self._uses = (response.status, challenge), 0
        self._ask(self._way, expires=0)

    def _again(self) -> bool:
        return self._rounds < _MOST_ROUNDS

    def _repeat(self) -> None:
        assert self._way is not None
        self._ask(self._way, expires=self._expires)

    def _challenged(self, response: Response) -> None:
        challenge = strongest(response.all(_ASKS[response.status][0]))
        if challenge is None:
            self._asked = None
            self._failed("the registrar asks for a proof that can't be given")
            return
        # The same question after an answer that was computed for it: name or password is wrong.
        fresh = self._uses == 0 or challenge.stale or self._rounds == 1
        self._asked, self._uses = (response.status, challenge), 0
        if fresh and self._again():
            self._repeat()
        else:
            self._asked = None
            self._failed("the registrar refuses name or password")

    def _succeeded(self, response: Response) -> None:
        granted = self._granted(response)
        if not granted:
            self._failed("the registrar keeps the registration for no time at all")
            return
        self._pause = FIRST_PAUSE
        self._set_end(granted)
        refresh = granted - MARGIN if granted >= 2 * MARGIN else granted / 2
        self._wait = self._table.timers.after(max(SHORTEST_REFRESH, refresh), self._begin)
        self._tell(registered=True)

    def _granted(self, response: Response) -> int:
        """How long, in seconds: by our own contact in the answer, else by Expires (RFC 3261 §10.2.4)."""
        ours = Address.read(self._contact).uri
        for text in response.listed("Contact"):
            contact = Address.read(text)
            same = (contact.uri.user, contact.uri.host, contact.uri.port) == (ours.user, ours.host, ours.port)
            if same and (told := contact.parameters.get("expires")) is not None:
                return whole_number(told, 2**32, "expires")
        told = response.first("Expires")
        return self._expires if told is None else whole_number(told, 2**32, "Expires")

    def _set_end(self, seconds: float) -> None:
        if self._end is not None:
            self._end.cancel()
        self._end = self._table.timers.after(seconds, self._ended)

    def _ended(self) -> None:
        self._tell(registered=False, why="the registration ran out")

    # When it goes wrong

    def _failed(self, why: str, at_least: float = 0) -> None:
        """Try again later, each time after a longer pause, never at the same moment as others (RFC 5626 §4.5)."""
        pause = max(at_least, self._pause * (0.5 + secrets.randbelow(501) / 1_000))
        self._pause = min(2 * self._pause, LONGEST_PAUSE)
        self._wait = self._table.timers.after(pause, self._begin)
        log.warning("%s is not registered: %s; again in %d s", self._account.domain, why, pause)
        self._changed(self.registered, why)

    def _retry_after(self, response: Response) -> float:
        told = (response.first("Retry-After") or "").split(";")[0].split("(")[0].strip()
        return min(whole_number(told, 2**32, "Retry-After"), LONGEST_PAUSE) if told else 0

    def _tell(self, *, registered: bool, why: str = "") -> None:
        if registered != self.registered:
            self.registered = registered
            self._changed(registered, why)
