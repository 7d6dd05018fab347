"""The centre as a plan of working days sees it: its halls, what they handle, who works where. Values only."""

from dataclasses import dataclass

from motcua.accounts.rules.actor import Actor
from motcua.kernel.limits import Limit
from motcua.worktime import Calendar


@dataclass(frozen=True, slots=True)
class Handled:
    """A procedure as a hall receives it. `limit` None: the catalogue states none, so the officer promises one."""

    code: str
    title: str
    field: str
    agency_id: int
    limit: Limit | None
    in_the_hall: bool
    """Appraised and approved in the hall, so that it may be solved while the person waits."""
    stamped_in_the_hall: bool
    for_citizens: bool


@dataclass(frozen=True, slots=True)
class Hall:
    """A one-stop unit. `places`: what its people's addresses end with; `share` its part of all visits."""

    unit_id: int
    code: str
    agency_id: int
    places: tuple[str, ...]
    calendar: Calendar
    handled: tuple[Handled, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Desk:
    """A receiving officer at a counter, the fields that it serves, and whether it is there to hand results out."""

    actor: Actor
    unit_id: int
    fields: frozenset[str]
    hands_out: bool


@dataclass(frozen=True, slots=True)
class World:
    """Everything that the plan looks at; the first hall's calendar says which days are played."""

    halls: tuple[Hall, ...]
    people: tuple[Actor, ...]
    desks: tuple[Desk, ...]
