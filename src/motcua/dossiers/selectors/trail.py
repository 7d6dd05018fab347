"""What was done to a dossier, from the audit chain: by whom and when, nothing else about a person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from motcua.accounts.models import Staff
from motcua.foundation.models import AuditEntry

_STAFF = "staff:"


@dataclass(frozen=True, slots=True)
class TrailLine:
    """An act as the chain has it. `who`: the full name, "" for what acts by itself."""

    position: int
    at: datetime
    act: str
    actor: str
    who: str


_Entries = QuerySet[AuditEntry]


def trail(code: str) -> list[TrailLine]:
    """Every act on a dossier, oldest first."""
    return _with_names(list(_entries(code).order_by("id")))


def last_act(code: str) -> TrailLine | None:
    """The latest act on a dossier."""
    found = _with_names(list(_entries(code).order_by("-id")[:1]))
    return found[0] if found else None


def _entries(code: str) -> _Entries:
    return AuditEntry.objects.filter(subject=f"dossier:{code}")


def _with_names(entries: list[AuditEntry]) -> list[TrailLine]:
    ids = {int(entry.actor.removeprefix(_STAFF)) for entry in entries if entry.actor.startswith(_STAFF)}
    names = {f"{_STAFF}{pk}": name for pk, name in Staff.objects.filter(pk__in=ids).values_list("pk", "full_name")}
    return [TrailLine(e.position, e.at, e.act, e.actor, names.get(e.actor, "")) for e in entries]
