"""Many people at once, each in a thread with a connection of its own that is closed at the end."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def at_once(people: int, do: Callable[[int], T]) -> Sequence[T]:
    """What each of them got; all begin together."""
    start = threading.Barrier(people)

    def one(number: int) -> T:
        connection.ensure_connection()
        start.wait()
        try:
            return do(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as threads:
        return list(threads.map(one, range(people)))
