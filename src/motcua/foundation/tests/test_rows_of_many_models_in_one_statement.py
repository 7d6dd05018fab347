"""`insert_all` writes what the ORM writes, for every column of every model that goes through it."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.apps.registry import Apps
from django.db import DataError, IntegrityError, connection, models
from django.db.transaction import TransactionManagementError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.dossiers.models import ClockEvent, Dossier, DossierFee, DossierStep, SubmittedDocument
from motcua.foundation import statements
from motcua.foundation.ids import uuid7
from motcua.foundation.models import OutboxEntry
from motcua.kernel.clock import HANOI

USED = [Dossier, SubmittedDocument, DossierFee, DossierStep, ClockEvent, OutboxEntry]
"""Whatever `accept_dossier` writes in its one statement."""

NASTY = [
    "",
    " ",
    "'",
    '"',
    "\\",
    "\\u0041",
    "%s %(x)s 100%",
    "a\tb\nc",
    "Nguyễn Thị Ánh",
    "đĐ\u0301",
    "🏛",
    "null",
    "{}",
    "$1",
]
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
MOMENTS = st.datetimes(datetime(1000, 1, 1), datetime(9000, 1, 1), timezones=st.sampled_from([UTC, HANOI]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


class Everything(models.Model):
    """A column of every kind that goes through the statement; no migration knows it, the test makes its table."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    text = models.TextField()
    short = models.CharField(max_length=30, null=True)
    number = models.BigIntegerField(null=True)
    small = models.PositiveSmallIntegerField(null=True)
    exact = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    share = models.FloatField(null=True)
    true = models.BooleanField(null=True)
    day = models.DateField(null=True)
    moment = models.DateTimeField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        app_label = "foundation"
        apps = Apps()  # a registry of its own: to the rest of the product there is no such model
        managed = False
        db_table = "everything_of_a_test"

    def __str__(self):
        return str(self.pk)


@pytest.fixture
def table(db):
    with connection.schema_editor() as editor:
        Everything._meta.managed = True
        editor.create_model(Everything)
    return Everything


VALUES = {
    "text": TEXTS,
    "short": st.none() | TEXTS.map(lambda text: text[:30]),
    "number": st.none() | st.integers(-(2**63), 2**63 - 1),
    "small": st.none() | st.integers(0, 32767),
    "exact": st.none() | st.decimals(Decimal(-999999999), Decimal(999999999), places=3),
    "share": st.none() | st.floats(allow_nan=False, allow_infinity=False),
    "true": st.none() | st.booleans(),
    "day": st.none() | st.dates(date(1000, 1, 1), date(9000, 1, 1)),
    "moment": st.none() | MOMENTS,
    "facts": st.dictionaries(TEXTS, JSON, max_size=3),
}


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(st.lists(st.fixed_dictionaries(VALUES), min_size=1, max_size=4))
def test_it_writes_what_the_orm_writes(table, drawn):
    ours = [table(**values) for values in drawn]
    theirs = [table(**values) for values in drawn]
    statements.insert_all(ours)
    table.objects.bulk_create(theirs)
    by_key = table.objects.in_bulk()
    for one, other in zip(ours, theirs, strict=True):
        for name in VALUES:
            assert getattr(by_key[one.pk], name) == getattr(by_key[other.pk], name)
    table.objects.all().delete()


@pytest.mark.parametrize("model", USED)
@pytest.mark.django_db
def test_no_column_of_the_table_is_forgotten(model):
    """A column added to a model is written without a change here, unless the database fills it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s"
            " AND column_default IS NULL AND is_identity = 'NO'",
            [model._meta.db_table],
        )
        columns = {row[0] for row in cursor.fetchall()}
    statement = statements._insertion((model,))
    assert columns
    assert {name for name in columns if f'"{name}"' not in statement} == set()
    assert {field.column for field in statements._fields(model)} == columns


def test_a_new_column_is_written_as_soon_as_the_model_has_it():
    class Grown(models.Model):  # noqa: DJ008 - nobody reads it
        id = models.UUIDField(primary_key=True, default=uuid7)
        since_today = models.CharField(max_length=10)

        class Meta:
            app_label = "foundation"
            managed = False
            apps = Apps()  # or the glossary would have to explain it

    assert '"since_today" varchar(10)' in statements._insertion((Grown,))


def test_nul_and_halves_of_letters_are_refused_not_cut(table):
    with pytest.raises(DataError, match="u0000"):
        statements.insert_all([table(text="a\x00b")])


def test_half_of_a_letter_is_refused(table):
    with pytest.raises(UnicodeEncodeError):
        statements.insert_all([table(text="\ud800")])


def test_a_text_that_is_too_long_is_refused_not_cut(table):
    with pytest.raises(DataError, match="too long"):
        statements.insert_all([table(text="", short="x" * 31)])


@pytest.mark.parametrize("value", [b"bytes", object()])
def test_a_value_that_json_has_not_is_refused(table, value):
    with pytest.raises(TypeError, match="can't hold"):
        statements.insert_all([table(text=value)])


def test_nothing_at_all_is_nothing(table):
    statements.insert_all([])
    assert not table.objects.exists()


def test_a_broken_constraint_is_djangos_error(table):
    row = table(text="")
    with pytest.raises(IntegrityError, match="duplicate key"):
        statements.insert_all([row, row])


@pytest.mark.django_db(transaction=True)
def test_only_inside_a_transaction():
    with pytest.raises(TransactionManagementError, match="insert_all"):
        statements.insert_all([])


@pytest.mark.django_db
def test_a_json_value_comes_back_whole():
    entry = OutboxEntry(stream="s", name="a:b:c", payload={"n": None, "deep": [1, {"x": "%'\\"}]})
    statements.insert_all([entry])
    assert json.dumps(OutboxEntry.objects.get().payload, sort_keys=True) == json.dumps(entry.payload, sort_keys=True)


def test_a_row_changes_with_what_is_written_of_it(table):
    kept, changed = table(text="kept", number=1), table(text="before", number=2)
    statements.insert_all([kept, changed])
    statements.update_and_insert(
        table, {"id": changed.pk}, {"text": "after", "small": 7}, [table(text="told", number=3)]
    )
    rows = table.objects.order_by("number").values_list("text", "number", "small")
    assert list(rows) == [("kept", 1, None), ("after", 2, 7), ("told", 3, None)]


def test_nothing_to_change_or_nothing_to_write_is_no_more_than_the_other(table):
    row = table(text="before", number=1)
    statements.update_and_insert(table, {"id": row.pk}, {}, [row])
    statements.update_and_insert(table, {"id": row.pk}, {"text": "after"}, [])
    assert list(table.objects.values_list("text", flat=True)) == ["after"]
