"""SQL of our own for the few places where Python's building of queries is what costs (docs/explanation/performance.md).

`insert_all` writes rows of any models in one statement made from the models' own columns, so that it can't fall behind
them, and so do `fetch_model` and `update_one` with what every act reads and changes; `fetch_one` and `fetch_all` run a
constant statement prepared by the server.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from psycopg import errors, pq

from motcua.foundation.transactions import require_transaction

Row = tuple[Any, ...]
M = TypeVar("M", bound=models.Model)


def fetch_one(statement: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Row | None:
    """The first row of a constant statement, prepared by the server after its first runs."""
    cursor = _execute(statement, parameters)
    return cursor.fetchone()


def fetch_all(statement: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
    """Every row of a constant statement, prepared by the server after its first runs."""
    return _execute(statement, parameters).fetchall()


def fetch_model(model: type[M], key: object, *, locked: bool = False) -> M | None:
    """The row with this primary key, as `filter(pk=key).first()` finds it, by a constant statement. Not for JSON fields.

    `locked`: until the transaction ends nobody else changes it; rows that point to it may still be written.
    """
    statement, names = _reading(model)
    row = fetch_one(f"{statement} FOR NO KEY UPDATE" if locked else statement, [key])
    return None if row is None else model.from_db(connection.alias, names, row)


def columns_of(model: type[models.Model]) -> str:
    """All columns of a model, for the RETURNING of a statement of one's own; `model_of` reads such a row."""
    return _columns(model)[0]


def model_of(model: type[M], row: Row) -> M:
    """The row that a statement returned `columns_of`."""
    return model.from_db(connection.alias, _columns(model)[1], row)


def update_one(
    model: type[models.Model], *, where: Mapping[str, Any], values: Mapping[str, Any], grow: str = ""
) -> int:
    """Write `values` to the rows whose columns equal `where` and add one to the column `grow`; returns how many rows.

    Keys are attributes as rows have them ("assignee_id"), values what columns hold.
    """
    statement = _updating(model, tuple(where), tuple(values), grow)
    return _execute(statement, [*values.values(), *where.values()]).rowcount


def insert_all(rows: Iterable[models.Model]) -> None:
    """Insert rows of several models in one statement, in the caller's transaction.

    A key that the database makes is not read back: give rows that others point to a key of their own (`ids.uuid7`).
    Constraints that name other rows are checked at COMMIT, so the order doesn't matter. Not for array fields.

    Raises:
        TransactionManagementError: outside a transaction.
        IntegrityError: a row breaks a constraint.
    """
    require_transaction("insert_all")
    groups = _by_model(rows)
    if groups:
        _execute(_insertion(tuple(groups)), [_as_json(model, group) for model, group in groups.items()])


def update_and_insert(
    model: type[models.Model], where: Mapping[str, Any], values: Mapping[str, Any], rows: Iterable[models.Model]
) -> None:
    """`update_one` and `insert_all` in one statement. Without `values` it only inserts."""
    require_transaction("update_and_insert")
    groups = _by_model(rows)
    if not values or not groups:
        insert_all(row for group in groups.values() for row in group)
        if values:
            update_one(model, where=where, values=values)
        return
    statement = _update_with(model, tuple(where), tuple(values), tuple(groups))
    inserted = [_as_json(other, group) for other, group in groups.items()]
    _execute(statement, [*values.values(), *where.values(), *inserted])


def _execute(statement: str, parameters: Sequence[Any] | Mapping[str, Any]) -> "psycopg.Cursor[Row]":
    """Past Django's cursor, which binds parameters in Python and so never lets the server keep a plan."""
    held = connections[DEFAULT_DB_ALIAS]  # once: each look through Django's proxy costs
    held.ensure_connection()
    held.validate_no_broken_transaction()
    if held.queries_logged:  # so that a test that counts queries counts these too
        held.queries_log.append({"sql": statement, "time": ""})
    with held.wrap_database_errors:
        return _run(held.connection, statement, parameters)


def _run(
    held: "psycopg.Connection[Row]", statement: str, parameters: Sequence[Any] | Mapping[str, Any]
) -> "psycopg.Cursor[Row]":
    """Run a prepared statement; once more where a migration or `DISCARD ALL` made the server's plan useless.

    Inside a transaction nothing can be repeated: it fails as a whole, once for each connection, since with the rollback
    psycopg forgets all plans. So a migration doesn't change the type of a column that a constant statement names.
    """
    try:
        return psycopg.Cursor(held).execute(statement, parameters, prepare=True)
    except (errors.FeatureNotSupported, errors.InvalidSqlStatementName):
        if held.info.transaction_status is not pq.TransactionStatus.IDLE:
            raise
        psycopg.Cursor(held).execute("DEALLOCATE ALL")  # psycopg forgets its own list with it
        return psycopg.Cursor(held).execute(statement, parameters, prepare=True)


@cache
def _reading(model: type[models.Model]) -> tuple[str, tuple[str, ...]]:
    """The statement, and the attributes that its columns are."""
    quoted, key = connection.ops.quote_name, model._meta.pk  # noqa: SLF001 - Django's documented API
    assert key is not None
    columns, names = _columns(model)
    table = quoted(model._meta.db_table)  # noqa: SLF001 - Django's documented API
    return f"SELECT {columns} FROM {table} WHERE {quoted(str(key.column))} = %s", names  # noqa: S608 - names of our own models


@cache
def _columns(model: type[models.Model]) -> tuple[str, tuple[str, ...]]:
    """Columns as SQL names them, and the attributes that they are."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's documented API
    assert not any(hasattr(field, "from_db_value") for field in fields), "a column that Django converts"
    quoted = connection.ops.quote_name
    return ", ".join(quoted(str(field.column)) for field in fields), tuple(field.attname for field in fields)


@cache
def _updating(model: type[models.Model], where: tuple[str, ...], values: tuple[str, ...], grow: str) -> str:
    quoted = connection.ops.quote_name
    known = {field.attname: quoted(str(field.column)) for field in model._meta.concrete_fields}  # noqa: SLF001 - Django's documented API
    grown = [f"{known[grow]} = {known[grow]} + 1"] if grow else []
    settings = ", ".join([*grown, *(f"{known[name]} = %s" for name in values)])
    conditions = " AND ".join(f"{known[name]} = %s" for name in where)
    return f"UPDATE {quoted(model._meta.db_table)} SET {settings} WHERE {conditions}"  # noqa: S608, SLF001 - names of our own models


@cache
def _update_with(
    model: type[models.Model],
    where: tuple[str, ...],
    values: tuple[str, ...],
    tables: tuple[type[models.Model], ...],
) -> str:
    return _insertion(tables).replace("WITH ", f"WITH updated AS ({_updating(model, where, values, '')}), ", 1)


def _by_model(rows: Iterable[models.Model]) -> dict[type[models.Model], list[models.Model]]:
    groups: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    return groups


@cache
def _insertion(tables: tuple[type[models.Model], ...]) -> str:
    """`WITH t0 AS (INSERT INTO … SELECT … FROM json_to_recordset(%s) AS …), … SELECT`: a parameter for each table."""
    parts = [f"t{number} AS ({_insertion_of(model)})" for number, model in enumerate(tables)]
    return f"WITH {', '.join(parts)} SELECT 1"


def _insertion_of(model: type[models.Model]) -> str:
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(str(field.column)) for field in _fields(model))
    types = ", ".join(f"{quoted(str(field.column))} {_type(field)}" for field in _fields(model))
    table = quoted(model._meta.db_table)  # noqa: SLF001 - Django's documented API
    return f"INSERT INTO {table} ({names}) SELECT {names} FROM json_to_recordset(%s) AS given({types})"  # noqa: S608 - names of our own models


def _type(field: "models.Field[Any, Any]") -> str:
    return str(field.rel_db_type(connection) if field.is_relation else field.db_type(connection))


@cache
def _fields(model: type[models.Model]) -> "tuple[models.Field[Any, Any], ...]":
    """The columns to write: all but keys that the database makes, and those that it fills by a default of its own."""
    return tuple(
        field
        for field in model._meta.concrete_fields  # noqa: SLF001 - Django's documented API
        if not isinstance(field, models.AutoField | models.BigAutoField) and not field.has_db_default()
    )


def _as_json(model: type[models.Model], rows: Sequence[models.Model]) -> str:
    fields = [(field.column, field.attname) for field in _fields(model)]
    return json.dumps(
        [{column: getattr(row, name) for column, name in fields} for row in rows],
        default=_plain,
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"A column of one statement can't hold a {type(value).__name__}")
