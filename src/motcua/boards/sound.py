"""The sound of a call, for boards: one WAV for each number, counter and language, kept by browsers for ever.

The address holds the edition of the recordings, so that a new set is heard at once.
"""

from typing import TypedDict

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.foundation import sound as recordings
from motcua.kernel.errors import MotCuaError
from motcua.ticketing.facts import OpenHall
from motcua.ticketing.sound import announcement, spoken_languages

_FOR_EVER = "private, max-age=31536000, immutable"


class Manner(TypedDict):
    """How a board speaks: language → edition, in the order of speaking; nothing: it is silent."""

    editions: dict[str, str]


def manner(hall: OpenHall) -> Manner:
    """The hall's languages for which there are recordings."""
    spoken = spoken_languages()
    return {"editions": {language: _edition(language) for language in hall.languages if language in spoken}}


@require_safe
def call(request: SignedInRequest, edition: str, language: str, counter: int, number: str) -> HttpResponse:
    """One call; the first language begins with a chime (`?chime=1`)."""
    try:
        if language not in spoken_languages() or edition != _edition(language):
            raise Http404
        found = announcement(number, counter, language, chime=request.GET.get("chime") == "1")
        content = found.wav() if found else b""
    except (MotCuaError, recordings.SoundSetError, FileNotFoundError) as error:
        raise Http404 from error
    return HttpResponse(content, content_type="audio/wav", headers={"Cache-Control": _FOR_EVER})


def _edition(language: str) -> str:
    """The name of the set in use, which changes with any of its sounds."""
    return (settings.MOTCUA.home / "sound" / language).resolve().name
