"""Rows and the rows they point to, by a statement that Django builds once and the server prepares.

Django builds the SQL of a queryset anew each time it is asked, which on a page of ten questions costs more than the
database's answers (docs/explanation/performance.md). What is asked in one shape again and again is asked here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.db.models.query import get_related_populators

from motcua.foundation import statements

M = TypeVar("M", bound=models.Model)


def fetch_models(
    model: type[M], where: Mapping[str, object], *, related: tuple[str, ...] = (), order: tuple[str, ...] = ()
) -> list[M]:
    """The rows whose fields equal `where`, as `filter(**where).select_related(*related).order_by(*order)` finds them.

    A value that is a row is the row that those found point to: they carry it. No `order` is the model's own order.
    A value is never None: SQL's NULL equals nothing.
    """
    reading = _reading(model, tuple(where), related, order)
    keys = [value.pk if isinstance(value, models.Model) else value for value in where.values()]
    found: list[M] = reading.rows_of(statements.fetch_all(reading.statement, keys))
    for name, value in where.items():
        if isinstance(value, models.Model):
            for row in found:
                setattr(row, name, value)
    return found


def fetch_related(model: type[M], where: Mapping[str, object], *, related: tuple[str, ...] = ()) -> M | None:
    """The first of those rows, None when there is none."""
    return next(iter(fetch_models(model, where, related=related)), None)


@dataclass(frozen=True, slots=True)
class _Reading:
    statement: str
    rows_of: Callable[[Iterable[statements.Row]], list[Any]]


@cache
def _reading(
    model: type[models.Model], names: tuple[str, ...], related: tuple[str, ...], order: tuple[str, ...]
) -> _Reading:
    queryset = model._default_manager.filter(**{name: RawSQL("%s", [None]) for name in names})  # noqa: SLF001 - Django's documented API
    queryset = queryset.select_related(*related) if related else queryset
    compiler = (queryset.order_by(*order) if order else queryset).query.get_compiler(connection=connection)
    statement, parameters = compiler.as_sql()
    assert list(parameters) == [None] * len(names), "only what is looked for may be a parameter"
    shape, select = compiler.klass_info, compiler.select
    assert shape is not None
    first, last = shape["select_fields"][0], shape["select_fields"][-1] + 1
    attributes = [column.target.attname for column, _sql, _alias in select[first:last]]
    converters = compiler.get_converters([column for column, _sql, _alias in select])
    populators = get_related_populators(shape, select, connection.alias)  # type: ignore[call-arg] # the stubs are ahead

    def rows_of(rows: Iterable[statements.Row]) -> list[Any]:
        found = []
        for row in compiler.apply_converters(rows, converters) if converters else rows:
            one = model.from_db(connection.alias, attributes, row[first:last])
            for populator in populators:
                populator.populate(row, one)
            found.append(one)
        return found

    return _Reading(statement, rows_of)
