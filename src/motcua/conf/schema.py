"""The place in the database that a centre's tables live in: its schema, and the extensions beside it."""

import click
from django.db import InternalError, OperationalError, ProgrammingError, connection
from psycopg import sql

from motcua.conf.database import EXTENSIONS_SCHEMA
from motcua.foundation.postgres.binaries import EXTENSIONS, OLDEST


def ensure_schema(name: str) -> list[str]:
    """Make the schema and the extensions where they are missing; returns warnings, Vietnamese sentences.

    An extension that the server lacks is a warning: the rooms that would use it do without, more slowly.
    """
    if connection.pg_version < OLDEST * 10000:  # type: ignore[attr-defined] # django-stubs knows no PostgreSQL wrapper here
        raise click.ClickException(f"Máy chủ cơ sở dữ liệu cũ quá; cần PostgreSQL từ {OLDEST} trở lên.")
    with connection.cursor() as cursor:
        for schema in (name, EXTENSIONS_SCHEMA):
            cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
            if not cursor.fetchone():
                cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
    return [warning for extension in EXTENSIONS if (warning := _ensure_extension(extension))]


def _ensure_extension(name: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = %s",
            [name],
        )
        found = cursor.fetchone()
        if found and found[0] in {EXTENSIONS_SCHEMA, "pg_catalog"}:
            return None
        verb = "ALTER EXTENSION {} SET SCHEMA {}" if found else "CREATE EXTENSION {} SCHEMA {}"
        try:
            cursor.execute(sql.SQL(verb).format(sql.Identifier(name), sql.Identifier(EXTENSIONS_SCHEMA)))
        except (InternalError, OperationalError, ProgrammingError) as error:
            return (
                f"Không dùng được phần mở rộng {name} của PostgreSQL ({str(error).strip().splitlines()[0]}). Người quản trị cơ sở dữ liệu "
                f"chạy: {verb.format(name, EXTENSIONS_SCHEMA)};"
            )
    return None
