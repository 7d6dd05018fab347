"""What callers said, on its way from the process that speaks to the one that answers: sealed, and gone once it is taken."""

import base64
import os
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from motcua.foundation.sealed import seal, unseal

RATE = 8_000
"""Bytes of A-law a second."""
MESSAGE, WISH = "message", "wish"
"""Slots of the tree's recordings: a complaint, which is kept; the name of a procedure, which is not."""
_AT_MOST = timedelta(days=1)
_FORGOTTEN_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """`sealed` opens with the purpose of its slot; `sound` is A-law, 8 kHz."""

    sealed: str
    sound: bytes

    @property
    def seconds(self) -> float:
        return len(self.sound) / RATE


def waiting_room() -> Path:
    """Where the telephone puts what was said until the dialogue takes it."""
    folder = Path(settings.MOTCUA.home) / "run" / "messages"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def purpose(slot: str) -> str:
    """What this is sealed for."""
    return f"hotline:{slot}"


def put_down(call: str, slot: str, sound: bytes) -> None:
    """Seal what a caller said, so that nothing lies in the open on the disk even for a moment."""
    sealed = seal({"alaw": base64.b64encode(sound).decode(), "seconds": len(sound) / RATE}, purpose=purpose(slot))
    path = _path(call, slot)
    new = path.with_suffix(".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(sealed)
    new.replace(path)


def look(call: str, slot: str) -> Spoken | None:
    """What this call said for `slot`; it stays until `forget`."""
    try:
        sealed = _path(call, slot).read_text("ascii")
    except OSError:
        return None
    opened = unseal(sealed, purpose=purpose(slot), at_most=_AT_MOST)
    return Spoken(sealed, base64.b64decode(opened["alaw"]) if opened else b"")


def forget(call: str, slot: str) -> None:
    _path(call, slot).unlink(missing_ok=True)


def sweep() -> None:
    """Forget the wishes that nobody took: the dialogue was away when they were said."""
    before = time.time() - _FORGOTTEN_SECONDS  # files know no other clock
    for path in waiting_room().glob(f"*.{WISH}.sealed"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _path(call: str, slot: str) -> Path:
    return waiting_room() / f"{call}.{slot}.sealed"
