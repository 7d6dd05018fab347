"""Access tokens of other agencies' software: what they look like and how long they last. Pure."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from motcua.accounts.rules.actor import Actor

PREFIX = "mc_"
"""So that a token that slipped into a file, a mail or a log is recognised, by people and by scanners."""
SECRET_BYTES = 20
LASTS_DAYS = 365
LASTS_AT_MOST_DAYS = 3 * 365
"""No token is for ever: whoever set it up has moved on by then."""
NOTED_EVERY = timedelta(hours=1)
"""How coarsely the last use is remembered: a row written for each request would cost more than it tells."""
REMEMBERED_SECONDS = 5.0
"""How long a process goes on believing what it read about a token: what was revoked is out after that, everywhere."""

_TOKEN = re.compile(f"{PREFIX}[0-9a-f]{{{2 * SECRET_BYTES}}}")


@dataclass(slots=True)
class Bearer:
    """Who holds a token, with the roles in force on the day it was read. `last_used_at` moves, the rest doesn't."""

    token_id: int
    actor: Actor
    expires_at: datetime
    last_used_at: datetime | None


def new_token() -> str:
    """160 random bits: nobody guesses one, so tries need no counting and its digest no slow hash."""
    return PREFIX + secrets.token_hex(SECRET_BYTES)


def is_well_formed(token: str) -> bool:
    return _TOKEN.fullmatch(token) is not None


def digest_of(token: str) -> str:
    """What is kept of a token, and what it is looked up by: comparing digests tells nothing about the token."""
    return sha256(token.encode()).hexdigest()


def token_in(header: str | None) -> str | None:
    """What an Authorization header says after "Bearer", perhaps nothing; None for no header and for other schemes."""
    scheme, _space, token = (header or "").strip().partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def is_due_to_be_noted(last_used_at: datetime | None, now: datetime) -> bool:
    return last_used_at is None or now - last_used_at >= NOTED_EVERY
