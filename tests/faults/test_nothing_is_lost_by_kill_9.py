"""Kill -9 of pages, worker, writers and PostgreSQL under sixteen writers: what was acknowledged is there, once.

Kill -9 says nothing about power loss: the kernel still has what PostgreSQL wrote, so that even with `fsync=off` nothing
is lost here (0 of 278,481 rows when it was tried). What only a flush saves needs the proof with a file system that
forgets. Here the control is a ledger with a dossier that never was; numbers by `max() + 1` have theirs in
`dossiers/tests/test_many_at_once.py`.

`ROUNDS=50` (make faults) takes a quarter of an hour: a part that dies again within a minute is started later each time.
"""

import os
import time
from collections.abc import Iterator
from itertools import cycle, islice

import pytest

from tests.faults.crashing import Crashing
from tests.faults.ledger import Kept, faults

pytestmark = pytest.mark.process
VICTIMS = ("postgres", "writers", "web worker", "worker")
ROUNDS = int(os.environ.get("ROUNDS", "3"))
PAUSE = 15.5 if len(VICTIMS) < ROUNDS else 0.3
"""Seconds between two kills: each part lives longer than a minute, as the supervisor asks of a healthy one."""


@pytest.fixture(scope="module")
def crashing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crashing]:
    crashing = Crashing(tmp_path_factory.mktemp("crashing"))
    try:
        crashing.open()
        yield crashing
    finally:
        crashing.close()


def test_every_acknowledged_dossier_is_there_once(crashing: Crashing):
    for victim in islice(cycle(VICTIMS), ROUNDS):
        time.sleep(PAUSE)
        print(f"{victim}: back after {crashing.kill(victim):.1f} s")
    crashing.stop_writers()
    story = crashing.story()
    print(
        f"{len(story.acknowledged)} acknowledged of {len(story.asked)}, {story.failures}, longest {crashing.longest:.1f} s"
    )
    assert len(story.acknowledged) > 10 * ROUNDS
    assert crashing.faults() == []


def test_control_a_dossier_that_never_was_is_missed(crashing: Crashing):
    story = crashing.story()
    story.asked.add("never")
    story.acknowledged["never"] = "H99.1-261125-9999"
    assert faults(story, Kept.ask(crashing.url)) == ["acknowledged H99.1-261125-9999: found []"]
