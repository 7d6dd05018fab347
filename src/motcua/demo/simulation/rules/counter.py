"""What lies on the counter: papers, fees and forms of one application, from what is published about its procedure."""

import random
from datetime import date
from uuid import UUID

from motcua.accounts.rules.parties import PartyFacts
from motcua.catalogue.facts import Fee
from motcua.catalogue.vocabulary import ChannelKind, FeeKind
from motcua.demo.simulation.rules.people import People
from motcua.demo.simulation.rules.plan import PROMISED, Application
from motcua.dossiers.facts import FeeTaken, Intake, PaperGiven, PublishedPaper, PublishedProcedure
from motcua.dossiers.vocabulary import FeeState, PaperState

PAID_AT_THE_RETURN, EXEMPT, KNOWN_TO_THE_STATE, FETCHED_BY_ANOTHER = 0.12, 0.08, 0.08, 0.08
SIGNED_BY_THE_AGENCY = 0.9
"""Of favourable results: permits and certificates come from the agency's own system, signed; the centre writes the other notices."""
MOST_MISSING = 3
LONGEST_NAME = 400

_NO_LIST = "Đơn đề nghị theo mẫu ban hành kèm theo thủ tục"
_UNREADABLE = "Bản chụp mờ, không đọc được số và ngày"
_ABSENT = "Chưa có trong hồ sơ"


def intake_of(about: Application, procedure: PublishedProcedure, visit_id: UUID | None) -> Intake:
    """Everything that this person brought, complete."""
    chance = random.Random(about.luck)
    visit = about.visit
    return Intake(
        unit=visit.hall.code,
        procedure=procedure.code,
        applicant=visit.applicant,
        papers=_papers(procedure, chance),
        fees=_fees(procedure, chance),
        submitter=visit.submitter,
        content=procedure.title[:300],
        limit=None if about.handled.limit else PROMISED,
        visit_id=visit_id,
    )


def missing_papers(about: Application, procedure: PublishedProcedure) -> list[tuple[str, str, str]]:
    """(name, reason, legal basis) of what form 02 asks for."""
    chance = random.Random(about.luck)
    asked = [paper.name for paper in procedure.papers if not paper.case] or [p.name for p in procedure.papers]
    names = chance.sample(asked, min(len(asked), chance.randint(1, MOST_MISSING))) or [_NO_LIST]
    return [(name[:LONGEST_NAME], chance.choice((_ABSENT, _UNREADABLE)), law_of(procedure)) for name in names]


def refusal_reason(procedure: PublishedProcedure) -> str:
    """What form 03 says."""
    basis = law_of(procedure)
    return "Nội dung đề nghị không thuộc thẩm quyền giải quyết của đơn vị" + (f", theo {basis}." if basis else ".")


def decision(about: Application, procedure: PublishedProcedure) -> tuple[str, str, str]:
    """Name, code of the result type and text of what the appraisal proposes."""
    result = procedure.results[0] if procedure.results else None
    name = (result.name if result else procedure.title)[:LONGEST_NAME] or procedure.title[:LONGEST_NAME]
    code = result.code[:40] if result else ""
    if about.favourable:
        return name, code, f"Chấp thuận đề nghị: {procedure.title[:LONGEST_NAME]}."
    basis = law_of(procedure)
    why = "Qua thẩm định, hồ sơ chưa đáp ứng điều kiện giải quyết" + (f" theo {basis}." if basis else ".")
    return f"Thông báo không giải quyết: {procedure.title}"[:LONGEST_NAME], "", why


def is_signed_by_the_agency(about: Application) -> bool:
    """Whether the registry clerk uploads a signed document, or stamps the notice that the centre writes."""
    return about.favourable and random.Random(about.luck + 2).random() < SIGNED_BY_THE_AGENCY


def law_of(procedure: PublishedProcedure) -> str:
    return procedure.legal_bases[0].number[:200] if procedure.legal_bases else ""


def fetched_by(about: Application, today: date) -> PartyFacts | None:
    """A representative who comes for the result; None: whoever handed it in."""
    chance = random.Random(about.luck + 1)
    if chance.random() >= FETCHED_BY_ANOTHER:
        return None
    return People(chance, today).citizen(about.visit.hall.places)


def _papers(procedure: PublishedProcedure, chance: random.Random) -> tuple[PaperGiven, ...]:
    """What everybody brings, and the papers of one case."""
    cases = sorted({paper.case for paper in procedure.papers if paper.case})
    case = chance.choice(cases) if cases else ""
    return tuple(_given(paper, chance) for paper in procedure.papers if paper.case in {"", case})


def _given(paper: PublishedPaper, chance: random.Random) -> PaperGiven:
    if chance.random() < KNOWN_TO_THE_STATE:
        return PaperGiven(paper.position, PaperState.REUSED)
    if paper.originals or not paper.copies:
        return PaperGiven(paper.position, PaperState.ORIGINAL, min(paper.originals or 1, 9), min(paper.copies, 9))
    return PaperGiven(paper.position, PaperState.COPY, 0, min(paper.copies, 9))


def _fees(procedure: PublishedProcedure, chance: random.Random) -> tuple[FeeTaken, ...]:
    """The first fee at the counter that names an amount."""
    stated = [fee for kind, fee in procedure.fees if kind == ChannelKind.DIRECT and fee.dong]
    return tuple(_taken(fee, chance) for fee in stated[:1])


def _taken(fee: Fee, chance: random.Random) -> FeeTaken:
    luck = chance.random()
    state = FeeState.COLLECTED
    if luck < EXEMPT:
        state = FeeState.EXEMPT
    elif luck < EXEMPT + PAID_AT_THE_RETURN:
        state = FeeState.DUE
    label = "Lệ phí" if fee.kind is FeeKind.STATE_CHARGE else "Phí"
    return FeeTaken(fee.kind, (fee.note or label)[:300], fee.dong or 0, state)
