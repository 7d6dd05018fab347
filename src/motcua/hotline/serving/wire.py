"""What the telephone and the dialogue say to each other: lines of JSON over a Unix socket in the centre's data folder.

{"id": 7, "question": "by number", "slots": {…}}   →   {"id": 7, "outcome": "found", "said": ["vi-…"], "slots": {…}}
{"talked": {…}}, {"node": {…}}                      →   nothing
"""

import json
from pathlib import Path
from typing import Any

LONGEST_LINE = 1 << 20


def socket_path(home: Path) -> Path:
    """The dialogue's address."""
    return home / "run" / "dialogue.sock"


def line(message: dict[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read(data: bytes) -> dict[str, Any]:
    """ValueError: no object."""
    message = json.loads(data)
    if not isinstance(message, dict):
        raise ValueError("not an object")  # noqa: TRY004 - what came is wrong, not how this was called
    return message
