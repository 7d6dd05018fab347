"""A page asks for a ticket where the session and the permissions are known; the hub reads nothing but the ticket."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from motcua.kernel.errors import NotAllowedError

_SALT = "motcua.foundation.live"
_LIFETIME = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Grant:
    channels: frozenset[str]
    expires_at: float
    """Seconds since 1970: the stream ends then, and the page asks for a new ticket."""


def ticket(channels: Iterable[str], *, lifetime: timedelta = _LIFETIME) -> str:
    """A signed text that lets its bearer listen to these channels for a while; the caller has checked that it may."""
    # The machine's clock, not the centre's: a signature's age is no legal time, and the hub is another process.
    expires_at = time.time() + lifetime.total_seconds()
    return signing.dumps([sorted(channels), round(expires_at)], salt=_SALT, compress=True)


def read_ticket(text: str) -> Grant:
    """What a ticket allows.

    Raises:
        NotAllowedError: it is forged, damaged or past its time.
    """
    try:
        channels, expires_at = signing.loads(text, salt=_SALT)
    except signing.BadSignature as error:
        raise _refusal("the ticket's signature is wrong") from error
    if expires_at <= time.time():
        raise _refusal("the ticket is past its time")
    return Grant(frozenset(channels), expires_at)


def _refusal(log: str) -> NotAllowedError:
    return NotAllowedError(
        "foundation:live_ticket:refused", "Phiên theo dõi trực tiếp đã hết hạn. Hãy tải lại trang.", log
    )
