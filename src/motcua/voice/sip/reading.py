"""Bytes become messages (RFC 3261 §7, §18.3): datagrams whole, streams by Content-Length."""

import re

from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.grammar import SPACE, is_token, whole_number
from motcua.voice.sip.limits import LIMITS, Limits
from motcua.voice.sip.message import Fields, Message, Request, Response, canonical
from motcua.voice.sip.values import Address

_STATUS = re.compile(r"SIP/2\.0 ([1-6][0-9]{2}) (.*)", re.IGNORECASE)
_VERSION = re.compile(r"SIP/[0-9]+\.[0-9]+", re.IGNORECASE)
_FOLD = re.compile(r"\r\n[ \t]+")
# A line's end never stands inside a line; other control characters only behind a backslash (§25.1, quoted-pair).
_CONTROL = re.compile(r"[\r\n]|(?<!\\)[\0-\x08\x0b-\x1f\x7f]")
_WORDS_OF_REQUEST_LINE = 3
HIGHEST_MAX_FORWARDS = 255
END_OF_HEAD = b"\r\n\r\n"


def read_datagram(data: bytes, limits: Limits = LIMITS) -> Message:
    """A whole message; what stands behind its body is ignored (RFC 3261 §18.3). Raises MalformedError."""
    head, blank, rest = data.lstrip(b"\r\n").partition(END_OF_HEAD)
    message = read_head(head if blank else head.rstrip(b"\r\n"), limits)
    if not blank:
        raise MalformedError("The headers have no end", message=message)
    length = content_length(message)
    if length is not None and length > len(rest):
        raise MalformedError("Content-Length tells of more than there is", message=message)
    message.body = rest if length is None else rest[:length]
    if len(message.body) > limits.body:
        raise MalformedError("The body is too long", status=513, message=message)
    return message


def read_head(head: bytes, limits: Limits = LIMITS) -> Message:
    """Start line and headers, without the blank line."""
    if len(head) > limits.head:
        raise MalformedError("The headers are too long", status=513)
    start, newline, rest = head.decode("utf-8", "surrogateescape").partition("\r\n")
    fields, flaw = _read_fields(rest if newline else "", limits)
    message = _read_start_line(start, fields)
    if flaw is not None:
        raise MalformedError(flaw, message=message)
    return message


def _read_fields(text: str, limits: Limits) -> tuple[Fields, str | None]:
    """The headers that can be read, and the first flaw: a flawed request is still answered by its Via."""
    fields: Fields = []
    flaw = None
    lines = _FOLD.sub(" ", text).split("\r\n") if text else []
    if len(lines) > limits.fields:
        flaw = "There are too many headers"
    for line in lines[: limits.fields]:
        name, colon, value = line.partition(":")
        name = name.rstrip(SPACE)
        if not colon or not is_token(name) or _CONTROL.search(line) or len(line) > limits.line:
            flaw = flaw or "A header can't be read"
        else:
            fields.append((canonical(name), value.strip(SPACE)))
    return fields, flaw


def _read_start_line(line: str, fields: Fields) -> Message:
    if line[:4].upper() == "SIP/":
        match = None if _CONTROL.search(line) else _STATUS.fullmatch(line)
        if match is None:
            raise MalformedError("The status line can't be read")
        return Response(fields, status=int(match[1]), reason=match[2])
    words = line.split(" ")
    # A request line that can't be read names no method; its Via and CSeq still tell whom to answer.
    request = Request(fields, method=words[0] if is_token(words[0]) else "", target=words[1] if words[1:] else "")
    if (
        len(words) != _WORDS_OF_REQUEST_LINE
        or not request.method
        or _VERSION.fullmatch(words[2]) is None
        or _CONTROL.search(line)
    ):
        raise MalformedError("The request line can't be read", message=request)
    if words[2].upper() != "SIP/2.0":
        raise MalformedError("Only SIP/2.0 is spoken here", status=505, message=request)
    return request


def content_length(message: Message) -> int | None:
    """How long the body is said to be; None if nothing is said."""
    lengths = message.all("Content-Length")
    if not lengths:
        return None
    if len(lengths) > 1:
        raise MalformedError("Content-Length stands twice", message=message)
    try:
        return whole_number(lengths[0], 2**31, "Content-Length")
    except MalformedError as error:
        raise MalformedError(error.why, status=error.status, message=message) from error


def check(message: Message) -> None:
    """See that all that routing and dialogs need is there, once, and can be read (RFC 3261 §8.1.1, §8.2).

    Raises MalformedError with the message in it, so that a request can be refused where its Via is whole.
    """
    try:
        _ = (message.via, message.sender, message.receiver, message.call_id, message.cseq)
        if message.via.version != "2.0":
            raise MalformedError("A Via is of another version")  # noqa: TRY301 - gets its message below
        if isinstance(message, Request):
            _check_request(message)
    except MalformedError as error:
        raise MalformedError(error.why, status=error.status, message=message) from error


def _check_request(request: Request) -> None:
    if not request.call_id:
        raise MalformedError("Call-ID is empty")
    if request.cseq.method != request.method:
        raise MalformedError("CSeq names another method than the request line")
    if request.uri.headers:
        raise MalformedError("The request's address holds headers")
    if forwards := request.all("Max-Forwards"):
        if len(forwards) > 1:
            raise MalformedError("Max-Forwards stands twice")
        whole_number(forwards[0], HIGHEST_MAX_FORWARDS, "Max-Forwards")
    for contact in request.listed("Contact"):
        if contact != "*":
            Address.read(contact)


class Framer:
    """Cuts a stream into messages (RFC 3261 §18.3).

    `feed` returns what is complete; an empty line between messages is a sign of life (RFC 5626 §4.4.1) and is
    counted in `pings`. Raises MalformedError when the stream can't be followed any more: answer, then close.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._buffer = bytearray()
        self._searched = 0
        self._pending: tuple[Message, int] | None = None
        self.pings = 0

    def feed(self, data: bytes) -> list[Message]:
        self._buffer += data
        messages = []
        while (message := self._next()) is not None:
            messages.append(message)
        return messages

    def _next(self) -> Message | None:
        if self._pending is None and not self._read_head():
            return None
        assert self._pending is not None
        message, length = self._pending
        if len(self._buffer) < length:
            return None
        message.body = bytes(self._buffer[:length])
        del self._buffer[:length]
        self._pending = None
        return message

    def _read_head(self) -> bool:
        while self._buffer.startswith(END_OF_HEAD):
            self.pings += 1
            del self._buffer[:4]
        while self._buffer[:2] == b"\r\n" and len(self._buffer) > 2 and self._buffer[2:3] != b"\r":  # noqa: PLR2004
            del self._buffer[:2]
        end = self._buffer.find(END_OF_HEAD, self._searched)
        if end < 0:
            if len(self._buffer) > self._limits.head:
                raise MalformedError("The headers are too long", status=513)
            self._searched = max(0, len(self._buffer) - len(END_OF_HEAD) + 1)
            return False
        message = read_head(bytes(self._buffer[:end]), self._limits)
        length = content_length(message)
        if length is None:
            raise MalformedError("A message on a stream tells no Content-Length", message=message)
        if length > self._limits.body:
            raise MalformedError("The body is too long", status=513, message=message)
        del self._buffer[: end + len(END_OF_HEAD)]
        self._searched = 0
        self._pending = (message, length)
        return True
