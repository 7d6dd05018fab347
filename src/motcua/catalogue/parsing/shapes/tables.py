"""Tables that come as lists of rows: those of the split shape and those of the portal's service."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from motcua.catalogue.facts import Channel, DocumentCase, Fee, LegalBasis, RequiredDocument, Result
from motcua.catalogue.parsing import documents, fees, forms, legal, limits, results, statements, words
from motcua.catalogue.parsing.channels import merge
from motcua.catalogue.parsing.shapes.fields import Fields, plain, rows_of, text_of
from motcua.catalogue.parsing.text import is_silent, said
from motcua.catalogue.vocabulary import ChannelKind, FeeKind

_TIME = ("thoigiangiaiquyet", "thoihangiaiquyet", "thoigian", "thoihan", "songay")
_UNIT = ("donvitinh", "donvithoigian", "donvi", "loaithoigian")
_KIND = ("kenh", "kenhthuchien", "hinhthuc", "hinhthucnop", "cachthuc", "tenkenh")
_FEE = ("philephi", "lephi", "phi", "mucphi", "mucthu", "sotien")
_NOTE = ("mota", "ghichu", "diengiai", "noidung")
_UNIT_NAMES = {
    "ngaylamviec": "ngày làm việc",
    "ngay": "ngày",
    "giolamviec": "giờ làm việc",
    "gio": "giờ",
    "thang": "tháng",
    "tuan": "tuần",
    "nam": "năm",
    "phut": "phút",
}
_DATE = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2}|\d{8})")
_COUNT = re.compile(
    r"b[aả]n\s+(?P<kind>ch[ií]nh|g[oố]c|sao|ch[uụ]p)\s*:?\s*(?P<count>\d+)|(?<!\d)(?P<before>\d+)\s*b[aả]n\s+(?P<kind_after>ch[ií]nh|g[oố]c|sao|ch[uụ]p)",
    re.IGNORECASE,
)
_MOST_SHEETS = 9999


def channels(rows: Iterable[Fields], steps: str) -> tuple[Channel, ...] | None:
    """Channels of rows; None when a row doesn't say how to submit."""
    read: list[Channel] = []
    for row in rows:
        kinds = words.channels(row.text(*_KIND))
        if not kinds:
            return None
        for period in rows_of(row.value(*_TIME)) or [row]:
            read.extend(_channel(kind, row, period, steps) for kind in kinds)
    return merge(read)


def _channel(kind: ChannelKind, row: Fields, period: Fields, steps: str) -> Channel:
    """A channel of a row, or of one of the periods in it, which may have fees and notes of their own."""
    timed = period if period.has(*_TIME) else row
    verbatim = _limit_text(timed.text(*_TIME), timed.text(*_UNIT) or row.text(*_UNIT))
    description = said(period.text(*_NOTE)) or said(row.text(*_NOTE))
    limit = statements.resolve(limits.read_cell(verbatim), description, steps)
    charged = _fees(period.value(*_FEE) if period.has(*_FEE) else row.value(*_FEE))
    return Channel(kind, limit, said(verbatim), charged, description)


def document_cases(rows: Iterable[Fields]) -> tuple[DocumentCase, ...]:
    """Cases with their papers (TRUONGHOP, GIAYTO), or papers alone, which make the case that always applies."""
    cases: list[DocumentCase] = []
    for row in rows:
        papers = rows_of(row.value("giayto", "danhsachgiayto", "thanhphan", "dsgiayto"))
        title = said(row.text("truonghop", "tentruonghop", "truonghophoso"))
        found = tuple(_document(paper) for paper in papers or [row] if _name(paper))
        if cases and cases[-1].title == title and papers is None:
            cases[-1] = DocumentCase(title, cases[-1].documents + found)
        elif found:
            cases.append(DocumentCase(title, found))
    return tuple(cases)


def legal_bases(rows: Iterable[Fields]) -> tuple[LegalBasis, ...]:
    return tuple(basis for row in rows if (basis := _basis(row)).number or basis.title)


def result_types(rows: Iterable[Fields]) -> tuple[Result, ...]:
    return tuple(
        Result(name=name, code=row.text("maketqua", "ma", "maloaiketqua", "code"))
        for row in rows
        if (name := said(row.text("tenketqua", "ten", "tengiayto", "ketqua", "name", "mota")))
    )


def _limit_text(quantity: str, unit: str) -> str:
    """The cell "5 ngày làm việc" of "5" and "NGAYLAMVIEC"; a unit that isn't one of time belongs to the fee."""
    if is_silent(quantity):
        return ""
    named = next((name for key, name in _UNIT_NAMES.items() if plain(unit).startswith(key)), None)
    if named is None or not re.fullmatch(r"[\d.,\s\-–]+", quantity):
        return quantity
    return f"{quantity} {named}"


def _fees(value: Any) -> tuple[Fee, ...]:
    if isinstance(value, list) and value and not isinstance(value[0], dict):
        return tuple(dict.fromkeys(fee for item in value for fee in fees.read_lines(text_of(item))))
    rows = rows_of(value)
    if rows is None:
        return fees.read_lines(text_of(value))
    return tuple(dict.fromkeys(fee for row in rows for fee in _fee(row)))


def _fee(row: Fields) -> tuple[Fee, ...]:
    sum_ = row.text("mucphi", "muclephi", "mucthu", "sotien", "giatri", "philephi", "phi", "lephi")
    currency = row.text("donvitinh", "donvi", "donvitien", "loaitien")
    note = row.text(*_NOTE)
    kind = plain(row.text("loaiphi", "loai", "loaiphilephi", "tenphi", "tenlephi"))
    if re.fullmatch(r"\d+(?:[.,]\d+)*", sum_):
        read = fees.read_cell(f"{sum_} {currency or 'đồng'}", f"({note})" if note else "")
    else:
        read = fees.read_lines(f"{sum_} ({note})" if sum_ and note else sum_ or note)
    if not kind or not read:
        return read
    named = FeeKind.STATE_CHARGE if kind.startswith("lephi") or kind == "2" else FeeKind.FEE
    return tuple(
        Fee(named, fee.verbatim, fee.amount, fee.currency, fee.note) if fee.kind is FeeKind.UNSTATED else fee
        for fee in read
    )


def _name(row: Fields) -> str:
    return said(row.text("tengiayto", "ten", "giayto", "tenthanhphan", "name"))


def _document(row: Fields) -> RequiredDocument:
    name, glued = forms.split(" ".join(_name(row).split()))
    cells = [
        row.text("soluong", "maudon", "maudontokhai", "bieumau", "tepdinhkem", "tenmaudon", "mau"),
        row.text("ghichu", "mota"),
    ]
    counted = _counts(" ".join([*cells, row.text("soluongbanchinh")]))
    originals = _number(row.text("sobanchinh", "banchinh", "soluongbanchinh"))
    copies = _number(row.text("sobansao", "bansao", "soluongbansao"))
    files = tuple(name for cell in cells for name in forms.file_names(cell))
    return RequiredDocument(
        name=name,
        forms=tuple(dict.fromkeys(glued + files)),
        originals=originals if originals is not None else counted.get("c", _number(row.text("soluong"))),
        copies=copies if copies is not None else counted.get("s"),
        digital_allowed=documents.digital_allowed(name, *cells),
    )


def _counts(text: str) -> dict[str, int]:
    """Sheets by kind: "Bản chính: 1, Bản sao: 0" or "1 bản chính, 2 bản sao"; c for originals, s for copies."""
    counts: dict[str, int] = {}
    for match in _COUNT.finditer(text):
        kind = plain(match["kind"] or match["kind_after"])
        counts.setdefault("c" if kind in {"chinh", "goc"} else "s", int((match["count"] or match["before"])[:4]))
    return counts


def _number(text: str) -> int | None:
    return min(int(text[:9]), _MOST_SHEETS) if text.isdecimal() else None


def _basis(row: Fields) -> LegalBasis:
    cell = row.text("sokyhieu", "sovanban", "mavanban", "so", "kyhieu", "sohieu", "number")
    title = row.text("trichyeu", "tenvanban", "tenvanbanphaply", "ten", "title", "noidung")
    return LegalBasis(
        number=legal.first_number(title) if is_silent(cell) else legal.number_of(cell),
        title=" ".join(title.split()),
        issued_on=_date(row.text("ngaybanhanh", "ngay", "ngaykyban", "ngayky")),
        issuer=" ".join(row.text("coquanbanhanh", "coquan", "noibanhanh").split()),
    )


def _date(text: str) -> date | None:
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def result_text(value: Any) -> results.ResultCell:
    """Results of a text, flattened or plain: lines of a list are results of their own."""
    if isinstance(value, list):
        texts = [text for item in value if (text := said(text_of(item)))]
        return results.ResultCell(tuple(result for text in texts for result in results.split(text).results))
    return results.split(text_of(value))
