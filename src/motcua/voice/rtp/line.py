"""One call's speech: what it says next, whom it listens to, what it has counted. Sockets and time are the engine's."""

import secrets
from collections import deque

from motcua.kernel import clock
from motcua.voice.rtp import g711, packet, quality, rtcp
from motcua.voice.rtp.bank import FRAME, Bank
from motcua.voice.rtp.hearing import Hearing
from motcua.voice.rtp.media import Sink
from motcua.voice.rtp.packet import HEADER, SEQUENCES, TIMESTAMPS, VERSION
from motcua.voice.rtp.quality import Quality, Told
from motcua.voice.rtp.source import Address, SourceLock
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
        self._hearing = Hearing()
        self._queue: deque[tuple[int, int]] = deque()
        self._speaking = False
        self._ssrc = secrets.randbits(32)
        self._sequence = secrets.randbits(16)
        self._origin = secrets.randbits(32)
        self._name = secrets.token_hex(8).encode()
        self._told: Told | None = None
        self._told_at = now
        self._quality = Quality(0)

    def talk(self, speech: Speech, hosts: set[str], now: float) -> None:
        """Speak with this end; `hosts` may send. Said again when the agreement changed."""
        moved = self.speech is None or (speech.address, speech.port) != (self.speech.address, self.speech.port)
        self.speech, self.heard_at = speech, now
        if moved:
            self.lock.change(hosts | {speech.address})
            self.arrivals = self._told = None
        self._hearing.talk(speech, moved=moved)

    def play(self, names: list[str]) -> None:
        rows = [self._bank.index[name] for name in names]
        self._queue.extend(row for row in rows if row[1])

    def hush(self) -> None:
        self._queue.clear()

    def record(self, sink: Sink, most_seconds: float) -> None:
        self._hearing.record(sink, most_seconds)

    def stop_recording(self) -> None:
        self._hearing.stop_recording()

    def quality(self) -> Quality:
        known = self._quality
        return Quality(self.packets, known.lost, known.jitter_ms, known.round_trip_ms)

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
        return self._hearing.take(said, self.speech, now)

    def reported(self, data: bytes, source: Address, now: float) -> None:
        """A report is a sign of life; its host must be the one that is spoken with."""
        locked = self.lock.source
        if locked is None or source[0] != locked[0]:
            return
        told = quality.read(data, self._ssrc, clock.now().timestamp())
        if told is None:
            return
        self.heard_at = self._told_at = now
        self._told = told
        if told.lost is not None:
            self._quality = Quality(0, told.lost, told.jitter_ms, told.round_trip_ms)

    def report(self, tick: int, seconds: float, now: float) -> bytes:
        """A compound of RFC 3550 §6.1 about this call, at `seconds` since 1970 and `now` of the engine's clock."""
        block = None
        if self.arrivals is not None:
            block = quality.answering(self.arrivals.report(), self._told, now - self._told_at)
        sent = rtcp.Sent(seconds, self._timestamp(tick), self.packets, self.packets * FRAME)
        head = rtcp.sender_report(self._ssrc, sent, block) if self.packets else rtcp.receiver_report(self._ssrc, block)
        return head + rtcp.description(self._ssrc, self._name)
