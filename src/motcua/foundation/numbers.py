"""Numbers without gap or double: tickets, dossier codes, receipts (ADR 6)."""

from motcua.foundation import statements
from motcua.foundation.transactions import require_transaction

_NEXT = """
INSERT INTO foundation_numberseries AS held (series, value) VALUES (%s, 1)
ON CONFLICT (series) DO UPDATE SET value = held.value + 1
RETURNING value
"""


def next_number(series: str) -> int:
    """The next number of a series, from 1; it is used up only if the caller's transaction commits.

    The series' row stays locked until then, so take the number late: after everything slow, just before
    `audit.append`, and before any second series.

    Args:
        series: what is counted, where and for how long: "dossier:H29.01:2026".

    Raises:
        TransactionManagementError: outside a transaction, where a failure after it would leave a gap.
    """
    require_transaction("next_number")
    row = statements.fetch_one(_NEXT, [series])
    assert row is not None
    return int(row[0])
