"""How full the halls are, for monitoring. Numbers alone: nothing of anybody's visit."""

from collections.abc import Iterator

from motcua.foundation import statements
from motcua.foundation.exposition import Family, Sample
from motcua.kernel import clock

_HALLS = """
SELECT unit.code,
       (SELECT count(*) FROM ticketing_ticket ticket
         WHERE ticket.unit_id = unit.id AND ticket.day = %(day)s AND ticket.state = 'waiting' AND ticket.not_before <= %(at)s),
       (SELECT coalesce(extract(epoch FROM %(at)s - min(ticket.queued_at)), 0)::float8 FROM ticketing_ticket ticket
         WHERE ticket.unit_id = unit.id AND ticket.day = %(day)s AND ticket.state = 'waiting' AND ticket.not_before <= %(at)s),
       (SELECT count(*) FROM ticketing_countershift shift JOIN organisation_counter counter ON counter.id = shift.counter_id
         WHERE counter.unit_id = unit.id AND shift.closed_at IS NULL AND shift.paused_at IS NULL)
  FROM organisation_onestopunit unit
 WHERE EXISTS (SELECT 1 FROM ticketing_queuegroup queue WHERE queue.unit_id = unit.id)
 ORDER BY unit.code
"""
_TOLD = (
    ("motcua_tickets_waiting", "People with a number who wait now"),
    ("motcua_longest_wait_seconds", "How long the first of them has waited"),
    ("motcua_counters_open", "Counters that are open and not paused"),
)


def gauges() -> Iterator[Family]:
    """One query."""
    now = clock.now()
    rows = statements.fetch_all(_HALLS, {"day": now.date(), "at": now})
    for column, (name, text) in enumerate(_TOLD, 1):
        yield Family(name, text, tuple(Sample(max(0.0, float(row[column])), {"unit": row[0]}) for row in rows))
