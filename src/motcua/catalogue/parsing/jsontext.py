"""One JSON text, and lists wrapped in objects."""

import json
import re
from collections.abc import Iterator
from typing import Any

from motcua.catalogue.parsing.errors import Reason, RejectedRecordError

Parsed = tuple[str, Any, RejectedRecordError | None]
"""(text, value, why it could not be read)."""

WRAPPERS = ("data", "result", "results", "items", "records", "rows", "value", "response", "danhsach", "body", "d")
"""Names under which services hand out a list."""
LARGEST_RECORD = 16 * 1024 * 1024
"""Characters. A record of the portal has up to 150,000."""
_SHOWN_OF_LARGE = 200
_OWN_NAME = re.compile(
    r"^(?:code|format|m[aã]_?t(?:hu_?tuc|hủ_?tục|thc)|t[eê]n_?t(?:hu_?tuc|hủ_?tục|thc)|thu_?tuc_?id)$", re.IGNORECASE
)
_BAD_BYTES = re.compile("[\udc80-\udcff]")


def parse(raw: str) -> Parsed:
    """Read one text. Bytes that were no UTF-8 have come as lone surrogates."""
    if _BAD_BYTES.search(raw):
        legible = raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return legible, None, RejectedRecordError(Reason.NOT_UTF8, "Bản ghi có chữ không phải UTF-8.")
    try:
        return raw, json.loads(raw), None
    except (ValueError, RecursionError):
        return raw, None, RejectedRecordError(Reason.BROKEN_JSON, "Bản ghi không phải JSON hợp lệ.")


def too_large(raw: str) -> Parsed:
    sentence = "Bản ghi lớn bất thường (trên 16 triệu ký tự)."
    return raw[:_SHOWN_OF_LARGE], None, RejectedRecordError(Reason.TOO_LARGE, sentence)


def unwrapped(parsed: Parsed) -> Iterator[Parsed]:
    """The objects of a wrapped list, or the one that was given."""
    raw, value, trouble = parsed
    inner = wrapped_list(value)
    if inner is None:
        yield raw, value, trouble
        return
    for item in inner:
        yield json.dumps(item, ensure_ascii=False), item, None


def looks_like_record(value: dict[str, Any]) -> bool:
    """True of an object that names a procedure itself, so that a list in it is a part of it."""
    return any(_OWN_NAME.search(str(key)) for key in value)


def wrapped_list(value: Any) -> list[Any] | None:
    """The list inside {"data": […]}, {"result": {"data": […]}} and the like; None of an object that is a record."""
    if not isinstance(value, dict) or looks_like_record(value):
        return None
    for name in WRAPPERS:
        inner = next((item for key, item in value.items() if key.lower() == name), None)
        if isinstance(inner, list):
            return inner
        deeper = wrapped_list(inner)
        if deeper is not None:
            return deeper
    return None
