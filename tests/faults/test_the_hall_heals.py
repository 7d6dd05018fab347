"""Kill -9 of pages, stream, worker, a database backend and PostgreSQL while sixteen machines give numbers and six counters call.

Every number that a machine was given is there once, the numbers of a group are 1..N, each called one has one counter, and a
board that only listened shows what the database has. The control is a ledger with a number that never was; others are in
`test_the_ledger_is_read_right.py`.

Each part is killed in turn: `ROUNDS=18` is three times each.
"""

import os
import time
from collections.abc import Iterator
from math import ceil

import pytest

from motcua.foundation.processes import wait_until
from tests.faults.crashing_hall import CrashingHall
from tests.faults.hall_ledger import hall_faults, kept_tickets

pytestmark = pytest.mark.process
VICTIMS = ("web worker", "live", "database backend", "worker", "postgres", "web")
CIRCLES = ceil(int(os.environ.get("ROUNDS", "3")) / len(VICTIMS))
PAUSE = 10.5 if CIRCLES > 1 else 0.3
"""Seconds between two kills: each part lives longer than a minute, as the supervisor asks of a healthy one."""
CATCHES_UP = 60.0


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CrashingHall]:
    hall = CrashingHall(tmp_path_factory.mktemp("hall"))
    try:
        hall.open()
        yield hall
    finally:
        hall.close()


def test_no_number_and_no_call_is_lost_and_the_board_is_right_in_the_end(hall: CrashingHall):
    for victim in VICTIMS * CIRCLES:
        time.sleep(PAUSE)
        print(f"{victim}: {hall.heals(victim)}")
    hall.stop_writers()
    stopped = time.monotonic()
    hall.last_calls()
    assert wait_until(lambda: hall.board.shown() == hall.board.truth(), CATCHES_UP), hall.board.shown()
    print(f"the board was right {time.monotonic() - stopped:.1f} s after the machines had stopped")
    story, called = hall.story(), hall.called()
    print(f"{len(story.acknowledged)} numbers of {len(story.asked)}, {len(called)} called, {story.failures}")
    print(f"the board: {hall.board.connections} connections, {hall.board.resets} resets, {len(hall.board.heard)} calls")
    assert len(story.acknowledged) > 10 * len(VICTIMS) * CIRCLES
    assert hall.faults() == []
    told = hall.board.heard.keys() | hall.board.first | hall.called_before
    assert hall.board.renewed > 1 or called <= told, "some calls were told to nobody"


def test_a_board_that_was_away_too_long_loads_again(hall: CrashingHall):
    hall.forgets_messages()
    late = hall.board_that_was_away(1)
    try:
        assert wait_until(lambda: late.resets == 1 and late.shown() == late.truth() != [], CATCHES_UP), late.shown()
        hall.last_calls()
        assert wait_until(lambda: late.shown() == hall.board.shown() == late.truth(), CATCHES_UP), late.shown()
        assert late.resets == 1
        assert hall.board.resets == 0, "it had heard the last message"
    finally:
        late.close()


def test_control_a_number_that_never_was_is_missed(hall: CrashingHall):
    story = hall.story()
    story.asked.add("never")
    story.acknowledged["never"] = "A9999"
    assert hall_faults(story, kept_tickets(hall.url)) == ["acknowledged A9999: found []"]


def test_control_a_board_that_missed_one_call_is_seen(hall: CrashingHall):
    assert hall.board.shown() == hall.board.truth()
    hall.board.calls.pop(0)
    assert hall.board.shown() != hall.board.truth()
