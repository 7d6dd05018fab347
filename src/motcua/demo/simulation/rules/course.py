"""How a received dossier runs: which acts follow, and after how many minutes of work. Most are in time, some late."""

import random
from dataclasses import dataclass
from enum import StrEnum

LATE, IN_THE_HALL, SENT_BACK, UNFAVOURABLE, NEVER_FETCHED = 0.06, 0.6, 0.04, 0.05, 0.05
"""Shares of all dossiers; IN_THE_HALL of those that may be solved while the person waits."""

SHORTEST_WAIT, LONGEST_WAIT = 12, 50
_FIRST = 2
"""Minutes: the earliest act after a receipt."""
_SECOND_APPRAISAL = 0.1
_DAY = 480


class Verb(StrEnum):
    """What somebody does in the plan."""

    ASK_FOR_PAPERS = "ask_for_papers"
    REFUSE = "refuse"
    ACCEPT = "accept"
    TAKE = "take"
    APPRAISE = "appraise"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    STAMP = "stamp"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Course:
    """Acts in order, each with the minutes of work since the receipt; `in_the_hall`: done by people who are there."""

    acts: tuple[tuple[Verb, int], ...]
    in_the_hall: bool
    favourable: bool


def course(minutes: int, chance: random.Random, *, may_wait: bool) -> Course:
    """How a dossier with `minutes` of work until its due date runs.

    `may_wait`: its people sit in the hall, so that it may be solved while the person waits.
    """
    late = chance.random() < LATE
    waits = not late and may_wait and minutes > LONGEST_WAIT and chance.random() < IN_THE_HALL
    verbs = _verbs(chance, waits=waits)
    if late:
        solved = minutes + chance.randint(20, 3 * _DAY)
    elif waits:
        solved = chance.randint(SHORTEST_WAIT, LONGEST_WAIT)
    else:
        solved = int(minutes * chance.triangular(0.15, 0.97, 0.6))
    marks = _spread(verbs, solved)
    fetched = _fetched(chance, waits=waits)
    if fetched is not None:
        marks.append((Verb.RETURN, marks[-1][1] + fetched))
    return Course(tuple(marks), waits, chance.random() >= UNFAVOURABLE)


def _verbs(chance: random.Random, *, waits: bool) -> list[tuple[Verb, float]]:
    """Acts with the part of the time to the result after which each is done."""
    again = not waits and chance.random() < SENT_BACK
    repeated = [(Verb.SEND_BACK, 0.7), (Verb.APPRAISE, 0.7 + _SECOND_APPRAISAL)] if again else []
    return [
        (Verb.TAKE, chance.uniform(0.05, 0.25)),
        (Verb.APPRAISE, chance.uniform(0.5, 0.65)),
        *repeated,
        (Verb.APPROVE, chance.uniform(0.82, 0.93)),
        (Verb.STAMP, 1.0),
    ]


def _spread(verbs: list[tuple[Verb, float]], solved: int) -> list[tuple[Verb, int]]:
    """Minutes for each act, at least one apart."""
    marks: list[tuple[Verb, int]] = []
    at = _FIRST - 1
    for verb, part in verbs:
        at = max(at + 1, round(solved * part))
        marks.append((verb, at))
    return marks


def _fetched(chance: random.Random, *, waits: bool) -> int | None:
    """After how many minutes of work the result is fetched; None: not these days."""
    if waits:
        return chance.randint(3, 20)
    return None if chance.random() < NEVER_FETCHED else 15 + int(chance.expovariate(1 / _DAY))
