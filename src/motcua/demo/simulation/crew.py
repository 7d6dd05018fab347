"""Several processes play one plan: each has its share of the visits, its own connection and its own clock.

A dossier's acts stay in one process, so their order is kept. Among processes nobody runs ahead of the slowest by more than
STEPS_APART of simulated time, so that numbers and the audit chain grow with the time of day.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.process import BaseProcess
from typing import Any

from django.db import connection, connections

from motcua.demo.simulation.player import PlayedClock, Player
from motcua.demo.simulation.rules.plan import Doing
from motcua.foundation.processes import dies_with_parent
from motcua.kernel import clock
from motcua.kernel.errors import UnavailableError

STEPS_APART = timedelta(minutes=2)
MOST_WORKERS = 4

_POLL_SECONDS = 0.004
_LOOK_SECONDS = 0.2

Progress = Callable[[int], None]
"""Told how many acts have been played since it was told last."""


def cores() -> int:
    """As many processes as there are cores to play on."""
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS)


def play(doings: Sequence[Doing], *, workers: int, progress: Progress) -> None:
    """Play every act, in order of time.

    Several workers are forked: call it before this process has typeset anything, since typst's threads don't survive that.

    Raises:
        UnavailableError: a process failed; every act that was played stands, whole.
    """
    if not doings:
        return
    if workers <= 1:
        _play_here(doings, lambda _: progress(1))
        return
    connections.close_all()  # a connection doesn't survive a fork
    fork = multiprocessing.get_context("fork")
    reached, played = fork.Array("d", workers, lock=False), fork.Array("l", workers, lock=False)
    start = doings[0].at.timestamp()
    shares = [[doing for doing in doings if doing.about.visit.number % workers == number] for number in range(workers)]
    for number in range(workers):
        reached[number] = start
    heed = dies_with_parent(signal.SIGTERM)
    crew = [fork.Process(target=_work, args=(share, n, reached, played, heed)) for n, share in enumerate(shares)]
    for process in crew:
        process.start()
    try:
        _watch(crew, played, progress)
    finally:
        for process in crew:
            process.terminate()
            process.join()


def _watch(crew: Sequence[BaseProcess], played: Any, progress: Progress) -> None:
    told = 0
    while True:
        busy = any(process.is_alive() for process in crew)
        if any(process.exitcode for process in crew):
            raise _stopped()
        now = sum(played)
        progress(now - told)
        told = now
        if not busy:
            return
        time.sleep(_LOOK_SECONDS)


def _work(share: Sequence[Doing], number: int, reached: Any, played: Any, heed: Callable[[], None]) -> None:
    """A process's part; `heed` ties it to the life of the one that started it."""
    heed()
    apart = STEPS_APART.total_seconds()

    def before(doing: Doing) -> None:
        at = reached[number] = doing.at.timestamp()
        while at > min(reached) + apart:
            time.sleep(_POLL_SECONDS)

    def after(_: Doing) -> None:
        played[number] += 1

    try:
        _play_here(share, after, before)
    finally:
        reached[number] = float("inf")
        connection.close()


def _play_here(
    doings: Sequence[Doing], after: Callable[[Doing], None], before: Callable[[Doing], None] = lambda _: None
) -> None:
    played = PlayedClock(doings[0].at) if doings else PlayedClock(clock.now())
    with clock.using(played), _not_waiting_for_the_disk():
        player = Player(played)
        for doing in doings:
            before(doing)
            player.play(doing)
            after(doing)


@contextmanager
def _not_waiting_for_the_disk() -> Iterator[None]:
    """Acts commit whole and in order, but a power cut may take the last second of them: played days can be played again."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        yield
        cursor.execute("RESET synchronous_commit")


def _stopped() -> UnavailableError:
    sentence = (
        "Việc chạy thử các ngày làm việc dừng giữa chừng; lý do ở các dòng trên. Những gì đã chạy vẫn đúng và đầy đủ."
    )
    return UnavailableError("demo:simulation:stopped", sentence, "a process of the simulation failed")
