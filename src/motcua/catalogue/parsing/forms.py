"""The name of a paper and the file names of its form, glued together: "Đơn đề nghị theo mẫu;Mẫu số 88.docx".

Nothing but the glue marks the boundary: a capital, a digit or a word of forms right behind a small letter or a mark of
punctuation, with no space between. Where no such place is found the text stays whole.
"""

import itertools
import re

from motcua.catalogue.parsing.text import LOWER, UPPER
from motcua.kernel.text import fold

_KINDS = "docx?|dotx?|xlsx?|xlsm|pdf|rtf|odt|ods|pptx?|zip|rar|7z|jpe?g|png|tiff?|txt|html?"
_EXTENSION = re.compile(rf"(?:\.(?:{_KINDS}))+(?-i:(?![{LOWER}]))", re.IGNORECASE)
_FORM_WORDS = re.compile(
    r"mau|phu ?luc|phu?l|pl|bieu|don|to ?khai|tk|phieu|giay|ban|bao ?cao|bc|danh|ds|bien|cong van|cv|ho so|hop dong|ke hoach|thong bao|van ban|"
    r"so|quyet dinh|de nghi|noi ?dung|ly lich|na\d|dc\d|ct|form|appendix|m\d|[ivx]+\b|\d"
)
"""What the name of a form's file begins with, folded."""
_GLUE = re.compile(
    rf"(?<=[{LOWER}])(?=[{UPPER}])|(?<=[{LOWER}])(?=\d{{1,2}}[-_. ]|\d\.\d{{6}})|(?<=[;:,)\]”\"…])(?=[\w(])"
    rf"|(?<=(?<!\d)\.)(?=[\w(])|(?<=[A-ZĐ]{{2}})(?=[{UPPER}][{LOWER}])|(?<=\d)(?=[{UPPER}][{LOWER}])"
    rf"|(?<=\d\.)(?=[{UPPER}])|(?<=[{LOWER}{UPPER}])(?=(?:văn bản đề nghị|đơn đề nghị|báo cáo|bản khai|tờ trình|tờ khai|mẫu|mau|phụ lục)\b)"
)
"""Where two cells may have been put together without a space."""
_SENTENCE = re.compile(rf"[{LOWER}]{{3,}}\.\s+[{UPPER}]")
_LONGEST_FILE_NAME = 150
_SHORTEST_NAME = 8


def split(row: str) -> tuple[str, tuple[str, ...]]:
    """(name of the paper, file names of its form): the two joined again are the row, but for space at the seam."""
    ends = [match.end() for match in _EXTENSION.finditer(row)]
    if not ends or row[ends[-1] :].strip():
        return row.strip(), ()
    tail = _last_files(row, ends)
    first_end = next(end for end in ends if end > tail)
    start = _start(row, tail, first_end)
    if start is None:
        return row.strip(), ()
    seams = [start, *[end for end in ends if first_end <= end < len(row.rstrip())], len(row)]
    files = [row[left:right].strip() for left, right in itertools.pairwise(seams)]
    return row[:start].strip(), tuple(file for file in files if file)


def file_names(cell: str) -> tuple[str, ...]:
    """The file names in a cell of their own."""
    names: list[str] = []
    start = 0
    for match in _EXTENSION.finditer(cell):
        names.append(cell[start : match.end()].strip(" \n;,"))
        start = match.end()
    return tuple(name for name in names if name)


def _last_files(row: str, ends: list[int]) -> int:
    """Where the last unbroken run of file names begins to end: before it stands the paper's own name.

    An extension in the middle of the name ("tệp .pdf, ...") is followed by a space or a mark, one file by the next
    has none.
    """
    for end in reversed(ends[:-1]):
        following = row[end : end + 1]
        if not (following.isalnum() or following in "(["):
            return end
    return 0


def _start(row: str, begin: int, end: int) -> int | None:
    """Where the first file name starts: the earliest glue before a word of forms, else the earliest glue nearby."""
    earliest = max(begin, end - _LONGEST_FILE_NAME)
    seams = [match.start() for match in _GLUE.finditer(row, earliest, end) if match.start() - begin >= _SHORTEST_NAME]
    seams = [seam for seam in seams if ";" not in row[seam:end] and _EXTENSION.match(row, seam - 1) is None]
    for seam in seams:
        if _FORM_WORDS.match(fold(row[seam : seam + 20])):
            return seam
    plain = [seam for seam in seams if _SENTENCE.search(row, seam, end) is None]
    return plain[0] if plain else _after_space(row, begin, end)


def _after_space(row: str, begin: int, end: int) -> int | None:
    """A file name set off by a space, when it is one word: "… theo mẫu TK01.docx"."""
    start = row.rfind(" ", begin, end) + 1
    stem = row[start:end]
    return start if start > begin and re.search(r"\d|_|-", stem) else None
