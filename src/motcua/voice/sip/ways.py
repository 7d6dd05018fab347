"""By which socket and to whom a message goes (RFC 3261 §18.2.2, RFC 3581)."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Protocol

from motcua.voice.sip.message import Request
from motcua.voice.sip.uri import SCHEMES, Uri

DEFAULT_PORT = 5060
Peer = tuple[str, int]


class Channel(Protocol):
    """A socket for datagrams, or one connection. `reliable` ones need no retransmission of requests."""

    transport: str
    reliable: bool

    def send(self, data: bytes, peer: Peer) -> None:
        """Send, or lose it: the protocol repeats itself."""
        ...


@dataclass(frozen=True, slots=True)
class Way:
    channel: Channel
    peer: Peer

    def send(self, data: bytes) -> None:
        self.channel.send(data, self.peer)


def way_back(request: Request, channel: Channel, source: Peer) -> Way:
    """Where answers go: back along the connection; a datagram's to its source, the port by Via unless `rport` asks."""
    via = request.via
    if channel.reliable or "rport" in via.parameters:
        return Way(channel, source)
    return Way(channel, (source[0], via.port or DEFAULT_PORT))


def way_to(uri: Uri, otherwise: Way) -> Way:
    """Where a request of ours within a call goes: to an address in figures, else back along the way the call came.

    No name server is asked: a name that takes seconds to resolve would hold up every call.
    """
    if otherwise.channel.reliable or uri.scheme not in SCHEMES:
        return otherwise
    try:
        host = str(ip_address(uri.host.strip("[]")))
    except ValueError:
        return otherwise
    return Way(otherwise.channel, (host, uri.port or DEFAULT_PORT))
