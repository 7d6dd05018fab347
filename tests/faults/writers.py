"""Many counters' software in one process, which somebody kills: `python -m tests.faults.writers COUNTER LEDGER THREADS`.

COUNTER is the file that `tests.faults.opening` wrote. Acknowledged is what a client has read, a 201 with the dossier's code.
"""

import http.client
import json
import secrets
import sys
import threading
import time
from pathlib import Path

from tests.faults.ledger import Ledger
from tests.faults.sending import PATIENCE, PAUSE, Connection, NotAcknowledgedError


class Counter:
    """A counter's software: the forms that it fills in, and the connection that it sends them by."""

    def __init__(self, port: int, token: str, form: str) -> None:
        self._form = form
        self._connection = Connection(port, token)

    def form(self, key: str) -> bytes:
        """Another person's, with a passport: a real centre refuses invented identity numbers. The ledger finds it by `content`."""
        filled = json.loads(self._form)
        filled["content"] = key
        filled["applicant"]["number"] = f"THU{secrets.randbelow(10_000_000):07}"
        return json.dumps(filled).encode()

    def send(self, key: str, form: bytes) -> str:
        """The code of the dossier that the centre received; errors as `Connection.post`."""
        return str(self._connection.post("/api/v1/dossiers", form, key, http.client.CREATED)["code"])


def receive(counter: Counter, ledger: Ledger, number: int) -> None:
    """Receive one after another; every fourth counter gives up at the first failure, the others send the form again."""
    while True:
        key = secrets.token_urlsafe(24)
        form = counter.form(key)
        ledger.write(key=key)
        for _ in range(1 if number % 4 == 0 else PATIENCE):
            code = _try(counter, ledger, key, form)
            if code:
                ledger.write(key=key, code=code)
                break
            time.sleep(PAUSE)


def _try(counter: Counter, ledger: Ledger, key: str, form: bytes) -> str | None:
    try:
        return counter.send(key, form)
    except NotAcknowledgedError as answered:
        ledger.write(key=key, failed=str(answered))
    except (OSError, http.client.HTTPException) as error:
        ledger.write(key=key, failed=type(error).__name__)
    return None


def main(path: str, ledger_path: str, threads: str) -> None:
    given = json.loads(Path(path).read_text("utf-8"))
    ledger = Ledger(Path(ledger_path))
    for number in range(int(threads)):
        counter = Counter(given["port"], given["token"], json.dumps(given["form"]))
        threading.Thread(target=receive, args=(counter, ledger, number)).start()


if __name__ == "__main__":
    main(*sys.argv[1:])
