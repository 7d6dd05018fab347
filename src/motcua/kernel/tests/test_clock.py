from datetime import datetime, timedelta

import pytest

from motcua.kernel import clock


class HandClock:
    def __init__(self, at):
        self.at = at

    def now(self):
        return self.at


@pytest.fixture
def wednesday():
    return datetime(2026, 11, 25, 8, 30, tzinfo=clock.HANOI)


@pytest.fixture(autouse=True)
def _restored_clock():
    yield
    clock.use(clock.SystemClock())


def test_the_time_is_aware_and_of_hanoi():
    assert clock.now().utcoffset() == timedelta(hours=7)


def test_a_shifted_clock_starts_where_it_is_told_and_runs_on(wednesday):
    machine = HandClock(datetime(2026, 11, 22, 1, 0, tzinfo=clock.HANOI))
    shifted = clock.ShiftedClock(wednesday, machine)
    assert shifted.now() == wednesday
    machine.at += timedelta(minutes=45)
    assert shifted.now() == wednesday + timedelta(minutes=45)


def test_the_process_tells_the_time_of_the_clock_in_use(wednesday):
    clock.use(HandClock(wednesday))
    assert clock.now() == wednesday
