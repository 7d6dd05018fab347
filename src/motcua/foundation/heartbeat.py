"""Processes say that they live, and health asks when they last did; both by the database's clock."""

from django.db import connection
from django.db.models.functions import Now

from motcua.foundation.models import Heartbeat

INTERVAL_SECONDS = 5.0
DEAD_AFTER_SECONDS = 30.0


def beat(process: str) -> None:
    Heartbeat.objects.update_or_create(process=process, defaults={"at": Now()})


def is_alive(process: str) -> bool:
    """Whether it beat within DEAD_AFTER_SECONDS."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM statement_timestamp() - at) < %s FROM foundation_heartbeat WHERE process = %s",
            [DEAD_AFTER_SECONDS, process],
        )
        row = cursor.fetchone()
    return row is not None and bool(row[0])
