"""Keys made in Python, so that a row and the rows that point to it are written in one statement."""

import os
from uuid import UUID

from motcua.kernel import clock

_RANDOM_BYTES = 10
_VERSION, _VARIANT = 0x7, 0b10


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562): milliseconds, then 74 random bits; keys made one after another lie together."""
    milliseconds = int(clock.now().timestamp() * 1000)
    chance = int.from_bytes(os.urandom(_RANDOM_BYTES), "big")
    high, low = chance >> 68, chance & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | _VERSION << 76 | high << 64 | _VARIANT << 62 | low)
