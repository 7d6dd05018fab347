"""What the services of ratings are told and what they know of the service that is rated. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.feedback.vocabulary import Level, Reason


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of a service. `reasons` and `words` may follow later (`services.explain`)."""

    level: Level
    reasons: tuple[Reason, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """A visit that was served: what a rating of it is attached to. Nothing about the person.

    `day` is the ticket's, or that of the receipt. `ended_at` is when its ticket was finished, or its dossiers received; it may be rated until `open_until`.
    `waited` and `took` are seconds, None without a ticket.
    """

    unit_id: int
    unit_code: str
    visit_id: UUID
    day: date
    ended_at: datetime
    open_until: datetime
    ticket_id: UUID | None = None
    counter_id: int | None = None
    officer_id: int | None = None
    procedures: tuple[str, ...] = ()
    waited: int | None = None
    took: int | None = None
