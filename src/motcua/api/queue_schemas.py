"""Shapes of what systems send and get about the hall's numbers. Whether it is right, the hall's rules say."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from motcua.api.intake_schemas import NO_NUL, Code
from motcua.ticketing.vocabulary import PrintState, Priority, TicketState

LONGEST_NUMBER, LONGEST_ZONE, MOST_COUNTERS = 12, 40, 999


class QueueGroupOut(Schema):
    """A queue of the hall now."""

    group: str = Field(description="The letters of its numbers")
    id: int
    name: str
    name_en: str
    zone: str
    waiting: int
    open_counters: int = Field(description="Counters that serve it and aren't paused")
    wait_p50: int | None = Field(description="Minutes that a new ticket would be told; null where nothing is known")
    wait_p90: int | None


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TicketIn(_Given):
    """A number that is wanted."""

    group: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}$")] = Field(
        description="Letters, as queue-groups has them"
    )
    unit: Code | None = Field(None, description="The one-stop unit; not needed where there is but one")
    procedure: Annotated[str, StringConstraints(max_length=20, pattern=r"^[0-9.]*$")] = Field(
        "", description="Short code, 1.004227"
    )
    priority: Priority = Priority.NONE
    language: Literal["vi", "en"] = "vi"
    afternoon: bool = Field(default=False, description="For the next stretch of today's opening hours, not for now")


class TicketIssued(Schema):
    """What the slip says: `token` is for whoever took the number."""

    number: str
    serial: int
    group: str
    ahead: int
    wait_p50: int | None
    wait_p90: int | None
    ticket_id: UUID
    token: str
    follow_url: str
    visit_id: UUID
    issued_at: datetime
    not_before: datetime = Field(description="It isn't called before")
    print_state: PrintState = Field(description="As it was when the number was given")


class TicketOut(Schema):
    """A ticket as its counter sees it."""

    ticket_id: UUID
    number: str
    group: str = Field(description="Letters of the group where it waits or is served now")
    state: TicketState
    procedure: str
    priority: Priority
    priority_confirmed: bool | None
    language: str
    calls: int
    counter: int | None = Field(description="The counter's id")
    visit_id: UUID = Field(description="For the dossiers of this visit")
    called_at: datetime | None
    serving_at: datetime | None
    finished_at: datetime | None


class CalledOut(Schema):
    """Who comes now; null when nobody waits for this counter."""

    ticket: TicketOut | None


class CounterOut(Schema):
    counter: int
    number: int
    state: str = Field(description="open, paused, closed")
    opened_at: datetime
    closed_at: datetime | None


class StreamOut(Schema):
    """Where the hall's movements are told as server-sent events; the address is good for some minutes."""

    url: str
    zone: str = Field(description="As it was asked for; each event carries its own `zone`")


class CallIn(_Given):
    """What another maker's queue calls."""

    number: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NUMBER, pattern=r"^[0-9A-Za-z .-]+$")]
    counter: int = Field(ge=1, le=MOST_COUNTERS)
    zone: Annotated[str, StringConstraints(max_length=LONGEST_ZONE, pattern=NO_NUL)] = ""
    unit: Code | None = None


class CallShown(Schema):
    shown: Literal[True] = True


class TicketAct(StrEnum):
    """What a counter does with its ticket."""

    RECALL = "recall"
    SERVE = "serve"
    FINISH = "finish"
    NO_SHOW = "no-show"
    HOLD = "hold"
    RESUME = "resume"
