"""The centre itself: when it is open, where it is, how many wait there now."""

from motcua.foundation.remembered import remembered
from motcua.hotline.dialogue.replies import LATER, Asked, Reply, answers
from motcua.hotline.selectors.centre import Centre, centre_now, waiting_now
from motcua.hotline.speech import centre as said

SECONDS = 30.0


@remembered(seconds=SECONDS)
def _centre() -> Centre | None:
    return centre_now()


@remembered(seconds=5.0)
def _waiting(unit_id: int) -> tuple[int, int | None]:
    return waiting_now(unit_id)


@answers("hours", "told")
def hours(asked: Asked) -> Reply:
    known = _centre()
    return Reply("told", said.hours(known.week, asked.language)) if known else Reply(LATER)


@answers("address", "told")
def address(asked: Asked) -> Reply:
    known = _centre()
    return Reply("told", said.address(known.name, known.address, asked.language)) if known else Reply(LATER)


@answers("closed", "told")
def closed(asked: Asked) -> Reply:
    known = _centre()
    return Reply("told", said.closed(known.closed, asked.language)) if known else Reply(LATER)


@answers("waiting", "told")
def waiting(asked: Asked) -> Reply:
    known = _centre()
    if known is None:
        return Reply(LATER)
    people, minutes = _waiting(known.unit_id)
    return Reply("told", said.waiting(people, minutes, asked.language))
