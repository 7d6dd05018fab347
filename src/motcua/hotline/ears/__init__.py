"""Understanding what a caller says: a port behind which any recogniser may stand. Off unless the centre sets one; never needed.

`use` one when the dialogue starts; `recogniser` is asked by the dialogue. docs/adr/0033-speech-recognition.md.
"""

from typing import Protocol


class BusyError(Exception):
    """As many callers as may are being understood just now."""


class DeafError(Exception):
    """The recogniser fails; the text says how, for the log."""


class Recogniser(Protocol):
    """May be asked by several threads at once."""

    def recognise(self, sound: bytes) -> str:
        """The Vietnamese words of `sound` (A-law, 8 kHz), "" for none. BusyError, DeafError."""
        ...


_known: list[Recogniser] = []


def use(recogniser: Recogniser | None) -> None:
    """From now on this process understands by it; None: by keys alone."""
    _known[:] = [recogniser] if recogniser else []


def recogniser() -> Recogniser | None:
    return _known[0] if _known else None
