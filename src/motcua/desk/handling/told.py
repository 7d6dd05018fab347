"""What happened to a dossier and what comes, as a page tells it."""

from collections.abc import Iterator

from motcua.dossiers.labels import ACTS, DONE, DONE_OTHERWISE, OUTCOMES
from motcua.dossiers.models import DossierStep
from motcua.dossiers.selectors import DossierPage, trail
from motcua.ui import formats
from motcua.workflow import Act, Outcome, Place

Shown = dict[str, object]
_BLANK: Shown = {"who": "", "until": "", "time": "", "outcome": "", "note": ""}


def steps_of(page: DossierPage) -> list[Shown]:
    """Every step that was, the one that is, and those that the process has still to come."""
    return [*(_was(page, step) for step in page.steps), *_to_come(page)]


def trail_of(code: str) -> list[list[str]]:
    """The acts in the audit chain: when, who, what."""
    return [
        [f"{formats.date(line.at)} {formats.clock(line.at)}", line.who or "–", str(DONE.get(line.act, DONE_OTHERWISE))]
        for line in trail(code)
    ]


def _was(page: DossierPage, step: DossierStep) -> Shown:
    shown: Shown = {**_BLANK, "text": f"{ACTS[Act(step.act)]} · {_whose(page, step.position)}"}
    if step.ended_at is None:
        who = page.dossier.assignee.full_name if page.dossier.assignee else ""
        until = f"{formats.clock(step.due_at)} {formats.date(step.due_at)}" if step.due_at else ""
        return {**shown, "state": "now", "who": who, "until": until}
    at = f"{formats.clock(step.ended_at)} {formats.date(step.ended_at)}"
    outcome = str(OUTCOMES[Outcome(step.outcome)]) if step.outcome else ""
    state = "done" if step.outcome else "next"
    return {
        **shown,
        "state": state,
        "who": step.by.full_name if step.by else "",
        "time": at,
        "outcome": outcome,
        "note": step.note,
    }


def _to_come(page: DossierPage) -> Iterator[Shown]:
    if page.dossier.step is None:
        return
    for position in range(page.dossier.step + 1, len(page.process.steps) + 1):
        planned = page.process.at(position)
        yield {**_BLANK, "text": f"{ACTS[planned.act]} · {_whose(page, position)}", "state": "next"}


def _whose(page: DossierPage, position: int) -> str:
    """The unit or the agency whose people do a step."""
    here = page.process.at(position).place is Place.UNIT
    return str(page.dossier.unit.name if here else page.dossier.agency.called)
