"""Heads of chains, written down where the database's owner can't reach: another machine, a printed page."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from motcua.foundation.models import AuditChain
from motcua.kernel import clock


@dataclass(frozen=True, slots=True)
class Anchor:
    chain: str
    count: int
    digest: bytes
    at: datetime

    def to_line(self) -> str:
        values = {
            "at": self.at.isoformat(timespec="seconds"),
            "chain": self.chain,
            "count": self.count,
            "digest": self.digest.hex(),
        }
        return json.dumps(values, ensure_ascii=False)

    @classmethod
    def from_line(cls, line: str) -> "Anchor":
        """Raises ValueError for a line that `to_line` didn't write."""
        try:
            values = json.loads(line)
            return cls(
                str(values["chain"]),
                int(values["count"]),
                bytes.fromhex(values["digest"]),
                datetime.fromisoformat(values["at"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"This is not an anchor line: {line[:80]!r}") from error


def current_anchors() -> list[Anchor]:
    """The head of every chain, now."""
    now = clock.now()
    heads = AuditChain.objects.filter(count__gt=0).order_by("chain")
    return [Anchor(head.chain, head.count, bytes(head.digest), now) for head in heads]


def write_anchors(path: Path) -> list[Anchor]:
    """Add the current anchors to the file, a line a chain."""
    anchors = current_anchors()
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{anchor.to_line()}\n" for anchor in anchors)
    return anchors


def read_anchors(path: Path) -> Iterable[Anchor]:
    """Every anchor in the file.

    Raises:
        ValueError: a line is not an anchor.
    """
    return [Anchor.from_line(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
