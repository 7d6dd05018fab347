"""How long a new ticket is told that it will wait."""

from motcua.ticketing.facts import OpenGroup, OpenHall
from motcua.ticketing.models import Ticket
from motcua.ticketing.selectors.queue import Line


def waits_told(hall: OpenHall, group: OpenGroup, ticket: Ticket, line: Line) -> tuple[int | None, int | None]:
    """P50 and P90 in minutes; None where nothing can be said."""
    del hall, group, ticket, line
    return None, None
