"""What an intake is made of, as values: what was published about the procedure, and what the person brought."""

from dataclasses import dataclass, field
from uuid import UUID

from motcua.accounts.rules.parties import PartyFacts
from motcua.catalogue.facts import Fee, LegalBasis, Result
from motcua.catalogue.vocabulary import ChannelKind, FeeKind
from motcua.dossiers.vocabulary import FeeState, PaperState
from motcua.kernel.limits import Limit
from motcua.workflow import Act
from motcua.worktime import Calendar


@dataclass(frozen=True, slots=True)
class PublishedUnit:
    """A one-stop unit with its calendar. `agency_code` begins the codes of the dossiers that it receives."""

    id: int
    code: str
    name: str
    level: str
    address: str
    telephone: str
    agency_id: int
    agency_code: str
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class PublishedAgency:
    id: int
    name: str
    called: str
    level: str
    fields: frozenset[str]
    code: str = ""


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """A paper of the checklist. `case` is its case's title, "" for what everybody brings; `position` counts from 1 over all."""

    id: int
    position: int
    case: str
    name: str
    originals: int
    copies: int


@dataclass(frozen=True, slots=True)
class LevelHandling:
    """That a level's units handle a procedure, with the promised limit and what is promised in the hall."""

    on_the_spot: tuple[Act, ...]
    committed_limit: Limit | None


@dataclass(frozen=True, slots=True)
class PublishedProcedure:
    """The version in force of a procedure. `handlings`: by level; empty when no unit here handles it."""

    id: int
    version_id: int
    code: str
    title: str
    field: str
    legal_limit: Limit | None
    papers: tuple[PublishedPaper, ...]
    fees: tuple[tuple[str, Fee], ...]
    """(channel kind, fee)."""
    results: tuple[Result, ...]
    legal_bases: tuple[LegalBasis, ...]
    handlings: dict[str, LevelHandling]

    def limit_at(self, level: str) -> Limit | None:
        """The processing limit at a level: the committed one, else the legal one; None where the source states none."""
        handling = self.handlings.get(level)
        return (handling.committed_limit if handling else None) or self.legal_limit


@dataclass(frozen=True, slots=True)
class Offer:
    """A procedure as this unit receives it. `level`: of whose handling (None: nobody's here); `agency` decides (None: a person must say)."""

    unit: PublishedUnit
    procedure: PublishedProcedure
    level: str | None
    agency: PublishedAgency | None

    @property
    def limit(self) -> Limit | None:
        """The processing limit; None where the catalogue states none."""
        return self.procedure.limit_at(self.level) if self.level else None


@dataclass(frozen=True, slots=True)
class PaperGiven:
    """How a paper of the checklist was handed in, by its position there."""

    position: int
    state: PaperState
    originals: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True)
class FeeTaken:
    """A fee of this dossier, in đồng."""

    kind: FeeKind
    label: str
    amount: int
    state: FeeState


@dataclass(frozen=True, slots=True)
class MissingPaper:
    """A line of form 02: what is missing, why, and by which law."""

    name: str
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Submitter:
    """Who hands it in for the applicant: the applicant stays the party. `repr()` hides who."""

    name: str = field(repr=False)
    number: str = field(repr=False)
    relation: str


@dataclass(frozen=True, slots=True)
class Intake:
    """One dossier as it lies on the counter."""

    unit: str
    """Code of the receiving one-stop unit."""
    procedure: str
    """Short code of the procedure."""
    applicant: PartyFacts
    papers: tuple[PaperGiven, ...] = ()
    fees: tuple[FeeTaken, ...] = ()
    channel: ChannelKind = ChannelKind.DIRECT
    submitter: Submitter | None = None
    content: str = ""
    sets: int = 1
    collection: str = ""
    """Where the result is handed out; empty: at the receiving unit."""
    agency_id: int | None = None
    """The competent agency, where the field of the procedure doesn't say whose it is."""
    limit: Limit | None = None
    """Where the catalogue states no limit, the one that the officer promises."""
    visit_id: UUID | None = None
    """The visit of an earlier dossier, when a person hands in several; or of a number taken in the hall."""
    opens_visit: bool = False
    """The caller has seen that the visit began with a number of this unit's hall: no dossier needs to be in it yet."""
