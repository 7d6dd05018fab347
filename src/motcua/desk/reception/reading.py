"""From the form as typed to an intake: whatever can't be read gets its sentence at the field."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.accounts.rules.parties import PartyFacts, PartyFieldsError, PartyKind, read_party
from motcua.catalogue.vocabulary import ChannelKind
from motcua.desk.reception.typed import PARTY_FIELDS, SUBMITTER_FIELDS, UNSAID, Typed, TypedFee, TypedPaper
from motcua.dossiers.facts import FeeTaken, Intake, PaperGiven, Submitter
from motcua.dossiers.rules.intake import HIGHEST_FEE, LONGEST_CONTENT
from motcua.dossiers.services.slips import Asked, MissingPaper
from motcua.dossiers.vocabulary import FeeState, PaperState
from motcua.kernel import clock
from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.text import clamp, squeeze

LONGEST_LABEL, LONGEST_RELATION, LONGEST_REASON = 300, 100, 300
MOST_COPIES = 99
HUNDREDTHS = -2


def read_person(typed: Typed, *, demo: bool) -> PartyFacts | None:
    """Who it is; None when something about the person is wrong, with a sentence at each field."""
    try:
        person = read_party({name: typed[name] for name in PARTY_FIELDS}, today=clock.now().date(), demo=demo)
    except PartyFieldsError as error:
        typed.errors.update(error.fields)
        return None
    if typed["found_for"] and typed["found_for"] != person.number:
        typed.errors["number"] = _(
            "Số giấy tờ đã đổi sau khi tìm, nên tên và địa chỉ có thể là của người khác. Hãy bấm Tìm."
        )
        return None
    return person


def read_number(typed: Typed, *, demo: bool) -> str:
    """The number that a person is searched by, canonical; "" when it is empty or wrong, which is told."""
    try:
        return read_party(
            {"kind": typed["kind"], "number": typed["number"], "name": "-"}, today=clock.now().date(), demo=demo
        ).number
    except PartyFieldsError as error:
        typed.errors.update(error.fields)
        return ""


def read_intake(typed: Typed, *, demo: bool) -> Intake | None:
    """The intake; None when something can't be read, with a sentence at each field."""
    person = read_person(typed, demo=demo)
    made = Intake(
        unit=typed.offer.unit.code,
        procedure=typed.offer.procedure.code,
        applicant=person or PartyFacts(PartyKind.CITIZEN, "-"),
        papers=tuple(_given(typed, line) for line in typed.papers),
        fees=tuple(fee for fee in (_fee(typed, n, fee) for n, fee in enumerate(typed.fees, start=1)) if fee),
        channel=_read(typed, "channel", ChannelKind, _("Hãy chọn cách nộp."), ChannelKind.DIRECT),
        submitter=_submitter(typed, demo=demo),
        content=squeeze(typed["content"]),
        sets=_read(typed, "sets", int, _("Số bộ hồ sơ là một số nguyên, thường là 1."), 1),
        collection=squeeze(typed["collection"]),
        agency_id=_optional(typed, "agency", int, _("Hãy chọn cơ quan giải quyết.")),
        limit=read_limit(typed),
        visit_id=_optional(typed, "visit_id", UUID, _("Không đọc được lượt nộp. Hãy bắt đầu lượt mới.")),
    )
    if typed.papers and not typed.asked_for:
        typed.errors["papers"] = no_case()
    return None if typed.errors else made


def no_case() -> str:
    """What to do where every paper is of some case, and none was chosen."""
    return _("Chưa chọn trường hợp nào. Hãy mở trường hợp của người nộp rồi đánh dấu giấy tờ.")


def read_asked(typed: Typed, *, demo: bool) -> Asked | None:
    """For a slip: who asked for what; None when something can't be read, with a sentence at each field."""
    person = read_person(typed, demo=demo)
    content = squeeze(typed["content"])
    if len(content) > LONGEST_CONTENT:
        sentence = _("Nội dung dài nhất %(longest)s ký tự; vừa nhập %(given)s.")
        typed.errors["content"] = sentence % {"longest": LONGEST_CONTENT, "given": len(content)}
    if person is None or typed.errors:
        return None
    return Asked(typed.offer.unit.code, typed.offer.procedure.code, person, content)


def read_missing(typed: Typed) -> list[MissingPaper] | None:
    """For form 02: each missing paper, why, and by which law. None while some paper was not looked for: it asks once, completely."""
    if typed.unsaid:
        sentence = _(
            "Còn %(n)s giấy tờ chưa đánh dấu. Phiếu bổ sung chỉ được yêu cầu một lần, nên hãy xem hết rồi đánh dấu từng giấy tờ."
        )
        typed.errors["papers"] = sentence % {"n": len(typed.unsaid)}
    for line in typed.missing:
        if len(squeeze(line.reason)) > LONGEST_REASON:
            sentence = _("Lý do dài nhất %(longest)s ký tự.")
            typed.errors[f"paper-{line.paper.position}-reason"] = sentence % {"longest": LONGEST_REASON}
    if typed.errors:
        return None
    bases = typed.offer.procedure.legal_bases
    basis = bases[0].number or bases[0].title if bases else ""
    return [
        MissingPaper(line.paper.name, squeeze(line.reason) or _("chưa có trong hồ sơ"), basis) for line in typed.missing
    ]


def read_limit(typed: Typed) -> Limit | None:
    """The limit that the officer promises where the catalogue states none."""
    text = typed["limit_quantity"].strip().replace(",", ".")
    if not text or typed.offer.limit is not None:
        return None
    limit = _limit(text, typed["limit_unit"])
    if limit is None:
        typed.errors["limit_quantity"] = _(
            "Thời hạn là một số lớn hơn 0, nhiều nhất hai chữ số lẻ, ví dụ 5 hoặc 0,5; tháng là số nguyên."
        )
    return limit


def _limit(text: str, unit: str) -> Limit | None:
    try:
        limit = Limit(Decimal(text), LimitUnit(unit or LimitUnit.WORKING_DAYS))
    except (InvalidOperation, ValueError):
        return None
    exponent = limit.quantity.as_tuple().exponent
    return limit if isinstance(exponent, int) and exponent >= HUNDREDTHS else None


def _given(typed: Typed, line: TypedPaper) -> PaperGiven:
    position = line.paper.position
    state = PaperState(line.state) if line.state != UNSAID else PaperState.MISSING
    if state is PaperState.ORIGINAL:
        originals = _count(typed, line, line.originals, least=1)
        return PaperGiven(position, state, originals, _count(typed, line, line.copies, least=0))
    if state is PaperState.COPY:
        return PaperGiven(position, state, copies=_count(typed, line, line.copies, least=1))
    return PaperGiven(position, state)


def _count(typed: Typed, line: TypedPaper, text: str, *, least: int) -> int:
    """How many were brought; nothing typed: as few as the mark says."""
    text = text.strip()
    if not text:
        return least
    if text.isdecimal() and text.isascii() and least <= int(text[:5]) <= MOST_COPIES:
        return int(text[:5])
    sentence = _("Số bản là một số từ %(least)s đến %(most)s.")
    typed.errors[f"paper-{line.paper.position}"] = sentence % {"least": least, "most": MOST_COPIES}
    return least


def _fee(typed: Typed, number: int, fee: TypedFee) -> FeeTaken | None:
    if fee.state not in set(FeeState):
        return None
    amount = fee.dong
    if amount is None or not 0 <= amount <= HIGHEST_FEE:
        sentence = _("Số tiền là số đồng, ví dụ 50.000. Hãy kiểm tra lại; khoản không thu thì chọn “Không áp dụng”.")
        typed.errors[f"fee-{number}-amount"] = sentence
        return None
    return FeeTaken(fee.kind, clamp(fee.label, LONGEST_LABEL), amount, FeeState(fee.state))


def _submitter(typed: Typed, *, demo: bool) -> Submitter | None:
    """Who hands it in for the applicant, checked like anybody else."""
    if not any(typed[name].strip() for name in SUBMITTER_FIELDS):
        return None
    relation = squeeze(typed["submitter_relation"])
    if len(relation) > LONGEST_RELATION:
        typed.errors["submitter_relation"] = _("Phần này dài nhất %(longest)s ký tự.") % {"longest": LONGEST_RELATION}
    told = {"kind": "1", "name": typed["submitter_name"], "number": typed["submitter_number"]}
    try:
        person = read_party(told, today=clock.now().date(), demo=demo)
    except PartyFieldsError as error:
        typed.errors.update({f"submitter_{name}": sentence for name, sentence in error.fields.items()})
        return None
    return Submitter(person.name, person.number, relation)


def _optional(typed: Typed, name: str, read: Callable[[str], Any], sentence: str) -> Any:
    return _read(typed, name, read, sentence, None) if typed[name].strip() else None


def _read(typed: Typed, name: str, read: Callable[[str], Any], sentence: str, otherwise: Any) -> Any:
    try:
        return read(typed[name].strip())
    except ValueError:
        typed.errors[name] = sentence
        return otherwise
