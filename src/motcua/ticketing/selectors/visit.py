"""One ticket as its holder sees it on the phone: nothing here says who that is."""

from dataclasses import dataclass
from datetime import datetime

from motcua.foundation import statements
from motcua.kernel import clock
from motcua.ticketing.models import Ticket
from motcua.ticketing.rules.issuing import ahead_of
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.selectors.queue import Line
from motcua.ticketing.selectors.waits import minutes_told
from motcua.ticketing.vocabulary import Lane, TicketState

_BEFORE = """
SELECT lane, number, coalesce((SELECT streak FROM ticketing_queueday WHERE group_id = %(group)s AND day = %(day)s), 0)
  FROM ticketing_ticket
 WHERE group_id = %(group)s AND day = %(day)s AND state = 'waiting' AND bound_to_id IS NULL
   AND (lane <> %(lane)s OR (queued_at, serial) <= (%(at)s, %(serial)s))
 ORDER BY queued_at, serial
"""


@dataclass(frozen=True, slots=True)
class Before:
    """Who is called before a waiting ticket, by lane: all of the other lane, the earlier ones of its own."""

    ordinary: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    streak: int = 0
    bound: int = 1

    def ahead(self, lane: Lane) -> int:
        """How many of them are called first, if nobody else comes."""
        return ahead_of(
            lane,
            ordinary=len(self.ordinary),
            preferred=len(self.preferred),
            streak=self.streak,
            bound=self.bound,
        )


@dataclass(frozen=True, slots=True)
class Visit:
    """A ticket of today, where it stands, and how long it will take: minutes from now, None where nothing can be said."""

    ticket: Ticket
    group_name: str
    group_name_en: str
    zone: str
    counter: int | None
    before: Before
    ahead: int
    wait_p50: int | None
    wait_p90: int | None


def visit_of(token: str) -> Visit | None:
    """The ticket that this token opens; None for an unknown one and for one of an earlier day alike."""
    now = clock.now()
    found = Ticket.objects.select_related("counter", "bound_to", "group").filter(token=token, day=now.date())
    ticket = found.first()
    if ticket is None:
        return None
    before = _before(ticket) if ticket.state == TicketState.WAITING else Before()
    ahead = before.ahead(Lane(ticket.lane)) if ticket.state == TicketState.WAITING else 0
    counter = ticket.counter or ticket.bound_to
    p50, p90 = _minutes(ticket, before, now)
    return Visit(
        ticket,
        ticket.group.name,
        ticket.group.name_en,
        (counter.zone if counter else "") or ticket.group.zone,
        counter.number if counter else None,
        before,
        ahead,
        p50,
        p90,
    )


def _before(ticket: Ticket) -> Before:
    if ticket.bound_to_id is not None:
        return Before()
    place = {"lane": ticket.lane, "at": ticket.queued_at, "serial": ticket.serial}
    rows = statements.fetch_all(_BEFORE, {"group": ticket.group_id, "day": ticket.day, **place})
    others = [(lane, number) for lane, number, _streak in rows if number != ticket.number]
    return Before(
        tuple(number for lane, number in others if lane == Lane.ORDINARY),
        tuple(number for lane, number in others if lane == Lane.PREFERRED),
        rows[0][2] if rows else 0,
        hall_of(ticket.unit_id).preferred_in_a_row,
    )


def _minutes(ticket: Ticket, before: Before, now: datetime) -> tuple[int | None, int | None]:
    """What a new ticket at this place would be told; else what this one was told, less the time since."""
    if ticket.state != TicketState.WAITING:
        return None, None
    line = Line(len(before.ordinary), len(before.preferred), before.streak)
    hall, lane = hall_of(ticket.unit_id), Lane(ticket.lane)
    p50, p90 = minutes_told(hall, ticket.group_id, lane, line, not_before=ticket.not_before)
    if p50 is not None and p90 is not None:
        return p50, p90
    if ticket.wait_p50 is None or ticket.wait_p90 is None:
        return None, None
    gone = int((now - ticket.issued_at).total_seconds()) // 60
    return max(0, ticket.wait_p50 - gone), max(0, ticket.wait_p90 - gone)
