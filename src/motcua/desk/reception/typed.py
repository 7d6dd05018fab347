"""What stands in the intake form: as typed, kept whatever is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from motcua.accounts.rules.parties import PartyKind
from motcua.catalogue.facts import Fee
from motcua.catalogue.vocabulary import ChannelKind, FeeKind
from motcua.dossiers.facts import Offer, PublishedPaper
from motcua.dossiers.vocabulary import FeeState, PaperState
from motcua.kernel.errors import MotCuaError
from motcua.kernel.identifiers import card_code_in
from motcua.kernel.money import Dong

PARTY_FIELDS = ("kind", "name", "number", "born_on", "phone", "email", "address")
SUBMITTER_FIELDS = ("submitter_name", "submitter_number", "submitter_relation")
TEXTS = (
    *PARTY_FIELDS,
    *SUBMITTER_FIELDS,
    *("unit", "key", "visit_id", "found_for", "content", "sets", "collection", "channel"),
    *("agency", "limit_quantity", "limit_unit", "reason"),
)
UNSAID = ""
"""A paper that nobody has looked for yet."""
SKIPPED = "none"
"""A fee that isn't this person's."""
_CONDITION = re.compile(r"\b(?:trường hợp|đối với|nếu)\b")
_ON_CONDITION = re.compile(r"^[\W\d]*(?:[a-zđ][).]\s*)?(?:trường hợp|đối với|nếu)\b|\(nếu có\b")
"""Many a list has its cases in the names of its papers only: "Trường hợp ủy quyền: …", "Bản vẽ (nếu có)"."""
_POSITION = re.compile(r"paper-(\d{1,4})(?:-.*)?")


@dataclass(slots=True)
class TypedFee:
    """A line of money: its label and kind from the catalogue, amount and state as typed."""

    kind: FeeKind
    label: str
    amount: str
    state: str

    @property
    def dong(self) -> int | None:
        """None when the amount can't be read."""
        try:
            return Dong.parse(self.amount).amount
        except MotCuaError:
            return None


@dataclass(slots=True)
class TypedPaper:
    """A line of the checklist. `state`: a PaperState's value, or UNSAID."""

    paper: PublishedPaper
    state: str
    originals: str
    copies: str
    reason: str = ""


@dataclass(slots=True)
class Typed:
    """The form. `errors`: a sentence by field name ("" for the whole); `values`: everything that is one text."""

    offer: Offer
    values: dict[str, str]
    papers: list[TypedPaper]
    fees: list[TypedFee]
    errors: dict[str, str] = field(default_factory=dict)
    told: str = ""
    """What the last search for a person found."""
    focus: str = ""
    """The control to go on with."""

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def set(self, **values: str) -> None:
        self.values.update(values)

    def sum_of(self, *states: FeeState) -> int:
        """Đồng of the fees in these states, as far as the amounts can be read."""
        return sum(fee.dong or 0 for fee in self.fees if fee.state in states)

    @property
    def missing(self) -> list[TypedPaper]:
        return [line for line in self.papers if line.state == PaperState.MISSING]

    @property
    def unsaid(self) -> list[TypedPaper]:
        return [line for line in self.papers if line.state == UNSAID]

    @property
    def brought(self) -> list[TypedPaper]:
        return [line for line in self.papers if line.state in {PaperState.ORIGINAL, PaperState.COPY, PaperState.REUSED}]

    @property
    def asked_for(self) -> list[TypedPaper]:
        """Of everybody, and of the cases that are this person's."""
        return [line for line in self.papers if line.state != PaperState.NOT_NEEDED]

    def mark_all(self, case: str | None = None) -> None:
        """What was not yet said to be here or missing is here, in the kind that the list asks for; `case`: of that case only."""
        for line in self.papers:
            wanted = line.state == UNSAID if case is None else line.paper.case == case
            if wanted and line.state in {UNSAID, PaperState.NOT_NEEDED}:
                only_copies = not line.paper.originals and line.paper.copies
                line.state = PaperState.COPY if only_copies else PaperState.ORIGINAL


def fresh(offer: Offer, *, key: str) -> Typed:
    """An empty form: no paper is said to be here yet, those of a case are nobody's until somebody says so."""
    values = {
        "key": key,
        "unit": offer.unit.code,
        "kind": str(PartyKind.CITIZEN.value),
        "channel": ChannelKind.DIRECT.value,
        "sets": "1",
        "collection": offer.unit.name,
    }
    return Typed(offer, values, _fresh_papers(offer), fresh_fees(offer, ChannelKind.DIRECT.value))


def from_post(offer: Offer, post: Mapping[str, str]) -> Typed:
    """What came back; what a scanner typed into whichever field is never a text of the form."""
    values = {name: _text(post, name) for name in TEXTS}
    known = {paper.position for paper in offer.procedure.papers}
    positions = {int(found[1]) for name in post if (found := _POSITION.fullmatch(name))}
    changed = post.get("version", "") != str(offer.procedure.version_id) or not positions <= known
    papers = _fresh_papers(offer) if changed else [_paper(paper, post, offer) for paper in offer.procedure.papers]
    typed = Typed(offer, values, papers, _fees(offer, post))
    if changed:
        typed.errors["papers"] = _(
            "Danh sách giấy tờ đã đổi từ khi mở trang. Hãy đánh dấu lại giấy tờ theo danh sách mới."
        )
    return typed


def _text(post: Mapping[str, str], name: str) -> str:
    text = str(post.get(name, "")).replace("\0", "")
    scanned = card_code_in(text)
    return text.replace(scanned, "").strip() if scanned else text


def of_everybody(offer: Offer, paper: PublishedPaper) -> bool:
    """Whether everybody brings it: it is of no case, or of the only one, and names no condition. It can't be waved away then."""
    of_all = not paper.case or len({other.case for other in offer.procedure.papers}) == 1
    return of_all and not _CONDITION.search(paper.name.lower())


def _is_somebodys(offer: Offer, paper: PublishedPaper) -> bool:
    """Whether it is nobody's until somebody says so: of one case among several, or only on a condition."""
    several = len({other.case for other in offer.procedure.papers}) > 1
    return bool(paper.case and several) or bool(_ON_CONDITION.search(paper.name.lower()))


def _paper(paper: PublishedPaper, post: Mapping[str, str], offer: Offer) -> TypedPaper:
    begin = f"paper-{paper.position}"
    state = post.get(begin, UNSAID)
    allowed = set(PaperState) - ({PaperState.NOT_NEEDED} if of_everybody(offer, paper) else set())
    return TypedPaper(
        paper,
        state if state in allowed else UNSAID,
        _text(post, f"{begin}-originals"),
        _text(post, f"{begin}-copies"),
        _text(post, f"{begin}-reason"),
    )


def _fresh_papers(offer: Offer) -> list[TypedPaper]:
    return [
        TypedPaper(
            paper,
            PaperState.NOT_NEEDED.value if _is_somebodys(offer, paper) else UNSAID,
            str(paper.originals or ""),
            str(paper.copies or ""),
        )
        for paper in offer.procedure.papers
    ]


def _fees(offer: Offer, post: Mapping[str, str]) -> list[TypedFee]:
    """The fees as typed; of another channel than the one they were listed for, anew."""
    channel = _text(post, "channel")
    fees = fresh_fees(offer, channel)
    if post.get("fees_of", channel) != channel:
        return fees
    for number, fee in enumerate(fees, start=1):
        fee.amount = _text(post, f"fee-{number}-amount") if f"fee-{number}-amount" in post else fee.amount
        fee.state = _text(post, f"fee-{number}-state") or fee.state
    return fees


def fresh_fees(offer: Offer, channel: str) -> list[TypedFee]:
    """The fees of a channel (of all, where the source tells none apart); one alone is this person's, of several an officer says which."""
    own = [fee for kind, fee in offer.procedure.fees if kind == channel]
    offered = own or [fee for _kind, fee in offer.procedure.fees]
    unique = list(dict.fromkeys((fee.kind, fee.verbatim, fee.dong) for fee in offered if not _is_free(fee)))
    state = FeeState.COLLECTED.value if len(unique) == 1 and unique[0][2] else SKIPPED
    return [
        TypedFee(kind, verbatim, "" if dong is None else f"{dong:,}".replace(",", "."), state)
        for kind, verbatim, dong in unique
    ]


def _is_free(fee: Fee) -> bool:
    if fee.dong is not None:
        return fee.dong == 0
    try:
        return Dong.parse(fee.verbatim).amount == 0
    except MotCuaError:
        return False
