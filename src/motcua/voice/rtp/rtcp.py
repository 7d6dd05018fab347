"""Reports about speech (RFC 3550 §6): what was sent, what arrived, how evenly."""

import struct
from dataclasses import dataclass

from motcua.voice.rtp.packet import SEQUENCES, TIMESTAMPS, Packet

SENDER, RECEIVER, DESCRIPTION, BYE = 200, 201, 202, 203
NTP_EPOCH = 2_208_988_800  # seconds from 1900 to 1970
_HEAD = struct.Struct("!BBHI")
_SENDER_INFO = struct.Struct("!IIIII")
_BLOCK = struct.Struct("!IB3sIIII")
_MOST_LOST = 2**23 - 1
_LATEST_DROPOUT = 3_000  # RFC 3550 A.1
RATE = 8_000


@dataclass(frozen=True, slots=True)
class Report:
    """What one end says of the other's sending. `fraction` of 256 since the last; `jitter` in 1/8000 s."""

    ssrc: int
    fraction: int
    lost: int
    highest: int
    jitter: int
    last_sender: int = 0
    delay: int = 0

    def write(self) -> bytes:
        lost = max(-(2**23), min(self.lost, _MOST_LOST)).to_bytes(3, "big", signed=True)
        return _BLOCK.pack(self.ssrc, self.fraction, lost, self.highest, self.jitter, self.last_sender, self.delay)


class Arrivals:
    """Counts one sender's packets (RFC 3550 A.1, A.3, A.8)."""

    def __init__(self, packet: Packet, now: float) -> None:
        self.ssrc = packet.ssrc
        self._base = self._highest = packet.sequence
        self._received = 1
        self._expected_before = self._received_before = 0
        self._transit = now * RATE - packet.timestamp
        self._jitter = 0.0

    def take(self, packet: Packet, now: float) -> None:
        ahead = (packet.sequence - self._highest) % SEQUENCES
        if ahead < _LATEST_DROPOUT:
            self._highest += ahead
        self._received += 1
        transit = now * RATE - packet.timestamp
        # The timestamp's 32 bits run over after six days; the difference is what counts.
        change = abs((transit - self._transit + TIMESTAMPS / 2) % TIMESTAMPS - TIMESTAMPS / 2)
        self._transit = transit
        self._jitter += (change - self._jitter) / 16

    @property
    def lost(self) -> int:
        return self._highest - self._base + 1 - self._received

    def report(self) -> Report:
        expected = self._highest - self._base + 1
        since, got = expected - self._expected_before, self._received - self._received_before
        self._expected_before, self._received_before = expected, self._received
        fraction = 0 if since <= 0 or since <= got else min(255, (since - got) * 256 // since)
        return Report(self.ssrc, fraction, self.lost, self._highest % 2**32, int(self._jitter))


def ntp(seconds: float) -> tuple[int, int]:
    """Seconds since 1970 as NTP's two words."""
    whole = int(seconds)
    return (whole + NTP_EPOCH) % 2**32, int((seconds - whole) * 2**32)


def _packet(kind: int, count: int, ssrc: int, body: bytes) -> bytes:
    return _HEAD.pack(0x80 | count, kind, (len(body) + 4) // 4, ssrc) + body


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent until `seconds` (since 1970), which is `timestamp` in the packets' own time."""

    seconds: float
    timestamp: int
    packets: int
    octets: int


def sender_report(ssrc: int, sent: Sent, report: Report | None) -> bytes:
    info = _SENDER_INFO.pack(
        *ntp(sent.seconds), sent.timestamp % TIMESTAMPS, sent.packets % TIMESTAMPS, sent.octets % TIMESTAMPS
    )
    blocks = report.write() if report else b""
    return _packet(SENDER, 1 if report else 0, ssrc, info + blocks)


def receiver_report(ssrc: int, report: Report | None) -> bytes:
    return _packet(RECEIVER, 1 if report else 0, ssrc, report.write() if report else b"")


def description(ssrc: int, name: bytes) -> bytes:
    """SDES with a CNAME (RFC 3550 §6.5.1): random for each call, so that calls can't be told to be one person's."""
    item = bytes([1, len(name)]) + name
    return _packet(DESCRIPTION, 1, ssrc, item + b"\0" * (4 - len(item) % 4))


def goodbye(ssrc: int) -> bytes:
    return _packet(BYE, 1, ssrc, b"")


def read(data: bytes) -> list[tuple[int, int, list[Report]]]:
    """Kind, sender and report blocks of each part of a compound; empty where anything is wrong with it (A.2)."""
    parts: list[tuple[int, int, list[Report]]] = []
    at = 0
    while at < len(data):
        if at + _HEAD.size > len(data):
            return []
        first, kind, words, ssrc = _HEAD.unpack_from(data, at)
        end = at + 4 * (words + 1)
        if first & 0xC0 != 0x80 or end > len(data) or (not parts and kind not in {SENDER, RECEIVER}):  # noqa: PLR2004
            return []
        begin = at + _HEAD.size + (_SENDER_INFO.size if kind == SENDER else 0)
        count = first & 0x1F if kind in {SENDER, RECEIVER} else 0
        if begin + count * _BLOCK.size > end:
            return []
        parts.append((kind, ssrc, [_read_block(data, begin + i * _BLOCK.size) for i in range(count)]))
        at = end
    return parts


def sender_time(data: bytes) -> int:
    """When a sender report that `read` took was sent: the middle 32 bits of its time."""
    return int.from_bytes(data[_HEAD.size + 2 : _HEAD.size + 6])


def _read_block(data: bytes, at: int) -> Report:
    ssrc, fraction, lost, highest, jitter, last, delay = _BLOCK.unpack_from(data, at)
    return Report(ssrc, fraction, int.from_bytes(lost, "big", signed=True), highest, jitter, last, delay)
