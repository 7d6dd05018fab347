"""The end of an appointment: the person comes and gets a number, or doesn't come, or never booked what was held."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.rules.actor import Actor
from motcua.foundation import idempotency
from motcua.foundation.ids import uuid7
from motcua.kernel import clock
from motcua.ticketing.errors import ArrivalError, HallClosedError, appointment_absent
from motcua.ticketing.facts import TicketRequest
from motcua.ticketing.models import Appointment, Ticket
from motcua.ticketing.permissions import may_issue, require
from motcua.ticketing.rules.booking import MISSED, Missed, TooEarly, arrival, read_code, read_token
from motcua.ticketing.rules.issuing import Standing
from motcua.ticketing.selectors.hall import group as group_in_force
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.selectors.queue import before_appointment, waiting_in
from motcua.ticketing.services.booking import state_error
from motcua.ticketing.services.issuing import NewTicket, called_from, write_ticket
from motcua.ticketing.vocabulary import AppointmentState, Lane, QueueMode, Source


def check_in(token_or_code: str, *, by: Actor, key: str, prints: bool = False) -> Ticket:
    """Give the number of an appointment whose holder has come; come already, the same number.

    In time it is preferred, in the place of its slot; more than a quarter of an hour late, one like any other
    (`rules.booking.arrival`).

    Args:
        token_or_code: what was typed or scanned: the code, the token, or the address of the QR code.
        by: the number machine, or the officer who guides.
        key: made with each scan.
        prints: a slip is wanted.

    Raises:
        NotFoundError: no such appointment.
        NotAllowedError: `by` gives no numbers at that unit.
        ArrivalError: too early, too late, or another day; the sentence says when.
        AppointmentStateError: cancelled, missed, or not booked yet.
        HallClosedError: too late for the appointment's place, and no ordinary numbers now.
    """
    row = _find(token_or_code)
    group = group_in_force(row.group_id)
    require(may_issue(by, group.unit_id), "an appointment at a unit where the actor gives no numbers")
    new = NewTicket(uuid7(), _request(row, prints), group, by, clock.now())
    made = list[Ticket]()

    def effect() -> idempotency.Answer:
        made.append(_arrive(row.pk, new))
        return {"ticket": str(made[0].pk)}

    answer = idempotency.once(scope=f"{by.name} ticketing:check_in", key=key, body=str(row.pk).encode(), effect=effect)
    return made[0] if made else Ticket.objects.get(pk=UUID(answer["ticket"]))


@transaction.atomic
def expire_holds(now: datetime) -> int:
    """Give back the places that were held and not booked; how many."""
    lapsed = Appointment.objects.select_for_update(skip_locked=True).filter(
        state=AppointmentState.HELD.value, held_until__lte=now
    )
    rows = Appointment.objects.filter(pk__in=lapsed.values("pk"))
    return rows.update(state=AppointmentState.EXPIRED.value, ended_at=now, holder="")


@transaction.atomic
def mark_no_shows(now: datetime) -> int:
    """Note who didn't come to what was booked; how many."""
    missed = Appointment.objects.select_for_update(skip_locked=True).filter(
        state=AppointmentState.BOOKED.value, starts_at__lt=now - MISSED
    )
    rows = Appointment.objects.filter(pk__in=missed.values("pk"))
    return rows.update(state=AppointmentState.NO_SHOW.value, ended_at=now)


def _find(typed: str) -> Appointment:
    token, code = read_token(typed), read_code(typed)
    rows = Appointment.objects.select_related("group")
    row = rows.filter(token=token).first() if token else rows.filter(code=code).first() if code else None
    if row is None:
        raise appointment_absent()
    return row


def _request(row: Appointment, prints: bool) -> TicketRequest:
    return TicketRequest(
        row.group_id, Source.APPOINTMENT, procedure=row.procedure_code, language=row.language, prints=prints
    )


def _arrive(pk: UUID, new: NewTicket) -> Ticket:
    row = Appointment.objects.select_for_update(no_key=True).get(pk=pk)
    if row.state == AppointmentState.CHECKED_IN:
        return Ticket.objects.get(appointment=row)
    if row.state != AppointmentState.BOOKED:
        raise state_error(row)
    standing = _standing(row, new)
    in_place = standing.lane is Lane.PREFERRED
    line = before_appointment(new.group.id, row.starts_at) if in_place else waiting_in(new.group.id, new.at.date())
    ticket = write_ticket(new, standing, line)
    row.state, row.ticket, row.ended_at = AppointmentState.CHECKED_IN.value, ticket, new.at
    row.save(update_fields=["state", "ticket", "ended_at"])
    return ticket


def _standing(row: Appointment, new: NewTicket) -> Standing:
    hall = hall_of(new.group.unit_id)
    comes = arrival(row.starts_at, new.at)
    starts_at = row.starts_at.astimezone(clock.HANOI)
    if isinstance(comes, TooEarly):
        since = comes.since.astimezone(clock.HANOI)
        sentence = _("Lịch hẹn này lúc %(time)s ngày %(day)s. Hãy quay lại từ %(since)s để lấy số.")
        sentence %= {**_told(starts_at), "since": f"{since:%H:%M}"}
        raise ArrivalError("ticketing:appointment:early", sentence, "an arrival before its time")
    if isinstance(comes, Missed):
        sentence = _("Lịch hẹn lúc %(time)s ngày %(day)s đã qua quá 60 phút. Hãy lấy số thường.") % _told(starts_at)
        raise ArrivalError("ticketing:appointment:late", sentence, "an arrival after its time")
    if comes.lane is Lane.ORDINARY:
        return Standing(comes.lane, comes.queued_at, called_from(hall, new.at))
    if hall.mode != QueueMode.OWN:
        sentence = _("Nơi này không lấy số ở đây. Hãy hỏi quầy hướng dẫn.")
        raise HallClosedError("ticketing:hall:off", sentence, "no queue")
    return comes


def _told(starts_at: datetime) -> dict[str, str]:
    return {"time": f"{starts_at:%H:%M}", "day": f"{starts_at:%d/%m/%Y}"}
