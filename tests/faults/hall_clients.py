"""Number machines, or counters that call: `python -m tests.faults.hall_clients take|call HALL LEDGER THREADS`.

HALL is the file that `tests.faults.hall_opening` wrote; each of its counters is a thread. Acknowledged is what a client has read: a number; a number called.
"""

import http.client
import json
import secrets
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults.ledger import Ledger
from tests.faults.sending import PATIENCE, PAUSE, Connection, NotAcknowledgedError

BETWEEN = 0.1
"""Seconds from one number to the next at a machine, and from an end to the next call at a counter."""


def take(connection: Connection, ledger: Ledger, groups: list[str]) -> None:
    """One number after another; a number is found again by twenty digits in the place of its procedure."""
    while True:
        mark = f"{secrets.randbelow(10**20):020}"
        body = json.dumps({"group": secrets.choice(groups), "procedure": mark}).encode()
        ledger.write(key=mark)

        def sent(mark: str = mark, body: bytes = body) -> Any:
            return connection.post("/api/v1/tickets", body, f"hall-{mark}", http.client.CREATED)

        given = _persist(sent, ledger, mark)
        if given is not None:
            ledger.write(key=mark, code=given["number"])
        time.sleep(BETWEEN)


def call(connection: Connection, ledger: Ledger, counter: int) -> None:
    """Open the counter; call whoever is next and end, again and again."""
    _persist(lambda: _act(connection, f"counters/{counter}/open"), ledger, "open")
    while True:
        key = secrets.token_urlsafe(24)
        called = _persist(lambda key=key: _act(connection, f"counters/{counter}/call-next", key), ledger, key)
        ticket = called and called["ticket"]
        if ticket:
            ledger.write(number=ticket["number"], counter=str(counter))
            finish = f"tickets/{ticket['ticket_id']}/finish"
            _persist(lambda finish=finish: _act(connection, finish, "", http.client.CONFLICT), ledger, key)
        time.sleep(BETWEEN)


def _act(connection: Connection, path: str, key: str = "", *also: int) -> Any:
    """`also`: the answer when it had been done before, and that answer was lost."""
    return connection.post(f"/api/v1/{path}", b"{}", key or secrets.token_urlsafe(24), http.client.OK, *also)


def _persist(send: Callable[[], Any], ledger: Ledger, key: str) -> Any:
    """Send the same again until it is acknowledged; None when it never is."""
    for _ in range(PATIENCE):
        try:
            return send()
        except NotAcknowledgedError as answered:
            ledger.write(key=key, failed=str(answered))
        except (OSError, http.client.HTTPException) as error:
            ledger.write(key=key, failed=type(error).__name__)
        time.sleep(PAUSE)
    return None


def main(what: str, path: str, ledger_path: str, threads: str) -> None:
    given = json.loads(Path(path).read_text("utf-8"))
    ledger = Ledger(Path(ledger_path))
    machines = [(take, given["machine"], given["groups"])] * int(threads)
    counters = [(call, token, counter) for counter, token in given["counters"]]
    for work, token, at in machines if what == "take" else counters:
        threading.Thread(target=work, args=(Connection(given["port"], token), ledger, at)).start()


if __name__ == "__main__":
    main(*sys.argv[1:])
