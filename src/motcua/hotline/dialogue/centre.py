"""The centre itself: when it is open, where it is, how many wait there now."""

from motcua.foundation.remembered import remembered
from motcua.hotline.dialogue.replies import LATER, Asked, Reply, answers
from motcua.hotline.selectors.centre import Centre, centre_now, waiting_now
from motcua.hotline.speech import centre as said

SECONDS = 30.0


@remembered(seconds=SECONDS)
def centre() -> Centre | None:
    """The centre that callers mean, at most half a minute old; None before there is one."""
    return centre_now()


@remembered(seconds=5.0)
def _waiting(unit_id: int) -> tuple[int, int | None]:
    return waiting_now(unit_id)


@answers("hours", "told")
def hours(asked: Asked) -> Reply:
    known = centre()
    return (
        Reply(
            "told",
            (
                *said.open_now(known.name, known.calendar, now=asked.now, language=asked.language),
                *said.opening_hours(known.name, known.calendar, today=asked.now.date(), language=asked.language),
            ),
        )
        if known
        else Reply(LATER)
    )


@answers("address", "told")
def address(asked: Asked) -> Reply:
    known = centre()
    return (
        Reply("told", said.address(known.name, known.address, known.telephone, language=asked.language))
        if known
        else Reply(LATER)
    )


@answers("closed", "told")
def closed(asked: Asked) -> Reply:
    known = centre()
    return (
        Reply("told", said.closed_days(known.calendar, today=asked.now.date(), language=asked.language))
        if known
        else Reply(LATER)
    )


@answers("waiting", "told")
def waiting(asked: Asked) -> Reply:
    known = centre()
    if known is None:
        return Reply(LATER)
    people, minutes = _waiting(known.unit_id)
    return Reply("told", said.waiting(people, minutes, language=asked.language))
