"""The few words of ESC/POS that a ticket needs, and what a printer answers. Pure.

Names as in the makers' manuals: ESC @ (begin anew), GS v 0 (raster), GS V (cut), GS a (tell changes of state unasked), GS r (answer
when you come to this), DLE EOT (answer at once), DLE DC4 8 (forget what you haven't printed).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from motcua.ticketing.printing import Raster
from motcua.ticketing.vocabulary import PrinterFault

BEGIN = b"\x1b@"
TELL_CHANGES = b"\x1da\x0e"
TELL_NOTHING = b"\x1da\x00"
CUT = b"\x1dV\x42\x00"
"""Feed the last row past the knife, then cut, leaving a corner."""
ANSWER_HERE = b"\x1dr\x01"
"""Answered in its turn: everything before it has been carried out, and a printer that stopped doesn't come to it."""
FORGET = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
BAND = 48
"""Rows of one raster command, 6 mm: it fits into the smallest memories (4 kB), and printing begins while the others come."""

_COMMAND_IN_PICTURE = re.compile(rb"\x10(?=[\x04\x05\x14])")
"""Printers obey these at once wherever they stand, also amid a picture: one opens the drawer, one switches off."""

ONLINE, CAUSE, ERROR, PAPER = 1, 2, 3, 4
"""What DLE EOT can be asked."""
OFFLINE = 0x08


def query(subject: int) -> bytes:
    """DLE EOT: what is your state, answered at once with one byte."""
    return bytes((0x10, 0x04, subject))


def job(raster: Raster) -> bytes:
    """All bytes of one paper, from "begin anew" to "answer when you come to this"."""
    return b"".join((BEGIN, TELL_CHANGES, *_bands(raster), CUT, TELL_NOTHING, ANSWER_HERE))


def _bands(raster: Raster) -> Iterator[bytes]:
    size = BAND * raster.row_bytes
    packed = without_commands(raster.packed)
    for start in range(0, len(packed), size):
        rows = packed[start : start + size]
        height = len(rows) // raster.row_bytes
        yield b"\x1dv0\x00" + raster.row_bytes.to_bytes(2, "little") + height.to_bytes(2, "little") + rows


def without_commands(packed: bytes) -> bytes:
    """The picture with one more black dot wherever dots would be read as a command."""
    return _COMMAND_IN_PICTURE.sub(b"\x18", packed)


class Kind(Enum):
    AT_ONCE = "answer to DLE EOT"
    IN_TURN = "answer to GS r"
    UNASKED = "change of state, four bytes"


@dataclass(frozen=True, slots=True)
class Reply:
    kind: Kind
    octets: bytes


class Replies:
    """Tells a printer's bytes apart by their fixed bits, as the manuals' tables do; they may come in any pieces."""

    def __init__(self) -> None:
        self._frame = bytearray()

    def read(self, octets: bytes) -> list[Reply]:
        """The replies that are complete with these bytes."""
        return [reply for octet in octets if (reply := self._reply(octet))]

    def _reply(self, octet: int) -> Reply | None:
        if octet in (0x11, 0x13):  # XON, XOFF: a serial line's breath
            return None
        if self._frame or octet & 0x93 == 0x10:  # noqa: PLR2004 - 0xx1xx00
            self._frame.append(octet)
            if len(self._frame) < 4:  # noqa: PLR2004 - bytes of a change of state
                return None
            frame, self._frame = bytes(self._frame), bytearray()
            return Reply(Kind.UNASKED, frame)
        if octet & 0x93 == 0x12:  # noqa: PLR2004 - 0xx1xx10
            return Reply(Kind.AT_ONCE, bytes((octet,)))
        if octet & 0x90 == 0:  # 0xx0xxxx
            return Reply(Kind.IN_TURN, bytes((octet,)))
        return None


def fault_of_answer(subject: int, octet: int) -> PrinterFault | None:
    """What the answer to `query(subject)` reports. Being offline or in error has a cause, which other subjects tell."""
    if subject == CAUSE:
        return _first((octet & 0x04, PrinterFault.COVER_OPEN), (octet & 0x20, PrinterFault.PAPER_OUT))
    if subject == ERROR:
        return _first((octet & 0x0C, PrinterFault.JAM), (octet & 0x60, PrinterFault.ERROR))
    if subject == PAPER:
        return _first((octet & 0x60, PrinterFault.PAPER_OUT))
    return None


def fault_of_change(frame: bytes) -> PrinterFault | None:
    """What a change of state reports. An open cover hides the paper's sensor, so it is told first."""
    printer, error, paper, _ = frame
    return _first(
        (printer & 0x20, PrinterFault.COVER_OPEN),
        (error & 0x0C, PrinterFault.JAM),
        (error & 0x60, PrinterFault.ERROR),
        (paper & 0x0C, PrinterFault.PAPER_OUT),
    )


def fault_in_turn(octet: int) -> PrinterFault | None:
    """What the answer to GS r 1 reports."""
    return _first((octet & 0x0C, PrinterFault.PAPER_OUT))


def _first(*found: tuple[int, PrinterFault]) -> PrinterFault | None:
    return next((fault for bits, fault in found if bits), None)
