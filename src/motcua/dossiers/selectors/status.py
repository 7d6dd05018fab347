"""What whoever holds the slip may know: step, unit, due date, what comes next; nothing about a person.

A constant statement, because this page is asked more often than all others together.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.dossiers import published
from motcua.foundation import statements
from motcua.kernel.clock import HANOI
from motcua.workflow import Act, Outcome, Place, Status

_STATUS = """
SELECT d.look_up_token, d.code, d.status, d.step, d.due_at, d.original_due_at, d.received_at, d.closed_at, d.collection,
       d.process_version_id, u.name, a.name,
       (SELECT json_agg(json_build_array(s.position, s.started_at, s.ended_at, s.outcome) ORDER BY s.sequence)
          FROM dossiers_dossierstep s WHERE s.dossier_id = d.id)
  FROM dossiers_dossier d
  JOIN organisation_onestopunit u ON u.id = d.unit_id
  JOIN organisation_agency a ON a.id = d.agency_id
 WHERE d.code = %s
"""
_NOBODY = "A" * 16


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
    received_at: datetime
    due_at: datetime | None
    original_due_at: datetime
    closed_at: datetime | None
    collection: str
    steps: tuple[PublicStep, ...]


def public_status(code: str, token: str) -> PublicStatus | None:
    """The state, or None: for a wrong token, a wrong code and anything else alike, in the same time."""
    row = statements.fetch_one(_STATUS, [code.strip().upper()])
    right = secrets.compare_digest(str(row[0] if row else _NOBODY).encode(), token.strip().upper().encode())
    return _read(row) if row and right else None


def _read(row: tuple[Any, ...]) -> PublicStatus:
    _, code, status, step, due_at, original_due_at, received_at, closed_at, collection, version, unit, agency, done = (
        row
    )
    process = published.process(version)
    names = {Place.UNIT: unit, Place.AGENCY: agency}
    steps = []
    ended = _ended(done if isinstance(done, list) else json.loads(done or "[]"), step)
    for position, planned in enumerate(process.steps, start=1):
        at = ended.get(position)
        state = "done" if at else "now" if position == step and closed_at is None else "next"
        steps.append(PublicStep(planned.act, names[planned.place], state, at))
    current = process.at(step) if step else None
    return PublicStatus(
        code=code,
        status=Status(status),
        act=current.act if current else None,
        unit=names[current.place] if current else unit,
        received_at=received_at.astimezone(HANOI),
        due_at=due_at and due_at.astimezone(HANOI),
        original_due_at=original_due_at.astimezone(HANOI),
        closed_at=closed_at and closed_at.astimezone(HANOI),
        collection=collection,
        steps=tuple(steps),
    )


def _ended(rows: list[list[Any]], step: int | None) -> dict[int, datetime]:
    """Position → when it ended last; a step that is being done again, and those after it, have not ended; nor has one that was cut short."""
    ended: dict[int, datetime] = {}
    for position, _started, at, outcome in rows:
        if outcome == Outcome.SENT_BACK:
            ended = {done: when for done, when in ended.items() if done < position}
        elif at and outcome:
            ended[position] = datetime.fromisoformat(at).astimezone(HANOI)
    return {position: at for position, at in ended.items() if step is None or position < step}
