"""Results: "Giấy phép …Mã: KQ.G01.000054Văn bản …Mã: …Từ khóa…Mô tả…", then the furniture of the page."""

import re
from dataclasses import dataclass

from motcua.catalogue.facts import Result
from motcua.catalogue.parsing.text import LOWER, is_silent, said

_FURNITURE = re.compile(
    rf"Chọn cơ quan thực hiện(?:Tỉnh/|Bộ ngành|Đơn vị|--|\s*$).*|--\s*Chọn [^-]{{1,40}}--.*|(?<=[{LOWER}.\d])Nộp hồ sơ\s*$",
    re.DOTALL,
)
_CODE = re.compile(r"Mã\s{0,9}:\s*(?P<code>[A-Z0-9][A-Za-z0-9.\-]{0,60}?\d(?!\d|[.\-]\w{0,20}\d))")
_KEYWORD_MARK = re.compile(r"[;\n»]|,\s")


@dataclass(frozen=True, slots=True)
class ResultCell:
    results: tuple[Result, ...]
    keywords: tuple[str, ...] = ()
    description: str = ""


def split(text: str) -> ResultCell:
    """Results with their codes, keywords and description. A text without codes is one result."""
    text = _FURNITURE.sub("", text, count=1)
    body, marked, tail = text.partition("Từ khóa")
    words, described, description = tail.partition("Mô tả")
    if not (marked and described):
        return ResultCell(_results(text))
    return ResultCell(_results(body), keywords(words), said(description))


def keywords(text: str) -> tuple[str, ...]:
    if is_silent(text):
        return ()
    return tuple(dict.fromkeys(word for part in _KEYWORD_MARK.split(text) if (word := said(part))))


def _results(body: str) -> tuple[Result, ...]:
    results: list[Result] = []
    start = 0
    for match in _CODE.finditer(body):
        results.append(Result(name=_name(body[start : match.start()]), code=match["code"]))
        start = match.end()
    rest = _name(body[start:])
    if not is_silent(rest):
        results.append(Result(name=rest))
    return tuple(results)


def _name(text: str) -> str:
    return " ".join(text.split()).strip(" -+*;")
