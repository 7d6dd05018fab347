"""Legal bases, from one flattened string of titles and numbers: "Luật Căn cước26/2023/QH15Nghị định …70/2024/NĐ-CP".

A number ends a row when it is glued to the title before it or to the row behind it; one that stands free in the text
is only mentioned. A glued pair ("Luật 61/2014/QH1361/2014/QH13") is a title that ends with the number, and the number.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from motcua.catalogue.facts import LegalBasis
from motcua.catalogue.parsing.text import LOWER, UPPER, is_silent

_HEADER = re.compile(r"\s*Tên văn bản pháp lý\s*Mã văn bản")
_FURNITURE = re.compile(r"(?<=\w)Cơ quan thực hiện\s*[A-ZĐỦ].*\Z", re.DOTALL)
_TYPE = r"(?:Bộ [Ll]uật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|Công văn|Văn bản hợp nhất|Công ước|Hiệp định|Lệnh)"
_PREFIX = re.compile(rf"(?:{_TYPE}\s*)?(?:[Ss]ố\s*:?\s*)?$")
_STEM = re.compile(r"(?P<stem>\d{1,12}(?:\.\d{1,6})?[a-zA-Z]?(?:/\d{4})?[/\-])(?=[A-ZĐƯL])")
_YEAR_GLUED = re.compile(r"(?:19|20)\d{2}(?=\d)")
_BARE = re.compile(
    rf"(?<=[{LOWER}.;)])(?P<cell>{_TYPE}\s+(?:số\s*)?\d+(?:/\d{{4}})?)(?=[{UPPER}])|(?<=\b(?:19|20)\d\d)(?P<digits>\d{{1,3}})(?=[{UPPER}])"
)
_ASSEMBLY = re.compile(r"(?:[A-ZĐ]{1,4}-)?(?:UBTV)?QH\d{1,2}")
_AGENCIES = frozenset({
    "CP", "TTg", "TTG", "CTN", "QH", "UBTVQH", "HĐND", "UBND", "BCA", "BQP", "BNG", "BNV", "BTP", "BTC",
    "BCT", "BXD", "BGTVT", "BGDĐT", "BGD", "BYT", "BKHCN", "BTTTT", "BTNMT", "BNNPTNT", "BNN", "BNNMT",
    "BLĐTBXH", "BKHĐT", "BVHTTDL", "BVHTT", "BDTTG", "BDTTĐ", "UBDT", "NHNN", "TTCP", "VPCP", "VPQH", "VPCTN",
    "TANDTC", "VKSNDTC", "KTNN", "BHXH", "HĐTP", "TLĐ", "TLĐLĐ", "BTL", "TCHQ", "TCT", "UBCK", "UBCKNN",
    "UBTƯMTTQVN", "ĐCT", "MTTW", "BCĐ", "TW", "BTS", "BNGTM", "BTM", "BCN", "BXDGT", "BTCCBCP", "BTSDN",
    "BQLKKT", "VPBCĐ", "BCHTW", "BHXHVN", "BCHQS", "BTLTĐ",
})  # fmt: skip
_KINDS = frozenset({
    "NĐ", "ND", "TT", "TTLT", "QĐ", "QD", "NQ", "NQLT", "CT", "CV", "VBHN", "PL", "L", "KH", "HD", "TB", "BC",
    "TTr", "QC", "SL", "HP", "CTr",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    cell_start: int
    """Where "Thông tư số" begins that belongs to the number's cell."""


def split(text: str) -> tuple[LegalBasis, ...] | None:
    """The rows of a flattened table; () when the text is silent, None when it is no such table."""
    if is_silent(text) or text.startswith("Không có thông tin"):
        return ()
    header = _HEADER.match(text)
    if header is None:
        return None
    return tuple(_rows(_FURNITURE.sub("", text[header.end() :])))


def _rows(body: str) -> Iterator[LegalBasis]:
    start = 0
    numbers = list(_numbers(body))
    for position, found in enumerate(numbers):
        if found.start < start or not _ends_row(body, start, found, numbers[position + 1 : position + 3]):
            continue
        yield from _row(body[start : max(start, found.cell_start)], body[found.cell_start : found.end])
        start = found.end
    rest = body[start:].strip()
    if not is_silent(rest):
        yield from _row(rest, "")


def _row(title: str, cell: str) -> Iterator[LegalBasis]:
    """One row; inside its title, rows whose number is no full number ("Luật số 58") are still told apart."""
    start = 0
    for match in _BARE.finditer(title):
        yield LegalBasis(number=number_of(match["cell"] or match["digits"]), title=_clean(title[start : match.start()]))
        start = match.end()
    yield LegalBasis(number=number_of(cell), title=_clean(title[start:]) or _clean(cell))


def number_of(cell: str) -> str:
    """The number itself, of "Thông tư số 55/2025/TT-BXD" or of a cell that holds nothing else."""
    found = next(_numbers(cell), None)
    if found is not None:
        return cell[found.start : found.end]
    return re.sub(rf"^{_TYPE}\s*(?:số\s*)?", "", cell.strip())[:200]


def first_number(text: str) -> str:
    """The first number that a text names, "" when it names none."""
    found = next(_numbers(text), None)
    return text[found.start : found.end] if found else ""


def split_lines(text: str) -> tuple[LegalBasis, ...] | None:
    """Legal bases written a line (or a semicolon) each; None unless every line names one number."""
    lines = [line.strip(" -+*•") for line in re.split(r"[\n;]", text) if line.strip(" -+*•.")]
    if not lines or any(len(list(_numbers(line))) != 1 for line in lines):
        return None
    return tuple(LegalBasis(first_number(line), _clean(line)) for line in lines)


def _clean(title: str) -> str:
    return " ".join(title.split()).strip(" -;,")


def _ends_row(body: str, row_start: int, found: _Number, following: Sequence[_Number]) -> bool:
    after = body[found.end : found.end + 1]
    if following and following[0].cell_start == found.end:
        return _parts_from_next(body, row_start, found, following)
    glued_right = not after or after.isupper() or after.isdigit() or after in "“\"'‘-–"
    if found.cell_start <= row_start:
        return glued_right and not after.isdigit()
    return glued_right or _is_glued_left(body, found)


def _parts_from_next(body: str, row_start: int, found: _Number, following: Sequence[_Number]) -> bool:
    """Of two numbers glued together: does the first end its row, or the title whose number is the second?"""
    number, after = (body[one.start : one.end] for one in (found, following[0]))
    if number == after:
        return False
    title_is_a_number = (
        len(following) > 1
        and following[1].cell_start == following[0].end
        and body[following[1].start : following[1].end] == after
    )
    return title_is_a_number or (found.cell_start > row_start and _is_glued_left(body, found))


def _is_glued_left(body: str, found: _Number) -> bool:
    before = body[found.cell_start - 1]
    return not (before.isspace() or before in "(/-–,“\"'[")


def _numbers(body: str) -> Iterator[_Number]:
    """Every number of a legal document, with its suffix cut where the next title begins."""
    position = 0
    while (match := _STEM.search(body, position)) is not None:
        end = _suffix_end(body, match.end())
        position = match.end()
        if end is not None:
            year = _YEAR_GLUED.match(body, match.start())
            start = year.end() if year else match.start()
            prefix = _PREFIX.search(body, max(0, start - 30), start)
            yield _Number(start, end, prefix.start() if prefix else start)
            position = end


def _suffix_end(body: str, start: int) -> int | None:
    """The end of "NĐ-CP", "QH15", "TTLT-BTP-TANDTC-VKSNDTC": parts in capitals, the last one cut by what follows."""
    assembly = _ASSEMBLY.match(body, start)
    if assembly is not None:
        digits_end = re.compile(r"\D+\d{1,2}").match(body, start)
        assert digits_end is not None
        return digits_end.end()
    end = start
    while True:
        run_end = _run_end(body, end)
        if run_end == end:
            return None if end == start else end - 1
        part_end = _part_end(body, end, run_end)
        if part_end != run_end or body[run_end : run_end + 1] not in {"-", "/"}:
            return part_end if body[start:part_end] else None
        end = run_end + 1


def _run_end(body: str, start: int) -> int:
    end = start
    while end < len(body) and body[end].isupper():
        end += 1
    if body[end : end + 1] == "g" and body[start:end] == "TT":
        return end + 1
    if body[end : end + 1] == "r" and body[start:end] == "TT":
        return end + 1
    return end


def _part_end(body: str, start: int, run_end: int) -> int:
    """A known abbreviation if the capitals begin with one, else all of them but a capital that opens a word."""
    run = body[start:run_end]
    if run in _AGENCIES or run in _KINDS:
        return run_end
    followed_by_word = body[run_end : run_end + 1].islower()
    for length in range(len(run), 1, -1):
        if run[:length] in _AGENCIES:
            return start + length
    return run_end - 1 if followed_by_word and len(run) > 1 else run_end
