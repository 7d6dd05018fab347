"""What nobody remembers from hearing it: by which decree a form was issued, and half a clause. The page and the printed guide keep them."""

import re

_LAW = r"(?:nghị định|thông tư liên tịch|thông tư|nghị quyết|quyết định|luật|văn bản hợp nhất)"
_REST = r"[^,;()]*(?:,?\s*ngày\s+\d[^,;()]*)?"
_ISSUED = re.compile(
    rf",?\s*\b(?:được\s+)?ban\s+hành\s+(?:kèm\s+theo|tại|theo)\s+(?:phụ\s+lục\s+(?:số\s+)?[IVX\d.]*\s*)?(?:của\s+|kèm\s+theo\s+|tại\s+)?{_LAW}{_REST}"
    rf"|,?\s*\bkèm\s+theo\s+{_LAW}\s+(?:số|này|\d){_REST}",
    re.IGNORECASE,
)


_BY_LAW = re.compile(
    rf",?\s*\btheo\s+quy\s+định\s+(?:tại|của)\s+(?:(?:điểm|khoản|điều|mục|chương|phụ\s+lục)\s[^,;()]*?)?{_LAW}\s+(?:số\s+)?\d{_REST}",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"(?<=[^\s,;:.(–-])\s*(?:[,;:.(]|\s[–-])[^,;:.(]*(?:…|\.\.\.)\s*$")
_DANGLING = re.compile(
    r"(?:\s+(?:số|ngày|của|theo|tại|và|hoặc|với|đối|trong|cho|được|có|là|về|từ|do|để|khi|thì|phải|điều|khoản|điểm|nghị|định|nghị định|quyết định"
    r"|thông tư|luật|quy|quy định|kèm|ban hành|mẫu|phụ lục|các|những|một))+\s*(?:…|\.\.\.)\s*$",
    re.IGNORECASE,
)


def without_sources(text: str) -> str:
    """The text without "ban hành kèm theo Thông tư số …" up to the next sign, and without a last clause that "…" cuts off.

    All of it where nothing else would be left.
    """
    left = _BY_LAW.sub(" ", _ISSUED.sub(" ", _DANGLING.sub("", _CUT_OFF.sub("", text))))
    return left.strip() or text
