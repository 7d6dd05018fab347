"""What a media process knows of its calls beside their rows, and how commands and packets change them."""

import ctypes
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from motcua.kernel import clock
from motcua.voice.rtp import g711, packet, quality, rtcp
from motcua.voice.rtp.bank import FRAME
from motcua.voice.rtp.fast import addresses, filters
from motcua.voice.rtp.fast.slots import Slots
from motcua.voice.rtp.fast.table import Table
from motcua.voice.rtp.hearing import Hearing
from motcua.voice.rtp.keys import KEYS
from motcua.voice.rtp.quality import Told
from motcua.voice.rtp.sockets import Pair
from motcua.voice.rtp.source import Address, SourceLock
from motcua.voice.sdp import PCMU, Speech

Tell = Callable[..., None]
NO_EVENTS = 0xFF
EVENTS_AT_FIRST = 101
"""Nearly every peer numbers its keypad events so; another number costs a new filter."""
NS = 1_000_000_000


@dataclass(slots=True)
class Call:
    sound: g711.Bytes
    turn: int = 0
    parts: NDArray[np.uint32] = field(default_factory=lambda: np.zeros((0, 2), np.uint32))
    hearing: Hearing = field(default_factory=Hearing)
    lock: SourceLock = field(default_factory=lambda: SourceLock(set()))
    speech: Speech | None = None
    moved_by_nat: bool = False
    reports_to: Address = ("", 0)
    told: Told | None = None
    told_at: int = 0
    before: tuple[int, int] = (0, 0)
    name: bytes = field(default_factory=lambda: secrets.token_hex(8).encode())


class Calls:
    """`tell` sends a message to the dialogue. Commands are methods, called by the name of the message's first word."""

    def __init__(self, table: Table, pairs: list[Pair], loops: ctypes.CDLL, slots: Slots, tell: Tell) -> None:
        self._rows, self._pairs, self._loops, self._slots, self._tell = table.lines, pairs, loops, slots, tell
        self._begin = table.lines.ctypes.data
        self._calls: dict[int, Call] = {}
        self._sound: g711.Bytes | None = None
        self._filters = [EVENTS_AT_FIRST] * len(pairs)
        for speech, _ in pairs:
            filters.keys_and_some(speech, EVENTS_AT_FIRST)

    # Commands

    def bank(self, path: str) -> None:
        """Calls that are opened from now on speak with these prompts."""
        file = Path(path)
        self._sound = np.memmap(file, np.uint8, "r") if file.stat().st_size else np.zeros(FRAME, np.uint8)

    def open(self, line: int, generation: int) -> None:
        assert self._sound is not None
        self._calls[line] = Call(self._sound)
        row = self._rows[line]
        speech, reports, port = int(row["speech"]), int(row["reports"]), int(row["port"])
        self._rows[line] = np.zeros((), self._rows.dtype)
        row["speech"], row["reports"], row["port"] = speech, reports, port
        row["ssrc"], row["origin"] = secrets.randbits(32), secrets.randbits(32)
        row["sequence"] = secrets.randbits(16)
        row["events"] = NO_EVENTS
        row["heard_at"] = self._loops.now()
        row["generation"] = generation

    def talk(self, line: int, told: list[Any], hosts: list[str]) -> None:
        call, speech = self._calls[line], Speech(*told)
        old, call.speech = call.speech, speech
        moved = old is None or (old.address, old.port) != (speech.address, speech.port)
        row = self._rows[line]
        row["mu"] = speech.payload == PCMU
        row["sound"] = call.sound.ctypes.data
        row["payload"] = speech.payload
        row["events"] = NO_EVENTS if speech.events is None else speech.events
        row["heard_at"] = self._loops.now()
        reachable = self._aim(line, call, speech, hosts) if moved else bool(row["talks"])
        call.hearing.talk(speech, moved=moved)
        row["talks"] = reachable
        row["sends"] = reachable and speech.sends
        self._slots.add(line)
        self._listen(line, call)

    def _aim(self, line: int, call: Call, speech: Speech, hosts: list[str]) -> bool:
        """Speak to where the description says; False where this end can't get there."""
        call.lock.change({*hosts, speech.address})
        call.moved_by_nat = bool(hosts) and speech.address not in hosts
        call.told = None
        row = self._rows[line]
        row["locked"] = row["counted"] = 0
        row["key"] = -1
        self._disconnect(line)
        family = self._pairs[line][0].family
        try:
            peer = addresses.pack((speech.address, speech.port), family)
        except ValueError:
            return False
        row["peer"] = np.frombuffer(peer, np.uint8)
        call.reports_to = addresses.unpack(peer)[0], speech.rtcp_port
        return True

    def play(self, line: int, turn: int, parts: list[list[int]]) -> None:
        call, row = self._calls[line], self._rows[line]
        new = np.array(parts, np.uint32)
        part, begun = int(row["part"]), int(row["row"])
        if part < len(call.parts):
            left = call.parts[part:].copy()
            left[0, 0] += begun
            left[0, 1] -= begun
            new = np.concatenate((left, new))
        self._say(line, call, turn, new)

    def hush(self, line: int, turn: int) -> None:
        self._say(line, self._calls[line], turn, np.zeros((0, 2), np.uint32))

    def _say(self, line: int, call: Call, turn: int, parts: NDArray[np.uint32]) -> None:
        """The loops read `parts` where they stand: the call keeps them as long."""
        row = self._rows[line]
        row["parts"], row["part_count"], row["part"], row["row"] = parts.ctypes.data, len(parts), 0, 0
        call.parts, call.turn = parts, turn

    def record(self, line: int, seconds: float) -> None:
        call, generation = self._calls[line], int(self._rows["generation"][line])
        call.hearing.record(lambda data: self._tell("sound", line, generation, data.decode("latin-1")), seconds)
        self._listen(line, call)

    def stop_recording(self, line: int) -> None:
        call = self._calls[line]
        call.hearing.stop_recording()
        self._listen(line, call)

    def close(self, line: int) -> None:
        row = self._rows[line]
        row["talks"] = row["sends"] = 0
        self._disconnect(line)
        self._slots.remove(line)
        call = self._calls.pop(line)
        call.hearing = Hearing()
        call.moved_by_nat = False
        self._listen(line, call)

    def _listen(self, line: int, call: Call) -> None:
        """Let through what this call needs, and no more."""
        row = self._rows[line]
        # Behind an address translation speech can't arrive until a packet has shown where to.
        wants_all = call.hearing.needs_all or (call.moved_by_nat and not row["locked"])
        row["all"] = call.hearing.needs_all
        wanted = 0 if wants_all else int(row["events"])
        if wanted == NO_EVENTS:
            wanted = EVENTS_AT_FIRST
        if wanted != self._filters[line]:
            self._filters[line] = wanted
            if wanted:
                filters.keys_and_some(self._pairs[line][0], wanted)
            else:
                filters.everything(self._pairs[line][0])

    # What comes

    def ended(self, line: int) -> None:
        """All is said."""
        self._tell("played", line, int(self._rows["generation"][line]), self._calls[line].turn)

    def heard(self, line: int, data: bytes, source: bytes, now: int) -> None:
        """A packet of speech or of keys that the loops didn't settle."""
        call = self._calls[line]
        said = packet.read(data)
        if said is None or call.speech is None or not self._accepted(line, call, data, source, now):
            return
        needed_all = call.hearing.needs_all
        if said.payload == call.speech.events:
            key = self._loops.press(self._at(line), data, len(data), now)
            if key >= 0:
                self.pressed(line, key)
            return
        for heard in call.hearing.take(said, call.speech, now / NS):
            self._tell("key", line, int(self._rows["generation"][line]), heard)
        if needed_all != call.hearing.needs_all:
            self._listen(line, call)

    def pressed(self, line: int, key: int) -> None:
        """The loops have found a key among the events."""
        self._tell("key", line, int(self._rows["generation"][line]), KEYS[key])

    def _at(self, line: int) -> int:
        return self._begin + line * self._rows.itemsize

    def _accepted(self, line: int, call: Call, data: bytes, source: bytes, now: int) -> bool:
        row = self._rows[line]
        if row["locked"]:
            return True  # the loops have compared it
        if not call.lock.accepts(addresses.unpack(source)):
            return False
        row["peer"] = np.frombuffer(source, np.uint8)
        row["locked"] = 1
        assert call.speech is not None
        assert call.lock.source is not None
        self._connect(line, call.lock.source)
        call.reports_to = call.lock.source[0], call.speech.rtcp_port
        row["heard_at"] = now
        if data[1] & 0x7F == call.speech.payload:
            self._loops.count(self._at(line), data, now)
        self._listen(line, call)
        return True

    def _connect(self, line: int, source: Address) -> None:
        """From now on the kernel keeps strangers away, and needs no way looked up for each packet."""
        with suppress(OSError):
            self._pairs[line][0].connect(source)
            self._rows["connected"][line] = 1

    def _disconnect(self, line: int) -> None:
        if self._rows["connected"][line]:
            self._rows["connected"][line] = 0
            self._loops.disconnect(self._pairs[line][0].fileno())

    def reported(self, line: int, data: bytes, now: int) -> None:
        """A report from the host that is spoken with."""
        row, call = self._rows[line], self._calls[line]
        told = quality.read(data, int(row["ssrc"]), clock.now().timestamp())
        if told is None:
            return
        row["heard_at"] = call.told_at = now
        call.told = told
        if told.lost is not None:
            row["told_lost"], row["told_jitter"] = told.lost, told.jitter_ms
            row["told_round_trip"] = -1 if told.round_trip_ms is None else told.round_trip_ms
            row["told"] = 1

    # What is due

    def report(self, line: int, tick: int, silence: float) -> None:
        """Send a report; tell if nothing has come for `silence` seconds."""
        row, call, now = self._rows[line], self._calls[line], int(self._loops.now())
        if not row["talks"]:
            return
        sent = rtcp.Sent(
            clock.now().timestamp(),
            int(row["origin"]) + tick * FRAME,
            int(row["packets"]),
            int(row["packets"]) * FRAME,
        )
        block, ssrc = self._block(line, call, now), int(row["ssrc"])
        head = rtcp.sender_report(ssrc, sent, block) if sent.packets else rtcp.receiver_report(ssrc, block)
        with suppress(OSError):  # the next one comes in 5 s
            self._pairs[line][1].sendto(head + rtcp.description(ssrc, call.name), socket.MSG_DONTWAIT, call.reports_to)
        assert call.speech is not None
        if call.speech.hears and now - int(row["heard_at"]) > silence * NS:
            self._tell("silent", line, int(row["generation"]))

    def _block(self, line: int, call: Call, now: int) -> rtcp.Report | None:
        row = self._rows[line]
        if not row["counted"]:
            return None
        expected, received = int(row["highest"]) - int(row["base"]) + 1, int(row["received"])
        since, got = expected - call.before[0], received - call.before[1]
        call.before = (expected, received)
        fraction = 0 if since <= max(got, 0) else min(255, (since - got) * 256 // since)
        report = rtcp.Report(
            int(row["heard_ssrc"]), fraction, expected - received, int(row["highest"]), int(row["jitter"])
        )
        return quality.answering(report, call.told, (now - call.told_at) / NS)
