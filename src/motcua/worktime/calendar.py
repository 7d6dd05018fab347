"""A unit's working calendar: what each day is, why, and by which law."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from motcua.kernel.errors import ConflictError, InvalidInputError
from motcua.worktime import law
from motcua.worktime.decisions import (
    NATIONAL_DECISIONS,
    NATIONAL_OVERRIDES,
    Override,
    OverrideKind,
    YearDecision,
)
from motcua.worktime.holidays import Holiday, holidays_in, substitutes_for
from motcua.worktime.hours import STANDARD_WEEK, WORTH_UNITS, DayHours, WeeklyHours, without_overlap
from motcua.worktime.words import WEEKDAYS, day_in_words

_SATURDAY, _SUNDAY = 5, 6
_LONGEST_CLOSURE_DAYS = 366


class DayKind(StrEnum):
    WORKING = "working"
    WORKING_INSTEAD = "working_instead"
    WEEKLY_REST = "weekly_rest"
    HOLIDAY = "holiday"
    SUBSTITUTE = "substitute"
    SWAPPED_OFF = "swapped_off"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day: its kind, the reason in Vietnamese ("nghỉ bù Giỗ Tổ Hùng Vương"), the law, and the hours if it is worked.

    `minutes` are worked in the whole day (0: a day off); `worth` is its share of a working day in thousandths.
    `provisional` means that the year's decision is not known, so the day may still change. `instead_of`: the day off that
    this one is worked for.
    """

    day: date
    kind: DayKind
    reason: str = ""
    law: str = ""
    provisional: bool = False
    hours: DayHours | None = None
    minutes: int = 0
    worth: int = 0
    instead_of: date | None = None


class Calendar:
    """The working time of one unit.

    Args:
        weekly_hours: periods that don't overlap; outside all of them the unit is closed.
        rest_weekdays: the weekly rest days by law (0 is Monday), which decide about substitutes. A rest day with
            weekly hours (a Saturday morning) is worked all the same.
        decisions: the Government's yearly decisions; a later one for the same year wins.
        overrides: days that differ from the rules; a later one for the same day wins.
        cut_off: the hour after which a dossier is handed over on the next working day (15:00).

    It never changes: when hours or overrides do, make a new one. Days are computed once, on first use.
    """

    def __init__(
        self,
        weekly_hours: Sequence[WeeklyHours] = (STANDARD_WEEK,),
        *,
        rest_weekdays: frozenset[int] = frozenset({_SATURDAY, _SUNDAY}),
        decisions: Sequence[YearDecision] = NATIONAL_DECISIONS,
        overrides: Sequence[Override] = NATIONAL_OVERRIDES,
        cut_off: time = time(15),
    ) -> None:
        if not rest_weekdays < set(range(7)):
            raise InvalidInputError(
                "worktime:calendar:rest",
                "Ngày nghỉ hằng tuần phải là các thứ trong tuần và không thể là cả tuần.",
                f"weekly rest days {sorted(rest_weekdays)}",
            )
        self.cut_off = cut_off.hour * 60 + cut_off.minute
        self._weeks = without_overlap(weekly_hours)
        self._rest_weekdays = rest_weekdays
        self._decisions = {decision.year: decision for decision in decisions}
        self._overrides = {override.day: override for override in overrides}
        self._settled = {o.counterpart for o in overrides if o.kind is OverrideKind.SUBSTITUTE and o.counterpart}
        self._settled |= {o.day for o in overrides if o.kind is OverrideKind.WORKING}
        self._plans: dict[int, DayPlan] = {}
        self._days_off: dict[int, dict[date, DayPlan]] = {}

    def day(self, day: date) -> DayPlan:
        return self.plan(day.toordinal())

    def plan(self, ordinal: int) -> DayPlan:
        """The plan of a day by its ordinal (`date.toordinal`)."""
        plan = self._plans.get(ordinal)
        if plan is None:
            plan = self._plans[ordinal] = self._make_plan(date.fromordinal(ordinal))
        return plan

    def working_plans_from(self, ordinal: int) -> Iterator[tuple[int, DayPlan, DayHours]]:
        """The working days from a day on: ordinal, plan, hours. Endless; `ConflictError` when a year has none."""
        known, last_worked = self._plans.get, ordinal
        while ordinal - last_worked <= _LONGEST_CLOSURE_DAYS:
            plan = known(ordinal) or self.plan(ordinal)
            if plan.hours:
                last_worked = ordinal
                yield ordinal, plan, plan.hours
            ordinal += 1
        raise ConflictError(
            "worktime:calendar:closed",
            "Lịch làm việc của đơn vị không có ngày làm việc nào trong hơn một năm; hãy bổ sung giờ làm việc.",
            f"no working day in the {_LONGEST_CLOSURE_DAYS} days after {date.fromordinal(last_worked)}",
        )

    def _make_plan(self, day: date) -> DayPlan:
        override = self._overrides.get(day)
        if override:
            return self._overridden(override)
        day_off = self._days_off_in(day.year).get(day)
        if day_off:
            return day_off
        hours = self._usual_hours(day)
        if hours:
            return _working(day, DayKind.WORKING, hours)
        if day.weekday() in self._rest_weekdays:
            return DayPlan(day, DayKind.WEEKLY_REST, "nghỉ hằng tuần", law.WEEKLY_REST)
        return DayPlan(day, DayKind.CLOSED, f"đơn vị không làm việc {WEEKDAYS[day.weekday()]}")

    def _usual_hours(self, day: date) -> DayHours | None:
        week = next((week for week in self._weeks if week.valid_from <= day <= week.valid_to), None)
        return week.days.get(day.weekday()) if week else None

    def _overridden(self, override: Override) -> DayPlan:
        if override.kind is OverrideKind.WORKING:
            hours = override.hours or (override.counterpart and self._usual_hours(override.counterpart))
            instead = f" cho {day_in_words(override.counterpart)}" if override.counterpart else ""
            if not hours:
                return DayPlan(override.day, DayKind.CLOSED, "đơn vị không làm việc", override.document)
            worked = _working(override.day, DayKind.WORKING_INSTEAD, hours, f"làm bù{instead}", override.document)
            return replace(worked, instead_of=override.counterpart)
        return DayPlan(override.day, DayKind(override.kind), _reason_off(override), override.document)

    def _days_off_in(self, year: int) -> dict[date, DayPlan]:
        if year not in self._days_off:
            holidays = holidays_in(year, self._decisions.get(year))
            made = substitutes_for(holidays, self._rest_weekdays, self._overrides, self._settled)
            plans = [_off(h, DayKind.HOLIDAY, "nghỉ") for h in holidays]
            plans += [_off(h, DayKind.SUBSTITUTE, "nghỉ bù") for h in made]
            self._days_off[year] = {plan.day: plan for plan in plans}
        return self._days_off[year]


def _working(day: date, kind: DayKind, hours: DayHours, reason: str = "", source: str = "") -> DayPlan:
    worth = int(hours.worth * WORTH_UNITS)
    return DayPlan(day, kind, reason, source, hours=hours, minutes=hours.minutes, worth=worth)


def _off(holiday: Holiday, kind: DayKind, verb: str) -> DayPlan:
    return DayPlan(holiday.day, kind, f"{verb} {holiday.name}", holiday.law, holiday.provisional)


def _reason_off(override: Override) -> str:
    if override.kind is OverrideKind.SWAPPED_OFF:
        instead = f", làm bù {day_in_words(override.counterpart)}" if override.counterpart else ""
        return f"nghỉ hoán đổi{instead}"
    if override.kind is OverrideKind.SUBSTITUTE:
        instead = override.name or (override.counterpart and day_in_words(override.counterpart)) or ""
        return f"nghỉ bù {instead}".rstrip()
    return f"nghỉ {override.name}"
