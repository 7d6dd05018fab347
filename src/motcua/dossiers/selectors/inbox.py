"""What waits for somebody: lists of dossiers by step, soonest due first, paged by key without a count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self
from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import DelegatedPower, Role
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import READING, WATCHING
from motcua.kernel import clock
from motcua.workflow import Act, Place, Status

PER_PAGE = 25


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
    overdue: bool = False
    after: tuple[datetime | None, UUID] | None = None
    per_page: int = PER_PAGE


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier in a list. `due_at` None: its clock is paused."""

    id: UUID
    code: str
    title: str
    applicant_name: str
    status: Status
    act: Act | None
    due_at: datetime | None
    received_at: datetime
    agency: str
    unit: str
    assignee: str

    @classmethod
    def of(cls, row: Dossier) -> Self:
        return cls(
            id=row.pk,
            code=row.code,
            title=row.procedure_version.title,
            applicant_name=row.applicant_name,
            status=Status(row.status),
            act=Act(row.act) if row.act else None,
            due_at=row.due_at,
            received_at=row.received_at,
            agency=row.agency.called,
            unit=row.unit.name,
            assignee=row.assignee.full_name if row.assignee else "",
        )


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of a pile; `more` is the key of the next page, None on the last."""

    lines: tuple[Line, ...]
    more: tuple[datetime | None, UUID] | None


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
    wanted = wanted or Wanted()
    rows = _narrowed(_pile(desk), actor, wanted)
    rows = rows.select_related("procedure_version", "agency", "unit", "assignee").defer(
        "procedure_version__steps_text", "procedure_version__conditions_text", "procedure_version__description"
    )
    page = list(rows.order_by(F("due_at").asc(nulls_last=True), "id")[: wanted.per_page + 1])
    more = (page[-2].due_at, page[-2].pk) if len(page) > wanted.per_page else None
    return Inbox(tuple(Line.of(row) for row in page[: wanted.per_page]), more)


def counts(actor: Actor, desks: Iterable[Desk], *, at_most: int = 100) -> dict[Act, int]:
    """How many wait in each pile, counted up to `at_most`: beyond it a number tells nobody more."""
    del actor
    return {desk.act: _pile(desk)[:at_most].count() for desk in desks}


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """Every dossier that this actor may read."""
    if actor.roles & WATCHING:
        return Dossier.objects.all()
    posts = [post for post in actor.posts if post.role in READING]
    units = {post.unit_id for post in posts if post.unit_id is not None}
    agencies = {post.agency_id for post in posts if post.agency_id is not None}
    return Dossier.objects.filter(Q(unit__in=units) | Q(agency__in=agencies))


def _pile(desk: Desk) -> QuerySet[Dossier]:
    where = Q(agency__in=desk.agencies) | Q(unit__in=desk.units)
    if desk.act is Act.STAMP:
        where = (
            Q(agency__in=desk.agencies)
            | Q(unit__in=desk.units, place=Place.UNIT)
            | Q(unit__in=desk.units, agency=F("unit__agency"))
        )
    for agency_id, unit_id in desk.only_in_hall:
        where |= Q(agency=agency_id, unit=unit_id)
    return Dossier.objects.filter(where, closed_at=None, act=desk.act)


def _narrowed(rows: QuerySet[Dossier], actor: Actor, wanted: Wanted) -> QuerySet[Dossier]:
    now = clock.now()
    if wanted.mine:
        rows = rows.filter(assignee=actor.staff_id)
    if wanted.overdue:
        rows = rows.filter(due_at__lt=now)
    if wanted.due_today:
        tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=clock.HANOI)
        rows = rows.filter(due_at__lt=tomorrow)
    if wanted.after is None:
        return rows
    due_at, last_id = wanted.after
    if due_at is None:
        return rows.filter(due_at=None, id__gt=last_id)
    return rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, id__gt=last_id) | Q(due_at=None))
