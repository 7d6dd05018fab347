"""What is about the call itself: its language, what it costs, how it is rated."""

from django.conf import settings

from motcua.hotline.dialogue.replies import Asked, Reply, answers
from motcua.hotline.speech import call as said
from motcua.voice.station import LANGUAGE

RATING = "rating"


@answers("vietnamese", "chosen")
def vietnamese(asked: Asked) -> Reply:
    del asked
    return Reply("chosen", slots={LANGUAGE: "vi"})


@answers("english", "chosen")
def english(asked: Asked) -> Reply:
    del asked
    return Reply("chosen", slots={LANGUAGE: "en"})


@answers("tariff", "told")
def tariff(asked: Asked) -> Reply:
    """What a minute costs, where the number isn't free (Nghị định 163/2024/NĐ-CP asks that it be said at the beginning)."""
    dong = settings.MOTCUA.telephone.tariff
    return Reply("told", said.tariff(dong, asked.language) if dong else ())


@answers("rate", "thanks", "wrong")
def rate(asked: Asked) -> Reply:
    return Reply("thanks" if 1 <= asked.number(RATING) <= 5 else "wrong")  # noqa: PLR2004 - five levels, as on every board
