"""Proof that the chains are what was written: recompute every digest, compare the heads, compare the anchors."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Subquery

from motcua.foundation.audit import rules
from motcua.foundation.audit.anchor import Anchor
from motcua.foundation.models import AuditChain, AuditEntry

_CHUNK = 2000

_CHAINS = "SELECT chain FROM foundation_auditchain UNION SELECT chain FROM foundation_auditentry ORDER BY chain"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain is not what it should be."""

    chain: str
    position: int
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    entries: int
    """How many were read, of all chains."""
    breaks: Sequence[Break] = field(default=())
    """At most one a chain."""


def verify(anchors: Iterable[Anchor] = ()) -> Report:
    """Read every chain from its first entry to its head.

    Edits, deletions, insertions, swaps and a cut tail show by themselves; a chain that somebody with full rights
    rewrote to its end, or removed with its head, shows only against an `anchor` kept outside.
    """
    anchored: dict[str, dict[int, bytes]] = {}
    for anchor in anchors:
        anchored.setdefault(anchor.chain, {})[anchor.count] = anchor.digest
    with connection.cursor() as cursor:
        cursor.execute(_CHAINS)
        chains = {row[0] for row in cursor.fetchall()} | set(anchored)
    total, breaks = 0, []
    for chain in sorted(chains):
        walk = _Walk(chain, anchored.get(chain, {}))
        found = walk.first_break()
        total += walk.position
        if found is not None:
            breaks.append(found)
    return Report(total, tuple(breaks))


class _Walk:
    """One pass over one chain."""

    def __init__(self, chain: str, anchors: dict[int, bytes]) -> None:
        self.chain = chain
        self.position = 0
        self._digest = rules.GENESIS
        self._anchors = anchors

    def first_break(self) -> Break | None:
        head = AuditChain.objects.filter(chain=self.chain).values_list("count", "digest").first()
        for entry in _entries(self.chain):
            reason = self._step(entry)
            if reason:
                return Break(self.chain, self.position + 1, reason)
            head = (entry.head_count, entry.head_digest)
        reason = self._reason_at_end(head)
        return Break(self.chain, self.position, reason) if reason else None

    def _step(self, entry: Any) -> str:
        """Take one entry; "" when it follows the one before it, else why it doesn't."""
        if entry.position != self.position + 1:
            return f"entry {self.position + 1} is missing" if entry.position > self.position else "entry stands twice"
        if bytes(entry.previous) != self._digest:
            return "entry doesn't follow the one before it"
        if _digest_of(entry) != bytes(entry.digest):
            return "entry was changed"
        if self._anchors.get(entry.position, bytes(entry.digest)) != bytes(entry.digest):
            return "entry isn't the one that was anchored: the chain was rewritten"
        self.position, self._digest = entry.position, bytes(entry.digest)
        return ""

    def _reason_at_end(self, head: tuple[int | None, bytes | memoryview | None] | None) -> str:
        count, digest = head or (None, None)
        if count is None or digest is None:
            return "the chain's head is missing" if self.position or self._anchors else ""
        if count != self.position:
            return f"the head counts {count} entries, there are {self.position}"
        if bytes(digest) != self._digest:
            return "the head isn't the last entry"
        if max(self._anchors, default=0) > self.position:
            return "the chain is shorter than when it was anchored"
        return ""


def _entries(chain: str) -> Iterator[Any]:
    """The chain's entries with its head beside each: one statement, one snapshot, however much is being appended."""
    head = AuditChain.objects.filter(chain=chain)
    entries = AuditEntry.objects.filter(chain=chain).order_by("position")
    return entries.annotate(
        head_count=Subquery(head.values("count")), head_digest=Subquery(head.values("digest"))
    ).iterator(chunk_size=_CHUNK)


def _digest_of(entry: AuditEntry) -> bytes:
    """The digest its content calls for; empty when no program of ours could have written that content."""
    try:
        details = rules.canonical(entry.details)
    except TypeError:
        return b""
    act = rules.Act(entry.chain, entry.at, entry.actor, entry.act, entry.subject, details)
    return rules.digest(bytes(entry.previous), entry.position, rules.body(act))
