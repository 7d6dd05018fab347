"""What every act on a received dossier shares: seeing, being first, moving on, telling."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.accounts.rules.actor import Actor
from motcua.dossiers import published
from motcua.dossiers.events import DossierMoved
from motcua.dossiers.labels import DONE, DONE_OTHERWISE
from motcua.dossiers.models import Dossier, DossierStep
from motcua.dossiers.permissions import MAY, require
from motcua.dossiers.selectors import last_act
from motcua.foundation import audit, outbox, statements
from motcua.kernel import clock
from motcua.kernel.dates import format_date
from motcua.kernel.errors import ConflictError, NotFoundError
from motcua.organisation.models import OneStopUnit
from motcua.workflow import (
    TRANSITIONS,
    Act,
    Move,
    NotPossibleError,
    Outcome,
    Process,
    Status,
    may_follow,
    next_move,
    planned_ends,
)

_END_STEP = """
UPDATE dossiers_dossierstep
   SET ended_at = %s, by_id = %s, outcome = %s, note = %s, on_the_spot = %s
 WHERE dossier_id = %s AND ended_at IS NULL
RETURNING id
"""
_ENTER_STEP = """
INSERT INTO dossiers_dossierstep (dossier_id, sequence, position, act, started_at, due_at, outcome, note)
SELECT %s, coalesce(max(sequence), 0) + 1, %s, %s, %s, %s, '', '' FROM dossiers_dossierstep WHERE dossier_id = %s
RETURNING id
"""
_LAST_RUN = """
SELECT runs_from FROM dossiers_clockevent WHERE dossier_id = %s AND runs_from IS NOT NULL ORDER BY sequence DESC LIMIT 1
"""
_GO_ON = f"WITH ended AS ({_END_STEP}), entered AS ({_ENTER_STEP}) SELECT 1"


class OvertakenError(ConflictError):
    """Another acted on the dossier after it was seen; the sentence says who did what and when. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Which dossier, and which revision of it the person looked at."""

    dossier_id: UUID
    revision: int


@dataclass(frozen=True, slots=True)
class Doing:
    """An act under way: the dossier as seen, and the process that it runs under."""

    dossier: Dossier
    process: Process
    by: Actor
    at: datetime
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def unit(self) -> OneStopUnit:
        return self.dossier.unit

    def move(self, outcome: Outcome) -> Move:
        """What the outcome leads to; NotPossibleError when it can't be here."""
        return next_move(self.process, self.dossier.step, Status(self.dossier.status), outcome)


def begin(seen: Seen, *, by: Actor) -> Doing:
    """The dossier that was seen, as it still is, and ours until the transaction ends.

    Whoever comes while another acts waits here, so that everybody locks in one order (the dossier, what hangs on it,
    number series, the chain's head), and the second is told of the first whatever either had begun to write.

    Raises:
        NotFoundError: no such dossier.
        OvertakenError: it has changed since.
    """
    dossier = statements.fetch_model(Dossier, seen.dossier_id, locked=True)
    if dossier is None:
        raise NotFoundError("dossiers:dossier:absent", "Không có hồ sơ này.", "no dossier has this id")
    if dossier.revision != seen.revision:
        raise overtaken(dossier)
    dossier.unit, dossier.agency = published.unit_row(dossier.unit_id), published.agency_row(dossier.agency_id)
    return Doing(dossier, published.process(dossier.process_version_id), by, clock.now())


def require_act(doing: Doing, act: Act) -> None:
    """Raise NotAllowedError unless the actor may do this act on the dossier; whether it is its turn, the move says."""
    require(MAY[act](doing.by, doing.dossier), f"{act} by somebody without that post")


def status_after(doing: Doing, act: str) -> Status:
    """The status that an act beside the process's steps leads to: a supplement, a withdrawal, a stop.

    Raises:
        NotPossibleError: the dossier's status doesn't allow it.
    """
    if not may_follow(act, Status(doing.dossier.status)):
        sentence = "Ở trạng thái hiện tại của hồ sơ thì không làm được việc này. Hãy xem lại hồ sơ."
        raise NotPossibleError("dossiers:dossier:status", sentence, f"{act} in status {doing.dossier.status}")
    return TRANSITIONS[act].target


def advance(
    doing: Doing, outcome: Outcome, *, note: str = "", changes: Mapping[str, Any] | None = None, **details: Any
) -> Dossier:
    """End the current step with an outcome and enter the next one; the last statements of a service.

    Raises:
        NotPossibleError: the outcome can't be here.
        OvertakenError: another was first, just now.
    """
    move = doing.move(outcome)
    step = doing.process.at(move.position) if move.position else None
    values: dict[str, Any] = {
        "status": move.status.value,
        "step": move.position,
        "act": step.act.value if step else "",
        "place": step.place.value if step else "",
        "assignee_id": None,
        **(changes or {}),
    }
    change(doing, **values)
    _go_on(doing, outcome, note, move.position)
    tell(doing, move.act, outcome=outcome.value, **details)
    return doing.dossier


def change(doing: Doing, **values: Any) -> None:
    """Compare and set: write the values (by attribute: assignee_id) if the dossier is still the one that was seen.

    Raises:
        OvertakenError: it is not.
    """
    dossier = doing.dossier
    unchanged = {"id": dossier.pk, "revision": dossier.revision}
    if statements.update_one(Dossier, where=unchanged, values=values, grow="revision") != 1:
        raise overtaken(Dossier.objects.get(pk=dossier.pk))
    for name, value in values.items():
        setattr(dossier, name, value)
    dossier.revision += 1


def tell(doing: Doing, act: str, **details: Any) -> None:
    """Publish the move and append the act to the unit's chain, which is locked from here to COMMIT."""
    dossier = doing.dossier
    outbox.publish(DossierMoved(str(dossier.pk), dossier.code, act, dossier.status))
    audit.append(
        actor=doing.by.name, act=act, subject=f"dossier:{dossier.code}", details=details, chain=dossier.unit.code
    )


def overtaken(dossier: Dossier) -> OvertakenError:
    """Who did what since: the latest act in the audit chain, which knows every one."""
    last = last_act(dossier.code)
    if last is None or not last.who:
        sentence = "Hồ sơ này đã thay đổi từ khi mở trang. Hãy xem lại; thao tác vừa rồi chưa được ghi."
    else:
        at = last.at.astimezone(clock.HANOI)
        done = DONE.get(last.act, DONE_OTHERWISE)
        sentence = (
            f"{last.who} đã làm trước, lúc {at:%H:%M} ngày {format_date(at.date())}: {done}. "
            "Thao tác vừa rồi chưa được ghi."
        )
    return OvertakenError("dossiers:dossier:overtaken", sentence, "the dossier changed after it was seen")


def _go_on(doing: Doing, outcome: Outcome, note: str, position: int | None) -> None:
    """End the step that is open, and enter the next one, if there is one."""
    present = doing.by.is_present_at(doing.dossier.unit_id)
    ending = [doing.at, doing.by.staff_id, outcome.value, note, present, doing.dossier.pk]
    if position is None:
        statements.fetch_all(_END_STEP, ending)
    else:
        statements.fetch_all(_GO_ON, [*ending, *_entering(doing, position)])


def cut_short(doing: Doing, reason: str) -> None:
    """End the open step without an outcome: the dossier leaves its process here."""
    DossierStep.objects.filter(dossier=doing.dossier, ended_at=None).update(
        ended_at=doing.at, by_id=doing.by.staff_id, note=reason
    )


def enter_step(doing: Doing, position: int) -> None:
    """Open the row of a step that begins now."""
    statements.fetch_all(_ENTER_STEP, _entering(doing, position))


def _entering(doing: Doing, position: int) -> list[Any]:
    """What _ENTER_STEP is asked with."""
    dossier, act = doing.dossier, doing.process.at(position).act
    return [dossier.pk, position, act.value, doing.at, step_due_at(doing, position), dossier.pk]


def step_due_at(doing: Doing, position: int) -> datetime | None:
    """When a step should end: its share of the time that the clock's last run has; None while the clock is paused."""
    dossier = doing.dossier
    if dossier.due_at is None:
        return None
    row = statements.fetch_one(_LAST_RUN, [dossier.pk])
    starts = row[0].astimezone(clock.HANOI) if row else dossier.received_at
    calendar = published.calendar(dossier.unit_id)
    return planned_ends(doing.process, calendar, starts, dossier.due_at)[position - 1]
