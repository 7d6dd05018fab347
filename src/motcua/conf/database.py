"""The DATABASES entry of this deployment, and the connection pool of processes that serve many requests."""

from collections import deque
from collections.abc import Sequence
from typing import Any

import psycopg

from motcua.foundation.settings import Settings

EXTENSIONS_SCHEMA = "motcua_extensions"
"""Where unaccent and pg_trgm live: beside the centres' schemas, so that several centres in one database share them."""


def django_database(settings: Settings) -> dict[str, Any]:
    """Django's entry for the one database; without DATABASE_URL and a running centre it names a server that isn't there."""
    database = settings.database
    options: dict[str, Any] = {
        "options": f"-c search_path={settings.schema},{EXTENSIONS_SCHEMA}",
        "prepare_threshold": 5,  # Django's None would forbid it; only foundation.statements prepares, Django's cursors never do
    }
    if database is not None:
        given = dict(database.options)
        options["options"] = f"{given.pop('options', '')} {options['options']}".strip()
        options.update(given)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database.name if database else "motcua",
        "USER": database.user if database else "motcua",
        "PASSWORD": database.password if database else "",
        "HOST": database.host if database else str(settings.home / "run" / "no-centre"),
        "PORT": database.port if database else "",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def use_pool(size: int) -> None:
    """Keep up to `size` connections open in this process; called before the first query, by processes that serve.

    Measured: 148 intakes a second without a pool, 350 and more with one. Short commands and tests don't want its threads.
    """
    from django.conf import settings

    settings.DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": size, "timeout": 10}
    # Asking each connection whether it still lives is a round trip a request, a tenth of an intake. A database that was
    # restarted costs each connection one 503 instead; the pool replaces what broke.
    settings.DATABASES["default"]["CONN_HEALTH_CHECKS"] = False


class Spares:
    """Connections for constant statements that read, each its own transaction: taken, used and laid back without a pool's care.

    As many as threads ask at once. One that fails is closed and its error raised; the caller asks Django's instead.
    """

    def __init__(self) -> None:
        self._spare: deque[psycopg.Connection[tuple[Any, ...]]] = deque()

    def fetch_one(self, statement: str, parameters: Sequence[Any]) -> tuple[Any, ...] | None:
        """The first row of a constant statement, prepared by the server. psycopg.Error when the database says no."""
        try:
            held = self._spare.pop()
        except IndexError:
            held = _connect()
        try:
            row = psycopg.Cursor(held).execute(statement, parameters, prepare=True).fetchone()
        except BaseException:
            held.close()
            raise
        self._spare.append(held)
        return row

    def close(self) -> None:
        while self._spare:
            self._spare.pop().close()


def _connect() -> "psycopg.Connection[tuple[Any, ...]]":
    """As Django connects, but with psycopg's own quick readers of rows."""
    from django.db import connection

    given = connection.get_connection_params()
    ours = {name: value for name, value in given.items() if name not in {"context", "cursor_factory"}}
    return psycopg.connect(**ours, autocommit=True)
