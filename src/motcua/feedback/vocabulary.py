"""The closed words of ratings. Pure; their names on screen stand in `labels`."""

from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How satisfied somebody is with a service."""

    VERY_DISSATISFIED = 1
    DISSATISFIED = 2
    NEUTRAL = 3
    SATISFIED = 4
    VERY_SATISFIED = 5


class Reason(StrEnum):
    """What wasn't good; asked from `Level.NEUTRAL` down."""

    WAITING = "waiting"
    ATTITUDE = "attitude"
    UNCLEAR = "unclear"
    PAPERS = "papers"
    """Papers were asked for several times."""
    PREMISES = "premises"
    OTHER = "other"


class RatingSource(StrEnum):
    """Where it was given."""

    TABLET = "tablet"
    TICKET_QR = "ticket_qr"
    RECEIPT_QR = "receipt_qr"
