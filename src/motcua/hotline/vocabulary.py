"""The words of the hotline's records."""

from enum import StrEnum


class CallOutcome(StrEnum):
    """What became of a call."""

    ANSWERED = "answered"
    MESSAGE = "message"
    LEFT = "left"
    GAVE_UP = "gave_up"


class AlarmKind(StrEnum):
    """What somebody should look at."""

    GUESSING = "guessing"
    GUESSING_EVERYWHERE = "everywhere"


class MessageState(StrEnum):
    NEW = "new"
    HEARD = "heard"


class TrunkState(StrEnum):
    """How it stands with a carrier that wants to be told where calls shall go; "" where none does."""

    TRYING = "trying"
    REGISTERED = "registered"
    FAILED = "failed"
