"""A session description as data (RFC 8866 §5): what speech needs is read, the rest is passed over."""

import re
from dataclasses import dataclass, field
from ipaddress import ip_address

LONGEST = 16_384
MOST_STREAMS = 16
MOST_LINES = 512
HIGHEST_PORT = 65_535
DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")
_LINE = re.compile(r"[a-z]=.*")
_ORIGIN = re.compile(r"\S+ ([0-9]{1,20}) ([0-9]{1,20}) IN IP[46] \S+")
_CONNECTION = re.compile(r"IN IP([46]) ([^\s/]+)(?:/[0-9/]{1,10})?")
_MEDIA = re.compile(r"([A-Za-z0-9\-]{1,20}) ([0-9]{1,5})(?:/[0-9]{1,5})? ([A-Za-z0-9/\-]{1,40}) (\S.*)")
_RTPMAP = re.compile(r"rtpmap:([0-9]{1,3}) ([A-Za-z0-9\-_.+]{1,40})/([0-9]{1,6})(?:/[0-9]{1,2})?\s*")


class MalformedDescriptionError(ValueError):
    """A description that can't be read: refused with 400 (RFC 3261 §21.4.1)."""


@dataclass(slots=True)
class Stream:
    """One m= line with its attributes. `address` is the stream's own or the session's; None if neither is told."""

    kind: str
    port: int
    protocol: str
    formats: tuple[str, ...]
    address: str | None = None
    direction: str | None = None
    maps: dict[str, tuple[str, int]] = field(default_factory=dict)
    packet_time: int | None = None
    rtcp_port: int | None = None


@dataclass(slots=True)
class Description:
    """`version` is that of the origin: the same number again means the same description (RFC 3264 §8)."""

    version: int
    streams: list[Stream]
    address: str | None = None
    direction: str | None = None


def read(body: bytes) -> Description:
    """Raises MalformedDescriptionError. Lines may end in LF alone (RFC 8866 §5: "parsers SHOULD be tolerant")."""
    if len(body) > LONGEST:
        raise MalformedDescriptionError("The description is too long")
    lines = body.decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n").split("\n")
    if len(lines) > MOST_LINES:
        raise MalformedDescriptionError("The description has too many lines")
    if lines[0] != "v=0" or not all(map(_LINE.fullmatch, lines)):
        raise MalformedDescriptionError("A line of the description can't be read")
    description = Description(_version(lines), [])
    for line in lines[1:]:
        _read_line(description, line[0], line[2:])
    for stream in description.streams:
        stream.address = stream.address or description.address
        stream.direction = stream.direction or description.direction or "sendrecv"
    return description


def _version(lines: list[str]) -> int:
    origin = _ORIGIN.fullmatch(lines[1][2:].rstrip()) if len(lines) > 1 and lines[1].startswith("o=") else None
    if origin is None:
        raise MalformedDescriptionError("The description has no origin")
    return int(origin[2])


def _read_line(description: Description, kind: str, value: str) -> None:
    stream = description.streams[-1] if description.streams else None
    if kind == "m":
        if len(description.streams) >= MOST_STREAMS:
            raise MalformedDescriptionError("The description has too many streams")
        description.streams.append(_read_media(value))
    elif kind == "c":
        (stream or description).address = _read_connection(value)
    elif kind == "a":
        _read_attribute(description, stream, value.rstrip())


def _read_connection(value: str) -> str | None:
    """The address in figures; a host name isn't asked for, so it counts as none."""
    match = _CONNECTION.fullmatch(value.rstrip())
    if match is None:
        raise MalformedDescriptionError("A connection can't be read")
    try:
        address = ip_address(match[2])
    except ValueError:
        return None
    if address.version != int(match[1]):
        raise MalformedDescriptionError("An address is of another kind than is said")
    return str(address)


def _read_media(value: str) -> Stream:
    match = _MEDIA.fullmatch(value.rstrip())
    if match is None or int(match[2]) > HIGHEST_PORT:
        raise MalformedDescriptionError("A stream can't be read")
    return Stream(match[1], int(match[2]), match[3], tuple(match[4].split()))


def _read_attribute(description: Description, stream: Stream | None, value: str) -> None:
    if value in DIRECTIONS:
        (stream or description).direction = value
    elif stream is None:
        return
    elif match := _RTPMAP.fullmatch(value):  # one that can't be read names a codec that isn't spoken here
        stream.maps[match[1]] = (match[2].lower(), int(match[3]))
    elif match := re.fullmatch(r"ptime:([0-9]{1,4})(?:\.[0-9]+)?", value):
        stream.packet_time = int(match[1])
    elif match := re.match(r"rtcp:([0-9]{1,5})(?:$| )", value):
        stream.rtcp_port = int(match[1])
