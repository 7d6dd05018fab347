"""Booking a time: a place is held for some minutes, then booked, moved or cancelled. Nobody is asked who they are.

Who has a place is decided by the constraint `appointment_place_once`, not by counting: a hundred people who want the last
place at once are a hundred INSERTs, of which one is let in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import audit, idempotency, statements
from motcua.foundation.ids import uuid7
from motcua.kernel import clock
from motcua.ticketing.errors import AppointmentStateError, HoldOverError, SlotFullError, appointment_absent
from motcua.ticketing.models import Appointment
from motcua.ticketing.rules.booking import HELD_FOR, HOLDS_A_BROWSER, Slot, new_code, new_figures, new_token
from motcua.ticketing.selectors.appointments import nearest_free, slot_at
from motcua.ticketing.selectors.hall import group as group_in_force
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.vocabulary import AppointmentState, QueueMode

CITIZEN = "citizen"

_LOCK_HOLDER = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_FREE_LAPSED = """
UPDATE ticketing_appointment SET state = 'expired', ended_at = %(at)s, holder = ''
 WHERE id IN (SELECT id FROM ticketing_appointment
               WHERE group_id = %(group)s AND starts_at = %(starts)s AND state = 'held' AND held_until <= %(at)s
                 FOR UPDATE SKIP LOCKED)
RETURNING 1
"""
_TAKE = """
INSERT INTO ticketing_appointment
  (id, group_id, day, starts_at, ends_at, place_no, state, held_until, holder, token, procedure_code, language, made_at)
SELECT %(id)s, %(group)s, %(day)s, %(starts)s, %(ends)s, place.no, %(state)s, %(held_until)s, %(holder)s, %(token)s,
       %(procedure)s, %(language)s, %(at)s
  FROM generate_series(1, %(places)s) AS place(no)
 WHERE NOT EXISTS (SELECT 1 FROM ticketing_appointment taken
                    WHERE taken.group_id = %(group)s AND taken.starts_at = %(starts)s AND taken.place_no = place.no
                      AND taken.state IN ('booked', 'checked_in', 'held'))
 ORDER BY place.no LIMIT 1
ON CONFLICT (group_id, starts_at, place_no) WHERE state IN ('booked', 'checked_in', 'held') DO NOTHING
RETURNING id
"""
_IS_FULL = """
SELECT count(*) >= %(places)s FROM ticketing_appointment
 WHERE group_id = %(group)s AND starts_at = %(starts)s AND state IN ('booked', 'checked_in', 'held')
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """The time that somebody wants, and what goes along: the procedure if it was said, the language of the pages."""

    group_id: int
    starts_at: datetime
    procedure: str = ""
    language: str = "vi"


@transaction.atomic
def hold_slot(wish: Wish, *, holder: str) -> Appointment:
    """Keep a place for HELD_FOR while somebody looks at it; asked again for the same time, the same place.

    A browser holds HOLDS_A_BROWSER places at most: one more gives the oldest of them up.

    Args:
        wish: which group, which time.
        holder: what is the same for each request of a browser, and says nothing else.

    Raises:
        NotFoundError: no such group in force.
        SlotFullError: no place is left, or there is no such time; it names the nearest that are free.
    """
    slot = _slot(wish.group_id, wish.starts_at)
    at = clock.now()
    statements.fetch_one(_LOCK_HOLDER, [holder])
    held = Appointment.objects.filter(holder=holder, state=AppointmentState.HELD.value, held_until__gt=at)
    mine = list(held.select_related("group").order_by("made_at"))
    again = next((row for row in mine if (row.group_id, row.starts_at) == (wish.group_id, wish.starts_at)), None)
    if again is not None:
        return again
    oldest = [row.pk for row in mine[: len(mine) - HOLDS_A_BROWSER + 1]] if len(mine) >= HOLDS_A_BROWSER else []
    held.filter(pk__in=oldest).update(state=AppointmentState.EXPIRED.value, ended_at=at, holder="")
    return _take(wish, slot, AppointmentState.HELD, at=at, holder=holder)


def book(token: str, *, procedure: str = "", key: str, body: bytes, in_figures: bool = False) -> Appointment:
    """Make a held place somebody's own, with a code: once for each idempotency key, however often the button is pressed.

    Args:
        token: the held place's.
        procedure: the code of what is wanted, if it was said.
        key: made with the form, or the call's own name.
        body: what was sent; a constant where a key books once whatever is asked for later.
        in_figures: the code is for a telephone's keys.

    Raises:
        NotFoundError: no such appointment.
        HoldOverError: the ten minutes are over; the place may be held anew if it is still free.
        AppointmentStateError: it was cancelled meanwhile.
        KeyReusedError: the key came with another body.
    """

    def effect() -> Appointment:
        row, at = _locked(token), clock.now()
        if row.state == AppointmentState.BOOKED:
            return row
        if row.state == AppointmentState.EXPIRED or (row.held_until is not None and row.held_until <= at):
            sentence = _(
                "Đã quá 10 phút giữ chỗ nên chỗ này được nhường cho người khác. Hãy giữ lại chỗ hoặc chọn giờ khác."
            )
            raise HoldOverError("ticketing:appointment:hold_over", sentence, "a booking after its hold")
        _require(row, AppointmentState.HELD)
        code = new_figures() if in_figures else new_code()
        _change(row, state=AppointmentState.BOOKED, code=code, procedure_code=procedure, holder="")
        _record(row, "booked")
        return row

    return _once("book", key, body, effect)


def move(token: str, starts_at: datetime, *, key: str, body: bytes) -> Appointment:
    """Move an appointment to another time of its group: the new place is taken before the old one is given up, or neither.

    Code and token stay the appointment's.

    Raises:
        NotFoundError: no such appointment.
        SlotFullError: the new time has no place left; the old one stays booked.
        AppointmentStateError: it is used, cancelled or missed.
    """

    def effect() -> Appointment:
        old, at = _locked(token), clock.now()
        _require(old, AppointmentState.BOOKED)
        if old.starts_at == starts_at:
            return old
        wish = Wish(old.group_id, starts_at, old.procedure_code, old.language)
        new = _take(wish, _slot(wish.group_id, starts_at), AppointmentState.BOOKED, at=at)
        code = old.code
        _change(old, state=AppointmentState.MOVED, code=None, token=None, moved_to_id=new.pk, ended_at=at)
        _change(new, code=code, token=token)
        _record(new, "moved", before=f"{old.starts_at.astimezone(clock.HANOI):%d/%m/%Y %H:%M}")
        return new

    return _once("move", key, body, effect)


@transaction.atomic
def cancel(token: str) -> Appointment:
    """Give an appointment up, or a held place; cancelled already, nothing happens.

    Raises:
        NotFoundError: no such appointment.
        AppointmentStateError: it is used or missed.
    """
    row = _locked(token)
    if row.state == AppointmentState.CANCELLED:
        return row
    was_booked = row.state == AppointmentState.BOOKED
    _require(row, AppointmentState.BOOKED, AppointmentState.HELD)
    _change(row, state=AppointmentState.CANCELLED, ended_at=clock.now(), holder="")
    if was_booked:
        _record(row, "cancelled")
    return row


def state_error(row: Appointment) -> AppointmentStateError:
    """What is said of an appointment that isn't booked (any more)."""
    said = {
        AppointmentState.HELD: _("Lịch hẹn này chưa được đặt xong. Hãy bấm “Đặt lịch hẹn” trước."),
        AppointmentState.BOOKED: _("Lịch hẹn này đã được đặt rồi."),
        AppointmentState.CANCELLED: _("Lịch hẹn này đã hủy. Hãy đặt lịch mới."),
        AppointmentState.CHECKED_IN: _("Lịch hẹn này đã được dùng để lấy số."),
        AppointmentState.NO_SHOW: _("Lịch hẹn này đã qua quá 60 phút. Hãy đặt lịch mới hoặc lấy số thường."),
        AppointmentState.EXPIRED: _("Lịch hẹn này đã hết thời gian giữ chỗ. Hãy chọn giờ lại."),
    }
    sentence = said[AppointmentState(row.state)]
    return AppointmentStateError(
        "ticketing:appointment:state", sentence, f"an act on an appointment that is {row.state}"
    )


def _slot(group_id: int, starts_at: datetime) -> Slot:
    group = group_in_force(group_id)
    slot = slot_at(group_id, starts_at) if hall_of(group.unit_id).mode == QueueMode.OWN else None
    if slot is None:
        raise _full(group_id, starts_at, _("Không có giờ hẹn này, hoặc đã quá gần giờ để đặt."))
    return slot


def _take(wish: Wish, slot: Slot, state: AppointmentState, *, at: datetime, holder: str = "") -> Appointment:
    """The lowest place that is free; whoever loses the race for it tries the next one until there is none."""
    row_id = uuid7()
    facts = {
        "id": row_id,
        "group": wish.group_id,
        "day": slot.starts_at.astimezone(clock.HANOI).date(),
        "starts": slot.starts_at,
        "ends": slot.ends_at,
        "places": slot.places,
        "state": state.value,
        "held_until": at + HELD_FOR if state is AppointmentState.HELD else None,
        "holder": holder,
        "token": new_token(),
        "procedure": wish.procedure,
        "language": wish.language,
        "at": at,
    }
    statements.fetch_all(_FREE_LAPSED, facts)
    while not _is_full(facts):
        if statements.fetch_one(_TAKE, facts) is not None:
            return Appointment.objects.select_related("group").get(pk=row_id)
    raise _full(wish.group_id, wish.starts_at, _("Giờ này vừa hết chỗ."))


def _is_full(facts: dict[str, object]) -> bool:
    row = statements.fetch_one(_IS_FULL, facts)
    assert row is not None
    return bool(row[0])


def _full(group_id: int, starts_at: datetime, what: str) -> SlotFullError:
    nearest = nearest_free(group_id, starts_at)
    hours = [at.astimezone(clock.HANOI) for at in nearest]
    named = ", ".join(_("%(time)s ngày %(day)s") % {"time": f"{at:%H:%M}", "day": f"{at:%d/%m}"} for at in hours)
    there_is = (
        _("Còn chỗ gần nhất: %(places)s.") % {"places": named}
        if named
        else _("Trong những ngày tới không còn chỗ; có thể đến lấy số trực tiếp.")
    )
    return SlotFullError(f"{what} {there_is}", "no place in this slot", nearest)


def _once(act: str, key: str, body: bytes, effect: Callable[[], Appointment]) -> Appointment:
    made = list[Appointment]()

    def kept() -> idempotency.Answer:
        made.append(effect())
        return {"appointment": str(made[0].pk)}

    answer = idempotency.once(scope=f"{CITIZEN} ticketing:{act}", key=key, body=body, effect=kept)
    return made[0] if made else Appointment.objects.select_related("group").get(pk=UUID(answer["appointment"]))


def _locked(token: str) -> Appointment:
    """Another row has the token when the one that we waited for was moved meanwhile: then it is looked for again."""
    rows = Appointment.objects.filter(token=token)
    while rows.exists():
        row = rows.select_related("group").select_for_update(of=("self",), no_key=True).first()
        if row is not None:
            return row
    raise appointment_absent()


def _require(row: Appointment, *states: AppointmentState) -> None:
    if row.state not in states:
        raise state_error(row)


def _change(row: Appointment, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def _record(row: Appointment, verb: str, **details: str) -> None:
    """The group, the time and the place, as the counters know them; the code opens the appointment and stays out."""
    starts_at = row.starts_at.astimezone(clock.HANOI)
    audit.append(
        actor=CITIZEN,
        act=f"ticketing:appointment:{verb}",
        subject=f"appointment:{row.group.letters}:{starts_at:%d/%m/%Y %H:%M}:{row.place_no}",
        details=details,
        chain=hall_of(row.group.unit_id).unit_code,
    )
