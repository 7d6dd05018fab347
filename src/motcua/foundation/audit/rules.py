"""How an entry becomes a digest: pure, so that anyone can recompute a chain from an export.

digest = SHA-256(previous digest, 32 bytes ‖ position, 8 bytes big-endian ‖ body), where the body is six UTF-8
fields (chain, time, actor, act, subject, details), each led by its length in 4 bytes big-endian, so that no
two different entries share a body. The first entry's previous digest is 32 zero bytes.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = bytes(32)

_IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)")


class PersonalDataError(ValueError):
    """Something in an entry looks like a citizen's identity number; pass the row's id instead."""


@dataclass(frozen=True, slots=True)
class Act:
    chain: str
    at: datetime
    actor: str
    act: str
    subject: str
    details: str
    """Canonical JSON, see `canonical`."""


def body(act: Act) -> bytes:
    moment = act.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = (act.chain, moment, act.actor, act.act, act.subject, act.details)
    return b"".join(_framed(field.encode()) for field in fields)


def digest(previous: bytes, position: int, act_body: bytes) -> bytes:
    return hashlib.sha256(previous + position.to_bytes(8, "big") + act_body).digest()


def canonical(details: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no spaces, the same before and after a stay in a jsonb column.

    Raises:
        TypeError: a value is not text, a whole number, true/false, null, a list or a mapping of these; a fraction
            is refused because its digits may change on the way, so write it as text.
    """
    _check_json(details)
    return json.dumps(details, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def refuse_personal_data(*texts: str) -> None:
    """A cheap guard, not a proof: it knows only the shape of an identity number.

    Raises:
        PersonalDataError: a text holds twelve digits in a row.
    """
    if any(_IDENTITY_NUMBER.search(text) for text in texts):
        raise PersonalDataError("An audit entry holds twelve digits in a row: an identity number? Pass the row's id.")


def texts_in(value: Any) -> list[str]:
    """Every text in a JSON value, keys too."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for pair in value.items() for part in pair for text in texts_in(part)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in texts_in(item)]
    return []


def _framed(field: bytes) -> bytes:
    return len(field).to_bytes(4, "big") + field


def _check_json(value: Any) -> None:
    if value is None or isinstance(value, str | bool | int):
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"A key of an audit entry's details is text, not {type(key).__name__}")
            _check_json(item)
        return
    if isinstance(value, list | tuple):
        for item in value:
            _check_json(item)
        return
    raise TypeError(f"An audit entry's details can't hold a {type(value).__name__}; write it as text")
