"""Records out of a file, one at a time, whatever is wrong with some of them.

.json (a list, one object, or a list wrapped in objects as {"result": {"data": […]}}), .jsonl, and either as .gz: told
apart by their content, not by their names. Memory holds one record and a buffer of a megabyte.
"""

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motcua.catalogue.parsing.arrays import array_records, wraps_a_list
from motcua.catalogue.parsing.errors import Reason, RejectedRecordError
from motcua.catalogue.parsing.jsontext import LARGEST_RECORD, Parsed, parse, too_large, unwrapped

_HEAD = 64 * 1024
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error, OSError)


class UnreadableFileError(Exception):
    """The file can't be read at all. `sentence` says why, in Vietnamese."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Numbered:
    """The `number`th record (from 1): its text and its value, or why it could not be read."""

    number: int
    raw: str
    value: Any
    trouble: RejectedRecordError | None
    position: int
    """Bytes of the file that have been read so far."""


def digest(path: Path) -> str:
    """SHA-256 of the file. Raises UnreadableFileError."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFileError(_refusal(error)) from error


def records(path: Path) -> Iterator[Numbered]:
    """Every record of the file, in order. Raises UnreadableFileError before the first one, never after it."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise UnreadableFileError(_refusal(error)) from error
    with file:
        number = 0
        try:
            with _text(file) as text:
                for raw, value, trouble in _parsed(text):
                    number += 1
                    yield Numbered(number, raw, value, trouble, file.tell())
        except _DAMAGE as error:
            if number == 0:
                raise UnreadableFileError("Tệp hỏng ngay từ đầu, không đọc được bản ghi nào.") from error
            cut = RejectedRecordError(Reason.CUT_OFF, "Tệp bị cắt cụt hoặc hỏng: từ đây trở đi không đọc được nữa.")
            yield Numbered(number + 1, "", None, cut, path.stat().st_size)


def _refusal(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "Không có tệp này."
    if isinstance(error, IsADirectoryError):
        return "Đây là một thư mục, không phải tệp."
    if isinstance(error, PermissionError):
        return "Không có quyền đọc tệp này."
    return "Hệ thống không đọc được tệp này."


def _text(file: io.BufferedReader) -> io.TextIOWrapper:
    """The file's text, unpacked and decoded; bytes that are no UTF-8 come as lone surrogates."""
    packed = file.peek(2)[:2] == b"\x1f\x8b"
    data: gzip.GzipFile | io.BufferedReader = gzip.GzipFile(fileobj=file) if packed else file
    head = data.peek(_HEAD)
    wide = head[:2] in _UTF16
    if b"\x00" in head and not wide:
        raise UnreadableFileError("Đây không phải tệp văn bản JSON.")
    return io.TextIOWrapper(data, encoding="utf-16" if wide else "utf-8-sig", errors="surrogateescape", newline=None)


def _parsed(text: io.TextIOWrapper) -> Iterator[Parsed]:
    head = text.read(_HEAD).lstrip()
    while not head and (more := text.read(_HEAD)):
        head = more.lstrip()
    if not head:
        return
    if head[0] not in "[{" and "\n{" not in head:
        raise UnreadableFileError("Tệp không bắt đầu như một tệp JSON hay JSONL.")
    yield from array_records(text, head) if _is_whole_document(head) else _lines(text, head)


def _is_whole_document(head: str) -> bool:
    """True of a list or a wrapper; objects that stand each on a line make it JSONL."""
    line, _, rest = head.partition("\n")
    next_line_is_object = rest.lstrip().startswith("{")
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        if next_line_is_object and line.rstrip()[-1] not in "[{,:":
            return False
        return head[0] == "[" or wraps_a_list(head) or (head[0] == "{" and bool(rest))
    return head[0] == "[" and not next_line_is_object


def _lines(text: io.TextIOWrapper, head: str) -> Iterator[Parsed]:
    """The objects of JSONL, a line each; an object that wraps a list gives the list's objects."""
    rest = head
    while True:
        line, end, rest = rest.partition("\n")
        if not end:
            line += text.readline(LARGEST_RECORD)
            if not line:
                return
        if len(line) > LARGEST_RECORD:
            _skip_line(text, line)
            yield too_large(line)
        elif line.strip():
            yield from unwrapped(parse(line.strip()))


def _skip_line(text: io.TextIOWrapper, line: str) -> None:
    while line and not line.endswith("\n"):
        line = text.readline(LARGEST_RECORD)
