"""Whether what lies on the counter is received, and what is told when it isn't. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from motcua.dossiers.facts import Intake, Offer, PaperGiven, PublishedAgency, PublishedPaper, PublishedProcedure
from motcua.dossiers.vocabulary import PaperState
from motcua.kernel.errors import InvalidInputError
from motcua.kernel.limits import Limit
from motcua.kernel.text import normalise, squeeze

LONGEST_CONTENT, LONGEST_COLLECTION = 1000, 300
MOST_SETS, MOST_PAPERS_OF_A_KIND = 20, 99
LONGEST_SUBMITTER = {"name": 200, "number": 20, "relation": 100}
LONGEST_FEE_LABEL = 300
HIGHEST_FEE = 100_000_000_000
"""Đồng: a slip of the finger, not a fee."""

_NAMES_TOLD = 3


class IntakeFieldsError(InvalidInputError):
    """Something of an intake is not right; `fields` has a sentence for each field (name → sentence)."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("dossiers:intake:fields", " ".join(fields.values()), f"not right: {', '.join(sorted(fields))}")
        self.fields = dict(fields)


class PapersMissingError(InvalidInputError):
    """Papers are missing, so nothing is received: form 02 asks for all of them at once (NĐ 61/2018, Điều 17)."""

    def __init__(self, missing: Sequence[str]) -> None:
        named = "; ".join(missing[:_NAMES_TOLD]) + ("…" if len(missing) > _NAMES_TOLD else "")
        sentence = f"Hồ sơ còn thiếu {len(missing)} giấy tờ: {named}. Hãy in phiếu yêu cầu bổ sung, hoặc đánh dấu giấy tờ đã có."
        super().__init__("dossiers:intake:papers_missing", sentence, f"{len(missing)} papers are missing")
        self.missing = tuple(missing)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was decided of an intake that is received."""

    agency: PublishedAgency
    level: str
    limit: Limit
    papers: tuple[tuple[PublishedPaper, PaperGiven], ...]


def tidied(intake: Intake) -> Intake:
    """The same intake with its texts in the one spelling that is stored; what a program sends may hold what no column takes."""
    submitter = intake.submitter
    return replace(
        intake,
        content=normalise(intake.content),
        collection=normalise(intake.collection),
        submitter=submitter
        and replace(
            submitter,
            name=squeeze(submitter.name),
            number=squeeze(submitter.number),
            relation=squeeze(submitter.relation),
        ),
        fees=tuple(replace(fee, label=squeeze(fee.label)) for fee in intake.fees),
    )


def accept(intake: Intake, offer: Offer) -> Accepted:
    """Decide on an intake.

    Raises:
        IntakeFieldsError: with a sentence for every field that isn't right.
        PapersMissingError: everything else is right, but papers are missing.
    """
    wrong = dict(_problems(intake, offer))
    if wrong:
        raise IntakeFieldsError(wrong)
    papers = _papers(intake, offer.procedure)
    missing = [paper.name for paper, given in papers if given.state is PaperState.MISSING]
    if missing:
        raise PapersMissingError(missing)
    limit = offer.limit or intake.limit
    assert offer.agency is not None
    assert offer.level is not None
    assert limit is not None
    brought = tuple((paper, given) for paper, given in papers if given.state is not PaperState.NOT_NEEDED)
    return Accepted(offer.agency, offer.level, limit, brought)


def _problems(intake: Intake, offer: Offer) -> Iterator[tuple[str, str]]:
    procedure = offer.procedure
    if offer.level is None:
        yield "procedure", f"Thủ tục {procedure.code} không có trong danh mục tiếp nhận của {offer.unit.name}."
    if offer.agency is None:
        yield "agency", "Chưa rõ cơ quan nào giải quyết thủ tục này. Hãy chọn cơ quan."
    if offer.limit is None and intake.limit is None:
        yield "limit", "Danh mục chưa ghi thời hạn của thủ tục này. Hãy nhập thời hạn giải quyết theo văn bản."
    if len(intake.content) > LONGEST_CONTENT:
        yield "content", f"Nội dung dài nhất {LONGEST_CONTENT} ký tự; vừa nhập {len(intake.content)}."
    if len(intake.collection) > LONGEST_COLLECTION:
        yield "collection", f"Nơi trả kết quả dài nhất {LONGEST_COLLECTION} ký tự."
    if not 1 <= intake.sets <= MOST_SETS:
        yield "sets", f"Số bộ hồ sơ từ 1 đến {MOST_SETS}."
    yield from _submitter_problems(intake)
    yield from _fee_problems(intake)
    yield from _paper_problems(intake, procedure)


def _submitter_problems(intake: Intake) -> Iterator[tuple[str, str]]:
    given = intake.submitter
    if given is None:
        return
    if not given.name.strip():
        yield "submitter", "Hãy nhập họ tên người nộp thay."
    for part, longest in LONGEST_SUBMITTER.items():
        if len(getattr(given, part)) > longest:
            yield "submitter", f"Thông tin người nộp thay: mỗi phần không quá {longest} ký tự; hãy viết ngắn lại."


def _fee_problems(intake: Intake) -> Iterator[tuple[str, str]]:
    if any(not 0 <= fee.amount <= HIGHEST_FEE for fee in intake.fees):
        yield "fees", "Số tiền phí, lệ phí là số đồng không âm. Hãy kiểm tra lại số chữ số 0."
    if any(len(fee.label) > LONGEST_FEE_LABEL for fee in intake.fees):
        yield "fees", f"Tên khoản phí, lệ phí dài nhất {LONGEST_FEE_LABEL} ký tự."


def _paper_problems(intake: Intake, procedure: PublishedProcedure) -> Iterator[tuple[str, str]]:
    known = {paper.position for paper in procedure.papers}
    if any(paper.position not in known for paper in intake.papers):
        yield "papers", "Danh sách giấy tờ đã đổi từ khi mở trang. Hãy tải lại trang rồi đánh dấu lại."
    counts = [count for paper in intake.papers for count in (paper.originals, paper.copies)]
    if any(not 0 <= count <= MOST_PAPERS_OF_A_KIND for count in counts):
        yield "papers", f"Số bản của một giấy tờ từ 0 đến {MOST_PAPERS_OF_A_KIND}."
    if len({paper.position for paper in intake.papers}) < len(intake.papers):
        yield "papers", "Một giấy tờ được đánh dấu hai lần. Hãy tải lại trang rồi đánh dấu lại."
    papers = _papers(intake, procedure)
    if papers and all(given.state is PaperState.NOT_NEEDED for _, given in papers):
        yield "papers", "Chưa đánh dấu giấy tờ nào. Hãy chọn trường hợp của người dân rồi đánh dấu giấy tờ đã nộp."


def _papers(intake: Intake, procedure: PublishedProcedure) -> list[tuple[PublishedPaper, PaperGiven]]:
    """Every paper of the checklist with how it was handed in; what nobody spoke of is missing, or of another case.

    A case is this person's when one of its papers is: the others of it are missing then.
    """
    given = {paper.position: paper for paper in intake.papers}
    needed = {paper.position for paper in intake.papers if paper.state is not PaperState.NOT_NEEDED}
    cases = {"", *(paper.case for paper in procedure.papers if paper.position in needed)}

    def unsaid(paper: PublishedPaper) -> PaperGiven:
        return PaperGiven(paper.position, PaperState.MISSING if paper.case in cases else PaperState.NOT_NEEDED)

    return [(paper, given.get(paper.position) or unsaid(paper)) for paper in procedure.papers]
