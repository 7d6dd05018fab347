"""The plain media engine: one event loop, a pair of UDP ports a call, a packet each 20 ms on an absolute schedule."""

import asyncio
import logging
import socket
from collections import deque
from contextlib import suppress

from motcua.kernel import clock
from motcua.voice.rtp.bank import Bank
from motcua.voice.rtp.line import Line
from motcua.voice.rtp.media import Ears, NoPortError, Places
from motcua.voice.rtp.sockets import bind
from motcua.voice.sdp import Speech

__all__ = ["Engine", "NoPortError", "Places"]

log = logging.getLogger(__name__)
TICK = 0.02
# So many ticks late, the engine makes up for what it missed; beyond (the machine slept) it goes on from now.
MOST_MADE_UP = 10
_PACKETS_A_WAKE = 32
_LONGEST_PACKET = 2_048


class Engine:
    def __init__(self, bank: Bank, ears: Ears, places: Places) -> None:
        self.bank, self._ears, self._places = bank, ears, places
        self._loop = asyncio.get_running_loop()
        first = places.first_port + places.first_port % 2
        # A port rests as long as can be before it is used again: packets of the last call may still be on their way.
        self._free = deque(range(first, places.last_port, 2))
        self._sockets: dict[Line, tuple[socket.socket, socket.socket]] = {}
        self._tick = 0
        self._report_every = max(1, round(places.report_every / TICK))
        self.latest = 0.0

    @property
    def lines(self) -> int:
        return len(self._sockets)

    async def start(self) -> None:
        """There is nothing to be made ready."""

    def open(self) -> Line:
        """Listen at a pair of ports. Raises NoPortError."""
        for _ in range(len(self._free)):
            port = self._free.popleft()
            pair = bind(self._places.host, port)
            if pair is None:
                self._free.append(port)  # another program has it
                continue
            line = Line(self.bank, port, self._loop.time())
            self._sockets[line] = pair
            self._loop.add_reader(pair[0], self._speech, line, pair[0])
            self._loop.add_reader(pair[1], self._reports, line, pair[1])
            return line
        raise NoPortError("All ports for speech are in use")

    def talk(self, line: Line, speech: Speech, hosts: set[str]) -> None:
        line.talk(speech, hosts, self._loop.time())

    def close(self, line: Line) -> None:
        pair = self._sockets.pop(line, None)
        if pair is not None:
            for one in pair:
                self._loop.remove_reader(one)
                one.close()
            self._free.append(line.port)

    async def run(self) -> None:
        """Speak until cancelled; then every line is closed. `latest` is the most that a tick was late, in seconds."""
        begin = self._loop.time()
        try:
            while True:
                due = begin + self._tick * TICK
                await asyncio.sleep(max(0.0, due - self._loop.time()))
                late = self._loop.time() - due
                self.latest = max(self.latest, late)
                if late > MOST_MADE_UP * TICK:
                    log.warning("Speech was %d ms late; going on from now", late * 1000)
                    begin += late
                self._speak()
                self._tick += 1
        finally:
            for line in list(self._sockets):
                self.close(line)

    def _speak(self) -> None:
        for line, (speech, reports) in list(self._sockets.items()):
            peer = line.peer
            if peer is not None:
                before = line.speaking
                with suppress(OSError):  # a full buffer or a closed port at the other end: this packet is lost
                    speech.sendto(line.next_packet(self._tick), peer)
                if before and not line.speaking:
                    self._ears.played(line)
            if (self._tick + line.port) % self._report_every == 0:
                self._report(line, reports)

    def _report(self, line: Line, reports: socket.socket) -> None:
        if line.speech is None:
            return
        host = line.lock.source[0] if line.lock.source else line.speech.address
        with suppress(OSError):
            reports.sendto(
                line.report(self._tick, clock.now().timestamp(), self._loop.time()), (host, line.speech.rtcp_port)
            )
        if line.speech.hears and self._loop.time() - line.heard_at > self._places.silence:
            self._ears.silent(line)

    def _speech(self, line: Line, speech: socket.socket) -> None:
        now = self._loop.time()
        for _ in range(_PACKETS_A_WAKE):
            try:
                data, source = speech.recvfrom(_LONGEST_PACKET)
            except BlockingIOError:
                return
            except OSError:
                continue
            for key in line.heard(data, source[:2], now):
                self._ears.key(line, key)
            if line not in self._sockets:
                return

    def _reports(self, line: Line, reports: socket.socket) -> None:
        for _ in range(_PACKETS_A_WAKE):
            try:
                data, source = reports.recvfrom(_LONGEST_PACKET)
            except BlockingIOError:
                return
            except OSError:
                continue
            line.reported(data, source[:2], self._loop.time())
