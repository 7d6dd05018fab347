"""What a new version of a procedure says otherwise than the one before it, line by line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.catalogue import facts, labels
from motcua.catalogue.merging import canonical
from motcua.kernel.dates import format_date
from motcua.kernel.limits import Limit

FIELDS: Mapping[str, labels.Label] = {
    "title": _("Tên thủ tục"),
    "field": _("Lĩnh vực"),
    "levels": _("Nơi giải quyết"),
    "audiences": _("Đối tượng"),
    "legal_limit": _("Thời hạn theo luật"),
    "channels": _("Cách nộp, thời hạn và phí"),
    "document_cases": _("Thành phần hồ sơ"),
    "results": _("Kết quả"),
    "legal_bases": _("Căn cứ pháp lý"),
    "steps_text": _("Các bước thực hiện"),
    "conditions_text": _("Yêu cầu, điều kiện"),
    "decision_number": _("Quyết định công bố"),
    "kind": _("Loại thủ tục"),
    "ministry": _("Bộ công bố"),
    "implementing_agencies": _("Cơ quan thực hiện"),
    "deciding_agencies": _("Cơ quan có thẩm quyền"),
    "authorised_agencies": _("Cơ quan được ủy quyền"),
    "coordinating_agencies": _("Cơ quan phối hợp"),
    "receiving_address": _("Nơi tiếp nhận"),
    "keywords": _("Từ khóa"),
    "description": _("Mô tả"),
    "unparsed": _("Phần chưa tách được"),
}
"""Every fact but the code, in the order in which people ask."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that says something else now: the lines that are gone, and those that are new."""

    label: labels.Label
    removed: tuple[str, ...]
    added: tuple[str, ...]


def changes(before: facts.ProcedureFacts, after: facts.ProcedureFacts) -> list[Change]:
    """Field by field; what only changed its order or the spelling of an understood figure is no change."""
    return [
        _change(label, lines_of(getattr(before, name)), lines_of(getattr(after, name)))
        for name, label in FIELDS.items()
        if canonical(getattr(before, name)) != canonical(getattr(after, name))
    ]


def _change(label: labels.Label, before: list[str], after: list[str]) -> Change:
    removed: list[str] = []
    added: list[str] = []
    for what, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            removed += before[start:end]
            added += after[new_start:new_end]
    moved = set(removed) & set(added)
    return Change(
        label,
        tuple(line for line in removed if line not in moved),
        tuple(line for line in added if line not in moved),
    )


def lines_of(value: Any) -> list[str]:
    """A fact as lines to read and compare."""
    if value is None or value == "":
        return []
    if isinstance(value, Limit):
        return [str(value)]
    if isinstance(value, tuple):
        return [line for item in value for line in _item(item)]
    return [line.strip() for line in str(value).splitlines() if line.strip()]


def _item(item: Any) -> list[str]:
    for kind, lines in _ITEMS.items():
        if isinstance(item, kind):
            return lines(item)
    return [str(_WORDS.get(item, item))]


def _channel(channel: facts.Channel) -> list[str]:
    name = str(labels.CHANNELS[channel.kind])
    limit = str(channel.limit) if channel.limit else channel.limit_verbatim
    head = [f"{name}: {limit}"] if limit else [name]
    notes = [f"{name}: {line}" for line in lines_of(channel.description)]
    return head + [f"{name}: {_fee(fee)}" for fee in channel.fees] + notes


def _fee(fee: facts.Fee) -> str:
    note = f" ({fee.note})" if fee.note and fee.note not in fee.verbatim else ""
    return f"{fee.verbatim}{note}"


def _case(case: facts.DocumentCase) -> list[str]:
    return lines_of(case.title) + [_document(document) for document in case.documents]


def _document(document: facts.RequiredDocument) -> str:
    counts = [
        f"{number} {word}"
        for number, word in ((document.originals, "bản chính"), (document.copies, "bản sao"))
        if number
    ]
    return " · ".join([document.name, *counts, *document.forms])


def _basis(basis: facts.LegalBasis) -> list[str]:
    issued = format_date(basis.issued_on) if basis.issued_on else ""
    return [" · ".join(filter(None, (basis.number, basis.title, issued, basis.issuer)))]


_ITEMS: Mapping[type, Callable[[Any], list[str]]] = {
    facts.Channel: _channel,
    facts.DocumentCase: _case,
    facts.LegalBasis: _basis,
    facts.Result: lambda result: [" · ".join(filter(None, (result.name, result.code)))],
    tuple: lambda pair: [f"{pair[0]}: {pair[1]}"],
}
_WORDS: Mapping[str, labels.Label] = {
    **{level.value: label for level, label in labels.LEVELS.items()},
    **{audience.value: label for audience, label in labels.AUDIENCES.items()},
}
