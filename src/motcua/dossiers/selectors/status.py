"""What whoever holds the slip may know: step, unit, due date, what comes next; nothing about a person.

A constant statement, because this page is asked more often than all others together. What a page shows besides, and
what is slower, stands in `public_background`.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from motcua.dossiers import clocks, published
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.look_up import read_code, read_token
from motcua.foundation import statements
from motcua.kernel.clock import HANOI
from motcua.kernel.errors import MotCuaError
from motcua.kernel.identifiers import LookupNumber
from motcua.workflow import Act, Outcome, Place, Process, Status
from motcua.worktime import Calendar, explain_clock

# The token is compared by its digest and in the database, so that a wrong token and a code that nobody has cost the
# same, and how long the comparison took tells nothing about the token.
_SELECT = """
SELECT d.code, d.status, d.step, d.due_at, d.original_due_at, d.received_at, d.closed_at, d.collection,
       d.process_version_id, u.name, a.name,
       (SELECT json_agg(json_build_array(s.position, s.started_at, s.ended_at, s.outcome) ORDER BY s.sequence)
          FROM dossiers_dossierstep s WHERE s.dossier_id = d.id)
  FROM dossiers_dossier d
  JOIN organisation_onestopunit u ON u.id = d.unit_id
  JOIN organisation_agency a ON a.id = d.agency_id
"""
_STATUS = f"{_SELECT} WHERE d.code = %s AND sha256(d.look_up_token::bytea) = %s"
_BY_NUMBER = f"{_SELECT} WHERE d.look_up_number = %s"

Ask = Callable[[str, Sequence[Any]], tuple[Any, ...] | None]
"""Runs a constant statement and gives its first row: `statements.fetch_one`, or whoever has connections of its own."""


@dataclass(frozen=True, slots=True)
class PublicStep:
    """A step of the line: done (with its end), now, or next. `unit`: whose people do it."""

    act: Act
    unit: str
    state: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """The state of a dossier for whoever holds its slip. Moments are in the centre's time; `due_at` None: the clock is paused."""

    code: str
    status: Status
    act: Act | None
    unit: str
    """Where it is: the agency or one-stop unit whose turn it is, or was last."""
    receiving_unit: str
    received_at: datetime
    due_at: datetime | None
    original_due_at: datetime
    closed_at: datetime | None
    collection: str
    """The receiving unit, when the result is handed out there; "" elsewhere: an address that was typed may be a person's."""
    steps: tuple[PublicStep, ...]

    @property
    def ready_at(self) -> datetime | None:
        """When the last step that is done ended."""
        return max((step.at for step in self.steps if step.at), default=None)


@dataclass(frozen=True, slots=True)
class PublicBackground:
    """What the look-up page shows besides: how the due date came about, where the receiving unit is and when it works."""

    explanation: tuple[str, ...]
    address: str
    telephone: str
    calendar: Calendar


def public_status(code: str, token: str, ask: Ask = statements.fetch_one) -> PublicStatus | None:
    """The state, or None: for a wrong token, a wrong code and anything else alike, in the same time."""
    try:
        known, digest = read_code(code), hashlib.sha256(read_token(token).encode()).digest()
    except MotCuaError:
        return None
    row = ask(_STATUS, [known, digest])
    return _read(row) if row else None


def status_by_number(typed: str, ask: Ask = statements.fetch_one) -> PublicStatus | None:
    """The state by the slip's twelve figures for the telephone; None for a number that nobody has, or that is none.

    The number alone opens it, so whoever asks counts the failures.
    """
    try:
        number = LookupNumber.parse(typed)
    except MotCuaError:
        return None
    row = ask(_BY_NUMBER, [number.value])
    return _read(row) if row else None


def public_background(status: PublicStatus) -> PublicBackground:
    """For a state that was opened already. Reasons that somebody typed are left out: they may speak of a person."""
    dossier = Dossier.objects.select_related("unit").prefetch_related("clock_events").get(code=status.code)
    process, unit = published.process(dossier.process_version_id), published.unit(dossier.unit.code)
    ledger = clocks.ledger_of(dossier, dossier.clock_events.all(), process.clock_start)
    silent = replace(ledger, events=tuple(replace(event, reason="") for event in ledger.events))
    return PublicBackground(explain_clock(unit.calendar, silent), unit.address, unit.telephone, unit.calendar)


def _read(row: tuple[Any, ...]) -> PublicStatus:
    code, status, step, due_at, original_due_at, received_at, closed_at, collection, version, unit, agency, done = row
    process = published.process(version)
    names = {Place.UNIT: unit, Place.AGENCY: agency}
    current = process.at(step) if step else None
    return PublicStatus(
        code=code,
        status=Status(status),
        act=current.act if current else None,
        unit=names[current.place] if current else unit,
        receiving_unit=unit,
        received_at=received_at.astimezone(HANOI),
        due_at=due_at and due_at.astimezone(HANOI),
        original_due_at=original_due_at.astimezone(HANOI),
        closed_at=closed_at and closed_at.astimezone(HANOI),
        collection=unit if collection == unit else "",
        steps=_steps(process, names, done, None if closed_at else step, closed=closed_at is not None),
    )


def _steps(
    process: Process, names: dict[Place, str], done: object, current: int | None, *, closed: bool
) -> tuple[PublicStep, ...]:
    """The line of steps; of a dossier that was closed on its way, only what was done."""
    ended = _ended(done if isinstance(done, list) else json.loads(str(done or "[]")), current)
    steps = []
    for position, planned in enumerate(process.steps, start=1):
        at = ended.get(position)
        state = "done" if at else "now" if position == current else "next"
        if at or not closed:
            steps.append(PublicStep(planned.act, names[planned.place], state, at))
    return tuple(steps)


def _ended(rows: list[list[Any]], step: int | None) -> dict[int, datetime]:
    """Position → when it ended last; a step that is being done again, and those after it, have not ended; nor has one that was cut short."""
    ended: dict[int, datetime] = {}
    for position, _started, at, outcome in rows:
        if outcome == Outcome.SENT_BACK:
            ended = {done: when for done, when in ended.items() if done < position}
        elif at and outcome:
            ended[position] = datetime.fromisoformat(at).astimezone(HANOI)
    return {position: at for position, at in ended.items() if step is None or position < step}
