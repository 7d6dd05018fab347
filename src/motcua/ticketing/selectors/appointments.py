"""What may be booked where, and one appointment as its holder sees it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.foundation import statements
from motcua.foundation.remembered import remembered
from motcua.kernel import clock
from motcua.organisation.models import OneStopUnit
from motcua.ticketing.facts import OpenGroup, OpenHall
from motcua.ticketing.models import Appointment, SlotPlan
from motcua.ticketing.rules.booking import Plan, Slot, days_ahead, read_code, slots_on
from motcua.ticketing.selectors.hall import group as group_in_force
from motcua.ticketing.selectors.hall import groups_of, hall_of
from motcua.ticketing.vocabulary import QueueMode
from motcua.worktime import Calendar, DayPlan

NEAREST = 3
_SECONDS = 5.0

_TAKEN = """
SELECT starts_at, count(*) FROM ticketing_appointment
 WHERE group_id = %(group)s AND starts_at >= %(since)s AND starts_at < %(until)s
   AND state IN ('booked', 'checked_in', 'held') AND (state <> 'held' OR held_until > %(at)s)
 GROUP BY starts_at
"""


@dataclass(frozen=True, slots=True)
class SlotOffer:
    """A slot and how many places are free in it."""

    slot: Slot
    free: int


@dataclass(frozen=True, slots=True)
class DayOffer:
    """A day, how many times it offers, and how many places are free in all of them; a day off says why (`plan.reason`)."""

    plan: DayPlan
    slots: int
    free: int


@remembered(seconds=_SECONDS)
def plans_of(group_id: int) -> tuple[Plan, ...]:
    """The group's slot plans that are on and not over."""
    rows = SlotPlan.objects.filter(group_id=group_id, is_on=True).order_by("pk")
    today = clock.now().date()
    return tuple(_plan(row) for row in rows if row.valid_to is None or row.valid_to >= today)


def bookable_groups(unit_id: int) -> tuple[OpenGroup, ...]:
    """The unit's groups that take appointments now, in the order of the screens; none where numbers come from elsewhere."""
    if hall_of(unit_id).mode != QueueMode.OWN:
        return ()
    return tuple(group for group in groups_of(unit_id) if plans_of(group.id))


@remembered(seconds=_SECONDS, at_most=1)
def bookable_halls() -> tuple[OpenHall, ...]:
    """The units that take appointments, by name."""
    planned = SlotPlan.objects.filter(is_on=True).values("group__unit")
    units = OneStopUnit.objects.on(clock.now().date()).filter(pk__in=planned).order_by("-level", "name")
    return tuple(hall_of(unit.pk) for unit in units if bookable_groups(unit.pk))


def days_of(group_id: int) -> tuple[DayOffer, ...]:
    """Every day from today to the horizon, days off and full ones too."""
    now, plans = clock.now(), plans_of(group_id)
    days = days_ahead(plans, _calendar(group_id), now)
    if not days:
        return ()
    taken = _taken(group_id, days[0].day, days[-1].day, now)
    return tuple(_day_offer(day, slots_on(plans, day, now), taken) for day in days)


def slots_of(group_id: int, day: date) -> tuple[SlotOffer, ...]:
    """The day's slots that may be booked by now, full ones too."""
    now, slots = clock.now(), _slots(group_id, day)
    taken = _taken(group_id, day, day, now) if slots else {}
    return tuple(SlotOffer(slot, _free(slot, taken)) for slot in slots)


def slot_at(group_id: int, starts_at: datetime) -> Slot | None:
    """The slot that begins then; None when there is none (any more)."""
    slots = _slots(group_id, starts_at.astimezone(clock.HANOI).date())
    return next((slot for slot in slots if slot.starts_at == starts_at), None)


def nearest_free(group_id: int, starts_at: datetime, most: int = NEAREST) -> tuple[datetime, ...]:
    """The starts of free slots that lie closest to a time, in order of time."""
    now, plans = clock.now(), plans_of(group_id)
    days = days_ahead(plans, _calendar(group_id), now)
    taken = _taken(group_id, days[0].day, days[-1].day, now) if days else {}
    slots = (slot for day in days for slot in slots_on(plans, day, now))
    free = sorted((slot.starts_at for slot in slots if _free(slot, taken)), key=lambda at: (abs(at - starts_at), at))
    return tuple(sorted(free[:most]))


def appointment_of(token: str) -> Appointment | None:
    """The appointment that this token opens."""
    return Appointment.objects.select_related("group__unit", "ticket").filter(token=token).first()


def appointment_by_code(typed: str) -> Appointment | None:
    """The appointment of a code as people type it."""
    code = read_code(typed)
    return Appointment.objects.filter(code=code).first() if code else None


def _slots(group_id: int, day: date) -> tuple[Slot, ...]:
    """A calendar remembers the days that it was asked for: an address typed by hand doesn't fill it."""
    now, plans = clock.now(), plans_of(group_id)
    days = days_ahead(plans, _calendar(group_id), now)
    return next((slots_on(plans, plan, now) for plan in days if plan.day == day), ())


def _calendar(group_id: int) -> Calendar:
    return hall_of(group_in_force(group_id).unit_id).calendar


def _plan(row: SlotPlan) -> Plan:
    return Plan(
        weekdays=frozenset(row.weekdays),
        opens=_minute(row.opens),
        closes=_minute(row.closes),
        slot_minutes=row.slot_minutes,
        places=row.places,
        horizon_days=row.horizon_days,
        notice_minutes=row.notice_minutes,
        valid_from=row.valid_from,
        valid_to=row.valid_to or date.max,
    )


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _taken(group_id: int, first: date, last: date, now: datetime) -> dict[datetime, int]:
    since = datetime.combine(first, time(0), clock.HANOI)
    until = datetime.combine(last + timedelta(1), time(0), clock.HANOI)
    rows = statements.fetch_all(_TAKEN, {"group": group_id, "since": since, "until": until, "at": now})
    return {starts_at: int(count) for starts_at, count in rows}


def _free(slot: Slot, taken: Mapping[datetime, int]) -> int:
    return max(0, slot.places - taken.get(slot.starts_at, 0))


def _day_offer(day: DayPlan, slots: Iterable[Slot], taken: Mapping[datetime, int]) -> DayOffer:
    slots = tuple(slots)
    return DayOffer(day, len(slots), sum(_free(slot, taken) for slot in slots))
