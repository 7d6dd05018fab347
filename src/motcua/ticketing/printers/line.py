"""Bytes to and from a printer, over a socket or a device file alike, never longer than a moment that was set."""

import errno
import os
import select
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from motcua.ticketing.printers.port import PrinterFaultError
from motcua.ticketing.vocabulary import PrinterFault

OPENING = 2.0
"""Seconds in which a printer must take the connection."""
_BUSY = {errno.ECONNREFUSED, errno.EBUSY}
"""Somebody else is printing: most printers serve one connection, and a device file has one owner."""
_RETRY = 0.1
_CHUNK = 4096


class Ends(Protocol):
    """A socket or an unbuffered file."""

    def fileno(self) -> int: ...

    def close(self) -> None: ...


Opening = Callable[[float], Ends]
"""Opens the line, given the seconds it may take; raises OSError."""


class TimeUpError(Exception):
    """The moment has passed with bytes unsent or an answer missing."""


class Line:
    """An open line until `deadline` (of `time.monotonic`)."""

    def __init__(self, ends: Ends, deadline: float) -> None:
        self._ends = ends
        self._deadline = deadline
        self._poll = select.poll()

    def step(self, unsent: memoryview | bytes, *, until: float) -> tuple[int, bytes]:
        """Send what the line takes now and return how much that was, with what came in meanwhile.

        Waits until either is possible, or `until`, whichever is first; (0, b"") when nothing happened.

        Raises:
            TimeUpError: the line's deadline has passed.
            PrinterFaultError: the line is broken (off).
        """
        now = time.monotonic()
        if now >= self._deadline:
            raise TimeUpError
        patience = max(0.0, min(until, self._deadline) - now)
        try:
            return self._exchange(unsent, patience)
        except OSError as error:
            raise _off(f"the line broke: {error.strerror}") from error

    def _exchange(self, unsent: memoryview | bytes, patience: float) -> tuple[int, bytes]:
        end = self._ends.fileno()
        self._poll.register(end, select.POLLIN | (select.POLLOUT if unsent else 0))
        ready = dict(self._poll.poll(patience * 1000)).get(end, 0)
        received, sent = b"", 0
        with suppress(BlockingIOError):
            if ready & ~select.POLLOUT:
                received = os.read(end, _CHUNK)
                if not received:
                    raise ConnectionResetError(errno.ECONNRESET, "the printer hung up")
            if ready & select.POLLOUT:
                sent = os.write(end, unsent[:_CHUNK])
        return sent, received


def opened(opening: Opening) -> Ends:
    """The line, in `OPENING` seconds; one that is busy is tried again until then.

    Raises:
        PrinterFaultError: nothing takes the connection (off).
    """
    until = time.monotonic() + OPENING
    while True:
        try:
            return opening(max(0.01, until - time.monotonic()))
        except OSError as error:
            if error.errno not in _BUSY or time.monotonic() + _RETRY >= until:
                raise _off(f"can't be opened: {error.strerror or error}") from error
        time.sleep(_RETRY)


def network(host: str, port: int) -> Opening:
    """Over TCP, the printers' own port being 9100."""

    def connect(seconds: float) -> Ends:
        ends = socket.create_connection((host, port), timeout=seconds)
        ends.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ends.settimeout(0)
        return ends

    return connect


def device(path: str) -> Opening:
    """Over a device file such as /dev/usb/lp0, which answers as well: no USB library is needed."""

    def open_file(_seconds: float) -> Ends:
        return os.fdopen(os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY), "r+b", buffering=0)

    return open_file


def _off(log: str) -> PrinterFaultError:
    return PrinterFaultError(PrinterFault.OFF, log)
