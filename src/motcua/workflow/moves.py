"""What an act's outcome does: to which step the dossier goes and which status it has then."""

from dataclasses import dataclass

from motcua.kernel.errors import ConflictError
from motcua.workflow.acts import OUTCOMES, Act, Outcome
from motcua.workflow.process import Process
from motcua.workflow.statuses import TRANSITIONS, Status

_ACTS_BY_OUTCOME = {
    Outcome.RECEIVED: "dossiers:dossier:accepted",
    Outcome.PROPOSED: "dossiers:dossier:appraised",
    Outcome.PROPOSED_REFUSAL: "dossiers:dossier:appraised",
    Outcome.APPROVED: "dossiers:dossier:approved",
    Outcome.SENT_BACK: "dossiers:dossier:sent_back",
    Outcome.STAMPED: "dossiers:dossier:stamped",
    Outcome.RETURNED: "dossiers:dossier:returned",
}


class NotPossibleError(ConflictError):
    """The dossier is not where this act can be done."""


@dataclass(frozen=True, slots=True)
class Move:
    """Where a dossier goes. `position` is the step entered (from 1), None when the process has ended."""

    act: str
    status: Status
    position: int | None


def entered(process: Process) -> Move:
    """The move of a dossier just received: the step after receiving waits for its people."""
    return Move("dossiers:dossier:accepted", Status.RECEIVED, process.position_of(Act.RECEIVE) + 1)


def next_move(process: Process, position: int | None, status: Status, outcome: Outcome) -> Move:
    """What follows when the step at `position` ends with `outcome`.

    Raises:
        NotPossibleError: the process has ended, the step knows no such outcome, or the status doesn't allow the act.
    """
    if position is None or outcome not in OUTCOMES[process.at(position).act]:
        raise _not_here(outcome)
    act = _ACTS_BY_OUTCOME[outcome]
    transition = TRANSITIONS[act]
    if status not in transition.sources:
        raise _not_here(outcome)
    if outcome is Outcome.SENT_BACK:
        return Move(act, transition.target, process.position_of(Act.APPRAISE))
    if outcome is Outcome.RETURNED:
        return Move(act, transition.target, None)
    return Move(act, transition.target, position + 1)


def _not_here(outcome: Outcome) -> NotPossibleError:
    return NotPossibleError(
        "workflow:move:not_here",
        "Hồ sơ đã sang bước khác nên không làm được việc này nữa. Hãy tải lại trang để xem bước hiện tại.",
        f"{outcome} is not possible at this step or in this status",
    )
