"""A hall of sixteen machines and six counters that never stop, with a board before it, and somebody who kills parts of it."""

import http.client
import json
import os
import signal
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psycopg

from motcua.conf.bench.watchers import OPEN_HOURS
from motcua.foundation.processes import wait_until
from tests.faults.board import SHOWN, Board
from tests.faults.crashing import Crashing
from tests.faults.hall_ledger import hall_faults, kept_tickets
from tests.faults.ledger import Story
from tests.faults.sending import Connection
from tests.prepared import copy_into

HEALS_WITHIN = 60.0
"""Seconds; the figures are printed, and are a tenth of it on a machine with nothing else to do."""
_CLIENTS = "tests.faults.hall_clients"
_BUSY = """
SELECT pid FROM pg_stat_activity
 WHERE backend_type = 'client backend' AND datname = current_database() AND pid <> pg_backend_pid()
 ORDER BY state = 'active' DESC, state_change DESC LIMIT 1
"""


@dataclass(frozen=True)
class Healed:
    """Seconds from a kill to the next number at a machine, to content health, to a later call on the board."""

    number: float
    health: float
    board: float

    def __str__(self) -> str:
        return f"a number after {self.number:.1f} s, health {self.health:.1f} s, a call on the board {self.board:.1f} s"


class CrashingHall(Crashing):
    settings = MappingProxyType({"MOTCUA_DEMO": "1", "MOTCUA_CLOCK": OPEN_HOURS})
    opening = "tests.faults.hall_opening"
    programs = ((_CLIENTS, "take"), (_CLIENTS, "take"), (_CLIENTS, "call"))
    board: Board
    called_before: set[str]
    """The numbers that were called before there was a board."""

    def open(self) -> None:
        self.centre.home.mkdir()
        copy_into(self.centre.home)
        super().open()
        self.called_before = self.called()
        self.board = self.board_that_was_away(None)
        assert wait_until(lambda: bool(self.board.heard), 60), self.text()

    def close(self) -> None:
        if hasattr(self, "board"):
            self.board.close()
        super().close()

    def board_that_was_away(self, since: int | None) -> Board:
        """Since that message; None: one that is switched on now."""
        return Board(self.centre.port, self._hall["cookie"], since)

    def forgets_messages(self) -> None:
        """As it does after an hour: of what was told only the last is remembered, also by the live process."""
        with psycopg.connect(self.url) as connection:
            connection.execute("DELETE FROM foundation_liveevent WHERE id < (SELECT max(id) FROM foundation_liveevent)")
        self.end("live")

    def heals(self, victim: str) -> Healed:
        """Kill -9, then wait until everything goes on."""
        self.end(victim)
        before, started = self.story(), time.monotonic()
        assert wait_until(lambda: self._is_given_a_later(before), HEALS_WITHIN), self.text()
        number = time.monotonic() - started
        assert wait_until(self.answers, HEALS_WITHIN), self.text()
        health = time.monotonic() - started
        assert wait_until(lambda: self._has_heard_a_later(before), HEALS_WITHIN), self.text()
        return Healed(number, health, time.monotonic() - started)

    def end(self, victim: str) -> None:
        if victim == "database backend":
            with psycopg.connect(self.url) as connection:
                (pid,) = connection.execute(_BUSY).fetchone() or (0,)
            assert pid
            os.kill(pid, signal.SIGKILL)
        else:
            super().end(victim)

    def last_calls(self) -> None:
        """After everybody has gone home, one counter calls five more: what a board shows then has one order."""
        counter, token = self._hall["counters"][0]
        with closing(Connection(self._hall["port"], token)) as desk:
            for ticket in self._there(counter):
                _act(desk, f"tickets/{ticket}/finish")
            for _ in range(SHOWN):
                called = _act(desk, f"counters/{counter}/call-next")["ticket"]
                _act(desk, f"tickets/{called['ticket_id']}/finish")

    def faults(self) -> list[str]:
        return hall_faults(self.story(), kept_tickets(self.url))

    def called(self) -> set[str]:
        return {ticket.number for ticket in kept_tickets(self.url) if ticket.called}

    def _there(self, counter: int) -> list[Any]:
        """Who still stands at that counter."""
        with psycopg.connect(self.url) as connection:
            rows = connection.execute(
                "SELECT id FROM ticketing_ticket WHERE state IN ('called', 'serving') AND counter_id = %s", [counter]
            )
            return [ticket for (ticket,) in rows]

    def _is_given_a_later(self, before: Story) -> bool:
        """A number that was asked for after the kill: an answer that was under way then doesn't count."""
        return not self.story().acknowledged.keys() <= before.asked

    def _has_heard_a_later(self, before: Story) -> bool:
        later = {number for number, _counter in self.story().called} - {number for number, _counter in before.called}
        return not later.isdisjoint(self.board.heard)

    @property
    def _hall(self) -> dict[str, Any]:
        return dict(json.loads(Path(self._counter).read_text("utf-8")))


def _act(desk: Connection, path: str) -> Any:
    return desk.post(f"/api/v1/{path}", b"{}", f"last-{time.monotonic_ns()}", http.client.OK)
