"""A load in words that another process understands."""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from motcua.conf.bench import functions
from motcua.conf.bench.load.messages import Script

LONGEST = 3600.0
MOST_CLIENTS = 10_000


@dataclass(frozen=True)
class Load:
    """`clients` that each send one request at a time, the next when the answer has come: a closed loop.

    `source` names the function ("module:function") that makes a client's Script; it is called with `client` (0 …),
    `clients` and `arguments`. ValueError for an address off this machine: the generator is no weapon.
    """

    address: str
    """http://127.0.0.1:8000"""
    source: str
    clients: int
    seconds: float
    """How long is measured; it ends sooner when `requests` have been answered or every script has returned."""
    warm_up: float = 2.0
    """Seconds before, which don't count."""
    requests: int | None = None
    patience: float = 30.0
    """Seconds after which an answer is given up."""
    arguments: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place()
        if not 1 <= self.clients <= MOST_CLIENTS:
            raise ValueError(f"{self.clients} clients: it takes 1 to {MOST_CLIENTS}")
        if not (0 < self.seconds <= LONGEST and 0 <= self.warm_up <= LONGEST and 0 < self.patience <= LONGEST):
            raise ValueError(f"a load, its warm-up and its patience end within {LONGEST:g} s")
        if self.requests is not None and self.requests < 1:
            raise ValueError("a load has at least one request")

    def place(self) -> tuple[str, int]:
        """The address and the port to connect to."""
        parts = urlsplit(self.address)
        host = "127.0.0.1" if parts.hostname == "localhost" else parts.hostname or ""
        if parts.scheme != "http" or parts.port is None or parts.path.strip("/"):
            raise ValueError(f"{self.address!r} is no http://ADDRESS:PORT")
        if not _is_loopback(host):
            raise ValueError(f"{self.address!r} is not on this machine's loopback; nothing else may be loaded")
        return host, parts.port

    def scripts(self) -> Iterator[Script]:
        """One script for each client."""
        make = functions.named(self.source)
        return (make(client=client, clients=self.clients, **self.arguments) for client in range(self.clients))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
