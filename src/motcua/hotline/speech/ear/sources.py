"""What nobody remembers from hearing it: by which decree a form was issued. The page and the printed guide keep it."""

import re

_LAW = r"(?:nghị định|thông tư liên tịch|thông tư|nghị quyết|quyết định|luật|văn bản hợp nhất)"
_REST = r"[^,;()]*(?:,?\s*ngày\s+\d[^,;()]*)?"
_ISSUED = re.compile(
    rf",?\s*\b(?:được\s+)?ban\s+hành\s+(?:kèm\s+theo|tại|theo)\s+(?:phụ\s+lục\s+(?:số\s+)?[IVX\d.]*\s*)?(?:của\s+|kèm\s+theo\s+|tại\s+)?{_LAW}{_REST}"
    rf"|,?\s*\bkèm\s+theo\s+{_LAW}\s+(?:số|này|\d){_REST}",
    re.IGNORECASE,
)


def without_sources(text: str) -> str:
    """The text without "ban hành kèm theo Thông tư số …" up to the next sign; all of it where nothing else would be left."""
    left = _ISSUED.sub(" ", text)
    return left.strip() or text
