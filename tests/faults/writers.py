"""Many counters in one process, which somebody kills: `python -m tests.faults.writers LEDGER THREADS [highest]`.

Runs against the centre in MOTCUA_HOME. With `highest` the numbers are made as others make them, by `max() + 1`.
"""

import secrets
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from motcua.conf.database import use_pool
from tests.faults.ledger import Ledger

PATIENCE, PAUSE = 200, 0.2
"""How often, and after how many seconds, a counter sends the same form again."""


def write_one(key: str) -> str:
    """One intake with this key; the code that was answered. The only place that knows the way into the system."""
    from motcua.accounts.models import Staff
    from motcua.accounts.selectors import actor_of
    from motcua.dossiers.services import accept_dossier
    from motcua.dossiers.tests.scene import CITIZEN, intake
    from motcua.kernel import clock

    by = actor_of(Staff.objects.get(sign_in_name="tiepnhan"), day=clock.now().date())
    applicant = replace(CITIZEN, number=f"0001850{secrets.randbelow(100_000):05}")
    return accept_dossier(intake(applicant=applicant, content=key), by=by, key=key, body=key.encode()).code


def counter(ledger: Ledger, number: int) -> None:
    """Receive one after another; every fourth counter gives up at the first failure, the others send the form again."""
    while True:
        key = secrets.token_urlsafe(24)
        ledger.write(key=key)
        for _ in range(1 if number % 4 == 0 else PATIENCE):
            code = _try(ledger, key)
            if code:
                ledger.write(key=key, code=code)
                break
            time.sleep(PAUSE)


def _try(ledger: Ledger, key: str) -> str | None:
    from django.db import connection

    try:
        return write_one(key)
    except Exception as error:  # noqa: BLE001 - a client sees that there was no answer, not why
        ledger.write(key=key, failed=type(error).__name__)
        return None
    finally:
        connection.close()  # back to the pool, as at the end of a request


def use_highest_plus_one() -> None:
    from motcua.dossiers.services import intake
    from motcua.dossiers.tests.test_many_at_once import highest_plus_one

    intake._number = highest_plus_one


def main(path: str, threads: str, numbers: str = "") -> None:
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.conf.settings"
    use_pool(int(threads))
    import django

    django.setup()
    if numbers == "highest":
        use_highest_plus_one()
    ledger = Ledger(Path(path))
    counters = [threading.Thread(target=counter, args=(ledger, number)) for number in range(int(threads))]
    for one in counters:
        one.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
