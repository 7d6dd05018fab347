"""Shapes of what systems send and get about dossiers. Only shapes: whether it is right, the rules of the rooms say."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from motcua.accounts.rules.parties import PartyKind
from motcua.catalogue.vocabulary import ChannelKind, FeeKind
from motcua.dossiers.rules.intake import (
    HIGHEST_FEE,
    LONGEST_COLLECTION,
    LONGEST_CONTENT,
    MOST_PAPERS_OF_A_KIND,
    MOST_SETS,
)
from motcua.dossiers.vocabulary import FeeState, PaperState
from motcua.kernel.limits import LimitUnit

NO_NUL = r"^[^\x00]*$"
LONGEST_CODE, LONGEST_TYPED, LONGEST_LABEL = 60, 400, 300
MOST_FEES, MOST_PAPERS = 50, 500
LONGEST_LIMIT = 1000
"""Of any unit: a slip of the finger, not a limit."""

Code = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_CODE, pattern=NO_NUL)]
Typed = Annotated[str, StringConstraints(max_length=LONGEST_TYPED, pattern=NO_NUL)]


class _Given(BaseModel):
    """Not ninja's Schema, which asks Django's objects for each value; a name that nobody knows is a slip of the pen."""

    model_config = ConfigDict(extra="forbid")


class PartyIn(_Given):
    """Who applies. Name, number, dates and telephone are checked like at the counter."""

    kind: PartyKind = Field(PartyKind.CITIZEN, description="1 citizen, 2 business, 3 agency, 4 other")
    name: Typed
    number: Typed = Field("", description="Identity number, tax code or passport number")
    born_on: Typed = Field("", description="1985-09-05 or 5/9/1985")
    phone: Typed = ""
    email: Typed = ""
    address: Typed = ""


class SubmitterIn(_Given):
    """Who hands it in for the applicant."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)]
    number: Annotated[str, StringConstraints(max_length=20, pattern=NO_NUL)] = ""
    relation: Annotated[str, StringConstraints(max_length=100, pattern=NO_NUL)] = ""


class PaperIn(_Given):
    """How a paper of the checklist was handed in. `position` counts from 1 over all papers to bring."""

    position: int = Field(ge=1, le=MOST_PAPERS)
    state: PaperState
    originals: int = Field(0, ge=0, le=MOST_PAPERS_OF_A_KIND)
    copies: int = Field(0, ge=0, le=MOST_PAPERS_OF_A_KIND)


class FeeIn(_Given):
    kind: FeeKind
    label: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_LABEL, pattern=NO_NUL)]
    amount: int = Field(ge=0, le=HIGHEST_FEE, description="đồng")
    state: FeeState


class LimitIn(_Given):
    quantity: Decimal = Field(ge=0, le=LONGEST_LIMIT, max_digits=7, decimal_places=2)
    unit: LimitUnit


class DossierIn(_Given):
    """One dossier to receive."""

    procedure: Code = Field(description="Short code, 1.004227")
    unit: Code | None = Field(None, description="The receiving one-stop unit; not needed where there is but one")
    channel: ChannelKind = ChannelKind.DIRECT
    applicant: PartyIn
    submitter: SubmitterIn | None = None
    content: Annotated[str, StringConstraints(max_length=LONGEST_CONTENT, pattern=NO_NUL)] = ""
    sets: int = Field(1, ge=1, le=MOST_SETS)
    papers: list[PaperIn] = Field(default_factory=list, max_length=MOST_PAPERS)
    fees: list[FeeIn] = Field(default_factory=list, max_length=MOST_FEES)
    agency: Code | None = Field(None, description="The competent agency, where the catalogue doesn't say whose it is")
    limit: LimitIn | None = Field(None, description="Where the catalogue states none")
    collection: Annotated[str, StringConstraints(max_length=LONGEST_COLLECTION, pattern=NO_NUL)] = ""
    visit_id: UUID | None = Field(None, description="Of an earlier answer, when one person hands in several dossiers")


class StatusName(Schema):
    code: int = Field(description="TrangThaiHoSo of the national synchronisation")
    name: str


class AgencyName(Schema):
    code: str
    name: str


class LimitText(Schema):
    quantity: int | float
    unit: str
    text: str


class DossierReceived(Schema):
    """What the receipt says: `token` and `look_up_number` are for the applicant alone."""

    code: str
    token: str
    look_up_number: str
    look_up_url: str
    visit_id: UUID
    received_at: datetime
    due_at: datetime
    limit: LimitText
    agency: AgencyName
    status: StatusName


class StepOut(Schema):
    act: str = Field(description="receive, appraise, approve, stamp, return")
    name: str
    unit: str
    state: str = Field(description="done, now, next")
    at: datetime | None


class StatusOut(Schema):
    """Where a dossier is, with nothing about a person."""

    code: str
    status: StatusName
    step: str | None = Field(description="The act that is waited for; null when nothing is")
    unit: str = Field(description="Whose turn it is, or was last")
    state: str = Field(description="on-time, due-soon, late, waiting, paused, plain")
    received_at: datetime
    due_at: datetime | None = Field(description="The promise in force; null while the clock is paused")
    original_due_at: datetime
    closed_at: datetime | None
    sentence: str
    next: str
    apology: str
    steps: list[StepOut]
