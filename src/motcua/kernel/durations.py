"""Spans of working time for the eye."""

from datetime import timedelta

WORKING_DAY = timedelta(hours=8)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def working_parts(amount: timedelta) -> list[tuple[int, str]]:
    """Days of 8 working hours, hours and minutes, each only when it counts; seconds are dropped. `amount` ≥ 0."""
    if amount < timedelta(0):
        raise ValueError(f"Working time is counted forwards, not {amount}")
    days, rest = divmod(amount, WORKING_DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes = rest // _MINUTE
    parts = [(count, unit) for count, unit in ((days, "ngày"), (hours, "giờ"), (minutes, "phút")) if count]
    return parts or [(0, "phút")]


def format_working_time(amount: timedelta) -> str:
    """Working time as people read it: 11 hours → "1 ngày 3 giờ làm việc", nothing → "0 phút làm việc"."""
    return " ".join(f"{count} {unit}" for count, unit in working_parts(amount)) + " làm việc"
