"""What the catalogue knows of a procedure, as plain values.

The same dataclasses come out of the parsers, go into the database, come back from the selectors and are written by the
export, so that "has anything changed?" is one comparison. Empty text and None both mean: the source doesn't say.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from motcua.catalogue.vocabulary import Audience, ChannelKind, FeeKind, Level
from motcua.kernel.limits import Limit


@dataclass(frozen=True, slots=True)
class Fee:
    kind: FeeKind
    verbatim: str
    amount: Decimal | None = None
    """In `currency`; None when the text names no single figure, 0 when it says free of charge."""
    currency: str = "VND"
    note: str = ""
    """What the amount is for ("đồng/giấy", a case), as the source says it."""
    verified: bool = field(default=False, compare=False)
    """A person has compared the amount with the decree."""
    verified_by: str = field(default="", compare=False)
    verified_at: datetime | None = field(default=None, compare=False)
    id: int | None = field(default=None, compare=False)

    @property
    def dong(self) -> int | None:
        """The amount in đồng, or None when there is none or it is in another currency."""
        if self.amount is None or self.currency != "VND":
            return None
        return int(self.amount)


@dataclass(frozen=True, slots=True)
class Channel:
    kind: ChannelKind
    limit: Limit | None = None
    limit_verbatim: str = ""
    fees: tuple[Fee, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    name: str
    forms: tuple[str, ...] = ()
    """File names of the official form."""
    originals: int | None = None
    copies: int | None = None
    digital_allowed: bool | None = None
    """True when the source says that an electronic copy will do; None when it says nothing."""

    @property
    def is_note(self) -> bool:
        """A line of the table that asks for no paper ("Lưu ý: …", nought originals and nought copies)."""
        return self.originals == 0 and not self.copies and not self.forms


@dataclass(frozen=True, slots=True)
class DocumentCase:
    title: str
    """"" for the case that always applies."""
    documents: tuple[RequiredDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    code: str = ""
    """National code of the result type, KQ.G01.000073."""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    number: str
    title: str = ""
    issued_on: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureFacts:
    """One version of a procedure, whole."""

    code: str
    title: str
    field: str = ""
    levels: tuple[Level, ...] = ()
    audiences: tuple[Audience, ...] = ()
    decision_number: str = ""
    kind: str = ""
    ministry: str = ""
    implementing_agencies: tuple[str, ...] = ()
    deciding_agencies: tuple[str, ...] = ()
    authorised_agencies: tuple[str, ...] = ()
    coordinating_agencies: tuple[str, ...] = ()
    receiving_address: str = ""
    keywords: tuple[str, ...] = ()
    description: str = ""
    steps_text: str = ""
    conditions_text: str = ""
    legal_limit: Limit | None = None
    """The limit that counts when no channel is named (chosen by `rules.legal_limit`)."""
    channels: tuple[Channel, ...] = ()
    document_cases: tuple[DocumentCase, ...] = ()
    results: tuple[Result, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    unparsed: tuple[tuple[str, str], ...] = ()
    """(field, verbatim) of what could not be split with certainty; shown as it came."""

    @property
    def documents(self) -> tuple[RequiredDocument, ...]:
        return tuple(document for case in self.document_cases for document in case.documents)
