"""The objects of one long JSON list, without holding the list: [ {…}, {…} ], or wrapped: {"result": {"data": [ {…} ]}}."""

import json
import re
from collections.abc import Iterator
from io import TextIOWrapper

from motcua.catalogue.parsing.errors import Reason, RejectedRecordError
from motcua.catalogue.parsing.jsontext import LARGEST_RECORD, WRAPPERS, Parsed, parse, too_large, unwrapped

_CHUNK = 1024 * 1024
_NEARLY_AT_END = 16
_WRAPPER = re.compile(
    r'\{(?:\s*"[^"\n]{0,60}"\s*:\s*(?:"[^"]{0,500}"|-?[\d.]+|true|false|null|\{\s*\}|\[\s*\])\s*,)*\s*'
    rf'"(?:{"|".join(WRAPPERS)})"\s*:\s*(?=[\[{{])',
    re.IGNORECASE,
)
_RECORD = re.compile(r'"(?:code|format|m[aã]_?t[^"]{2,12}|thu_?tuc_?id)"\s*:', re.IGNORECASE)
"""Before its list stands the name of a procedure: a record with a list in it, not a wrapper."""
_NEXT_OBJECT = re.compile(r"\}\s*,\s*(?=\{)")
_SPACE = re.compile(r"[\s,]*")


def wraps_a_list(head: str) -> bool:
    """True of a document that opens with a wrapper."""
    match = _WRAPPER.match(head)
    return match is not None and _RECORD.search(match[0]) is None


def array_records(text: TextIOWrapper, head: str) -> Iterator[Parsed]:
    """Every object of the list; a document that is no list is one record."""
    window = _Window(text, head)
    if not window.enter_list():
        yield from unwrapped(window.whole())
        return
    while (record := window.next_record()) is not None:
        yield record


class _Window:
    """A view of the text that grows while a record is incomplete and forgets what has been read."""

    def __init__(self, text: TextIOWrapper, head: str) -> None:
        self._text = text
        self._seen = head
        self._at = 0
        self._ended = False
        self._decoder = json.JSONDecoder()

    def enter_list(self) -> bool:
        """Go behind the opening bracket of the list, through the objects that wrap it; False when there is none."""
        at = 0
        while (match := _WRAPPER.match(self._seen, at)) and not _RECORD.search(match[0]):
            at = match.end()
        if self._seen[at : at + 1] != "[":
            return False
        self._at = at + 1
        return True

    def whole(self) -> Parsed:
        """The rest of the text as one record."""
        while self._more():
            if len(self._seen) > LARGEST_RECORD:
                return too_large(self._seen)
        return parse(self._seen.strip())

    def next_record(self) -> Parsed | None:
        """The next element of the list, None behind its last one."""
        self._skip_space()
        while self._at >= len(self._seen) and self._more():
            self._skip_space()
        if self._seen[self._at : self._at + 1] in {"", "]"}:
            return None
        while True:
            try:
                value, end = self._decoder.raw_decode(self._seen, self._at)
            except (ValueError, RecursionError) as error:
                if self._may_be_incomplete(error) and self._more():
                    continue
                return self._give_up()
            if end == len(self._seen) and not isinstance(value, dict | list) and self._more():
                continue  # a number may go on
            raw = self._seen[self._at : end]
            self._at = end
            return parse(raw)

    def _may_be_incomplete(self, error: Exception) -> bool:
        if len(self._seen) - self._at > LARGEST_RECORD or not isinstance(error, json.JSONDecodeError):
            return False
        # A string that isn't closed is reported where it begins, anything else where it breaks.
        return error.msg.startswith("Unterminated") or error.pos >= len(self._seen) - _NEARLY_AT_END

    def _give_up(self) -> Parsed:
        """A record that can't be read: go on at the next one that looks like the start of an object."""
        dropped = 0
        match = _NEXT_OBJECT.search(self._seen, self._at)
        while match is None and self._more():
            if len(self._seen) > LARGEST_RECORD:
                dropped += len(self._seen) - _CHUNK
                self._at = len(self._seen) - _CHUNK
            match = _NEXT_OBJECT.search(self._seen, self._at)
        raw = self._seen[self._at : match.start() + 1 if match else None]
        self._at = match.end() if match else len(self._seen)
        if dropped or len(raw) > LARGEST_RECORD:
            return too_large(raw)
        if match is None:
            sentence = "Danh sách bị cắt cụt: bản ghi cuối không trọn vẹn."
            return raw, None, RejectedRecordError(Reason.CUT_OFF, sentence)
        return raw, None, RejectedRecordError(Reason.BROKEN_JSON, "Bản ghi không phải JSON hợp lệ.")

    def _skip_space(self) -> None:
        match = _SPACE.match(self._seen, self._at)
        self._at = match.end() if match else self._at

    def _more(self) -> bool:
        """Read on; False at the end of the text."""
        if self._ended:
            return False
        chunk = self._text.read(_CHUNK)
        self._ended = not chunk
        self._seen = self._seen[self._at :] + chunk
        self._at = 0
        return bool(chunk)
