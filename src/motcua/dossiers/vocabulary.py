"""The closed words of dossiers. Pure; their names on screen stand in `labels`."""

from enum import StrEnum


class PaperState(StrEnum):
    """How a paper of the checklist was handed in. A missing one keeps a dossier from being received."""

    ORIGINAL = "original"
    COPY = "copy"
    REUSED = "reused"
    MISSING = "missing"
    NOT_NEEDED = "none"
    """Of a case that isn't this person's."""


class FeeState(StrEnum):
    DUE = "due"
    COLLECTED = "collected"
    EXEMPT = "exempt"


class ResultSource(StrEnum):
    UPLOADED = "uploaded"
    GENERATED = "generated"


class Receiver(StrEnum):
    OWNER = "owner"
    REPRESENTATIVE = "representative"


class IdentityCheck(StrEnum):
    """How the receiver's identity was made sure of (NĐ 309/2026: VNeID or a card reader; typed where neither is at hand)."""

    SCANNED = "scanned"
    TYPED = "typed"
