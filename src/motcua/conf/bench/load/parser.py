"""Reads HTTP/1.1 answers from a connection on which one request at a time is asked. By hand: it must cost next to nothing."""

import re

from motcua.conf.bench.load.messages import Response

LONGEST_HEAD = 64 * 1024
LONGEST_BODY = 64 * 1024 * 1024
_STATUS_LINE = re.compile(rb"HTTP/1\.([01]) (\d{3})(?: [^\r\n]*)?(?:\r\n|$)")
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?")
_BODILESS = frozenset({204, 304})
_FIRST_FINAL = 200


class GarbledError(ValueError):
    """What came is no answer to what was asked."""


class ResponseParser:
    """One connection's answers. `expect` before each request, then `feed` what comes, and `finish` at the end of it all."""

    def __init__(self) -> None:
        self.closes = False
        """Whether the last answer was the connection's last."""
        self.expect("GET")

    def expect(self, method: str) -> None:
        """Forget the last answer and wait for that to a request of this method."""
        self._bodiless = method == "HEAD"
        self._buffer = bytearray()
        self._looked = 0
        self._status = 0
        self._head = b""
        self._length: int | None = None
        self._chunks: list[bytes] | None = None
        self._chunked = 0
        self._trailing = False

    @property
    def begun(self) -> bool:
        """Whether a part of an answer has come."""
        return bool(self._status or self._buffer)

    def feed(self, data: bytes) -> Response | None:
        """The answer, once it is whole. GarbledError when it can't become one, or when more comes than the answer."""
        self._buffer += data
        while not self._status:
            if not self._read_head():
                return None
        if self._chunks is not None:
            return self._read_chunks(self._chunks)
        if self._length is None:
            self._bounded(len(self._buffer))
            return None
        if len(self._buffer) < self._length:
            return None
        return self._whole(bytes(self._buffer), self._length)

    def finish(self) -> Response | None:
        """The answer whose end is that of the connection; None when it was cut off."""
        if not self._status or self._chunks is not None or self._length is not None:
            return None
        return Response(self._status, self._head, bytes(self._buffer))

    def _read_head(self) -> bool:
        """Take the head off the buffer, when it is there; that of an interim answer (100, 103) is dropped."""
        end = self._buffer.find(b"\r\n\r\n", max(0, self._looked - 3))
        if max(end, 0) > LONGEST_HEAD or (end < 0 and len(self._buffer) > LONGEST_HEAD):
            raise GarbledError("the head doesn't end")
        if end < 0:
            self._looked = len(self._buffer)
            return False
        head = bytes(self._buffer[:end])
        del self._buffer[: end + 4]
        self._looked = 0
        line = _STATUS_LINE.match(head)
        if line is None:
            raise GarbledError("no status line")
        if int(line[2]) >= _FIRST_FINAL:
            self._begin_body(head, int(line[2]), old=line[1] == b"0")
        return True

    def _begin_body(self, head: bytes, status: int, *, old: bool) -> None:
        self._status, self._head = status, head
        lower = head.lower()
        connection = _value(lower, b"connection") or b""
        self.closes = b"close" in connection or (old and b"keep-alive" not in connection)
        coding, length = _value(lower, b"transfer-encoding"), _value(lower, b"content-length")
        if self._bodiless or status in _BODILESS:
            self._length = 0
        elif coding is not None:
            if coding != b"chunked":
                raise GarbledError("an unknown transfer coding")
            self._chunks = []
        elif length is not None:
            if not length.isdigit():
                raise GarbledError("no length")
            self._length = self._bounded(int(length))
        else:
            self.closes = True

    def _read_chunks(self, chunks: list[bytes]) -> Response | None:
        """Take whole chunks off the buffer; the answer after the last one and its trailer."""
        buffer, start = self._buffer, 0
        while (end := buffer.find(b"\r\n", start)) >= 0:
            if self._trailing:
                if end == start:
                    del buffer[: end + 2]
                    return self._whole(b"".join(chunks), None)
                start = end + 2
                continue
            found = _SIZE.fullmatch(buffer, start, end)
            if found is None:
                raise GarbledError("no size of a chunk")
            size = self._bounded(int(found[1], 16))
            after = end + 2 + size
            if not size:
                self._trailing, start = True, end + 2
            elif len(buffer) < after + 2:
                break
            elif buffer[after : after + 2] != b"\r\n":
                raise GarbledError("a chunk doesn't end where it said")
            else:
                chunks.append(bytes(buffer[end + 2 : after]))
                self._chunked += size
                start = after + 2
        del buffer[:start]
        self._bounded(self._chunked + len(buffer))
        return None

    def _whole(self, body: bytes, length: int | None) -> Response:
        surplus = len(self._buffer) if length is None else len(body) - length
        if surplus:
            raise GarbledError("more came than the answer")
        return Response(self._status, self._head, body)

    @staticmethod
    def _bounded(size: int) -> int:
        if size > LONGEST_BODY:
            raise GarbledError("the body is too long")
        return size


def _value(lower: bytes, name: bytes) -> bytes | None:
    """The first value of a header in a head of small letters."""
    start = lower.find(b"\r\n" + name + b":")
    if start < 0:
        return None
    start += len(name) + 3
    end = lower.find(b"\r\n", start)
    return lower[start : len(lower) if end < 0 else end].strip()
