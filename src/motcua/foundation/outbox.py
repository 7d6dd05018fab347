"""Events leave a transaction as rows; `foundation.relay` hands them on once it has committed.

A writing transaction sends nothing itself: a commit that carries NOTIFY, as putting a job in the queue does,
holds a lock on the whole cluster through its flush (ADR 4).
"""

import json

from django.db import connection

from motcua.foundation import events, statements
from motcua.foundation.models import OutboxEntry
from motcua.foundation.transactions import require_transaction

_PUBLISH = "INSERT INTO foundation_outboxentry (stream, name, payload) VALUES (%s, %s, %s::jsonb) RETURNING id"

# The first entry of a stream stands for the whole stream: whoever locks it takes that stream's entries, so that
# two relays never overtake each other within one. An event that this version of the program doesn't know stays
# for the version that published it.
_CLAIM = """
WITH head AS (
    SELECT stream
      FROM foundation_outboxentry
     WHERE id IN (SELECT min(id) FROM foundation_outboxentry WHERE name = ANY(%(names)s) GROUP BY stream)
     ORDER BY id
     LIMIT %(limit)s
       FOR UPDATE SKIP LOCKED
)
SELECT entry.*
  FROM foundation_outboxentry entry
  JOIN head USING (stream)
 WHERE entry.name = ANY(%(names)s)
 ORDER BY entry.id
 LIMIT %(limit)s
"""


def publish(*published: events.Event) -> None:
    """Tell the subscribers of these events, if and when the caller's transaction commits.

    Within a stream the order is that of the calls, provided that the stream's writers take turns, as they do when
    each locks the row that the stream is about.

    Raises:
        TransactionManagementError: outside a transaction.
        TypeError: a field is not plain JSON.
    """
    require_transaction("outbox.publish")
    for entry in entries(*published):
        statements.fetch_all(_PUBLISH, [entry.stream, entry.name, json.dumps(entry.payload)])


def entries(*published: events.Event) -> list[OutboxEntry]:
    """The rows that `publish` would write, for a service that writes all its rows in one statement."""
    return [OutboxEntry(stream=event.stream, name=event.name, payload=event.to_json()) for event in published]


def claim(limit: int) -> list[OutboxEntry]:
    """Up to `limit` entries, oldest first, of streams that no other relay holds; until the transaction ends."""
    require_transaction("outbox.claim")
    return list(OutboxEntry.objects.raw(_CLAIM, {"names": events.known_names(), "limit": limit}))


def lag_seconds() -> float:
    """How long the oldest entry has waited, by the database's clock; 0 when none waits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(extract(epoch FROM statement_timestamp() - min(created_at)), 0)::float8"
            " FROM foundation_outboxentry"
        )
        row = cursor.fetchone()
    assert row is not None
    return float(row[0])
