"""How much of a message is read. A peer that sends more is broken or hostile; either way it gets no more memory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes; RFC 4475 §3.1.1.7 is the longest lawful message that interoperability tests use (3.5 kB)."""

    head: int = 32_768
    body: int = 65_535
    fields: int = 128
    line: int = 8_192
    values: int = 64


LIMITS = Limits()
