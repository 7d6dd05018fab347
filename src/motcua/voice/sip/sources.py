"""How much one host may ask of the agent: a bucket of tokens each, so that a hostile one takes nothing from the others."""

from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from ipaddress import IPv6Address

MOST_SOURCES = 8_192
"""Addresses of datagrams are easily forged: only so many are kept in mind, the longest silent is forgotten first."""
_MAPPED = "::ffff:"


@dataclass(frozen=True, slots=True)
class Rate:
    """`messages` a second go on, `burst` at once. Hosts in `trusted` aren't counted: the proxy in front, the trunks.

    A call is some six messages, so the default lets twenty calls a second begin from one host. Of all calls at once it may have
    `share`, and `calls` at least: whoever calls and never hangs up would otherwise have all of them within a minute.
    """

    messages: float = 120
    burst: float = 240
    share: float = 0.1
    calls: int = 20
    trusted: frozenset[str] = frozenset({"127.0.0.1", "::1"})


class Verdict(Enum):
    FREE = auto()
    STRAINED = auto()
    """Calls that run are served; what is new gets 503."""
    SHUT = auto()
    """Not worth reading."""


class Sources:
    def __init__(self, rate: Rate, clock: Callable[[], float], most_calls: int) -> None:
        self._rate, self._clock = rate, clock
        self._most_calls = max(rate.calls, int(rate.share * most_calls))
        self._calls: Counter[str] = Counter()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def spend(self, host: str) -> Verdict:
        """Count a message of this host. What is shut out costs it nothing more, so it is let in again at its rate."""
        if self.trusts(host):
            return Verdict.FREE
        name, now = _network(host), self._clock()
        tokens, since = self._buckets.get(name, (self._rate.burst, now))
        tokens = min(self._rate.burst, tokens + (now - since) * self._rate.messages)
        shut = tokens < 1 - self._rate.burst
        self._buckets[name] = (tokens if shut else tokens - 1, now)
        self._buckets.move_to_end(name)
        if len(self._buckets) > MOST_SOURCES:
            self._buckets.popitem(last=False)
        if shut:
            return Verdict.SHUT
        return Verdict.FREE if tokens >= 1 else Verdict.STRAINED

    def has_its_share(self, host: str) -> bool:
        """Whether it has as many calls as one host may."""
        return not self.trusts(host) and self._calls.get(_network(host), 0) >= self._most_calls

    def began(self, host: str) -> None:
        """A call of this host has begun."""
        self._calls[_network(host)] += 1

    def ended(self, host: str) -> None:
        name = _network(host)
        self._calls[name] -= 1
        if not self._calls[name]:
            del self._calls[name]

    def trusts(self, host: str) -> bool:
        return host.removeprefix(_MAPPED) in self._rate.trusted

    def strained(self, host: str) -> bool:
        """Whether the host's last message was one too many."""
        return self._buckets.get(_network(host), (0.0, 0.0))[0] < 0


def _network(host: str) -> str:
    """A host of IPv6 has a whole /64 to write from; those of IPv4 may be told as addresses of IPv6."""
    host = host.removeprefix(_MAPPED)
    if ":" not in host:
        return host
    return str(IPv6Address(int(IPv6Address(host.partition("%")[0])) >> 64 << 64))
