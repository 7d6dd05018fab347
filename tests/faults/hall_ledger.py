"""What the hall has of its numbers and calls, beside what machines and counters were told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import psycopg

from tests.faults.ledger import Story, gaps_and_doubles, lost_or_doubled

_ROWS = """
SELECT ticket.procedure_code, ticket.number, issued.letters, ticket.serial, ticket.state, ticket.counter_id::text,
       (SELECT count(*) FROM ticketing_ticketmovement WHERE ticket_id = ticket.id AND movement = 'issued'),
       (SELECT coalesce(array_agg(counter_id::text), '{}')
          FROM ticketing_ticketmovement WHERE ticket_id = ticket.id AND movement = 'called')
  FROM ticketing_ticket ticket
  JOIN ticketing_queuegroup issued ON issued.id = ticket.issued_group_id
"""


@dataclass(frozen=True)
class KeptTicket:
    """`key` is the machine's mark; `called`: the counter of each call in the journal."""

    key: str
    number: str
    letters: str
    serial: int
    state: str = "waiting"
    counter: str | None = None
    issued: int = 1
    called: Sequence[str] = ()


def kept_tickets(url: str) -> list[KeptTicket]:
    with psycopg.connect(url) as connection:
        return [KeptTicket(*row) for row in connection.execute(_ROWS)]


def hall_faults(story: Story, kept: Sequence[KeptTicket]) -> list[str]:
    """Everything that is not as it was promised; empty when no number or call was lost, doubled or made up."""
    return [
        *lost_or_doubled(story, [(ticket.key, ticket.number) for ticket in kept]),
        *gaps_and_doubles((ticket.letters, ticket.serial) for ticket in kept),
        *_half_written(kept),
        *_called_otherwise(story, kept),
    ]


def _half_written(kept: Iterable[KeptTicket]) -> Iterable[str]:
    for ticket in kept:
        is_called = ticket.state != "waiting"
        at = [ticket.counter] if is_called else []
        if ticket.issued != 1 or list(ticket.called) != at:
            yield f"{ticket.number} is {ticket.state} at {ticket.counter}: issued {ticket.issued} times, called to {ticket.called}"


def _called_otherwise(story: Story, kept: Sequence[KeptTicket]) -> Iterable[str]:
    told = defaultdict[str, list[str]](list)
    for number, counter in story.called:
        told[number].append(counter)
    there = {ticket.number: ticket for ticket in kept}
    for number, counters in told.items():
        found = list(there[number].called) if number in there else []
        if found != counters:
            yield f"{number} was given to {counters}: found {found}"
    busy = Counter(ticket.counter for ticket in kept if ticket.state in ("called", "serving"))
    for counter, many in busy.items():
        if many > 1:
            yield f"counter {counter} has {many} people at once"
