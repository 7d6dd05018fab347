"""How many dossiers are under way and late, for monitoring. Numbers alone."""

from collections.abc import Iterator

from motcua.foundation import statements
from motcua.foundation.exposition import Family, Sample
from motcua.kernel import clock

_UNDER_WAY = """
SELECT unit.code, count(*), count(*) FILTER (WHERE dossier.due_at < %(at)s)
  FROM dossiers_dossier dossier JOIN organisation_onestopunit unit ON unit.id = dossier.unit_id
 WHERE dossier.closed_at IS NULL AND dossier.solved_at IS NULL
 GROUP BY unit.code ORDER BY unit.code
"""


def gauges() -> Iterator[Family]:
    """One query over the dossiers that aren't solved."""
    rows = statements.fetch_all(_UNDER_WAY, {"at": clock.now()})
    under_way = tuple(Sample(float(row[1]), {"unit": row[0]}) for row in rows)
    overdue = tuple(Sample(float(row[2]), {"unit": row[0]}) for row in rows)
    yield Family("motcua_dossiers_under_way", "Dossiers that were received and aren't solved", under_way)
    yield Family("motcua_dossiers_overdue", "Of those, past their due date", overdue)
