"""What kind of day it is where somebody works."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import RoleAssignment, Secondment
from motcua.organisation.models import OneStopUnit
from motcua.organisation.selectors import calendar_of
from motcua.ui import formats
from motcua.worktime import DayKind, DayPlan

DAYS_OFF = {
    DayKind.WEEKLY_REST: gettext_lazy("nghỉ hằng tuần"),
    DayKind.HOLIDAY: gettext_lazy("nghỉ lễ, tết"),
    DayKind.SUBSTITUTE: gettext_lazy("nghỉ bù"),
    DayKind.SWAPPED_OFF: gettext_lazy("nghỉ hoán đổi"),
    DayKind.CLOSED: gettext_lazy("không làm việc"),
}
"""What kind of day off it is, for readers whose language the calendar's own reasons don't speak."""


def where(roles: Iterable[RoleAssignment], secondments: Iterable[Secondment]) -> OneStopUnit | None:
    """The hall in which this person works today: of a role, else of a secondment."""
    units = [role.unit for role in roles if role.unit] + [secondment.unit for secondment in secondments]
    return next(iter(units), None)


def day_in_a_line(unit: OneStopUnit | None, day: date) -> str:
    """Such as "thứ Tư, 25/11/2026 · mở cửa 07:00-11:30, 13:30-17:00", or why it is closed; without a hall the day alone."""
    named = formats.date_long(day)
    return f"{named} · {_in_words(calendar_of(unit).day(day))}" if unit else named


def _in_words(plan: DayPlan) -> str:
    if plan.hours is None:
        return plan.reason if formats.chosen() == "vi" else str(DAYS_OFF[plan.kind])
    stretches = ", ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in plan.hours.intervals)
    return _("mở cửa %(hours)s") % {"hours": stretches}


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
