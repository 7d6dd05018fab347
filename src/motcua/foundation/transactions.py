"""What must be written together is written inside one transaction; these services insist on it."""

from django.db import connection
from django.db.transaction import TransactionManagementError


def require_transaction(service: str) -> None:
    """Refuse to go on outside a transaction.

    Raises:
        TransactionManagementError: wrap the call, and the change it belongs to, in `transaction.atomic()`.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(
            f"{service} must run inside transaction.atomic(), together with the change it tells of."
        )
