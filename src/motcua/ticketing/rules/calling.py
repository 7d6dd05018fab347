"""Who is called next: from which group, from which lane, in which order. Pure; why it is so stands in ADR 25.

A free counter asks in this order: somebody who was sent off for a copy and is back at it (`HELD`, called there before
everybody); else `choose_group`, then `choose_lane` of that group, then the smallest `Place` of that lane.
Nothing here draws lots, and every comparison is of whole numbers, of one division of two, or of moments, so that a
statement in SQL decides the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from motcua.ticketing.vocabulary import Lane

PREFERRED_IN_A_ROW = 2
AGE_LIMIT_MINUTES = 30
FAIR_MINUTES = 60
REINSTATED_AFTER = 3

_JUST_BEHIND = timedelta(microseconds=1)
"""The grain of the database's time: nothing fits between."""


class Place(NamedTuple):
    """Where a ticket stands in its lane; the smallest is called first.

    A ticket that is transferred, or whose priority is confirmed or refused, keeps its place: it stands in the other lane or
    group where it would stand had it come there at once.
    """

    queued_at: datetime
    serial: int


@dataclass(frozen=True, slots=True)
class Serving:
    """A group that a counter serves, as it stands when that counter is free.

    `order` makes strict classes, smaller first; within a class calls are shared by `weight` (whole, at least 1). `served`
    is how many tickets of the group this counter called in the last `FAIR_MINUTES`: with the whole day's count a group
    that nobody asked for in the morning would have the counter for itself all afternoon, until it had caught up.
    `oldest_wait_minutes` is the longest wait of its waiting tickets.
    """

    group_id: str
    order: int
    weight: int
    served: int
    waiting: int
    oldest_wait_minutes: float


def choose_lane(streak: int, ordinary_waits: bool, preferred_waits: bool, bound: int = PREFERRED_IN_A_ROW) -> Lane:
    """The lane that the group's next call is from: preferred ones first, but after `bound` of them in a row an ordinary one.

    `streak` is the group's, over all its counters, and kept by `streak_after`. While an ordinary ticket T waits, every
    `bound` preferred calls are followed by an ordinary one, and T is called by the (k+1)th of those, where k ordinary
    tickets stand before it. So at most bound·(k+1) tickets that came later are called before T, however many keep coming.

    Raises:
        ValueError: nobody waits.
    """
    if not (ordinary_waits or preferred_waits):
        raise ValueError("Nobody waits in this group")
    if not preferred_waits:
        return Lane.ORDINARY
    return Lane.ORDINARY if ordinary_waits and streak >= bound else Lane.PREFERRED


def streak_after(streak: int, called: Lane, ordinary_waits: bool) -> int:
    """The group's streak after a call; a preferred call counts only if an ordinary ticket had to wait for it."""
    return streak + 1 if called is Lane.PREFERRED and ordinary_waits else 0


def choose_group(groups: Sequence[Serving], age_limit_minutes: float = AGE_LIMIT_MINUTES) -> str | None:
    """The group that a free counter calls from; None when nobody waits in any."""
    return next(iter(groups_in_turn(groups, age_limit_minutes)), None)


def groups_in_turn(groups: Sequence[Serving], age_limit_minutes: float = AGE_LIMIT_MINUTES) -> tuple[str, ...]:
    """The groups whose turn it is at a free counter, the first choice first; empty when nobody waits in any.

    The smallest class that has somebody waiting; a group whose oldest ticket has waited longer than the age limit counts
    as of the first class, so no group starves behind a busy one. Within the class the one with the least
    (served + 1) / weight; of those equal in both the one that has waited longest, then the one named first.
    """
    waiting = [group for group in groups if group.waiting > 0]
    if len(waiting) < 2:  # noqa: PLR2004 - a choice is between two
        return tuple(group.group_id for group in waiting)
    first = min(group.order for group in groups)

    def turn(group: Serving) -> tuple[int, float]:
        order = first if group.oldest_wait_minutes > age_limit_minutes else group.order
        return order, (group.served + 1) / group.weight

    now = min(map(turn, waiting))
    equals = [group for group in waiting if turn(group) == now]
    equals.sort(key=lambda group: (-group.oldest_wait_minutes, group.group_id))
    return tuple(group.group_id for group in equals)


def reinstated_place(lane: Sequence[Place], own: Place, now: datetime, after: int = REINSTATED_AFTER) -> Place:
    """The place of somebody who missed the call and came back in time: after the next `after` of the lane.

    At the front again, those who stood there would pay for another's absence, and not answering would cost nothing; at the
    end, a person who didn't hear a number loses an hour. Three calls are a few minutes: time to sit down, and a reason to
    listen. Where fewer wait it is the last of them, so it is ahead of all who come later. `lane` is in order.
    """
    if not lane:
        return Place(now, own.serial)
    before = lane[min(after, len(lane)) - 1] if after > 0 else None
    return Place((before or lane[0]).queued_at + (_JUST_BEHIND if before else -_JUST_BEHIND), own.serial)
