"""The invented province as a value, read from data/province.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class PastUnit:
    name: str
    code: str
    level: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class PlannedAgency:
    code: str
    key: str
    slug: str
    name: str
    short: str
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class PastAgency:
    code: str
    name: str
    province: str
    successor: str


@dataclass(frozen=True, slots=True)
class PlannedCounter:
    """`agencies` are keys; `fields` folded words, any of which makes a field of those agencies this counter's."""

    name: str
    zone: str
    role: str = "reception"
    agencies: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedQueueGroup:
    """A queue of the centre's hall; `counters` are the numbers of those that serve it first."""

    letters: str
    name: str
    name_en: str
    zone: str
    counters: tuple[int, ...]
    usual_minutes: int


@dataclass(frozen=True, slots=True)
class PlannedCommune:
    code: str
    name: str
    slug: str
    number: int
    telephone: str


@dataclass(frozen=True, slots=True)
class PlannedDay:
    day: date
    kind: str
    note: str
    decision: str
    counterpart: date | None = None
    hours: str = ""
    centre_only: bool = False


@dataclass(frozen=True, slots=True)
class Province:
    name: str
    code: str
    agency_root: str
    founded_on: date
    merger_decision: str
    centre: dict[str, str]
    past: tuple[PastUnit, ...]
    agencies: tuple[PlannedAgency, ...]
    past_agencies: tuple[PastAgency, ...]
    counters: tuple[PlannedCounter, ...]
    queue_groups: tuple[PlannedQueueGroup, ...]
    communes: tuple[PlannedCommune, ...]
    days: tuple[PlannedDay, ...]


_ROWS = {
    "past": PastUnit,
    "agencies": PlannedAgency,
    "past_agencies": PastAgency,
    "counters": PlannedCounter,
    "queue_groups": PlannedQueueGroup,
    "communes": PlannedCommune,
    "days": PlannedDay,
}


@cache
def province() -> Province:
    read: dict[str, Any] = tomllib.loads((DATA / "province.toml").read_text("utf-8"))
    return Province(**{name: _frozen(name, value) for name, value in read.items()})


def _frozen(name: str, value: Any) -> Any:
    if name not in _ROWS:
        return value
    return tuple(_ROWS[name](**{key: _tuple(item) for key, item in row.items()}) for row in value)


def _tuple(item: Any) -> Any:
    return tuple(item) if isinstance(item, list) else item
