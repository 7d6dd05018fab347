"""The legal holidays of a year and the days off that make up for those on a weekly rest day.

By the Labour Code of 2019 (in force from 1 January 2021), Điều 111 and 112, and Nghị quyết 28/2026/QH16 (24 November,
from 2026). Years before 2021 are computed by the same rules.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.worktime import law
from motcua.worktime.decisions import YearDecision
from motcua.worktime.lunar import lunar_new_year, solar_date

_CULTURE_DAY_SINCE = 2026
_DAY = timedelta(days=1)

# 2 September's neighbour when the year's decision isn't known, by the weekday of 2 September: what 2021-2026 had
_LIKELY_NEIGHBOUR = {0: 1, 1: -1, 2: -1, 3: 1, 4: -1, 5: -1, 6: 1}


@dataclass(frozen=True, slots=True)
class Holiday:
    """A legal day off. Provisional: the year's decision is not known yet, so the day may still change.

    `makes_up_surely` is False where Điều 111 khoản 3 doesn't name the day among those it makes up for: its
    substitute is computed, but provisional.
    """

    day: date
    name: str
    law: str
    provisional: bool = False
    makes_up_surely: bool = True


def holidays_in(year: int, decision: YearDecision | None) -> list[Holiday]:
    """The legal holidays of a solar year in order, at most one a day; without its decision Tết is provisional."""
    found = _fixed(year) + (_decided(decision) if decision else _provisional(year))
    by_day = {holiday.day: holiday for holiday in reversed(found)}
    return [by_day[day] for day in sorted(by_day)]


def substitutes_for(
    holidays: Iterable[Holiday], rest_weekdays: Collection[int], taken: Collection[date], settled: Collection[date]
) -> list[Holiday]:
    """The next working day for each holiday on a weekly rest day; one that is taken passes the right on to the next.

    `taken` are days that an override already speaks about, `settled` holidays that an override makes up for or cancels.
    """
    listed = list(holidays)
    off = {holiday.day for holiday in listed} | set(taken)
    made: list[Holiday] = []
    for holiday in listed:
        if holiday.day.weekday() not in rest_weekdays or holiday.day in settled:
            continue
        day = holiday.day + _DAY
        while day in off or day.weekday() in rest_weekdays:
            day += _DAY
        off.add(day)
        provisional = holiday.provisional or not holiday.makes_up_surely
        made.append(Holiday(day, holiday.name, law.SUBSTITUTE_DAY, provisional))
    return made


def _fixed(year: int) -> list[Holiday]:
    days = [
        Holiday(date(year, 1, 1), "Tết Dương lịch", law.PUBLIC_HOLIDAYS),
        Holiday(solar_date(year, 3, 10), "Giỗ Tổ Hùng Vương", law.PUBLIC_HOLIDAYS),
        Holiday(date(year, 4, 30), "Ngày Chiến thắng", law.PUBLIC_HOLIDAYS),
        Holiday(date(year, 5, 1), "Ngày Quốc tế lao động", law.PUBLIC_HOLIDAYS),
        Holiday(date(year, 9, 2), "Quốc khánh", law.PUBLIC_HOLIDAYS),
    ]
    if year >= _CULTURE_DAY_SINCE:
        days.append(Holiday(date(year, 11, 24), "Ngày Văn hóa Việt Nam", law.CULTURE_DAY, makes_up_surely=False))
    return days


def _decided(decision: YearDecision) -> list[Holiday]:
    source = f"{law.PUBLIC_HOLIDAYS}, {decision.document}"
    tet = [Holiday(day, "Tết Nguyên đán", source) for day in decision.tet_days]
    return [*tet, Holiday(decision.national_day_neighbour, "Quốc khánh", source)]


def _provisional(year: int) -> list[Holiday]:
    """The last day of the old lunar year and the first four of the new one; the likely neighbour of 2 September."""
    first = lunar_new_year(year)
    tet = [Holiday(first + n * _DAY, "Tết Nguyên đán", law.PUBLIC_HOLIDAYS, provisional=True) for n in range(-1, 4)]
    national_day = date(year, 9, 2)
    neighbour = national_day + _LIKELY_NEIGHBOUR[national_day.weekday()] * _DAY
    return [*tet, Holiday(neighbour, "Quốc khánh", law.PUBLIC_HOLIDAYS, provisional=True)]
