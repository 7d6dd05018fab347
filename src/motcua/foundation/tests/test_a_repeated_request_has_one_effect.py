"""Idempotency keys: twice, a hundred times at once, after a failure, with another body."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from motcua.foundation import idempotency
from motcua.foundation.idempotency import KeyReusedError
from motcua.foundation.models import IdempotencyKey, NumberSeries
from motcua.foundation.numbers import next_number
from motcua.kernel.errors import InvalidInputError

KEY = "k" * 16


def issue() -> dict:
    return {"number": next_number("tickets")}


def once(*, scope="staff:17 tickets:issue", key=KEY, body=b"{}", effect=issue) -> dict:
    return idempotency.once(scope=scope, key=key, body=body, effect=effect)


@pytest.mark.django_db
def test_a_repeat_gets_the_first_answer():
    assert [once(), once()] == [{"number": 1}, {"number": 1}]
    assert NumberSeries.objects.get().value == 1


@pytest.mark.django_db
def test_another_key_or_another_scope_is_another_request():
    assert [once(), once(key="l" * 16), once(scope="staff:18 tickets:issue")] == [{"number": n} for n in (1, 2, 3)]


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_refused():
    once()
    with pytest.raises(KeyReusedError):
        once(body=b'{"other": 1}')
    assert NumberSeries.objects.get().value == 1


@pytest.mark.parametrize("key", ["", "short", "with space in the key", "k" * 101, KEY + "\n"])
@pytest.mark.django_db
def test_a_key_that_is_none_is_refused(key):
    with pytest.raises(InvalidInputError):
        once(key=key)


@pytest.mark.django_db(transaction=True)
def test_a_failed_request_leaves_nothing_and_may_be_repeated():
    def fail() -> dict:
        issue()
        raise RuntimeError("printer on fire")

    with pytest.raises(RuntimeError):
        once(effect=fail)
    assert not IdempotencyKey.objects.exists()
    assert once() == {"number": 1}


@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_once_have_one_effect_and_one_answer():
    start = threading.Barrier(50)

    def request(number: int) -> dict:
        if number < 50:
            start.wait()
        try:
            return once()
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as clients:
        answers = list(clients.map(request, range(100)))
    assert answers == [{"number": 1}] * 100
    assert NumberSeries.objects.get().value == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_a_key_a_hundred_requests_have_a_hundred_effects():
    def request(_: int) -> None:
        with transaction.atomic():
            issue()
        connection.close()

    with ThreadPoolExecutor(20) as clients:
        list(clients.map(request, range(100)))
    assert NumberSeries.objects.get().value == 100


@pytest.mark.django_db
def test_keys_are_forgotten_after_a_week():
    once()
    once(key="l" * 16)
    IdempotencyKey.objects.filter(key=KEY).update(
        created_at=IdempotencyKey.objects.get(key=KEY).created_at - timedelta(days=8)
    )
    assert idempotency.prune() == 1
