"""Dialogs (RFC 3261 §12): what two ends remember of each other while a call lasts. This end was always called."""

from dataclasses import dataclass, field
from typing import Self

from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.message import Request
from motcua.voice.sip.uri import Uri
from motcua.voice.sip.values import Address

MAX_FORWARDS = 70


@dataclass(slots=True)
class Dialog:
    call_id: str
    tag: str
    peer_tag: str
    local: str
    remote: str
    target: Uri
    routes: list[str] = field(default_factory=list)
    sequence: int = 0
    peer_sequence: int = 0

    @classmethod
    def begun_by(cls, request: Request, tag: str) -> Self:
        """From an INVITE (RFC 3261 §12.1.1). Raises MalformedError without one Contact with a SIP address."""
        return cls(
            call_id=request.call_id,
            tag=tag,
            peer_tag=request.sender.tag or "",
            local=f"{request.only('To')};tag={tag}",
            remote=request.only("From"),
            target=contact_of(request),
            routes=request.listed("Record-Route"),
            peer_sequence=request.cseq.number,
        )

    def in_order(self, request: Request) -> bool:
        """Whether the request is newer than the last (RFC 3261 §12.2.2); if so it is the last now."""
        if request.cseq.number <= self.peer_sequence:
            return False
        self.peer_sequence = request.cseq.number
        return True

    def refresh_target(self, request: Request) -> None:
        """A re-INVITE or UPDATE may tell another contact (RFC 3261 §12.2.2, RFC 3311 §5.2)."""
        if request.first("Contact") is not None:
            self.target = contact_of(request)

    def request(self, method: str) -> Request:
        """A request of ours within the dialog (RFC 3261 §12.2.1.1), but for its Via."""
        self.sequence += 1
        request = Request(method=method, target=str(self.target))
        request.add("Max-Forwards", MAX_FORWARDS)
        for route in self.routes:
            request.add("Route", route)
        for name, value in (("From", self.local), ("To", self.remote), ("Call-ID", self.call_id)):
            request.add(name, value)
        request.add("CSeq", f"{self.sequence} {method}")
        return request

    @property
    def next_hop(self) -> Uri:
        """Proxies that recorded themselves come first; all of today's are loose routers (`lr`)."""
        return Address.read(self.routes[0]).uri if self.routes else self.target


def contact_of(request: Request) -> Uri:
    """Where the caller can be reached. Peers of RFC 2543 may tell none; From has to do for them."""
    contacts = request.listed("Contact")
    if not contacts and request.via.branch is None:
        return request.sender.uri
    if len(contacts) != 1 or contacts[0] == "*":
        raise MalformedError("A call needs one Contact", message=request)
    return Address.read(contacts[0]).uri
