"""What callers ask of the centre itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.kernel import clock
from motcua.organisation.models import Level, OneStopUnit
from motcua.organisation.selectors import calendar_of
from motcua.ticketing.selectors.offers import offers_of
from motcua.worktime import Calendar, DayHours

CLOSED_AHEAD = timedelta(days=30)
MOST_CLOSED = 5
YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Centre:
    """`week`: ISO weekday → its hours. `closed`: working days of the week on which it is closed in the next thirty days."""

    unit_id: int
    name: str
    address: str
    week: Mapping[int, DayHours]
    closed: tuple[tuple[date, str], ...]


def centre_now() -> Centre | None:
    """The provincial unit; None before there is one."""
    today = clock.now().date()
    unit = OneStopUnit.objects.on(today).filter(level=Level.PROVINCE).order_by("pk").first()
    if unit is None:
        return None
    calendar = calendar_of(unit)
    return Centre(unit.pk, unit.name, unit.address, _week(calendar, today), _closed(calendar, today))


def waiting_now(unit_id: int) -> tuple[int, int | None]:
    """How many wait there, and the longest of the groups' usual waits in minutes (None where nothing is known)."""
    offers = [offer for offer in offers_of(unit_id) if offer.open_counters]
    waits = [offer.wait_p50 for offer in offers if offer.waiting and offer.wait_p50 is not None]
    return sum(offer.waiting for offer in offers), max(waits, default=None)


def _week(calendar: Calendar, today: date) -> Mapping[int, DayHours]:
    """The usual hours, from the nearest weeks: a holiday's weekday is looked up a week later."""
    week: dict[int, DayHours] = {}
    for ahead in range(CLOSED_AHEAD.days):
        plan = calendar.day(today + timedelta(days=ahead))
        if plan.hours is not None and plan.instead_of is None:
            week.setdefault(plan.day.isoweekday(), plan.hours)
    return dict(sorted(week.items()))


def _closed(calendar: Calendar, today: date) -> tuple[tuple[date, str], ...]:
    plans = [calendar.day(today + timedelta(days=ahead)) for ahead in range(CLOSED_AHEAD.days)]
    week = _week(calendar, today)
    off = [(plan.day, plan.reason) for plan in plans if plan.hours is None and plan.day.isoweekday() in week]
    return tuple(off[:MOST_CLOSED])


def reasons_closed() -> set[str]:
    """Every reason for a day closed in the next year."""
    today, unit = clock.now().date(), OneStopUnit.objects.on(clock.now().date()).filter(level=Level.PROVINCE).first()
    if unit is None:
        return set()
    calendar = calendar_of(unit)
    plans = (calendar.day(today + timedelta(days=ahead)) for ahead in range(YEAR.days))
    return {plan.reason for plan in plans if plan.hours is None}
