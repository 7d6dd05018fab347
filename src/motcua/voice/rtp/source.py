"""Whom a call listens to (RFC 4961, symmetric RTP): the first source from an allowed host, and then nobody else."""

from ipaddress import ip_address

Address = tuple[str, int]


class SourceLock:
    """`allowed` hosts are those of the description and of the signalling: behind NAT the first is often wrong."""

    def __init__(self, allowed: set[str]) -> None:
        self._allowed = {_plain(host) for host in allowed}
        self.source: Address | None = None
        self.dropped = 0

    def accepts(self, source: Address) -> bool:
        if self.source is None and _plain(source[0]) in self._allowed:
            self.source = source
        if source == self.source:
            return True
        self.dropped += 1
        return False

    def change(self, allowed: set[str]) -> None:
        """The description changed (RFC 3264 §8.3.1): another source may speak now."""
        self._allowed = {_plain(host) for host in allowed}
        self.source = None


def _plain(host: str) -> str:
    """`::ffff:192.0.2.1`, which a socket of both kinds tells, is 192.0.2.1."""
    address = ip_address(host.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)
