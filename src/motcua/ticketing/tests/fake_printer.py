"""A thermal printer as a real peer: it takes bytes over TCP or a device file, prints rows on paper, and has paper that ends.

Two halves, as in a real one. *Reception* splits the stream into commands, obeys the real-time ones at once, wherever they stand, and
keeps the others in a small memory; when that is full it stops reading. The *mechanism* takes them from there, row by row, as long
as there are paper, a closed cover and a free knife.
"""

import os
import select
import socket
import threading
import time
import tty
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from motcua.ticketing.printing import Raster

FORGET = bytes((16, 20, 8, 1, 3, 20, 1, 6, 2, 8))
PICTURE = b"\x1dv0"
HEARTBEAT = 0.005
LENGTHS = {b"\x1b@": 2, b"\x1da": 3, b"\x1dr": 3, b"\x1dV\x42": 4}
"""Commands of a fixed length by how they begin."""


@dataclass
class Condition:
    """What is the matter with it; changed at will while it runs."""

    paper: int | None = None
    """Rows left on the roll; None: plenty."""
    cover_open: bool = False
    jammed: bool = False
    jams_when_cutting: bool = False
    broken: bool = False
    paused: bool = False
    """Offline by its own button, with no cause that DLE EOT tells."""
    silent: bool = False
    """Takes everything, answers nothing."""
    mute_after: int | None = None
    """Falls silent and stops after so many rows, as when somebody pulls the plug but the network box stays on."""
    hangs_up_after: int | None = None
    rows_per_second: float = 0
    """0: as fast as it can."""
    memory: int = 1 << 30
    """Bytes it holds before it stops reading."""


@dataclass
class FakePrinter:
    condition: Condition = field(default_factory=Condition)
    papers: list[Raster] = field(default_factory=list)
    """What was cut off and taken out."""
    obeyed_in_picture: list[bytes] = field(default_factory=list)
    """Real-time commands that stood in a picture: a real printer would have obeyed them."""
    unknown: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self._stream = bytearray()
        self._waiting: deque[bytes] = deque()
        self._out = bytearray()
        self._tells = False
        self._told = b""
        self._rows = bytearray()
        self._width = 0
        self._printed = 0

    @property
    def torn(self) -> bytes:
        """Rows that are out but not cut: the half of a paper."""
        return bytes(self._rows)

    # Reception

    def receive(self, octets: bytes) -> None:
        self._stream += octets
        if FORGET in self._stream:  # obeyed even amid a picture that was broken off
            del self._stream[: self._stream.index(FORGET) + len(FORGET)]
            self._waiting.clear()
            self._rows.clear()
            self._say(b"\x37\x25\x00")
        while (length := self._command_length()) and len(self._stream) >= length:
            command = bytes(self._stream[:length])
            del self._stream[:length]
            if command[:1] == b"\x10":
                self._at_once(command)
            elif len(command) > 1:
                self._note_commands_in(command)
                self._waiting.append(command)
            else:
                self.unknown += command

    def _command_length(self) -> int:
        """Of the command that the stream begins with; 0 as long as that can't be told."""
        head = bytes(self._stream[:10])
        if head[:2] == b"\x10\x14":
            return 10 if head[2:3] == b"\x08" else 5
        if head[:1] == b"\x10":
            return 3
        if head[:3] == PICTURE:
            return (
                8 + int.from_bytes(head[4:6], "little") * int.from_bytes(head[6:8], "little") if len(head) >= 8 else 0
            )
        if any(begin.startswith(head) and begin != head for begin in (*LENGTHS, PICTURE)):
            return 0
        return next((length for begin, length in LENGTHS.items() if head.startswith(begin)), 1)

    def _note_commands_in(self, command: bytes) -> None:
        for second in (b"\x04", b"\x05", b"\x14"):
            if b"\x10" + second in command[8:]:
                self.obeyed_in_picture.append(b"\x10" + second)

    def _at_once(self, command: bytes) -> None:
        if command[1] == 0x04:
            self._say(bytes((0x12 | self._status(command[2]),)))

    def _status(self, subject: int) -> int:
        now, out = self.condition, self._paper_is_out
        jammed = now.jammed
        return {
            1: 0x08 * (self.stopped or now.paused),
            2: 0x04 * now.cover_open | 0x20 * out | 0x40 * (jammed or now.broken),
            3: 0x08 * jammed | 0x20 * now.broken,
            4: 0x60 * out,
        }[subject]

    def _change(self) -> bytes:
        now = self.condition
        printer = 0x10 | 0x08 * (self.stopped or now.paused) | 0x20 * now.cover_open
        return bytes((printer, 0x08 * now.jammed | 0x20 * now.broken, 0x0C * self._paper_is_out, 0x0F))

    def _say(self, octets: bytes) -> None:
        if not self.condition.silent and not self._is_mute:
            self._out += octets

    # Mechanism

    @property
    def _paper_is_out(self) -> bool:
        return self.condition.paper is not None and self._printed >= self.condition.paper

    @property
    def _is_mute(self) -> bool:
        return self.condition.mute_after is not None and self._printed >= self.condition.mute_after

    @property
    def stopped(self) -> bool:
        now = self.condition
        return self._paper_is_out or now.cover_open or now.jammed or now.broken

    @property
    def hangs_up(self) -> bool:
        limit = self.condition.hangs_up_after
        return limit is not None and self._printed >= limit

    @property
    def is_full(self) -> bool:
        return sum(map(len, self._waiting)) + len(self._stream) >= self.condition.memory

    def work(self, rows: float) -> None:
        """Carry out what waits, with no more than so many rows."""
        while self._waiting and not self.stopped and not self.condition.paused and not self._is_mute and rows >= 1:
            command = self._waiting.popleft()
            if command[:3] == PICTURE:
                rows -= self._print(command)
            elif command[:2] == b"\x1b@":
                self._tells = False
            elif command[:2] == b"\x1da":
                self._tells, self._told = bool(command[2]), b""
            elif command[:2] == b"\x1dr":
                self._say(b"\x00")
            elif command[:2] == b"\x1dV":
                self._cut()
        if self._tells and (change := self._change()) != self._told:
            self._told = change
            self._say(change)

    def _print(self, command: bytes) -> int:
        """The next row of a picture, its rest put back to wait."""
        self._width = int.from_bytes(command[4:6], "little") * 8
        width, height = self._width // 8, int.from_bytes(command[6:8], "little")
        self._rows += command[8 : 8 + width]
        self._printed += 1
        if height > 1:
            self._waiting.appendleft(command[:6] + (height - 1).to_bytes(2, "little") + command[8 + width :])
        return 1

    def _cut(self) -> None:
        if self.condition.jams_when_cutting:
            self.condition.jammed = True
            return
        if self._rows:
            self.papers.append(Raster(self._width, bytes(self._rows)))
        self._rows.clear()

    # Its plug

    def serve(self, end: int, over: threading.Event) -> None:
        """Live at this end of a line until the other hangs up; its memory outlives a connection."""
        poll = select.poll()
        self._out.clear()
        last = time.monotonic()
        while not over.is_set() and not self.hangs_up:
            wants = select.POLLIN * (not self.is_full) | select.POLLOUT * bool(self._out)
            poll.register(end, wants)
            ready = dict(poll.poll(HEARTBEAT * 1000)).get(end, 0)
            if ready & select.POLLIN:
                received = os.read(end, 1024)
                if not received:
                    return
                self.receive(received)
            elif ready & (select.POLLHUP | select.POLLERR):
                return
            if ready & select.POLLOUT:
                del self._out[: os.write(end, self._out)]
            now = time.monotonic()
            speed = self.condition.rows_per_second
            due = (now - last) * speed if speed else float("inf")
            if due >= 1:
                self.work(due)
                last = now


@contextmanager
def on_the_network(printer: FakePrinter) -> Iterator[str]:
    """The printer at a free port of this machine; gives its address. One connection at a time, as real ones."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0), backlog=4) as door:
        door.settimeout(0.02)

        def live() -> None:
            while not over.is_set():
                try:
                    caller, _ = door.accept()
                except TimeoutError:
                    continue
                with caller:
                    try:
                        printer.serve(caller.fileno(), over)
                    except ConnectionError:
                        continue

        thread = threading.Thread(target=live)
        thread.start()
        try:
            yield f"tcp://127.0.0.1:{door.getsockname()[1]}"
        finally:
            over.set()
            thread.join()


@contextmanager
def on_a_cable(printer: FakePrinter) -> Iterator[str]:
    """The printer behind a device file (a pseudo terminal); gives its address."""
    over = threading.Event()
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    thread = threading.Thread(target=printer.serve, args=(ours, over))
    thread.start()
    try:
        yield f"usb:{os.ttyname(theirs)}"
    finally:
        over.set()
        thread.join()
        os.close(ours)
        os.close(theirs)
