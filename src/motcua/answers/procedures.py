"""A procedure in the words that people look for: what to bring, how long, how much, where.

Every surface shows these values, so that the page, the printed guide and the API can't tell three stories.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue import facts
from motcua.catalogue.labels import AUDIENCES, CHANNELS, FEE_KINDS, LEVELS
from motcua.catalogue.selectors import ProcedurePage
from motcua.catalogue.vocabulary import Audience, FeeKind, Level
from motcua.kernel.limits import Limit
from motcua.ui import formats

_LIST_MARK = re.compile(r"^(?:[-–—+*•·]\s*)+")
_LETTERED = re.compile(r"^\w\d?[).]")


@dataclass(frozen=True, slots=True)
class Answer:
    """A short answer and, under it, what it depends on."""

    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to hand the dossier in."""

    kind: str
    limit: str
    fees: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to bring; `note` says how many of it, and its form."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Case:
    """The papers of one case ("" for the one that always applies), and remarks that ask for no paper."""

    title: str
    papers: tuple[Paper, ...]
    remarks: tuple[str, ...]


def unknown() -> Answer:
    return Answer(_("Chưa có thông tin"), _("Hỏi tại quầy hoặc gọi trung tâm trước khi đi."))


def key_answers(page: ProcedurePage) -> tuple[tuple[str, Answer], ...]:
    """The four questions that everyone has, in the order they are asked."""
    fees = (fee for channel in page.facts.channels for fee in channel.fees)
    return (
        (_("Cần mang theo"), what_to_bring(page)),
        (_("Mất bao lâu"), how_long(page)),
        (_("Bao nhiêu tiền"), how_much(fees)),
        (_("Nộp ở đâu"), where(page)),
    )


def what_to_bring(page: ProcedurePage) -> Answer:
    cases = [case for case in cases_of(page) if case.papers]
    papers = sum(len(case.papers) for case in cases)
    if not papers:
        return unknown()
    return Answer(
        ngettext("%(n)s loại giấy tờ", "%(n)s loại giấy tờ", papers) % {"n": papers},
        _("Tùy trường hợp: xem danh sách.") if len(cases) > 1 else "",
    )


def how_long(page: ProcedurePage) -> Answer:
    effective, legal = page.effective_limit, page.legal_limit
    if effective is None:
        verbatim = next((said for channel in page.facts.channels if (said := _in_words(channel.limit_verbatim))), "")
        return Answer(verbatim) if verbatim else unknown()
    if legal is not None and legal != effective:
        sooner = _("Trung tâm hẹn sớm hơn luật; theo luật là %(limit)s.")
        return Answer(capitalised(formats.limit(effective)), sooner % {"limit": formats.limit(legal)})
    return Answer(capitalised(formats.limit(effective)), _other_limits(page.facts.channels, effective))


def _in_words(limit: str) -> str:
    """The source's own words for a limit; nothing where it gives a bare figure, which tells nobody hours from months."""
    return limit if any(letter.isalpha() for letter in limit) else ""


def _other_limits(channels: Iterable[facts.Channel], shown: Limit) -> str:
    others = dict.fromkeys(
        f"{str(CHANNELS[channel.kind]).lower()} {formats.limit(channel.limit)}"
        for channel in channels
        if channel.limit is not None and channel.limit != shown
    )
    return _("Tùy cách nộp: %(limits)s.") % {"limits": "; ".join(others)} if others else ""


def how_much(fees: Iterable[facts.Fee]) -> Answer:
    known = tuple(fees)
    amounts = sorted({fee.dong for fee in known if fee.dong is not None})
    if not amounts:
        stated = any(fee.verbatim for fee in known)
        return Answer(_("Tùy từng trường hợp"), _("Xem bảng cách nộp.")) if stated else unknown()
    checked = all(fee.verified for fee in known)
    return Answer(_span(amounts), "" if checked else _("Theo Cổng dịch vụ công quốc gia; quầy xác nhận khi thu."))


def _span(amounts: list[int]) -> str:
    free, paid = amounts[0] == 0, [amount for amount in amounts if amount]
    if not paid:
        return _("Không mất tiền")
    sum_ = formats.money(paid[0]) if len(paid) == 1 else _between(paid)
    return _("Không mất tiền hoặc %(sum)s") % {"sum": sum_[0].lower() + sum_[1:]} if free else sum_


def _between(amounts: list[int]) -> str:
    return _("Từ %(least)s đến %(most)s") % {"least": formats.money(amounts[0]), "most": formats.money(amounts[-1])}


def where(page: ProcedurePage) -> Answer:
    centres = {
        Level.PROVINCE: _("Trung tâm Phục vụ hành chính công tỉnh"),
        Level.COMMUNE: _("Trung tâm Phục vụ hành chính công xã, phường"),
    }
    here = list(dict.fromkeys(centres[held.level] for held in page.handlings if held.level in centres))
    ways = dict.fromkeys(str(CHANNELS[channel.kind]).lower() for channel in page.facts.channels)
    note = _("Cách nộp: %(ways)s.") % {"ways": ", ".join(ways)} if ways else ""
    agencies = list(page.facts.implementing_agencies or page.facts.deciding_agencies)
    places = here or agencies or [str(LEVELS[level]) for level in page.facts.levels if level is not Level.OTHER]
    return Answer("; ".join(places), note) if places else unknown()


def ways_of(page: ProcedurePage) -> list[Way]:
    return [
        Way(
            kind=str(CHANNELS[channel.kind]),
            limit=capitalised(formats.limit(channel.limit) if channel.limit else _in_words(channel.limit_verbatim))
            or unknown().value,
            fees=tuple(_fee(fee) for fee in channel.fees) or (unknown().value,),
            description=channel.description,
        )
        for channel in page.facts.channels
    ]


def _fee(fee: facts.Fee) -> str:
    if fee.dong is None:
        return fee.verbatim
    amount = _("Không mất tiền") if fee.dong == 0 else formats.money(fee.dong)
    kind = "" if fee.kind is FeeKind.UNSTATED or fee.dong == 0 else f"{FEE_KINDS[fee.kind]}: "
    return f"{kind}{amount}" + (f" ({fee.note})" if fee.note else "")


def cases_of(page: ProcedurePage) -> list[Case]:
    """What always applies comes first, then the cases in the source's order, then those of remarks alone."""
    cases = [
        Case(
            title=_unmarked(case.title).removesuffix(":"),
            papers=tuple(Paper(_unmarked(paper.name), _counts(paper)) for paper in case.documents if not paper.is_note),
            remarks=tuple(_unmarked(paper.name) for paper in case.documents if paper.is_note),
        )
        for case in page.facts.document_cases
    ]
    return sorted(cases, key=lambda case: (not case.papers, bool(case.title)))


def _unmarked(text: str) -> str:
    """The text without the list marker that the source typed before it: the page draws its own."""
    return capitalised(_LIST_MARK.sub("", text).removesuffix(";").strip()) or text


def capitalised(text: str) -> str:
    """The text with a capital first; "a) …" keeps its small letter."""
    return text if _LETTERED.match(text) else text[:1].upper() + text[1:]


def _counts(paper: facts.RequiredDocument) -> str:
    parts = [
        ngettext("%(n)s bản chính", "%(n)s bản chính", paper.originals) % {"n": paper.originals}
        if paper.originals
        else "",
        ngettext("%(n)s bản sao", "%(n)s bản sao", paper.copies) % {"n": paper.copies} if paper.copies else "",
        _("nộp bản điện tử được") if paper.digital_allowed else "",
        _("mẫu %(forms)s") % {"forms": ", ".join(paper.forms)} if paper.forms else "",
    ]
    return " · ".join(filter(None, parts))


def levels_of(levels: Iterable[Level]) -> str:
    return ", ".join(str(LEVELS[level]) for level in levels)


def audiences_of(audiences: Iterable[Audience]) -> str:
    return ", ".join(str(AUDIENCES[audience]) for audience in audiences)
