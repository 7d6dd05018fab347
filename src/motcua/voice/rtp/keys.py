"""Keys pressed, told as events (RFC 4733 §2): each packet of an event says the same, so each event counts once.

Peers differ. Some begin each call at timestamp 0, some give every event of a call the same timestamp; so an event is
known by timestamp and key, is forgotten at a call's start, and is over for good once nothing came of it for a while.
"""

import struct

from motcua.voice.rtp.packet import TIMESTAMPS, Packet

KEYS = "0123456789*#ABCD"
_EVENT = struct.Struct("!BBH")
_END = 0x80
# The three packets that end an event come within 100 ms; a person needs longer between two presses of a key.
FORGOTTEN_AFTER = 0.25
_LONGEST_DURATION = 0xFFFF


class Keys:
    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """A call begins."""
        self._timestamp = -1
        self._key = -1
        self._ended = True
        self._duration = 0
        self._heard = float("-inf")

    def take(self, packet: Packet, now: float) -> str | None:
        """The key, with the first packet that tells of it; None for all others. `now` in seconds of any clock."""
        if len(packet.body) < _EVENT.size:
            return None
        key, flags, duration = _EVENT.unpack_from(packet.body)
        if key >= len(KEYS):
            return None
        fresh = self._is_fresh(packet, key, now)
        if fresh is None:
            return None
        self._timestamp, self._key, self._duration = packet.timestamp, key, duration
        self._ended = bool(flags & _END) or (self._ended and not fresh)
        self._heard = now
        return KEYS[key] if fresh else None

    def _is_fresh(self, packet: Packet, key: int, now: float) -> bool | None:
        """Whether a new event begins; None: the packet is a late one of an event before."""
        if now - self._heard > FORGOTTEN_AFTER:
            return True
        if packet.timestamp == self._timestamp:
            return key != self._key or (self._ended and packet.marker)
        if (packet.timestamp - self._timestamp) % TIMESTAMPS >= TIMESTAMPS // 2:
            return None
        # A key held for over 8 s goes on in another segment, without marker (RFC 4733 §2.5.1.3).
        continues = key == self._key and not self._ended and not packet.marker and self._duration == _LONGEST_DURATION
        return not continues
