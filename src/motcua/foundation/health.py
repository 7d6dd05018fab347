"""Whether the centre works, part by part; the address /suc-khoe and `motcua doctor` show it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from motcua.foundation import heartbeat, outbox
from motcua.foundation.audit import guard

RELAY_LAG_SECONDS = 30.0
FREE_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    essential: bool
    """Whether pages can't be served without it."""


def report() -> tuple[Check, ...]:
    """Every check, in the order in which one mends them. A check that can't be made counts as failed."""
    checks: list[Check] = []
    away = False  # each question to a database that is away waits for its connection: one is enough
    for name, holds, essential in _CHECKS:
        ok = not away and _holds(holds)
        away = away or (name == "database" and not ok)
        checks.append(Check(name, ok, essential))
    return tuple(checks)


def _holds(holds: Callable[[], bool]) -> bool:
    try:
        return holds()
    except (DatabaseError, OSError):
        return False


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() is not None


def _migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _disk_has_room() -> bool:
    return shutil.disk_usage(settings.MOTCUA.home).free >= FREE_BYTES


def _audit_is_guarded() -> bool:
    return not guard.sleeping_triggers()


def _worker_lives() -> bool:
    return heartbeat.is_alive("worker")


def _relay_keeps_up() -> bool:
    return outbox.lag_seconds() < RELAY_LAG_SECONDS


_CHECKS: tuple[tuple[str, Callable[[], bool], bool], ...] = (
    ("disk", _disk_has_room, False),
    ("database", _database_answers, True),
    ("migrations", _migrations_are_applied, True),
    ("audit_guard", _audit_is_guarded, False),
    ("worker", _worker_lives, False),
    ("relay", _relay_keeps_up, False),
)
