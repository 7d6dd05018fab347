"""What waits for somebody: lists of dossiers by step, soonest due first, paged by key without a count.

A pile may lie in several places (an officer of two agencies, a clerk's own stamp and the hall's). Each place is one walk
along an index, which ends after a page; the walks are merged. So a page costs the same at a thousand dossiers and at a
million, and its statement is made once for each shape of pile (docs/explanation/performance.md).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Self
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import DelegatedPower, Role
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import READING, WATCHING
from motcua.foundation import statements
from motcua.foundation.remembered import remembered
from motcua.kernel import clock
from motcua.organisation.models import OneStopUnit
from motcua.workflow import Act, Place, Status

PER_PAGE = 25
WAITING_ACTS = (Act.APPRAISE, Act.APPROVE, Act.STAMP, Act.RETURN)
"""What an open dossier can wait for."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One pile: the dossiers that wait for this act of this actor."""

    act: Act
    units: frozenset[int] = frozenset()
    agencies: frozenset[int] = frozenset()
    only_in_hall: frozenset[tuple[int, int]] = frozenset()
    """(agency, unit): approved or stamped in that hall by delegated power."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a list is narrowed. `after`: the last line of the page before, (due_at or None, id)."""

    mine: bool = False
    due_today: bool = False
    due_on: date | None = None
    """Only those that are due that day; `due_today` names today's."""
    overdue: bool = False
    waiting: bool = False
    """Only those whose clock waits for the citizen."""
    after: tuple[datetime | None, UUID] | None = None
    per_page: int = PER_PAGE


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier in a list. `due_at` None: its clock is paused. `unit_code` leads to the unit's calendar."""

    id: UUID
    code: str
    title: str
    applicant_name: str
    status: Status
    act: Act | None
    due_at: datetime | None
    received_at: datetime
    solved_at: datetime | None
    agency: str
    unit: str
    unit_code: str
    assignee: str

    @classmethod
    def of(cls, row: tuple[Any, ...]) -> Self:
        """From a row of the statement, whose columns stand in the order of the fields."""
        id_, code, title, applicant, status, act, *rest = row
        return cls(id_, code, title, applicant, Status(status), Act(act) if act else None, *rest)


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of a pile; `more` is the key of the next page, None on the last."""

    lines: tuple[Line, ...]
    more: tuple[datetime | None, UUID] | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a walk goes: the condition of an index, and its values in order. `everywhere`: one walk in each agency's each pile."""

    condition: str
    values: tuple[Any, ...]
    everywhere: bool = False


_LINES = """
SELECT d.id, d.code, v.title, d.applicant_name, d.status, d.act, d.due_at, d.received_at, d.solved_at,
       COALESCE(NULLIF(a.short_name, ''), a.name), u.name, u.code, COALESCE(s.full_name, '')
  FROM (SELECT id, due_at FROM ({walks}) walked ORDER BY due_at, id LIMIT %s) page
  JOIN dossiers_dossier d ON d.id = page.id
  JOIN catalogue_procedureversion v ON v.id = d.procedure_version_id
  JOIN organisation_agency a ON a.id = d.agency_id
  JOIN organisation_onestopunit u ON u.id = d.unit_id
  LEFT JOIN accounts_staff s ON s.id = d.assignee_id
 ORDER BY page.due_at, page.id
"""
_WALK = "(SELECT id, due_at FROM dossiers_dossier WHERE closed_at IS NULL AND {condition} ORDER BY due_at, id LIMIT %s)"
_WALKS_EVERYWHERE = """
(SELECT walked.id, walked.due_at
   FROM organisation_agency a CROSS JOIN (VALUES {acts}) waits(act)
   CROSS JOIN LATERAL (SELECT id, due_at FROM dossiers_dossier
                        WHERE closed_at IS NULL AND agency_id = a.id AND dossiers_dossier.act = waits.act AND {condition}
                        ORDER BY due_at, id LIMIT %s) walked)
""".replace("{acts}", ", ".join(f"('{act.value}')" for act in WAITING_ACTS))
"""Over all agencies there is no index to walk along; along each of theirs a page is soon found."""
_COUNT = "(SELECT count(*) FROM (SELECT id FROM ({walks}) pile LIMIT %s) counted)"
_COUNTED_WALK = "(SELECT id FROM dossiers_dossier WHERE closed_at IS NULL AND {condition} LIMIT %s)"


def desks_of(actor: Actor) -> list[Desk]:
    """The piles that this actor works on, in the order of the process."""
    desks = [
        Desk(Act.APPRAISE, agencies=actor.agencies(Role.HANDLING_OFFICER)),
        Desk(
            Act.APPROVE, agencies=actor.agencies(Role.APPROVER), only_in_hall=_delegated(actor, DelegatedPower.APPROVE)
        ),
        Desk(
            Act.STAMP,
            actor.units(Role.REGISTRY_CLERK),
            actor.agencies(Role.REGISTRY_CLERK),
            _delegated(actor, DelegatedPower.STAMP),
        ),
        Desk(Act.RETURN, units=actor.units(Role.RECEPTION)),
    ]
    return [desk for desk in desks if desk.units or desk.agencies or desk.only_in_hall]


def _delegated(actor: Actor, power: DelegatedPower) -> frozenset[tuple[int, int]]:
    return frozenset((detail.agency_id, detail.unit_id) for detail in actor.details if power in detail.powers)


def inbox(actor: Actor, desk: Desk, wanted: Wanted | None = None) -> Inbox:
    """A page of a pile."""
    return _page(actor, tuple(_places(desk)), wanted or Wanted())


def open_dossiers(actor: Actor, wanted: Wanted | None = None) -> Inbox:
    """A page of every dossier that is open and that this actor may read, whoever's turn it is."""
    wanted = wanted or Wanted()
    return _page(actor, tuple(_places_read_by(actor, mine=wanted.mine)), wanted)


def counts(actor: Actor, desks: Iterable[Desk], *, at_most: int = 100) -> dict[Act, int]:
    """How many wait in each pile, counted up to `at_most`: beyond it a number tells nobody more. One statement."""
    del actor
    piles = [(desk.act, tuple(_places(desk))) for desk in desks]
    if not piles:
        return {}
    statement = _counting(tuple(tuple(place.condition for place in places) for _, places in piles))
    values: list[Any] = []
    for _, places in piles:
        for place in places:
            values += [*place.values, at_most]
        values.append(at_most)
    row = statements.fetch_one(statement, values)
    assert row is not None
    return {act: int(count) for (act, _), count in zip(piles, row, strict=True)}


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """Every dossier that this actor may read."""
    if actor.roles & WATCHING:
        return Dossier.objects.all()
    posts = [post for post in actor.posts if post.role in READING]
    units = {post.unit_id for post in posts if post.unit_id is not None}
    agencies = {post.agency_id for post in posts if post.agency_id is not None}
    return Dossier.objects.filter(Q(unit__in=units) | Q(agency__in=agencies))


def _places(desk: Desk) -> Iterator[_Place]:
    """Where a pile lies; a clerk's stamp of the hall reaches what is stamped there and what the unit's own agency decides."""
    act = desk.act.value
    for agency in sorted(desk.agencies):
        yield _Place("act = %s AND agency_id = %s", (act, agency))
    for unit in sorted(desk.units):
        if desk.act is Act.STAMP:
            own = "act = %s AND unit_id = %s AND (place = %s OR agency_id = %s)"
            yield _Place(own, (act, unit, Place.UNIT.value, _agency_of(unit)))
        else:
            yield _Place("act = %s AND unit_id = %s", (act, unit))
    for agency, unit in sorted(desk.only_in_hall):
        yield _Place("act = %s AND agency_id = %s AND unit_id = %s", (act, agency, unit))


def _places_read_by(actor: Actor, *, mine: bool) -> Iterator[_Place]:
    if actor.roles & WATCHING:
        yield _Place("TRUE", (), everywhere=not mine)
        return
    reading = [post for post in actor.posts if post.role in READING]
    posts = {("unit_id", post.unit_id) for post in reading if post.unit_id is not None}
    posts |= {("agency_id", post.agency_id) for post in reading if post.agency_id is not None}
    for column, place in sorted(posts):
        for act in WAITING_ACTS:
            yield _Place(f"act = %s AND {column} = %s", (act.value, place))


@remembered(seconds=60)
def _agency_of(unit_id: int) -> int:
    """The agency that manages a unit."""
    return OneStopUnit.objects.values_list("agency_id", flat=True).get(pk=unit_id)


def _page(actor: Actor, places: tuple[_Place, ...], wanted: Wanted) -> Inbox:
    """One walk over dated lines, and over those without a date where the page is not full after it."""
    size = wanted.per_page + 1
    lines = [] if _is_past_the_dated(wanted) else _walked(actor, places, wanted, dated=True, at_most=size)
    if len(lines) < size and not (wanted.overdue or wanted.due_today or wanted.due_on):
        after = wanted.after if _is_past_the_dated(wanted) else None
        rest = replace(wanted, after=after)
        lines += _walked(actor, places, rest, dated=False, at_most=size - len(lines))
    page = tuple(lines[: wanted.per_page])
    return Inbox(page, (page[-1].due_at, page[-1].id) if len(lines) > wanted.per_page else None)


def _is_past_the_dated(wanted: Wanted) -> bool:
    return wanted.waiting or (wanted.after is not None and wanted.after[0] is None)


def _walked(actor: Actor, places: tuple[_Place, ...], wanted: Wanted, *, dated: bool, at_most: int) -> list[Line]:
    if not places:
        return []
    narrowing, narrowed_to = _narrowing(actor, wanted, dated=dated)
    statement = _listing(tuple((place.condition, place.everywhere) for place in places), narrowing)
    values: list[Any] = []
    for place in places:
        values += [*place.values, *narrowed_to, at_most]
    return [Line.of(row) for row in statements.fetch_all(statement, [*values, at_most])]


def _narrowing(actor: Actor, wanted: Wanted, *, dated: bool) -> tuple[str, list[Any]]:
    """The conditions that every walk has besides its place, and their values."""
    conditions = ["due_at IS NOT NULL" if dated else "due_at IS NULL"]
    values: list[Any] = []
    if wanted.mine:
        conditions.append("assignee_id = %s")
        values.append(actor.staff_id)
    if wanted.overdue:
        conditions.append("due_at < %s AND (solved_at IS NULL OR solved_at > due_at)")
        values.append(clock.now())
    due_on = clock.now().date() if wanted.due_today else wanted.due_on
    if due_on is not None:
        begins = datetime.combine(due_on, time(), tzinfo=clock.HANOI)
        conditions.append("due_at >= %s AND due_at < %s")
        values += [begins, begins + timedelta(days=1)]
    if wanted.waiting:
        conditions.append("status = %s")
        values.append(Status.SUPPLEMENT_REQUESTED.value)
    if wanted.after is not None:
        due_at, last = wanted.after
        conditions.append("(due_at, id) > (%s, %s)" if dated else "id > %s")
        values += [due_at, last] if dated else [last]
    return " AND ".join(conditions), values


@cache
def _listing(places: tuple[tuple[str, bool], ...], narrowing: str) -> str:
    walks = " UNION ".join(
        (_WALKS_EVERYWHERE if everywhere else _WALK).format(condition=f"{condition} AND {narrowing}")
        for condition, everywhere in places
    )
    return _LINES.format(walks=walks)


@cache
def _counting(piles: tuple[tuple[str, ...], ...]) -> str:
    counts_of = (
        _COUNT.format(walks=" UNION ".join(_COUNTED_WALK.format(condition=place) for place in places))
        for places in piles
    )
    return f"SELECT {', '.join(counts_of)}"
