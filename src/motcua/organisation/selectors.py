from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import pairwise

from django.db.models import F, Q

from motcua.organisation.models import CalendarOverride, HolidayDecision, OneStopUnit, OpeningHours
from motcua.worktime import (
    NATIONAL_DECISIONS,
    NATIONAL_OVERRIDES,
    STANDARD_WEEK,
    Calendar,
    DayHours,
    Override,
    OverrideKind,
    WeeklyHours,
    YearDecision,
)

MINUTES_OF_A_WORKING_DAY = 8 * 60


def calendar_of(unit: OneStopUnit) -> Calendar:
    """The unit's working calendar: its hours, the Government's decisions, and what administrators have added.

    A unit without hours of its own keeps the usual ones. What is known to worktime comes first, so that a row of the
    table wins over it, and a row of the unit's over one for everywhere. Three queries; make it once a request.
    """
    weeks = list(weeks_of(OpeningHours.objects.filter(unit=unit)))
    return Calendar(
        weeks or (STANDARD_WEEK,),
        decisions=(*NATIONAL_DECISIONS, *(_year_decision(row) for row in HolidayDecision.objects.all())),
        overrides=(*NATIONAL_OVERRIDES, *(_override(row) for row in _overrides_for(unit))),
    )


def weeks_of(rows: Iterable[OpeningHours]) -> Iterator[WeeklyHours]:
    """Periods that don't overlap, cut where any row begins or ends: each row may have dates of its own."""
    rows = list(rows)
    cuts = {row.valid_from for row in rows} | {row.valid_to + timedelta(1) for row in rows if row.valid_to}
    for start, following in pairwise([*sorted(cuts), None]):
        assert start is not None
        in_force = [row for row in rows if row.in_force_on(start)]
        if in_force:
            yield WeeklyHours(_days(in_force), start, following - timedelta(1) if following else date.max)


def _days(rows: Iterable[OpeningHours]) -> dict[int, DayHours]:
    stretches: dict[int, list[OpeningHours]] = {}
    for row in sorted(rows, key=lambda row: row.opens):
        stretches.setdefault(row.weekday - 1, []).append(row)
    return {weekday: _day(day) for weekday, day in stretches.items()}


def _day(stretches: list[OpeningHours]) -> DayHours:
    intervals = tuple((_minute(row.opens), _minute(row.closes)) for row in stretches)
    return DayHours(intervals, min(Decimal(1), sum((row.worth for row in stretches), Decimal(0))))


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _overrides_for(unit: OneStopUnit) -> Iterable[CalendarOverride]:
    """Those for everywhere first, the unit's own after them: the later one wins."""
    rows = CalendarOverride.objects.filter(Q(unit=None) | Q(unit=unit))
    return rows.order_by(F("unit").asc(nulls_first=True), "day")


def _override(row: CalendarOverride) -> Override:
    return Override(
        row.day,
        OverrideKind(row.kind),
        row.decision,
        row.note,
        row.counterpart,
        _own_hours(row.hours) if row.hours else None,
    )


def _own_hours(text: str) -> DayHours:
    """A short day counts for its share of eight hours in limits of working days."""
    hours = DayHours.parse(text)
    share = (Decimal(hours.minutes) / MINUTES_OF_A_WORKING_DAY).quantize(Decimal("0.001"))
    return replace(hours, worth=min(Decimal(1), share))


def _year_decision(row: HolidayDecision) -> YearDecision:
    return YearDecision(row.year, tuple(row.tet_days), row.national_day_neighbour, row.decision)
