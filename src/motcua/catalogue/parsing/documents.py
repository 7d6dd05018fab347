"""Required documents, from one flattened string.

    [case]Tên giấy tờMẫu đơn, tờ khaiSố lượng name[form files]1 bản chính,1 bản sao name…0 bản chính[next case]Tên giấy tờ…

A row ends with its quantity. Quantities also occur inside names ("nộp 02 bản chính tờ khai"): one ends a row when the
next row, the next case or the end of the text is glued to it. What the split can't place is never dropped.
"""

import re
from collections.abc import Iterable, Iterator

from motcua.catalogue.facts import DocumentCase, RequiredDocument
from motcua.catalogue.parsing import forms
from motcua.catalogue.parsing.text import is_silent
from motcua.kernel.text import fold

_HEADER = re.compile(r"Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng")
_QUANTITY = re.compile(r"(?<!\d)(?P<originals>\d+) bản chính(?:,\s?(?P<copies>\d+) bản sao)?")
_NOTHING_MORE = re.compile(r"\s*\Z")
_DIGITAL = re.compile(
    r"bản\s+(?:sao\s+)?điện\s+tử|bản\s+scan|bản\s+chụp|tệp\s+tin|chứng\s+thực\s+điện\s+tử|dạng\s+điện\s+tử|bản\s+mềm|file\b",
    re.IGNORECASE,
)
_KIND_OF_COPY = re.compile(
    r"^(?:\W*(?:(?:\d+|[a-zđ])[.)]\s*)?)*(?:0?\d+\s*(?:\([^)]*\)\s*)?)?(?:ban )?(?:sao|chinh|chup|photo|goc)?\s*(?:co chung thuc|cong chung|hoac ban chinh)?\s*(?:cua )?"
)
_MOST_SHEETS = 9999
_LONGEST_KEY = 400
_LARGEST_GLUED = 20
"""More sheets of one paper than this are rather the end of the paper's name: "ngày 26/12/2025" + "1 bản chính"."""


def split(text: str) -> tuple[DocumentCase, ...] | None:
    """The cases of a flattened table; () when the text is silent, None when it is no such table."""
    if is_silent(text):
        return ()
    headers = list(_HEADER.finditer(text))
    if not headers:
        return None
    title = text[: headers[0].start()]
    cases: list[DocumentCase] = []
    for header, following in zip(headers, [*headers[1:], None], strict=True):
        body = text[header.end() : following.start() if following else len(text)]
        documents, rest = _rows(body)
        if following is None and not is_silent(rest):
            documents, rest = (*documents, RequiredDocument(name=rest.strip())), ""
        cases.append(DocumentCase(_title(title), documents))
        title = rest
    return tuple(case for case in cases if case.documents or case.title)


def reuse_key(name: str) -> str:
    """What the same paper is called in another procedure, without the kind of copy, its order and its form."""
    words = fold(forms.split(name[:_LONGEST_KEY])[0]).split("(")[0]
    words = _KIND_OF_COPY.sub("", words)
    words = re.split(r"[;:,.]| theo mau| theo quy dinh| ban hanh| da duoc| con hieu luc", words, maxsplit=1)[0]
    return words.strip(" -+*")[:160]


def digital_allowed(*texts: str) -> bool | None:
    """True when the source speaks of an electronic copy; None when it doesn't."""
    return True if any(_DIGITAL.search(text) for text in texts) else None


def document(row: str, originals: int | None, copies: int | None) -> RequiredDocument:
    name, files = forms.split(row)
    return RequiredDocument(name, files, originals, copies, digital_allowed(name))


def _title(text: str) -> str:
    """A case's title; the portal's "--" stands for the case that always applies."""
    stripped = text.strip()
    return "" if is_silent(stripped) else stripped.removeprefix("--").strip()


def _rows(body: str) -> tuple[tuple[RequiredDocument, ...], str]:
    """The rows of one table, and what stands behind the last of them."""
    documents: list[RequiredDocument] = []
    start = 0
    for at, end, originals, copies in _merged(body, _ends(body)):
        documents.append(document(body[start:at], originals, copies))
        start = end
    return tuple(documents), body[start:]


Mark = tuple[int, int, int, int | None]
"""(where the row's text ends, where its quantity ends, originals, copies)."""


def _ends(body: str) -> Iterator[Mark]:
    for match in _QUANTITY.finditer(body):
        if _is_glued_to_next(body, match.end()):
            at = match.end("originals") - _own_digits(body, match)
            copies = min(int(match["copies"][:5]), _MOST_SHEETS) if match["copies"] else None
            yield at, match.end(), int(body[at : match.end("originals")]), copies


def _merged(body: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """A quantity with no text of its own before it: the one before belonged to the name ("02 bản chính1 bản chính")."""
    waiting: Mark | None = None
    start = 0
    for mark in marks:
        if waiting is not None:
            if body[waiting[1] : mark[0]].strip(" .;:,)"):
                yield waiting
                start = waiting[1]
            waiting = mark
        elif body[start : mark[0]].strip():
            waiting = mark
    if waiting is not None:
        yield waiting


def _is_glued_to_next(body: str, end: int) -> bool:
    following = body[end : end + 2]
    if not following:
        return True
    if following[0] in ".," and following[1:].isupper():
        return True
    if following[0] == "." and body[end : end + 3] != "...":
        return following in {".1", ".0", ".2"} or _NOTHING_MORE.match(body, end + 1) is not None
    if following[0] in ";:" and body[end + 1 : end + 2].isdigit():
        return True
    return following[0] not in ' ,;:)/]”"' or _NOTHING_MORE.match(body, end) is not None


def _own_digits(body: str, match: re.Match[str]) -> int:
    """How many digits before "bản chính" are the quantity; the others end the paper's name ("Mẫu số 04" + "1")."""
    digits = match["originals"]
    before = body[match.start() - 1 : match.start()]
    name_goes_on = before in {" ", "/", "-", ".", ","} or digits.startswith("0") or int(digits) > _LARGEST_GLUED
    return 1 if name_goes_on else len(digits)
