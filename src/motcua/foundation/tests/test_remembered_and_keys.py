"""What processes remember for seconds, and keys made in Python."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122

import pytest

from motcua.dossiers.tests.times import centre_time
from motcua.foundation.ids import uuid7
from motcua.foundation.remembered import forget_everything, remembered
from motcua.kernel import clock


class Asked:
    """Counts how often it was really asked."""

    def __init__(self, *, seconds=60.0, at_most=3):
        self.times = []
        self.answer = remembered(seconds=seconds, at_most=at_most)(self._answer)

    def _answer(self, number, *, fail=False, nothing=False):
        self.times.append(number)
        if fail:
            raise ValueError("no answer")
        return None if nothing else [number]


def test_asked_once_for_the_same_arguments():
    asked = Asked()
    assert asked.answer(1) is asked.answer(1)
    assert asked.answer(2) == [2]
    assert asked.times == [1, 2]


def test_the_order_of_named_arguments_does_not_matter():
    asked = Asked()
    assert asked.answer(1, fail=False, nothing=False) is asked.answer(1, nothing=False, fail=False)


def test_asked_again_after_its_seconds():
    asked = Asked(seconds=0.05)
    asked.answer(1)
    time.sleep(0.06)
    asked.answer(1)
    assert asked.times == [1, 1]


def test_neither_errors_nor_absence_are_remembered():
    asked = Asked()
    for _ in range(2):
        with pytest.raises(ValueError, match="no answer"):
            asked.answer(1, fail=True)
        assert asked.answer(1, nothing=True) is None
    assert asked.times == [1, 1, 1, 1]


def test_it_keeps_no_more_than_its_bound_and_forgets_the_oldest():
    asked = Asked()
    for number in (1, 2, 3, 4, 3, 2, 1):
        asked.answer(number)
    assert asked.times == [1, 2, 3, 4, 1]


def test_forgetting_everything():
    asked = Asked()
    asked.answer(1)
    forget_everything()
    asked.answer(1)
    assert asked.times == [1, 1]


def test_many_threads_get_right_answers():
    asked = Asked(at_most=8)
    start = threading.Barrier(16)

    def ask(thread):
        start.wait()
        return all(asked.answer(number % 24) == [number % 24] for number in range(thread, thread + 3000))

    with ThreadPoolExecutor(16) as threads:
        assert all(threads.map(ask, range(16)))


def test_a_key_is_a_uuid_of_version_7():
    for _ in range(200):
        key = uuid7()
        assert (key.version, key.variant) == (7, RFC_4122)


def test_a_key_begins_with_its_millisecond():
    moment = clock.now()
    with centre_time(moment):
        assert uuid7().int >> 80 == int(moment.timestamp() * 1000)


def test_keys_grow_with_time():
    keys = []
    for _ in range(20):
        keys.append(uuid7())
        time.sleep(0.0011)
    assert keys == sorted(keys)


def test_keys_of_one_moment_differ_in_all_their_random_bits():
    with centre_time(clock.now()):
        keys = [uuid7().int for _ in range(20_000)]
    assert len(set(keys)) == len(keys)
    ever, always = 0, -1
    for key in keys:
        ever, always = ever | key, always & key
    free = (1 << 62) - 1 | ((1 << 12) - 1) << 64
    assert (ever & ~always) & free == free
