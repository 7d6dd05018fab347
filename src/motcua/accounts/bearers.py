"""Who holds an access token, remembered in the process for a few seconds: an intake must not pay for asking again.

What was revoked, closed or taken away is known everywhere after REMEMBERED_SECONDS; a token's own end and a new day
are looked at in each request.
"""

from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from time import monotonic

from motcua.accounts.rules.tokens import REMEMBERED_SECONDS, Bearer, digest_of, is_well_formed
from motcua.accounts.selectors import bearer_with

REMEMBERED_AT_MOST = 1_000
"""Tokens; beyond that the one that was read first is forgotten."""


@dataclass(frozen=True, slots=True)
class _Remembered:
    bearer: Bearer
    day: date
    """Whose roles these are."""
    read_at: float
    """By the monotonic clock, before the rows were read: setting the centre's clock back keeps nobody in."""


_remembered: dict[str, _Remembered] = {}
_writing = Lock()


def holder_of(token: str, *, now: datetime) -> Bearer | None:
    """Who holds the token; None when it opens nothing (any more). One query, or none."""
    if not is_well_formed(token):
        return None
    digest, day = digest_of(token), now.date()
    known = _remembered.get(digest)
    if known is None or known.day != day or monotonic() - known.read_at >= REMEMBERED_SECONDS:
        known = _read(digest, day, now)
    return known.bearer if known is not None and now < known.bearer.expires_at else None


def _read(digest: str, day: date, now: datetime) -> _Remembered | None:
    """Ask the rows. What opens nothing is not remembered: whoever sends made-up tokens would push out the real ones."""
    read_at = monotonic()
    bearer = bearer_with(digest, now=now)
    with _writing:
        _remembered.pop(digest, None)
        if bearer is None:
            return None
        if len(_remembered) >= REMEMBERED_AT_MOST:
            del _remembered[next(iter(_remembered))]
        _remembered[digest] = known = _Remembered(bearer, day, read_at)
    return known
