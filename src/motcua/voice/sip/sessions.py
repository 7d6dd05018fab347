"""Session timers (RFC 4028): a call whose other end has vanished without a BYE is noticed and ended."""

from dataclasses import dataclass

from motcua.voice.sip.grammar import whole_number
from motcua.voice.sip.message import Request, Response

SHORTEST = 90  # RFC 4028 §4: Min-SE may not be lower
USUAL = 1800
_LONGEST = 2**31


class TooShortError(ValueError):
    """The other end wants to refresh more often than is allowed: 422."""


@dataclass(frozen=True, slots=True)
class Interval:
    """`seconds` to the end unless refreshed; `ours`: this end refreshes, by UPDATE at half time."""

    seconds: int
    ours: bool
    peer_knows: bool

    @property
    def until_hang_up(self) -> float:
        """RFC 4028 §10: a third, at most 32 s, before the end."""
        return self.seconds - min(32, self.seconds / 3)

    def tell(self, response: Response) -> None:
        response.add("Session-Expires", f"{self.seconds};refresher={'uas' if self.ours else 'uac'}")
        if self.peer_knows:
            response.add("Require", "timer")


def agree(request: Request, *, peer_updates: bool) -> Interval | None:
    """What is answered to an INVITE or UPDATE (RFC 4028 §9). None: the call has no session timer.

    `peer_updates`: the peer allows UPDATE. This end never sends an INVITE, so where it would have to refresh a peer
    that knows no UPDATE, it takes part as one without timers does.
    """
    knows = "timer" in [tag.lower() for tag in request.listed("Supported") + request.listed("Require")]
    asked = request.first("Session-Expires")
    if asked is None:
        return Interval(USUAL, ours=False, peer_knows=True) if knows else None
    value, *parameters = [part.strip() for part in asked.split(";")]
    seconds = whole_number(value, _LONGEST, "Session-Expires")
    if seconds < SHORTEST:
        if knows:
            raise TooShortError
        seconds = SHORTEST
    ours = not knows or "refresher=uas" in [p.replace(" ", "").lower() for p in parameters]
    if ours and not peer_updates:
        return None
    return Interval(seconds, ours=ours, peer_knows=knows)
