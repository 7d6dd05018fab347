"""An appointment by its code of twelve figures: when it is, and giving it up. The code of a page holds letters and is typed there."""

from motcua.hotline.dialogue.dossiers import FAILURES
from motcua.hotline.dialogue.replies import Asked, Reply, answers
from motcua.hotline.rules import FAILURES_A_CALL
from motcua.hotline.services.failures import note_failure
from motcua.hotline.speech import booking as said
from motcua.kernel.errors import ConflictError, NotFoundError
from motcua.ticketing.errors import TooManyCodesError
from motcua.ticketing.models import Appointment
from motcua.ticketing.selectors.appointments import appointment_of
from motcua.ticketing.services.booking import cancel
from motcua.ticketing.services.finding import find_by_telephone
from motcua.ticketing.vocabulary import AppointmentState

CODE, TOKEN = "appointment-code", "appointment"
_OVER = {
    AppointmentState.CANCELLED: said.CANCELLED,
    AppointmentState.CHECKED_IN: said.USED,
    AppointmentState.NO_SHOW: said.MISSED,
}


@answers("appointment", "found", "over", "unknown", "blocked")
def appointment(asked: Asked) -> Reply:
    """Three tries a call, together with those for dossiers; a code that nobody has is noted, so that guessing is seen."""
    failures = asked.number(FAILURES)
    if failures >= FAILURES_A_CALL:
        return Reply("blocked")
    try:
        row = find_by_telephone(asked.text(CODE), source=asked.claimed_source, now=asked.now)
    except TooManyCodesError:
        return Reply("blocked")
    except NotFoundError:
        failures += 1
        note_failure(asked.claimed_source, now=asked.now)
        outcome = "blocked" if failures >= FAILURES_A_CALL else "unknown"
        return Reply(outcome, slots={FAILURES: str(failures)})
    if row.state != AppointmentState.BOOKED:
        return _over(asked, row)
    group = row.group
    told = said.appointment((group.name, group.name_en), row.starts_at, asked.language)
    return Reply("found", told, {TOKEN: row.token or ""})


@answers("appointment cancel", "cancelled", "over")
def appointment_cancel(asked: Asked) -> Reply:
    """Pressed again, it stays cancelled; one that was used or missed meanwhile is told as such."""
    token = asked.text(TOKEN)
    if asked.is_trial:
        return Reply("cancelled", said.TRIAL.said(asked.language))
    try:
        cancel(token)
    except (ConflictError, NotFoundError):
        return _over(asked, appointment_of(token))
    return Reply("cancelled")


def _over(asked: Asked, row: Appointment | None) -> Reply:
    sentence = _OVER.get(AppointmentState(row.state)) if row else None
    return Reply("over", (sentence or said.CANCELLED).said(asked.language))
