"""What the benches of the hall need in their centre, and what they count afterwards; in a process of the centre's."""

import itertools
import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from multiprocessing import get_context
from typing import Any

from django.db import connection, connections

from motcua.accounts.models import RoleAssignment, Staff
from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import Role
from motcua.accounts.selectors import actor_of
from motcua.accounts.services.systems import enable_system
from motcua.accounts.services.tokens import issue_token
from motcua.foundation import statements
from motcua.kernel import clock
from motcua.organisation.models import Counter, OneStopUnit
from motcua.ticketing.facts import TicketRequest
from motcua.ticketing.models import CounterService, QueueGroup
from motcua.ticketing.services import call_next, finish, issue_ticket, open_counter
from motcua.ticketing.vocabulary import Source
from motcua.ui.once import new_key

UNIT = "trung-tam-tinh"
LONG_AGO = date(2025, 7, 1)
PROCESSES = 4
FIRST_NUMBER = 500
"""Of the bench's own counters, beside those of the demo."""
_GAPS = """
SELECT count(*), coalesce(sum(serials - highest), 0), coalesce(sum(highest), 0) FROM (
  SELECT issued_group_id, day, count(DISTINCT serial) AS serials, max(serial) AS highest
    FROM ticketing_ticket GROUP BY issued_group_id, day) AS lines
"""
_CALLS = """
SELECT count(*), count(DISTINCT ticket_id),
       (SELECT count(*) FROM ticketing_ticket WHERE state IN ('called', 'served') AND counter_id = ANY(%(counters)s))
  FROM ticketing_ticketmovement WHERE movement = 'called' AND counter_id = ANY(%(counters)s)
"""


def open_machines(machines: int) -> dict[str, Any]:
    """Tokens of number machines at the centre, and the letters of its groups."""
    unit, now = OneStopUnit.objects.get(code=UNIT), clock.now()
    tokens = []
    for number in range(machines):
        software = enable_system(f"Máy lấy số đo tải {number}", Role.KIOSK, unit, by="system", now=now)
        tokens.append(issue_token(software, name="đo tải", days=1, by="system", now=now).secret)
    letters = QueueGroup.objects.on(now.date()).filter(unit=unit).order_by("letters").values_list("letters", flat=True)
    return {"tokens": tokens, "groups": list(letters)}


def count_tickets() -> dict[str, int]:
    """How many numbers there are, and whether each group's day has 1..N: `gaps` is 0 then, `doubles` the constraint forbids."""
    row = statements.fetch_one(_GAPS, {})
    assert row is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ticketing_ticket")
        tickets = int(cursor.fetchone()[0])
    return {"tickets": tickets, "groups": int(row[0]), "gaps": -int(row[1]), "highest_sum": int(row[2])}


def open_counters(counters: int, waiting: int) -> dict[str, Any]:
    """Counters that serve all groups, each with a token of its software, and people who wait for them."""
    unit, now = OneStopUnit.objects.get(code=UNIT), clock.now()
    groups = list(QueueGroup.objects.on(now.date()).filter(unit=unit))
    machine = _machine(unit)
    tokens, ids = [], []
    for number in range(counters):
        counter = Counter.objects.create(
            unit=unit, number=FIRST_NUMBER + number, name=f"Quầy đo tải {number}", valid_from=LONG_AGO
        )
        CounterService.objects.bulk_create(CounterService(counter=counter, group=group) for group in groups)
        software = enable_system(f"Phần mềm quầy đo tải {number}", Role.RECEPTION, unit, by="system", now=now)
        tokens.append(issue_token(software, name="đo tải", days=1, by="system", now=now).secret)
        open_counter(counter.pk, by=_actor(software))
        ids.append(counter.pk)
    wait([group.pk for group in groups], waiting, machine)
    return {"tokens": tokens, "counters": ids}


def wait(group_ids: list[int], people: int, machine: Actor) -> None:
    """That many take a number, in turn of every group."""
    for _, group_id in zip(range(people), itertools.cycle(group_ids), strict=False):
        issue_ticket(TicketRequest(group_id, Source.API), by=machine, key=new_key(), body=b"")


def more_wait(people: int) -> int:
    """The same, for a second load."""
    unit = OneStopUnit.objects.get(code=UNIT)
    groups = QueueGroup.objects.on(clock.now().date()).filter(unit=unit).values_list("pk", flat=True)
    wait(list(groups), people, _machine(unit))
    return people


def call_in_processes(counters: list[int]) -> dict[str, float]:
    """All counters call and finish by the services, in PROCESSES processes, until nobody waits; calls a second together."""
    shares = [counters[number::PROCESSES] for number in range(PROCESSES)]
    connections.close_all()
    with get_context("spawn").Pool(PROCESSES, initializer=_set_up) as pool:
        pool.map(_ready, range(PROCESSES * 4))
        begun = time.perf_counter()
        called = sum(pool.map(_call_everybody, shares, chunksize=1))
        took = time.perf_counter() - begun
    return {"calls": called, "seconds": round(took, 2), "calls_per_second": round(called / took, 1)}


def count_calls(counters: list[int]) -> dict[str, int]:
    """Calls in the journal, and of how many tickets: equal when each was called once."""
    row = statements.fetch_one(_CALLS, {"counters": counters})
    assert row is not None
    return {"journal": int(row[0]), "tickets_called": int(row[1]), "tickets_at_counters": int(row[2])}


def _call_everybody(counters: list[int]) -> int:
    """This process's counters, each in a thread, as a web worker would."""
    with ThreadPoolExecutor(len(counters)) as threads:
        return sum(threads.map(_work, counters))


def _work(counter_id: int) -> int:
    try:
        counter = Counter.objects.select_related("unit").get(pk=counter_id)
        shift = counter.shifts.select_related("staff").get(closed_at=None)
        officer, called = _actor(shift.staff), 0
        while (ticket := call_next(counter, by=officer)) is not None:
            called += 1
            finish(ticket.pk, by=officer)
        return called
    finally:
        connection.close()


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.conf.settings")
    django.setup()


def _ready(number: int) -> int:
    time.sleep(0.2)  # so that every process gets one before the clock starts
    return number


def _machine(unit: OneStopUnit) -> Actor:
    role = RoleAssignment.objects.filter(unit=unit, role=Role.KIOSK.value).select_related("staff").first()
    assert role is not None
    return _actor(role.staff)


def _actor(staff: Staff) -> Actor:
    return actor_of(staff, day=clock.now().date())
