"""Walking along a calendar in working time.

A moment is a whole minute counted from the start of day 0 (`ordinal * 1440 + minute of the day`), Hanoi time: integers
keep a due date exact and fast. Parts of a working day are exact fractions; an end between two minutes is the later one.
"""

from datetime import date, datetime
from fractions import Fraction

from motcua.kernel.clock import HANOI
from motcua.worktime.calendar import Calendar
from motcua.worktime.hours import WORTH_UNITS

DAY_MINUTES = 24 * 60


def to_minute(moment: datetime) -> int:
    """The minute that an aware moment lies in; its seconds don't count."""
    if moment.tzinfo is None:
        raise ValueError("worktime takes aware datetimes only; kernel.clock.now() gives them")
    local = moment.astimezone(HANOI)
    return local.toordinal() * DAY_MINUTES + local.hour * 60 + local.minute


def to_moment(minute: int) -> datetime:
    """The aware moment, Asia/Ho_Chi_Minh, at the start of a minute."""
    ordinal, rest = divmod(minute, DAY_MINUTES)
    day = date.fromordinal(ordinal)
    return datetime(day.year, day.month, day.day, rest // 60, rest % 60, tzinfo=HANOI)


def is_open(calendar: Calendar, minute: int) -> bool:
    return next_opening(calendar, minute) == minute


def next_opening(calendar: Calendar, minute: int) -> int:
    """The first minute at or after `minute` in which work is done."""
    ordinal, clock = divmod(minute, DAY_MINUTES)
    plans = calendar.working_plans_from(ordinal)
    openings = ((day, hours.opening_from(clock if day == ordinal else 0)) for day, _, hours in plans)
    return next(day * DAY_MINUTES + opening for day, opening in openings if opening is not None)


def closing_from(calendar: Calendar, ordinal: int) -> int:
    """The closing of the first working day at or after a day."""
    day, _, hours = next(calendar.working_plans_from(ordinal))
    return day * DAY_MINUTES + hours.closes


def add_minutes(calendar: Calendar, start: int, amount: Fraction) -> int:
    """The first moment by which `amount` (> 0) working minutes have passed since `start`."""
    ordinal, clock = divmod(start, DAY_MINUTES)
    todo = -(-amount.numerator // amount.denominator)
    today = calendar.plan(ordinal)
    if today.hours:
        todo += today.hours.worked_before(clock)
    plans = calendar.working_plans_from(ordinal)
    while True:
        day, plan, hours = next(plans)
        if todo <= plan.minutes:
            return day * DAY_MINUTES + hours.when_worked(todo)
        todo -= plan.minutes


def add_days(calendar: Calendar, start: int, amount: Fraction) -> int:
    """The first moment by which `amount` (> 0) working days have passed since `start`.

    Each minute counts for its day's worth divided by its day's minutes. All is scaled to integers by the two
    denominators that can occur: that of the amount and the minutes of the first day.
    """
    ordinal, clock = divmod(start, DAY_MINUTES)
    today = calendar.plan(ordinal)
    scale = amount.denominator * (today.minutes or 1)
    todo = amount.numerator * (today.minutes or 1) * WORTH_UNITS
    if today.hours:
        todo += today.worth * today.hours.worked_before(clock) * amount.denominator
    plans = calendar.working_plans_from(ordinal)
    while True:
        day, plan, hours = next(plans)
        whole = plan.worth * scale
        if todo <= whole:
            worked = -(-todo * plan.minutes // whole)
            return day * DAY_MINUTES + hours.when_worked(worked)
        todo -= whole


def minutes_between(calendar: Calendar, start: int, end: int) -> int:
    """The working minutes in [start, end); 0 when end is not after start."""
    if end <= start:
        return 0
    first, last = start // DAY_MINUTES, end // DAY_MINUTES
    plan = calendar.plan
    whole = sum(plan(ordinal).minutes for ordinal in range(first, last))
    return whole + _worked_before(calendar, end) - _worked_before(calendar, start)


def days_between(calendar: Calendar, start: int, end: int) -> Fraction:
    """The working days in [start, end), exact; 0 when end is not after start."""
    if end <= start:
        return Fraction(0)
    first, last = start // DAY_MINUTES, end // DAY_MINUTES
    plan = calendar.plan
    whole = sum(plan(ordinal).worth for ordinal in range(first, last))
    return Fraction(whole, WORTH_UNITS) + _share_before(calendar, end) - _share_before(calendar, start)


def days_before(calendar: Calendar, end: int, amount: Fraction, *, earliest: int) -> int:
    """The last working minute from which at least `amount` working days are left until `end`, not before `earliest`."""
    ordinal = end // DAY_MINUTES
    todo = amount - _share_before(calendar, end)
    while todo > 0:
        ordinal -= 1
        if ordinal < earliest // DAY_MINUTES:
            return earliest
        todo -= Fraction(calendar.plan(ordinal).worth, WORTH_UNITS)
    plan = calendar.plan(ordinal)
    assert plan.hours is not None, "only a working day brings what is still to do to an end"
    worked = int(-todo * WORTH_UNITS * plan.minutes / plan.worth)
    return max(earliest, ordinal * DAY_MINUTES + plan.hours.next_worked(worked))


def _worked_before(calendar: Calendar, minute: int) -> int:
    ordinal, clock = divmod(minute, DAY_MINUTES)
    hours = calendar.plan(ordinal).hours
    return hours.worked_before(clock) if hours else 0


def _share_before(calendar: Calendar, minute: int) -> Fraction:
    plan = calendar.plan(minute // DAY_MINUTES)
    worked = _worked_before(calendar, minute)
    return Fraction(plan.worth * worked, WORTH_UNITS * plan.minutes) if worked else Fraction(0)
