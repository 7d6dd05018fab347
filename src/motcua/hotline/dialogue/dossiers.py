"""The state of a dossier for whoever knows the telephone look-up number of its slip."""

from motcua.dossiers.selectors.status import status_by_number
from motcua.hotline.dialogue.replies import Asked, Reply, answers
from motcua.hotline.rules import FAILURES_A_CALL
from motcua.hotline.services.failures import note_failure
from motcua.hotline.speech import dossiers as said

LOOK_UP, FAILURES = "look-up", "failures"


@answers("dossier", "found", "unknown", "blocked")
def dossier(asked: Asked) -> Reply:
    """Three tries a call; a number that nobody has is noted, so that guessing is seen."""
    failures = asked.number(FAILURES)
    if failures >= FAILURES_A_CALL:
        return Reply("blocked")
    status = status_by_number(asked.text(LOOK_UP))
    if status is not None:
        return Reply("found", said.state(status, now=asked.now, language=asked.language))
    failures += 1
    note_failure(asked.claimed_source, now=asked.now)
    outcome = "blocked" if failures >= FAILURES_A_CALL else "unknown"
    return Reply(outcome, slots={FAILURES: str(failures)})
