"""One call's speech: what it says next, whom it listens to, what it has counted. Sockets and time are the engine's."""

import secrets
from collections import deque

from motcua.voice.rtp import g711, packet, rtcp
from motcua.voice.rtp.bank import FRAME, Bank
from motcua.voice.rtp.keys import Keys
from motcua.voice.rtp.packet import HEADER, SEQUENCES, TIMESTAMPS, VERSION
from motcua.voice.rtp.source import Address, SourceLock
from motcua.voice.rtp.tones import Listener
from motcua.voice.sdp import PCMU, Speech

_SILENCE = bytes([g711.SILENCE_A]) * FRAME
_MARKER = 0x80


class Line:
    """`speech` is None until the call is answered. `port` is where it listens; RTCP is the port after."""

    def __init__(self, bank: Bank, port: int, now: float) -> None:
        self.port = port
        self.speech: Speech | None = None
        self.lock = SourceLock(set())
        self.arrivals: rtcp.Arrivals | None = None
        self.heard_at = now
        self.packets = 0
        self._bank = bank
        self._keys = Keys()
        self._ear: Listener | None = None
        self._queue: deque[tuple[int, int]] = deque()
        self._speaking = False
        self._ssrc = secrets.randbits(32)
        self._sequence = secrets.randbits(16)
        self._origin = secrets.randbits(32)
        self._name = secrets.token_hex(8).encode()

    def talk(self, speech: Speech, hosts: set[str], now: float) -> None:
        """Speak with this end; `hosts` may send. Said again when the agreement changed."""
        moved = self.speech is None or (speech.address, speech.port) != (self.speech.address, self.speech.port)
        self.speech, self.heard_at = speech, now
        if moved:
            self.lock.change(hosts | {speech.address})
            self.arrivals = None
            self._keys.reset()
        if speech.events is None and self._ear is None:
            self._ear = Listener()
        elif speech.events is not None:
            self._ear = None

    def play(self, names: list[str]) -> None:
        """Say these prompts after what is being said. KeyError names one that the bank lacks."""
        rows = [self._bank.index[name] for name in names]
        self._queue.extend(row for row in rows if row[1])

    def hush(self) -> None:
        """Say nothing more."""
        self._queue.clear()

    @property
    def speaking(self) -> bool:
        return bool(self._queue)

    @property
    def peer(self) -> Address | None:
        """Where speech goes: to the source that was heard (RFC 4961), until then to the address that was told."""
        if self.speech is None or not self.speech.sends:
            return None
        return self.lock.source or (self.speech.address, self.speech.port)

    def next_packet(self, tick: int) -> bytes:
        """20 ms of speech. Call it only while `peer` tells where to."""
        assert self.speech is not None
        body = _SILENCE
        speaks = bool(self._queue)
        if speaks:
            row, left = self._queue.popleft()
            body = self._bank.frame(row)
            if left > 1:
                self._queue.appendleft((row + 1, left - 1))
        if self.speech.payload == PCMU:
            body = body.translate(g711.A_TO_MU)
        # A marker begins a talk spurt (RFC 3551 §4.1).
        marker = _MARKER if speaks and not self._speaking else 0
        self._speaking = speaks
        self._sequence = (self._sequence + 1) % SEQUENCES
        self.packets += 1
        header = HEADER.pack(VERSION, marker | self.speech.payload, self._sequence, self._timestamp(tick), self._ssrc)
        return header + body

    def _timestamp(self, tick: int) -> int:
        return (self._origin + tick * FRAME) % TIMESTAMPS

    def heard(self, data: bytes, source: Address, now: float) -> str:
        """Keys that a packet told of, or that its sound held."""
        said = packet.read(data)
        if self.speech is None or said is None or said.payload not in {self.speech.payload, self.speech.events}:
            return ""
        if not self.lock.accepts(source):
            return ""
        self.heard_at = now
        if self.arrivals is None or self.arrivals.ssrc != said.ssrc:
            self.arrivals = rtcp.Arrivals(said, now)
        else:
            self.arrivals.take(said, now)
        if said.payload == self.speech.events:
            return self._keys.take(said, now) or ""
        if self._ear is None:
            return ""
        decode = g711.decode_mu if self.speech.payload == PCMU else g711.decode_a
        return self._ear.hear(decode(said.body))

    def reported(self, data: bytes, source: Address, now: float) -> None:
        """A report is a sign of life; its host must be the one that is spoken with."""
        locked = self.lock.source
        if locked is not None and source[0] == locked[0] and rtcp.read(data):
            self.heard_at = now

    def report(self, tick: int, seconds: float) -> bytes:
        """A compound of RFC 3550 §6.1 about this call."""
        block = self.arrivals.report() if self.arrivals is not None else None
        sent = rtcp.Sent(seconds, self._timestamp(tick), self.packets, self.packets * FRAME)
        head = rtcp.sender_report(self._ssrc, sent, block) if self.packets else rtcp.receiver_report(self._ssrc, block)
        return head + rtcp.description(self._ssrc, self._name)
