"""How often a password may be tried: ADR 0017. Pure: from who tries and from where to the allowances that a try spends.

Three groups of allowances never share a row, so that a stranger can't spend what is the owner's:

- a known device (a browser that signed in to this account before) has its own;
- a known network (an address from which the account signed in within the month) shares one per account;
- everybody else shares one per account, and a smaller one per account and address.

What can be tried on one account without its owner's browser is STRANGERS + NETWORK = 10 in 15 minutes, from however
many addresses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

WINDOW = timedelta(minutes=15)
DEVICE, NETWORK, STRANGERS = 10, 5, 5
STRANGER_AT_ONE_ADDRESS = 4
ADDRESS = 60
"""Tries on all accounts together from one address that owns none of them: a whole office may share it."""
KNOWN_NETWORK_FOR = timedelta(days=30)
_PREFIX_OF_A_HOME = 64


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most `limit` tries in any WINDOW, counted under `key`."""

    key: str
    limit: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a try comes from: the network, and how well the account knows it. `device` is empty for an unknown one."""

    network: str
    device: str = ""
    network_is_known: bool = False


def network_of(address: str) -> str:
    """The address itself in IPv4; in IPv6 its /64, since a home has that many to spend. Anything else is one network."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return f"{IPv6Address(int(parsed) >> _PREFIX_OF_A_HOME << _PREFIX_OF_A_HOME)}/{_PREFIX_OF_A_HOME}"


def allowances(sign_in_name: str, origin: Origin) -> list[Allowance]:
    """What a try spends, in the order in which rows are locked. Names that exist and names that don't are alike."""
    if origin.device:
        return [Allowance(_key("device", sign_in_name, origin.device), DEVICE)]
    if origin.network_is_known:
        return [Allowance(_key("network", sign_in_name), NETWORK)]
    spent = [
        Allowance(_key("address", origin.network), ADDRESS),
        Allowance(_key("stranger", sign_in_name, origin.network), STRANGER_AT_ONE_ADDRESS),
        Allowance(_key("strangers", sign_in_name), STRANGERS),
    ]
    return sorted(spent, key=lambda allowance: allowance.key)


def _key(kind: str, *parts: str) -> str:
    """A digest: what was typed as a name may be a password that slipped into the wrong field."""
    return sha256("\0".join((kind, *parts)).encode()).hexdigest()


def still_counting(tries: Iterable[datetime], now: datetime) -> list[datetime]:
    """The tries of the window that ends now. A try in the future (the clock was set back) still counts."""
    return [tried for tried in tries if tried > now - WINDOW]


def free_at(tries: Sequence[datetime], limit: int, now: datetime) -> datetime | None:
    """When the next try is free; None: now."""
    counting = sorted(still_counting(tries, now))
    return None if len(counting) < limit else counting[len(counting) - limit] + WINDOW
