import re

_NUMBER = re.compile(r"[0-9]{1,9}")
"""Nine digits always fit a row's number; more would fail in PostgreSQL, and thousands in Python."""


def number_in(text: str) -> int | None:
    """The number that a part of an address gives; None for anything else, 0 included."""
    return int(text) or None if _NUMBER.fullmatch(text) else None
