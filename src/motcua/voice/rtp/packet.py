"""RTP packets (RFC 3550 §5.1)."""

import struct
from dataclasses import dataclass

HEADER = struct.Struct("!BBHII")
VERSION = 0x80
SEQUENCES, TIMESTAMPS = 2**16, 2**32


@dataclass(frozen=True, slots=True)
class Packet:
    payload: int
    marker: bool
    sequence: int
    timestamp: int
    ssrc: int
    body: bytes

    def write(self) -> bytes:
        second = (self.marker << 7) | self.payload
        return HEADER.pack(VERSION, second, self.sequence, self.timestamp, self.ssrc) + self.body


def read(data: bytes) -> Packet | None:
    """None where the bytes are no RTP of version 2, or say that they hold more than they do."""
    if len(data) < HEADER.size:
        return None
    first, second, sequence, timestamp, ssrc = HEADER.unpack_from(data)
    if first & 0xC0 != VERSION:
        return None
    begin, end = HEADER.size + 4 * (first & 0x0F), len(data)
    if first & 0x10:
        if begin + 4 > end:
            return None
        begin += 4 + 4 * int.from_bytes(data[begin + 2 : begin + 4])
    if first & 0x20:
        padding = data[-1]
        if padding == 0:
            return None
        end -= padding
    if begin > end:
        return None
    return Packet(second & 0x7F, bool(second & 0x80), sequence, timestamp, ssrc, data[begin:end])
