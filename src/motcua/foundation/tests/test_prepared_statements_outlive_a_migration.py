"""A statement that the server has prepared, when the table under it changes: a migration beside running processes."""

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, NotSupportedError

from motcua.foundation import statements
from motcua.foundation.tests.database import url_of_the_test_database

ASK = "SELECT word FROM migrated_in_a_test WHERE id = %s"
WIDER = "ALTER TABLE migrated_in_a_test ALTER word TYPE varchar(20)"


@pytest.fixture
def table(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE migrated_in_a_test (id int, word varchar(10)); INSERT INTO migrated_in_a_test VALUES (1, 'a')"
        )
    for _ in range(6):  # a plan of its own, then one for all parameters
        assert statements.fetch_one(ASK, [1]) == ("a",)
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE migrated_in_a_test")


def test_constant_statements_are_prepared_by_the_server_and_djangos_are_not(table):
    with connection.cursor() as cursor:
        for _ in range(12):
            cursor.execute("SELECT 1 FROM migrated_in_a_test WHERE id = %s", [1])
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        assert cursor.fetchall() == [(ASK.replace("%s", "$1"),)]


def beside(statement):
    """In another process's session."""
    with psycopg.connect(url_of_the_test_database(), autocommit=True) as other:
        other.execute(statement)


def test_an_added_column_is_not_noticed(table):
    beside("ALTER TABLE migrated_in_a_test ADD more int NOT NULL DEFAULT 1")
    assert statements.fetch_one(ASK, [1]) == ("a",)


def test_a_changed_type_is_asked_again(table):
    beside(WIDER)
    assert statements.fetch_one(ASK, [1]) == ("a",)


def test_control_the_server_really_refuses_the_old_plan(table):
    """Without the repeat: "cached plan must not change result type"."""
    beside(WIDER)
    with pytest.raises(psycopg.errors.FeatureNotSupported, match="cached plan"):
        psycopg.Cursor(connection.connection).execute(ASK, [1], prepare=True)


def test_within_a_transaction_the_transaction_fails_once(table):
    """Nothing can be repeated there; the next one of the same connection goes through."""
    beside(WIDER)
    with pytest.raises(NotSupportedError, match="cached plan"), transaction.atomic():
        statements.fetch_one(ASK, [1])
    with transaction.atomic():
        assert statements.fetch_one(ASK, [1]) == ("a",)


@pytest.mark.parametrize("word", ["DISCARD ALL", "DEALLOCATE ALL"])
def test_a_session_that_was_wiped_prepares_again(table, word):
    """A pooler beside the database does it behind our back, so past psycopg's own notice."""
    connection.connection.pgconn.exec_(word.encode())
    assert statements.fetch_one(ASK, [1]) == ("a",)


def test_within_a_transaction_a_wiped_session_fails_once(table):
    connection.connection.pgconn.exec_(b"DEALLOCATE ALL")
    with pytest.raises(DatabaseError, match="does not exist"), transaction.atomic():
        statements.fetch_one(ASK, [1])
    with transaction.atomic():
        assert statements.fetch_one(ASK, [1]) == ("a",)


def test_a_rolled_back_transaction_takes_nothing_with_it(table):
    with transaction.atomic():
        statements.fetch_one(ASK, [1])
        transaction.set_rollback(True)
    assert statements.fetch_one(ASK, [1]) == ("a",)
