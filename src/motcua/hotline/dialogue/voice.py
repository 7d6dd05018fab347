"""Finding a procedure by saying what one needs, where the centre has a recogniser. What was said is understood and forgotten."""

import logging

from motcua.hotline import ears
from motcua.hotline.dialogue.browsing import CODES, FIELD, LETTERS, some
from motcua.hotline.dialogue.replies import Asked, Reply, answers
from motcua.hotline.ears.finding import meant
from motcua.hotline.services.spoken import WISH, forget, look

log = logging.getLogger(__name__)
SHORTEST = 0.4
"""Seconds: less is no word."""


@answers("ways to find", "keys", "voice")
def ways_to_find(asked: Asked) -> Reply:
    """Whether saying it is offered: where a recogniser is, to those who speak Vietnamese."""
    return Reply("voice" if ears.recogniser() and asked.language == "vi" else "keys")


@answers("by voice", "some", "none", "busy")
def by_voice(asked: Asked) -> Reply:
    """What may have been meant, to choose from by a key: nothing that was only heard is taken for granted."""
    recogniser = ears.recogniser()
    spoken = look(asked.call, WISH)
    forget(asked.call, WISH)
    if recogniser is None:
        return Reply("busy")
    if spoken is None or spoken.seconds < SHORTEST:
        return Reply("none")
    try:
        text = recogniser.recognise(spoken.sound)
    except ears.BusyError:
        return Reply("busy")
    except ears.DeafError as error:
        log.warning("What a caller said was not understood: %s", error)
        return Reply("busy")
    listed = meant(text)
    reply = some(listed, 0, asked.language)
    return Reply(
        reply.outcome, reply.said, {**reply.slots, FIELD: "", LETTERS: "", CODES: " ".join(one.code for one in listed)}
    )
