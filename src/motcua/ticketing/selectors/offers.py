"""What a hall offers to whoever comes in: its groups, how many wait in each, how long somebody new would."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.foundation import statements
from motcua.kernel import clock
from motcua.ticketing.facts import OpenGroup
from motcua.ticketing.models import Ticket
from motcua.ticketing.rules.issuing import ahead_of
from motcua.ticketing.selectors.hall import groups_of, hall_of
from motcua.ticketing.selectors.queue import Line
from motcua.ticketing.selectors.waits import waits_told
from motcua.ticketing.vocabulary import Lane

_LINES = """
SELECT grp.id,
       (SELECT count(*) FROM ticketing_ticket waiting
         WHERE waiting.group_id = grp.id AND waiting.day = %(day)s AND waiting.state = 'waiting'
           AND waiting.bound_to_id IS NULL AND waiting.lane = 'ordinary'),
       (SELECT count(*) FROM ticketing_ticket waiting
         WHERE waiting.group_id = grp.id AND waiting.day = %(day)s AND waiting.state = 'waiting'
           AND waiting.bound_to_id IS NULL AND waiting.lane = 'preferred'),
       coalesce((SELECT streak FROM ticketing_queueday held WHERE held.group_id = grp.id AND held.day = %(day)s), 0),
       (SELECT count(*) FROM ticketing_counterservice service
          JOIN ticketing_countershift shift ON shift.counter_id = service.counter_id
         WHERE service.group_id = grp.id AND shift.closed_at IS NULL AND shift.paused_at IS NULL)
  FROM ticketing_queuegroup grp
 WHERE grp.id = ANY(%(groups)s)
"""


@dataclass(frozen=True, slots=True)
class GroupOffer:
    """A group now. The waits, in minutes, are what a new ordinary ticket would be told; None where nothing is known."""

    group: OpenGroup
    waiting: int
    open_counters: int
    wait_p50: int | None
    wait_p90: int | None


def offers_of(unit_id: int) -> tuple[GroupOffer, ...]:
    """The unit's groups in force, in the order of the screens."""
    at, groups = clock.now(), groups_of(unit_id)
    rows = statements.fetch_all(_LINES, {"groups": [group.id for group in groups], "day": at.date()})
    lines = {int(row[0]): row[1:] for row in rows}
    return tuple(_offer(group, lines[group.id], at) for group in groups if group.id in lines)


def _offer(group: OpenGroup, counted: Any, at: datetime) -> GroupOffer:
    line, hall = Line(int(counted[0]), int(counted[1]), int(counted[2])), hall_of(group.unit_id)
    ahead = ahead_of(
        Lane.ORDINARY,
        ordinary=line.ordinary,
        preferred=line.preferred,
        streak=line.streak,
        bound=hall.preferred_in_a_row,
    )
    asked = Ticket(
        unit_id=group.unit_id,
        issued_group_id=group.id,
        group_id=group.id,
        day=at.date(),
        queued_at=at,
        not_before=at,
        issued_at=at,
        ahead=ahead,
    )
    p50, p90 = waits_told(hall, group, asked, line)
    return GroupOffer(group, line.ordinary + line.preferred, int(counted[3]), p50, p90)
