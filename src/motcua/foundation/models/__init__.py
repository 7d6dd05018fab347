"""The rows every later room stands on; each is written only by its own service in this room."""

from motcua.foundation.models.audit import AuditChain, AuditEntry
from motcua.foundation.models.heartbeat import Heartbeat
from motcua.foundation.models.idempotency import IdempotencyKey
from motcua.foundation.models.live import LiveEvent
from motcua.foundation.models.number_series import NumberSeries
from motcua.foundation.models.outbox import OutboxEntry
from motcua.foundation.models.stored_file import StoredFile

__all__ = [
    "AuditChain",
    "AuditEntry",
    "Heartbeat",
    "IdempotencyKey",
    "LiveEvent",
    "NumberSeries",
    "OutboxEntry",
    "StoredFile",
]
