"""Shapes of the answers. Texts are ready to show in the reader's language; values beside them are for machines."""

from datetime import date, datetime

from ninja import Field, Schema

from motcua.catalogue.vocabulary import Audience, ChannelKind, Level

LONGEST_QUESTION = 300


class ProcedureQuery(Schema):
    """What may be asked of the list; `level`, `audience` and `channel` may stand several times."""

    q: str = Field("", max_length=LONGEST_QUESTION, description="Everyday words, with or without accents, or a code")
    field: str = Field("", max_length=LONGEST_QUESTION)
    level: list[Level] = Field(default_factory=list)
    audience: list[Audience] = Field(default_factory=list)
    channel: list[ChannelKind] = Field(default_factory=list)
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, le=10_000)


class LimitOut(Schema):
    quantity: int | float
    unit: str = Field(description="working_hours, working_days, calendar_days, months, same_day")
    text: str


class FeeOut(Schema):
    kind: str = Field(description="fee (phí), state_charge (lệ phí), unstated")
    amount: int | float | None = Field(description="In `currency`; null when the source names no single figure")
    currency: str
    text: str = Field(description="As the source says it")
    verified: bool = Field(description="A person has compared the amount with the decree")


class ProcedureItem(Schema):
    """A line of the search's answer."""

    code: str
    title: str
    field: str
    level: str = Field(description="The level nearest to the citizen: commune, province, ministry, other")
    levels: list[str]
    limit: str | None = Field(description="The limit that counts: the centre's committed one, else the legal one")
    fee: str | None
    handled: bool = Field(description="The centre's published decision lists it")
    why: list[str] = Field(description="Why it was found")


class FieldProblem(Schema):
    field: str
    reason: str


class Problem(Schema):
    """Why there is no answer: a code for machines, a sentence for people, each wrong parameter by its name."""

    code: str
    message: str
    fields: list[FieldProblem]


class ProcedureList(Schema):
    items: list[ProcedureItem]
    total: int
    did_you_mean: str | None = None


class ChannelOut(Schema):
    kind: str = Field(description="direct, online, post")
    limit: LimitOut | None
    limit_text: str
    fees: list[FeeOut]
    description: str


class DocumentOut(Schema):
    name: str
    forms: list[str]
    originals: int | None
    copies: int | None
    digital_allowed: bool | None


class DocumentCaseOut(Schema):
    title: str
    documents: list[DocumentOut]


class ResultOut(Schema):
    name: str
    code: str


class LegalBasisOut(Schema):
    number: str
    title: str
    issued_on: date | None
    issuer: str


class HandlingOut(Schema):
    level: str
    decision_number: str
    decision_issued_on: date
    on_the_spot: list[str]
    committed_limit: LimitOut | None


class ProcedureOut(Schema):
    """A procedure, whole."""

    code: str
    title: str
    field: str
    level: str
    levels: list[str]
    audiences: list[str]
    version: int
    valid_from: datetime
    decision_number: str
    implementing_agencies: list[str]
    deciding_agencies: list[str]
    limit: str | None
    legal_limit: LimitOut | None
    committed_limit: LimitOut | None
    fee: str | None
    channels: list[ChannelOut]
    document_cases: list[DocumentCaseOut]
    results: list[ResultOut]
    legal_bases: list[LegalBasisOut]
    handlings: list[HandlingOut]
    steps: str
    conditions: str
