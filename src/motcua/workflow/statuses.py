"""The ten national statuses of a dossier and every transition, each with its legal basis and audit act.

The transitions are those of the national synchronisation (1→2|3|5|7; 2→4|7|8; 4→5|6|7|8|9; 5→4|7|8; 6→4|7|8; 9→10). A
refusal on the merits is a result (4→9→10). Payment, delivery and synchronisation are axes of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Status(IntEnum):
    """TrangThaiHoSo, as the National Public Service Portal numbers it."""

    REGISTERED = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    IN_PROGRESS = 4
    SUPPLEMENT_REQUESTED = 5
    PAYMENT_REQUESTED = 6
    WITHDRAWN = 7
    STOPPED = 8
    SOLVED = 9
    RETURNED = 10


FINAL = frozenset({Status.NOT_RECEIVED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})
"""Nothing follows, except that an authorised person may reopen a stopped one, with a reason."""

OPEN = frozenset({Status.RECEIVED, Status.IN_PROGRESS, Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED})
"""Received and not solved: what "pending" counts."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from statuses to a status. `act` is its name in the audit chain, `law` the article it rests on."""

    act: str
    sources: frozenset[Status]
    target: Status
    law: str


def _transition(act: str, sources: set[Status], target: Status, law: str) -> Transition:
    return Transition(act, frozenset(sources), target, law)


_IN_HAND = {Status.RECEIVED, Status.IN_PROGRESS, Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED}

TRANSITIONS: Mapping[str, Transition] = {
    transition.act: transition
    for transition in (
        _transition(
            "dossiers:dossier:accepted", {Status.REGISTERED}, Status.RECEIVED, "Điều 17 Nghị định 61/2018/NĐ-CP"
        ),
        _transition(
            "dossiers:dossier:taken",
            {Status.RECEIVED, Status.IN_PROGRESS},  # also from a colleague, and after it was sent back
            Status.IN_PROGRESS,
            "Điều 18, 19 Nghị định 61/2018/NĐ-CP",
        ),
        _transition(
            "dossiers:dossier:appraised",
            {Status.RECEIVED, Status.IN_PROGRESS},
            Status.IN_PROGRESS,
            "Điều 19 khoản 3 Nghị định 61/2018/NĐ-CP",
        ),
        _transition(
            "dossiers:dossier:approved",
            {Status.IN_PROGRESS},
            Status.IN_PROGRESS,
            "Điều 19 Nghị định 61/2018/NĐ-CP",
        ),
        _transition(
            "dossiers:dossier:sent_back",
            {Status.IN_PROGRESS},
            Status.IN_PROGRESS,
            "Điều 19 Nghị định 61/2018/NĐ-CP",
        ),
        _transition("dossiers:dossier:stamped", {Status.IN_PROGRESS}, Status.SOLVED, "Điều 19 Nghị định 61/2018/NĐ-CP"),
        _transition("dossiers:dossier:returned", {Status.SOLVED}, Status.RETURNED, "Điều 20 Nghị định 61/2018/NĐ-CP"),
        _transition(
            "dossiers:supplement:requested",
            {Status.IN_PROGRESS},
            Status.SUPPLEMENT_REQUESTED,
            "Điều 19 khoản 4 Nghị định 61/2018/NĐ-CP",
        ),
        _transition(
            "dossiers:supplement:completed",
            {Status.SUPPLEMENT_REQUESTED},
            Status.IN_PROGRESS,
            "Điều 19 khoản 4 Nghị định 61/2018/NĐ-CP",
        ),
        _transition("dossiers:dossier:withdrawn", _IN_HAND, Status.WITHDRAWN, "Mẫu số 05 Thông tư 03/2025/TT-VPCP"),
        _transition("dossiers:dossier:stopped", _IN_HAND, Status.STOPPED, "Mẫu số 05 Thông tư 03/2025/TT-VPCP"),
    )
}
"""Audit act → transition. What isn't here can't happen."""


def may_follow(act: str, status: Status) -> bool:
    """Whether this act is possible in this status."""
    return status in TRANSITIONS[act].sources
