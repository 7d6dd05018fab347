"""Giving a number: one for each tap, 1..N for each group and day."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from motcua.accounts.rules.actor import Actor
from motcua.foundation import idempotency, outbox, statements
from motcua.foundation.ids import uuid7
from motcua.foundation.numbers import next_number
from motcua.kernel import clock
from motcua.ticketing.errors import HallClosedError
from motcua.ticketing.events import TicketToPrint
from motcua.ticketing.facts import OpenGroup, OpenHall, TicketRequest
from motcua.ticketing.models import Ticket, TicketMovement
from motcua.ticketing.permissions import may_issue, require
from motcua.ticketing.rules.issuing import From, Standing, Window, ahead_of, given_at, lane_of, number_text
from motcua.ticketing.selectors.hall import group as group_in_force
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.selectors.queue import Line, waiting_in
from motcua.ticketing.selectors.waits import minutes_told
from motcua.ticketing.services.telling import told
from motcua.ticketing.vocabulary import Movement, PrintState, QueueMode, TicketState

_TOKEN_BYTES = 8


def issue_ticket(request: TicketRequest, *, by: Actor, key: str, body: bytes) -> Ticket:
    """Give a number: one for each idempotency key, however often a tap is sent.

    Args:
        request: which group, and what was declared.
        by: the number machine, or the officer who guides.
        key: made with each tap.
        body: what was sent, to tell a repeat from a mistake.

    Raises:
        NotFoundError: no such group in force.
        NotAllowedError: `by` gives no numbers at that unit.
        HallClosedError: no numbers now.
        KeyReusedError: the key came with another body.
    """
    group = group_in_force(request.group_id)
    require(may_issue(by, group.unit_id), "a number at a unit where the actor gives none")
    at, ticket_id, made = clock.now(), uuid7(), list[Ticket]()

    def effect() -> idempotency.Answer:
        made.append(_issue(NewTicket(ticket_id, request, group, by, at)))
        return {}

    answer = idempotency.once(
        scope=f"{by.name} ticketing:issue", key=key, body=body, effect=effect, foretold={"ticket": str(ticket_id)}
    )
    return made[0] if made else Ticket.objects.get(pk=answer["ticket"])


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A number that is about to be given: what was asked for, where, by whom, when."""

    id: UUID
    request: TicketRequest
    group: OpenGroup
    by: Actor
    at: datetime


def _issue(new: NewTicket) -> Ticket:
    not_before = called_from(hall_of(new.group.unit_id), new.at, afternoon=new.request.afternoon)
    line = waiting_in(new.group.id, new.at.date())
    return write_ticket(new, Standing(lane_of(new.request.priority), new.at, not_before), line)


def write_ticket(new: NewTicket, standing: Standing, line: Line) -> Ticket:
    """Write the number, its journal's first row, the screens' message and the wish for a slip, in the caller's transaction.

    Args:
        new: whose numbers.
        standing: where it stands.
        line: who stands before it, from which its holder is told how long it takes.
    """
    ticket, hall, group = _unnumbered(new, standing), hall_of(new.group.unit_id), new.group
    ticket.ahead = ahead_of(
        standing.lane,
        ordinary=line.ordinary,
        preferred=line.preferred,
        streak=line.streak,
        bound=hall.preferred_in_a_row,
    )
    ticket.wait_p50, ticket.wait_p90 = minutes_told(hall, group.id, standing.lane, line, not_before=standing.not_before)
    ticket.serial = next_number(f"ticket:{group.id}:{new.at.date():%y%m%d}")
    ticket.number = number_text(group.letters, ticket.serial)
    movement = TicketMovement(
        ticket_id=new.id, movement=Movement.ISSUED.value, at=new.at, group_id=group.id, by_id=new.by.staff_id
    )
    slip = [TicketToPrint(str(new.id), new.by.staff_id)] if new.request.prints else []
    published = outbox.entries(told(ticket, Movement.ISSUED, at=new.at), *slip)
    statements.insert_all([ticket, movement, *published])
    return ticket


def _unnumbered(new: NewTicket, standing: Standing) -> Ticket:
    request = new.request
    return Ticket(
        id=new.id,
        unit_id=new.group.unit_id,
        issued_group_id=new.group.id,
        group_id=new.group.id,
        day=new.at.date(),
        visit_id=uuid4(),
        token=secrets.token_urlsafe(_TOKEN_BYTES),
        procedure_code=request.procedure,
        source=request.source.value,
        language=request.language,
        priority=request.priority.value,
        lane=standing.lane.value,
        state=TicketState.WAITING.value,
        queued_at=standing.queued_at,
        not_before=standing.not_before,
        issued_at=new.at,
        device_id=new.by.staff_id,
        print_state=(PrintState.WAITING if request.prints else PrintState.NOT_ASKED).value,
    )


def called_from(hall: OpenHall, at: datetime, *, afternoon: bool = False) -> datetime:
    """From when a number that is taken now may be called.

    Raises:
        HallClosedError: none is given now; the sentence says when there will be some.
    """
    if hall.mode != QueueMode.OWN:
        raise HallClosedError(
            "ticketing:hall:off", _("Nơi này không lấy số ở đây. Hãy hỏi quầy hướng dẫn."), "no queue"
        )
    plan = hall.calendar.day(at.date())
    stretches = plan.hours.intervals if plan.hours else ()
    midnight = at.astimezone(clock.HANOI).replace(hour=0, minute=0, second=0, microsecond=0)
    minute = int((at - midnight).total_seconds()) // 60
    given = given_at(minute, Window(stretches, hall.early_minutes, hall.last_minutes), afternoon=afternoon)
    if isinstance(given, From):
        return max(midnight + timedelta(minutes=given.minute), at) if given.minute != minute else at
    raise _closed(hall, at, midnight, given.opens)


def _closed(hall: OpenHall, at: datetime, midnight: datetime, opens: int | None) -> HallClosedError:
    if opens is not None:
        begins = f"{midnight + timedelta(minutes=opens):%H:%M}"
        sentence = _("Chưa đến giờ lấy số. Hôm nay lấy số từ %(time)s.") % {"time": begins}
        return HallClosedError("ticketing:hall:early", sentence, "before numbers are given")
    ordinal, _plan, hours = next(hall.calendar.working_plans_from(at.date().toordinal() + 1))
    first = hours.intervals[0][0]
    day = midnight.date().fromordinal(ordinal)
    sentence = _("Đã hết giờ lấy số hôm nay. Ngày làm việc tiếp theo: %(day)s, mở cửa %(time)s.") % {
        "day": f"{day:%d/%m/%Y}",
        "time": f"{first // 60:02}:{first % 60:02}",
    }
    return HallClosedError("ticketing:hall:closed", sentence, "after numbers are given")
