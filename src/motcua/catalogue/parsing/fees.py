"""Fees: a cell's figure, its note, and whether "Miễn phí" really means nought.

The portal writes "Miễn phí" for every row without a figure, also where the note beside it names one; and figures under
a thousand đồng lost their zeros ("20 VNĐ(20.000 vnđ/tờ khai)"). An amount is given only where the texts agree.
"""

import re
from decimal import Decimal

from motcua.catalogue.facts import Fee
from motcua.catalogue.parsing.text import is_silent, said
from motcua.catalogue.vocabulary import FeeKind

_DONG = {"vnđ", "vnd", "đồng", "đ", "việt nam đồng", "dong", "vn đồng", "đồng việt nam", "₫"}
CURRENCY = r"Việt\s+Nam\s+[Đđ]ồng|[Đđ]ồng(?:\s+Việt\s+Nam)?|VN\s?[ĐDđd]|vn[đd]|USD|EUR|JPY|GBP|CHF|CNY|[A-Z]{3}\b|đ\b|₫"
_FIGURE = r"(?<!\d)\d{1,20}(?:[.,]\d{1,20}){0,6}"
_AMOUNT = re.compile(rf"(?P<figure>{_FIGURE})\s*(?P<currency>{CURRENCY})")
_IN_PROSE = re.compile(rf"(?P<figure>{_FIGURE})\s*(?P<scale>nghìn|ngàn|triệu)?\s*(?:{CURRENCY})", re.IGNORECASE)
_FREE = re.compile(
    r"\s*(?:miễn\s+(?:phí|lệ\s+phí)|không\s+(?:mất|thu)\s+phí|không\s+thu|không|0)\s*\.?\s*", re.IGNORECASE
)
_DENIAL = re.compile(
    r"[\s(\-+*.]*(?:không|chưa|miễn)(?!\s+(?:quá|dưới|bao\s+gồm|kể))(?:(?!mức\s+(?:thu|phí|lệ\s+phí))[^\d]){0,160}[\s).]*|[\s(]*[a-z0-9]?[\s).]*",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"\(?\s*(?:theo\s+)?(?:khoản[^()]{0,40}|điều[^()]{0,40})?thông\s+tư[^()]{0,120}\)?", re.IGNORECASE
)
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:phí|mức|giá|biểu|thông\s+tư|nghị\s+định|nghị\s+quyết|quyết\s+định|quy\s+định|luật|hội\s+đồng|ủy\s+ban|bộ\s+tài\s+chính|theo|thu|nộp)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"\s*(?P<kind>lệ\s+phí|phí)\s*:\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_BOTH = re.compile(r"phí\s*(?:,|và|/)\s*lệ\s+phí|lệ\s+phí\s*(?:,|và|/)\s*phí", re.IGNORECASE)
_ANY_KIND = re.compile(r"(lệ\s+phí)|(?<!lệ\s)(?<!miễn\s)(?<!chi\s)(?<!kinh\s)\bphí\b", re.IGNORECASE)
_LARGEST = Decimal(10) ** 13
_LONGEST_CELL = 20_000
_SMALLEST_PLAUSIBLE = 1000
"""Đồng. No fee in force is below it: a smaller figure has lost its zeros."""


def read_cell(cell: str, note: str = "") -> tuple[Fee, ...]:
    """The fee of a flattened row: "5,000,000 Việt Nam Đồng" with the note in brackets. () when the cell is silent."""
    inner = strip_brackets(note)
    if is_silent(cell):
        return () if is_silent(inner) else (Fee(kind_of(inner), verbatim=note.strip(), note=inner),)
    verbatim = (cell + note).strip()
    if _FREE.fullmatch(cell):
        amount = Decimal(0) if _agrees_free(inner) else None
        return (Fee(kind_of(inner), verbatim, amount, note=inner),)
    match = _AMOUNT.search(cell)
    if match is None:
        return (Fee(kind_of(inner), verbatim, note=inner),)
    currency = currency_of(match["currency"])
    return (Fee(kind_of(inner), verbatim, _plausible(number(match["figure"]), currency, inner), currency, inner),)


def read_lines(text: str) -> tuple[Fee, ...]:
    """The fees of a split table's cell: lines "Phí : 2.000.000 Đồng (note)"; or any text with figures in it."""
    if len(text) > _LONGEST_CELL:
        return (Fee(FeeKind.UNSTATED, text),)
    fees: list[Fee] = []
    for line in re.split(r"\n(?=[ \t]*(?:lệ\s+phí|phí)\s*:)", text, flags=re.IGNORECASE):
        fees.extend(_read_line(line.strip()))
    return tuple(dict.fromkeys(fees))


def _read_line(line: str) -> tuple[Fee, ...]:
    if is_silent(line):
        return ()
    match = _LINE.fullmatch(line)
    if match is None:
        return _read_prose(line)
    kind = FeeKind.STATE_CHARGE if match["kind"].lower().startswith("l") else FeeKind.FEE
    cell, bracket, note = match["rest"].partition("(")
    inner = strip_brackets(bracket + note)
    amount = _AMOUNT.match(cell.strip())
    if amount is not None and said(cell[amount.end() :]) == "":
        currency = currency_of(amount["currency"])
        return (Fee(kind, line, _plausible(number(amount["figure"]), currency, inner), currency, inner),)
    if re.fullmatch(rf"\s*(?:không|0)\s*(?:{CURRENCY})?\s*", cell, re.IGNORECASE):
        return (Fee(kind, line, Decimal(0), note=inner),)
    bare = re.fullmatch(rf"\s*({_FIGURE})\s*", cell)
    return (Fee(kind, line, _plausible(number(bare[1]), "VND", inner) if bare else None, note=inner),)


def _read_prose(line: str) -> tuple[Fee, ...]:
    """A sentence about money: its one figure, or none when it names several."""
    if _FREE.fullmatch(line) or (_DENIAL.fullmatch(line) and not figures(line)):
        return (Fee(kind_of(line), line, Decimal(0)),)
    whole = re.fullmatch(_FIGURE, line)
    if whole is not None:
        return (Fee(FeeKind.UNSTATED, line, _plausible(number(line), "VND", "")),)
    found = list(_AMOUNT.finditer(line))
    if len(found) != 1:
        return (Fee(kind_of(line), line),)
    currency = currency_of(found[0]["currency"])
    note = (line[: found[0].start()] + line[found[0].end() :]).strip(" :;,.-")
    return (Fee(kind_of(line), line, _plausible(number(found[0]["figure"]), currency, note), currency, note),)


def kind_of(text: str) -> FeeKind:
    """Phí or lệ phí, when the text speaks of one of them only or begins with it."""
    rest = _BOTH.sub(" ", text)
    named = [FeeKind.STATE_CHARGE if match[1] else FeeKind.FEE for match in _ANY_KIND.finditer(rest)]
    opening = re.match(r"[\s(\-+*]*(lệ\s+phí|phí)\b", rest, re.IGNORECASE)
    if named and (opening is not None or len(set(named)) == 1):
        return named[0]
    return FeeKind.UNSTATED


def number(figure: str) -> Decimal:
    """The number of a figure with dots or commas: groups of three digits are thousands, else the last one is decimal."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", figure):
        return Decimal(re.sub(r"[.,]", "", figure))
    whole, mark, decimals = figure.replace(",", ".").rpartition(".")
    return Decimal(f"{whole.replace('.', '')}.{decimals}" if mark else figure)


def currency_of(text: str) -> str:
    """ISO 4217."""
    plain = " ".join(text.lower().split())
    return "VND" if plain in _DONG else plain.upper()


def figures(text: str) -> set[Decimal]:
    """The sums of money that a text names."""
    scales = {"nghìn": 1000, "ngàn": 1000, "triệu": 1_000_000}
    return {
        number(match["figure"]) * scales.get((match["scale"] or "").lower(), 1) for match in _IN_PROSE.finditer(text)
    }


def strip_brackets(note: str) -> str:
    """The note without the brackets that the portal puts around it."""
    text = note.strip()
    while text.startswith("(") and text.endswith(")") and _closes_at_end(text):
        text = text[1:-1].strip()
    return text


def _closes_at_end(text: str) -> bool:
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return index == len(text) - 1
    return False


def _agrees_free(note: str) -> bool:
    """A note that is empty, denies a fee or only names a case; one that names a figure or a decree doesn't agree."""
    if figures(note):
        return False
    return _DENIAL.fullmatch(_CITATION.sub("", note)) is not None or _POINTS_ELSEWHERE.search(note) is None


def _plausible(amount: Decimal, currency: str, note: str) -> Decimal | None:
    if amount > _LARGEST:
        return None
    if currency != "VND" or amount == 0 or amount >= _SMALLEST_PLAUSIBLE:
        return amount
    restored = amount * 1000
    return restored if restored in figures(note) else None
