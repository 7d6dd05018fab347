"""What the frame of every page says about this centre (`ui.site`), from the provincial unit's rows."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from django.utils import translation

from motcua.kernel import clock
from motcua.organisation.models import Level, OneStopUnit, OpeningHours
from motcua.ui import formats
from motcua.ui.site import Site

REMEMBERED_SECONDS = 60

Day = tuple[int, tuple[tuple[str, str], ...]]
"""An ISO weekday and the stretches on which it is open, as texts."""


def current_site() -> Site:
    """The centre, as it was at most a minute ago: every page asks."""
    return _site(int(clock.now().timestamp()) // REMEMBERED_SECONDS, translation.get_language() or "vi")


def forget() -> None:
    """Ask the rows again, at once."""
    _site.cache_clear()


@lru_cache(maxsize=4)
def _site(_minute: int, language: str) -> Site:
    today = clock.now().date()
    unit = OneStopUnit.objects.on(today).filter(level=Level.PROVINCE).order_by("pk").first()
    if unit is None:
        return Site()
    rows = OpeningHours.objects.on(today).filter(unit=unit).order_by("weekday", "opens")
    hours = "; ".join(hours_in_words(list(rows), formats.chosen(language)))
    return Site(name=unit.name, address=unit.address, hours=hours, phone=unit.telephone)


def hours_in_words(rows: Sequence[OpeningHours], language: str) -> Iterator[str]:
    """Days with the same hours in a row together: "thứ Hai đến thứ Sáu: 07:00-11:30, 13:30-17:00"."""
    days = [(day, _stretches(of_day)) for day, of_day in groupby(rows, key=lambda row: row.weekday)]
    until = " to " if language == "en" else " đến "
    for run in _runs(days):
        names = [formats.WEEKDAYS[language][day - 1] for day, _ in (run[0], run[-1])]
        yield f"{until.join(dict.fromkeys(names))}: {', '.join('-'.join(stretch) for stretch in run[0][1])}"


def _stretches(rows: Iterator[OpeningHours]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{row.opens:%H:%M}", f"{row.closes:%H:%M}") for row in rows)


def _runs(days: Sequence[Day]) -> Iterator[list[Day]]:
    run: list[Day] = []
    for day in days:
        if run and (day[0] != run[-1][0] + 1 or day[1] != run[-1][1]):
            yield run
            run = []
        run.append(day)
    if run:
        yield run
