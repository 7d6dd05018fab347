"""The Vietnamese lunar calendar, computed from the sky over Hanoi (UTC+7).

A lunar month begins on the civil day of the new moon. Month 11 holds the winter solstice. When thirteen months
begin between two such months, the first one without a major solar term is the leap month. Because the day is
Hanoi's, Tết can differ from the Chinese New Year (1985 by a month, 2007 by a day).

New moons follow Meeus, *Astronomical Algorithms* (2nd ed.), chapter 49, the sun's longitude chapter 25: errors of
seconds and of a few minutes, tested against known dates from 1990 to 2050.
"""

from datetime import date
from functools import lru_cache
from math import floor, radians, sin

_HANOI_DAY_FRACTION = 7 / 24
_JULIAN_DAY_OF_ORDINAL_ZERO = 1721424.5
_SYNODIC_MONTH = 29.530588861
_WINTER_SOLSTICE_TERM = 9  # the sun at 270°, the tenth of the twelve major terms counted from 0°
_LEAP_YEAR_MONTHS = 13

# (amount in days, power of E, multiples of the sun's anomaly M, the moon's M', the moon's argument of latitude F)
_NEW_MOON_TERMS = (
    (-0.40720, 0, 0, 1, 0),
    (0.17241, 1, 1, 0, 0),
    (0.01608, 0, 0, 2, 0),
    (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0),
    (-0.00514, 1, 1, 1, 0),
    (0.00208, 2, 2, 0, 0),
    (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2),
    (0.00056, 1, 1, 2, 0),
    (-0.00042, 0, 0, 3, 0),
    (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2),
    (-0.00024, 1, -1, 2, 0),
    (-0.00007, 0, 2, 1, 0),
    (0.00004, 0, 0, 2, -2),
    (0.00004, 0, 3, 0, 0),
    (0.00003, 0, 1, 1, -2),
    (0.00003, 0, 0, 2, 2),
    (-0.00003, 0, 1, 1, 2),
    (0.00003, 0, -1, 1, 2),
    (-0.00002, 0, -1, 1, -2),
    (-0.00002, 0, 1, 3, 0),
    (0.00002, 0, 0, 4, 0),
)

# (amount in days, angle in degrees at k = 0, degrees a lunation): the pull of the planets
_PLANETARY_TERMS = (
    (0.000325, 299.77, 0.107408),
    (0.000165, 251.88, 0.016321),
    (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478),
    (0.000110, 84.66, 18.206239),
    (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732),
    (0.000056, 154.84, 7.306860),
    (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824),
    (0.000040, 291.34, 1.844379),
    (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099),
    (0.000023, 331.55, 3.592518),
)


def lunar_new_year(year: int) -> date:
    """Mùng 1 Tết of the lunar year that begins in the solar `year`."""
    return solar_date(year, 1, 1)


@lru_cache(maxsize=512)
def solar_date(year: int, month: int, day: int) -> date:
    """The solar date of a day in an ordinary (not leap) month of a lunar year; `day` is 1-29, or 30 if it exists."""
    numbers = _month_numbers(year + (month in {11, 12}))
    first = next(start for start, number, leap in numbers if number == month and not leap)
    return date.fromordinal(first + day - 1)


def _month_numbers(year: int) -> list[tuple[int, int, bool]]:
    """(first day's ordinal, number, leap) for the months from month 11 of `year - 1` to month 10 of `year`."""
    first = _lunation_of_month_11(year - 1)
    count = _lunation_of_month_11(year) - first
    starts = [_new_moon_day(first + i) for i in range(count + 1)]
    leap = _leap_index(starts) if count == _LEAP_YEAR_MONTHS else count
    return [(starts[i], (10 + i - (i >= leap)) % 12 + 1, i == leap) for i in range(count)]


def _leap_index(starts: list[int]) -> int:
    """Which of the thirteen months is the first that no major solar term falls in."""
    return next(i for i in range(1, _LEAP_YEAR_MONTHS) if _major_term(starts[i]) == _major_term(starts[i + 1]))


def _lunation_of_month_11(year: int) -> int:
    """The lunation whose month holds the winter solstice of `year`."""
    end_of_year = date(year, 12, 31).toordinal()
    lunation = floor((end_of_year + _JULIAN_DAY_OF_ORDINAL_ZERO - 2451550.09766) / _SYNODIC_MONTH)
    while _new_moon_day(lunation + 1) <= end_of_year:
        lunation += 1
    while _new_moon_day(lunation) > end_of_year or _major_term(_new_moon_day(lunation)) >= _WINTER_SOLSTICE_TERM:
        lunation -= 1
    return lunation


def _new_moon_day(lunation: int) -> int:
    """The ordinal of Hanoi's civil day of a new moon; lunation 0 is that of 6 January 2000."""
    terrestrial = _new_moon(lunation)
    universal = terrestrial - _delta_t(terrestrial) / 86400
    return floor(universal + _HANOI_DAY_FRACTION - _JULIAN_DAY_OF_ORDINAL_ZERO)


def _new_moon(k: int) -> float:
    """The Julian ephemeris day of new moon number `k`."""
    t = k / 1236.85
    mean = 2451550.09766 + _SYNODIC_MONTH * k + t * t * (0.00015437 + t * (-0.000000150 + t * 0.00000000073))
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    sun = 2.5534 + 29.10535670 * k - 0.0000014 * t * t
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t**3
    latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t - 0.00000227 * t**3
    node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t
    periodic = sum(a * e**p * _sin(m * sun + n * moon + f * latitude) for a, p, m, n, f in _NEW_MOON_TERMS)
    planetary = sum(a * _sin(start + rate * k) for a, start, rate in _PLANETARY_TERMS)
    return mean + periodic - 0.00017 * _sin(node) + planetary


def _major_term(ordinal: int) -> int:
    """The major solar term (0-11, 30° each from the spring equinox) in force at midnight that begins the day."""
    universal = ordinal + _JULIAN_DAY_OF_ORDINAL_ZERO - _HANOI_DAY_FRACTION
    return floor(_sun_longitude(universal + _delta_t(universal) / 86400) / 30)


def _sun_longitude(julian_day: float) -> float:
    """The sun's apparent longitude in degrees, 0 ≤ λ < 360."""
    t = (julian_day - 2451545.0) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t * t
    centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * _sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * _sin(2 * anomaly) + 0.000289 * _sin(3 * anomaly)
    return (mean + centre - 0.00569 - 0.00478 * _sin(125.04 - 1934.136 * t)) % 360


def _delta_t(julian_day: float) -> float:
    """Terrestrial minus universal time in seconds (Espenak and Meeus for 2005-2050; good to a minute around it)."""
    years = (julian_day - 2451545.0) / 365.25
    return 62.92 + 0.32217 * years + 0.005589 * years * years


def _sin(degrees: float) -> float:
    return sin(radians(degrees))
