"""A page asks for a ticket where the session and the permissions are known; the hub reads nothing but the ticket."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing

from motcua.foundation.live.messages import last_id
from motcua.kernel.errors import NotAllowedError

PATH = "/truc-tiep"
"""Where the live process listens."""
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


def listening(host: str, channels: Iterable[str]) -> dict[str, str | int]:
    """What a page needs to listen: the stream's address with a new ticket, and the last message that was told until now.

    Ask for it before reading what the page shows: whatever changes later is then told on the stream, perhaps twice, never not.

    Args:
        host: as the page was asked for, with or without a port.
        channels: what its reader may listen to; the caller has checked that.
    """
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    address = f"{settings.MOTCUA.live_origin(name)}{PATH}?{urlencode({'ticket': ticket(channels)})}"
    return {"url": address, "after": last_id()}


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
