"""A registry of many dossiers, written as rows, and what lists of it cost in the database.

These functions run in a process of the centre's (`BenchCentre.call`): arguments and answers are JSON.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import connection

from motcua.accounts.models import RoleAssignment, Staff
from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import Role
from motcua.accounts.selectors import actor_of
from motcua.conf.bench.scene import signed_in
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors import Inbox, Wanted, counts, desks_of, inbox, open_dossiers
from motcua.kernel import clock
from motcua.kernel.percentiles import percentile

Look = Callable[[Any], Inbox]
"""A page of a list, given the key of its first line."""
PAGES_DEEP = 4
"""Pages that are turned in each list."""
A_ROLE = 6
"""People of each role who look at their lists."""
LOOKING = (
    *(Role.RECEPTION, Role.HANDLING_OFFICER, Role.APPROVER, Role.REGISTRY_CLERK, Role.HEAD_OF_UNIT),
    *(Role.SUPERVISOR, Role.AUDITOR),
)
ONE_IN_OPEN = 5
"""Of a province's year a fifth is still going on: more than any that keeps its dates has."""
NARROWED = {
    "all": Wanted(),
    "mine": Wanted(mine=True),
    "due_today": Wanted(due_today=True),
    "overdue": Wanted(overdue=True),
    "waiting": Wanted(waiting=True),
    "mine_overdue": Wanted(mine=True, overdue=True),
}

_OWN = {
    "id": "(lpad(to_hex(floor(extract(epoch FROM received) * 1000)::bigint), 12, '0')"
    " || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5('v' || n), 1, 15))::uuid",
    "code": "%(prefix)s || n",
    "look_up_token": "substr(md5('t' || n), 1, 16)",
    "look_up_number": "lpad((100000000000 + n)::text, 12, '0')",
    "visit_id": "gen_random_uuid()",
    "agency_id": "handled.agency_id",
    "status": "CASE WHEN NOT open THEN 10 WHEN task = 'return' THEN 9 WHEN dice < 0.1 THEN 5"
    " WHEN task = 'appraise' AND dice < 0.3 THEN 2 ELSE 4 END",
    "step": "CASE WHEN open THEN step_of END",
    "act": "CASE WHEN open THEN task ELSE '' END",
    "place": "CASE WHEN open THEN 'agency' ELSE '' END",
    "assignee_id": "CASE WHEN open AND task = 'appraise' AND dice > 0.3 THEN handled.staff_id END",
    "received_at": "received",
    "due_at": "CASE WHEN open AND task <> 'return' AND dice < 0.1 THEN NULL ELSE due END",
    "original_due_at": "due",
    "solved_at": "CASE WHEN NOT open OR task = 'return' THEN received + (due - received) * 0.8 END",
    "closed_at": "CASE WHEN NOT open THEN due END",
}
"""Column → its value; what isn't named is taken from a dossier that was handed in."""
_FILL = """
WITH given AS MATERIALIZED (
    SELECT row_number() OVER (ORDER BY id) - 1 AS rank, * FROM dossiers_dossier WHERE code NOT LIKE %(prefix)s || '%%'
), handled AS MATERIALIZED (
    SELECT row_number() OVER (ORDER BY id) - 1 AS rank, agency_id, staff_id
      FROM accounts_roleassignment WHERE role = %(officer)s AND agency_id IS NOT NULL
)
INSERT INTO dossiers_dossier ({columns})
SELECT {values}
  FROM (SELECT n, random() AS dice, n %% {one_in} = 0 AS open,
               now() - random() * interval '340 days' AS old, now() - random() * interval '24 days' AS young,
               (ARRAY['appraise', 'appraise', 'appraise', 'approve', 'stamp', 'return'])[1 + floor(random() * 6)::int] AS task
          FROM generate_series(%(first)s::bigint, %(last)s::bigint) n) made
  CROSS JOIN LATERAL (SELECT CASE WHEN open THEN young ELSE old - interval '24 days' END AS received,
                             CASE task WHEN 'appraise' THEN 2 WHEN 'approve' THEN 3 WHEN 'stamp' THEN 4 ELSE 5 END AS step_of) told
  CROSS JOIN LATERAL (SELECT received + (3 + dice * 20) * interval '1 day' AS due) promised
  JOIN given ON given.rank = n %% (SELECT count(*) FROM given)
  JOIN handled ON handled.rank = (n / 7) %% (SELECT count(*) FROM handled)
"""
_PREFIX = "DO.TAI-260101-"


def fill(dossiers: int) -> dict[str, Any]:
    """Write rows until there are so many; returns how many there are and how many of them are open."""
    present = Dossier.objects.count()
    columns = [str(field.column) for field in Dossier._meta.concrete_fields]  # noqa: SLF001 - documented API of Django
    values = ", ".join(_OWN.get(column, f"given.{column}") for column in columns)
    statement = _FILL.format(columns=", ".join(columns), values=values, one_in=ONE_IN_OPEN)
    bounds: dict[str, Any] = {
        "first": present + 1,
        "last": dossiers,
        "prefix": _PREFIX,
        "officer": Role.HANDLING_OFFICER.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, bounds)
        cursor.execute("ANALYZE dossiers_dossier")
    return {"dossiers": Dossier.objects.count(), "open": Dossier.objects.filter(closed_at=None).count()}


def lists_in_the_database() -> dict[str, float]:
    """Milliseconds of each page of each list of those who look, statement and rows: overall and, p95, by the kind of list."""
    took: dict[str, list[float]] = {}
    for actor in _looking():
        for name, page in _lists_of(actor):
            for milliseconds in _turned(page):
                took.setdefault(name, []).append(milliseconds)
        _timed(partial(counts, actor, desks_of(actor)), took.setdefault("counts", []))
    everything = sorted(one for times in took.values() for one in times)
    worst = {f"{name}_statement_p95_ms": round(percentile(sorted(times), 0.95), 2) for name, times in took.items()}
    overall = {f"statement_p{share}_ms": round(percentile(everything, share / 100), 2) for share in (50, 95, 99)}
    return {"pages_timed": len(everything), **overall, **worst}


def lookers() -> list[dict[str, str]]:
    """Cookies of signed-in people of each role that looks at lists."""
    return [signed_in(staff) for staff in _staff()]


def _staff() -> list[Staff]:
    found: dict[int, Staff] = {}
    for role in LOOKING:
        posts = RoleAssignment.objects.filter(role=role).select_related("staff").order_by("pk")[:A_ROLE]
        found |= {post.staff.pk: post.staff for post in posts}
    return list(found.values())


def _looking() -> list[Actor]:
    today = clock.now().date()
    return [actor_of(staff, day=today) for staff in _staff()]


def _lists_of(actor: Actor) -> Iterator[tuple[str, Look]]:
    for name, wanted in NARROWED.items():
        for desk in desks_of(actor):
            yield name, partial(_from, partial(inbox, actor, desk), wanted)
        yield f"everything_{name}", partial(_from, partial(open_dossiers, actor), wanted)


def _from(listed: Callable[[Wanted], Inbox], wanted: Wanted, after: Any) -> Inbox:
    return listed(replace(wanted, after=after))


def _turned(page: Look) -> list[float]:
    """The first page and those that follow, each once."""
    took: list[float] = []
    after: Any = None
    for _ in range(PAGES_DEEP):
        after = _timed(partial(page, after), took).more
        if after is None:
            break
    return took


def _timed(act: Callable[[], Any], took: list[float]) -> Any:
    begun = time.perf_counter()
    answer = act()
    took.append((time.perf_counter() - begun) * 1000)
    return answer
