"""A unit's day of services and what was said of them: the figures of the head's page, and the lists that they open.

Both are made from the same lines, so a figure is always as long as its list.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from motcua.feedback.models import Rating
from motcua.feedback.rules import LOW, Satisfaction, counted, satisfaction, waited_seconds
from motcua.feedback.vocabulary import Level, Reason
from motcua.kernel.clock import HANOI
from motcua.ticketing.models import Ticket
from motcua.ticketing.vocabulary import TicketState

BANDS = ((0, 10), (10, 20), (20, 40), (40, None))
"""Minutes that somebody waited, from and below."""


@dataclass(frozen=True, slots=True)
class Line:
    """A service of the day: a served ticket with its rating if it has one, or a rating that came by a receipt alone."""

    number: str
    """The ticket's; "" without one."""
    counter: int | None
    served_at: datetime
    waited: int | None
    took: int | None
    rating: Rating | None

    @property
    def level(self) -> Level | None:
        return None if self.rating is None else Level(self.rating.level)

    @property
    def hour(self) -> int:
        return self.served_at.astimezone(HANOI).hour

    @property
    def band(self) -> str:
        """Such as "10-20"; the last one "40-", "" where nobody waited for a call."""
        if self.waited is None:
            return ""
        since, until = next(band for band in BANDS if band[1] is None or self.waited < band[1] * 60)
        return f"{since}-{until or ''}"


@dataclass(frozen=True, slots=True)
class Figures:
    """The services of one counter, procedure, hour or band of waiting; `key` names it in the list's address."""

    key: str
    served: int
    """Tickets that were served."""
    rated: int
    """Of them and of receipts alone."""
    satisfaction: Satisfaction | None
    low: int


@dataclass(frozen=True, slots=True)
class Results:
    """A unit's day. `rated` of the `served` tickets have a rating; `without_ticket` ratings came by a receipt alone."""

    served: int
    rated: int
    without_ticket: int
    levels: dict[Level, int]
    satisfaction: Satisfaction | None
    reasons: dict[Reason, int]
    by_counter: tuple[Figures, ...]
    by_procedure: tuple[Figures, ...]
    by_hour: tuple[Figures, ...]
    by_wait: tuple[Figures, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines of a day: those of one figure. What is empty or None lets through."""

    counter: int | None = None
    procedure: str = ""
    hour: int | None = None
    band: str = ""
    level: int | None = None
    low: bool = False
    reason: str = ""
    ticket: bool | None = None
    """Only with a ticket, or only without."""
    rated: bool = False
    """Only with a rating."""


def lines_of(unit_id: int, day: date) -> list[Line]:
    """The services of a unit's day, newest first."""
    ratings = {rating.ticket_id or rating.visit_id: rating for rating in _ratings(unit_id, day)}
    tickets = Ticket.objects.filter(unit_id=unit_id, day=day, state=TicketState.SERVED.value).select_related("counter")
    lines = [_line_of_ticket(ticket, ratings.pop(ticket.pk, None)) for ticket in tickets]
    lines += [_line_of_rating(rating) for rating in ratings.values()]
    return sorted(lines, key=lambda line: line.served_at, reverse=True)


def results_of(lines: Iterable[Line]) -> Results:
    """What a day's lines say."""
    lines = list(lines)
    rated = [line for line in lines if line.rating]
    levels = counted(line.level for line in rated if line.level)
    reasons = [reason for line in rated if line.rating for reason in line.rating.reasons]
    return Results(
        served=sum(bool(line.number) for line in lines),
        rated=sum(bool(line.number) for line in rated),
        without_ticket=sum(not line.number for line in rated),
        levels=levels,
        satisfaction=satisfaction(levels),
        reasons={reason: reasons.count(reason.value) for reason in Reason},
        by_counter=_grouped(lines, lambda line: [f"{line.counter}"] if line.counter else []),
        by_procedure=_grouped(rated, lambda line: line.rating.procedure_codes if line.rating else []),
        by_hour=_grouped(lines, lambda line: [f"{line.hour:02}"]),
        by_wait=_grouped(lines, lambda line: [line.band] if line.band else []),
    )


def those(lines: Iterable[Line], wanted: Wanted) -> list[Line]:
    """The lines that a figure counts."""
    return [line for line in lines if _service_is(line, wanted) and _rating_is(line, wanted)]


def _service_is(line: Line, wanted: Wanted) -> bool:
    return (
        (wanted.counter is None or line.counter == wanted.counter)
        and (wanted.hour is None or line.hour == wanted.hour)
        and (not wanted.band or line.band == wanted.band)
        and (wanted.ticket is None or bool(line.number) == wanted.ticket)
    )


def _rating_is(line: Line, wanted: Wanted) -> bool:
    rating = line.rating
    if rating is None:
        return not (wanted.rated or wanted.low or wanted.level or wanted.reason or wanted.procedure)
    return (
        (wanted.level is None or rating.level == wanted.level)
        and (not wanted.low or rating.level <= LOW)
        and (not wanted.reason or wanted.reason in rating.reasons)
        and (not wanted.procedure or wanted.procedure in rating.procedure_codes)
    )


def _grouped(lines: Iterable[Line], keys_of: Callable[[Line], list[str]]) -> tuple[Figures, ...]:
    pairs = sorted(((key, line) for line in lines for key in keys_of(line)), key=lambda pair: _in_order(pair[0]))
    return tuple(_figures(key, [line for _key, line in found]) for key, found in groupby(pairs, lambda pair: pair[0]))


def _in_order(key: str) -> tuple[int, str]:
    """Counters and bands by their number, procedures by their code."""
    first = key.partition("-")[0]
    return (int(first) if first.isdigit() else 0, key)


def _figures(key: str, lines: list[Line]) -> Figures:
    levels = [line.level for line in lines if line.level]
    served = sum(bool(line.number) for line in lines)
    return Figures(key, served, len(levels), satisfaction(counted(levels)), sum(level <= LOW for level in levels))


def _ratings(unit_id: int, day: date) -> list[Rating]:
    return list(Rating.objects.filter(unit_id=unit_id, day=day).select_related("counter"))


def _line_of_ticket(ticket: Ticket, rating: Rating | None) -> Line:
    assert ticket.finished_at is not None
    waited = waited_seconds(ticket.issued_at, ticket.not_before, ticket.called_at)
    took = waited_seconds(ticket.serving_at, None, ticket.finished_at)
    counter = ticket.counter.number if ticket.counter else None
    return Line(ticket.number, counter, ticket.finished_at, waited, took, rating)


def _line_of_rating(rating: Rating) -> Line:
    return Line("", None, rating.served_at, None, None, rating)
