from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django.db import connection
from django.db.models import Max
from django.db.models.functions import Now

from motcua.foundation import outbox
from motcua.foundation.events import Event
from motcua.foundation.models import LiveEvent
from motcua.foundation.transactions import require_transaction

NOTIFY_CHANNEL = "motcua_live"
KEPT_FOR = timedelta(hours=1)
"""How long a watcher may have been away and still be told everything it missed."""

_WRITERS_TAKE_TURNS = 0x6D6F7463  # an advisory lock's number; "motc"


@dataclass(frozen=True, slots=True)
class LiveMessage(Event):
    name: ClassVar[str] = "foundation:live:published"
    channel: str
    data: dict[str, Any]

    @property
    def stream(self) -> str:
        return f"live:{self.channel}"


def publish(channel: str, data: Mapping[str, Any]) -> None:
    """Tell the watchers of a channel, if and when the caller's transaction commits.

    Args:
        channel: who listens, from the general to the particular: "hall:7", "dossier:481".
        data: plain JSON, without anything about a person: screens are in public halls.

    Raises:
        TransactionManagementError: outside a transaction.
    """
    outbox.publish(LiveMessage(channel, dict(data)))


def write(messages: Sequence[LiveMessage]) -> None:
    """Store messages for the hub and wake it; the relay's part, in the relay's transaction.

    Writers take turns until COMMIT, so that ids become visible in their order and the hub, which asks for ids
    above the last it saw, misses none.
    """
    require_transaction("live.write")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS_TAKE_TURNS])
        LiveEvent.objects.bulk_create(LiveEvent(channel=message.channel, data=message.data) for message in messages)
        cursor.execute("SELECT pg_notify(%s, '')", [NOTIFY_CHANNEL])


def last_id() -> int:
    """The last message that was told; 0 when none is remembered."""
    return LiveEvent.objects.aggregate(last=Max("id"))["last"] or 0


def prune() -> int:
    """Forget what is older than KEPT_FOR; returns how many."""
    deleted, _ = LiveEvent.objects.filter(created_at__lt=Now() - KEPT_FOR).delete()
    return deleted
