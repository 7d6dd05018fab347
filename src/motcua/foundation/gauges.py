"""How the house itself stands, for monitoring: its checks, what waits to be handed on, what waits to be done."""

from collections.abc import Iterator

from motcua.foundation import health, outbox, statements
from motcua.foundation.exposition import Family, Sample, one

_JOBS = """
SELECT status::text, count(*), coalesce(extract(epoch FROM now() - min(scheduled_at)), 0)::float8
  FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') GROUP BY status
"""
_STATES = ("todo", "doing", "failed")


def gauges() -> Iterator[Family]:
    """Three queries and a look at the disk."""
    checks = tuple(Sample(float(check.ok), {"check": check.name}) for check in health.report())
    yield Family("motcua_check_ok", "Whether a part of the centre works, as /suc-khoe tells", checks)
    yield one("motcua_outbox_lag_seconds", "How long the oldest event has waited to be handed on", outbox.lag_seconds())
    counted = {str(row[0]): float(row[1]) for row in statements.fetch_all(_JOBS)}
    jobs = tuple(Sample(counted.get(state, 0.0), {"state": state}) for state in _STATES)
    yield Family("motcua_jobs", "Jobs that wait, run, or have failed", jobs)
