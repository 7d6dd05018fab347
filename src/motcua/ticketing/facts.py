"""What the hall's services are told and what they remember of the hall. Pure."""

from dataclasses import dataclass

from motcua.ticketing.vocabulary import Priority, Source
from motcua.worktime import Calendar


@dataclass(frozen=True, slots=True)
class TicketRequest:
    """A number is wanted. `afternoon`: for the next stretch of opening hours today, not for now; `prints`: a printer is asked."""

    group_id: int
    source: Source
    procedure: str = ""
    priority: Priority = Priority.NONE
    language: str = "vi"
    afternoon: bool = False
    prints: bool = False


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """A group in force, as the services remember it for some seconds."""

    id: int
    unit_id: int
    letters: str
    name: str
    name_en: str
    zone: str
    usual_minutes: float


@dataclass(frozen=True, slots=True)
class OpenHall:
    """A unit's hall: its rules and its working calendar."""

    unit_id: int
    unit_code: str
    unit_name: str
    calendar: Calendar
    mode: str
    is_trial: bool
    early_minutes: int
    last_minutes: int
    most_calls: int
    preferred_in_a_row: int
    languages: tuple[str, ...]


FOLLOW_PATH = "/so-thu-tu/"
"""Where a phone watches its ticket's place, under the ticket's token."""


def follow_path(token: str) -> str:
    """The page of the portal that follows a ticket."""
    return f"{FOLLOW_PATH}{token}/"


APPOINTMENT_PATH = "/dat-lich/lich/"
"""Where an appointment is shown, moved and cancelled, under its token; the address that its QR code holds."""


def appointment_path(token: str) -> str:
    """The page of the portal that shows an appointment."""
    return f"{APPOINTMENT_PATH}{token}/"
