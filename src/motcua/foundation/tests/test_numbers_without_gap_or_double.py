"""50 writers, a tenth of their transactions fail: the counter row gives 1..N, what others do instead does not."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from motcua.foundation.numbers import next_number

WRITERS, EACH = 50, 8


@pytest.fixture
def tickets(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tickets_of_the_race (number bigint)")
        cursor.execute("CREATE SEQUENCE sequence_of_the_race")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE tickets_of_the_race; DROP SEQUENCE sequence_of_the_race")


def race(take: Callable[[], int]) -> list[int]:
    """The numbers of all tickets that were issued, in order."""
    start = threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        start.wait()
        for turn in range(EACH):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO tickets_of_the_race VALUES (%s)", [take()])
                if (writer * EACH + turn) % 10 == 0:
                    transaction.set_rollback(True)
        connection.close()

    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(write, range(WRITERS)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM tickets_of_the_race ORDER BY number")
        return [row[0] for row in cursor.fetchall()]


def from_counter_row() -> int:
    return next_number("tickets")


def from_highest_so_far() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(number), 0) + 1 FROM tickets_of_the_race")
        return cursor.fetchone()[0]


def from_sequence() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('sequence_of_the_race')")
        return cursor.fetchone()[0]


def test_the_counter_row_gives_every_number_once(tickets):
    assert race(from_counter_row) == list(range(1, WRITERS * EACH * 9 // 10 + 1))


def test_control_the_highest_plus_one_gives_doubles(tickets):
    numbers = race(from_highest_so_far)
    assert len(numbers) > len(set(numbers))


def test_control_a_sequence_leaves_gaps(tickets):
    numbers = race(from_sequence)
    assert len(numbers) == len(set(numbers)) < max(numbers)


@pytest.mark.django_db
def test_each_series_counts_for_itself():
    assert [next_number(series) for series in ("a", "b", "a")] == [1, 1, 2]


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError, match="next_number"):
        next_number("a")
