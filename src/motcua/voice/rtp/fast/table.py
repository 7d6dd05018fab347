"""What the dialogue's process and a media process both see: a row for each line, and how late speech has been."""

import mmap
import os

import numpy as np

# `struct line` of loops/line.h.
LINE = np.dtype(
    [
        ("parts", "u8"), ("sound", "u8"), ("heard_at", "i8"), ("transit", "f8"), ("jitter", "f8"), ("key_heard_at", "i8"),
        ("generation", "u4"), ("part_count", "u4"), ("part", "u4"), ("row", "u4"),
        ("speech", "i4"), ("reports", "i4"),
        ("ssrc", "u4"), ("origin", "u4"), ("packets", "u4"), ("failed", "u4"),
        ("counted", "u4"), ("heard_ssrc", "u4"), ("base", "u4"), ("highest", "u4"),
        ("taken", "u4"), ("drops", "u4"), ("received", "u4"),
        ("key_timestamp", "u4"), ("key_duration", "u4"), ("key", "i4"),
        ("told", "u4"), ("told_lost", "i4"), ("told_jitter", "f4"), ("told_round_trip", "f4"),
        ("port", "u2"), ("sequence", "u2"),
        ("talks", "u1"), ("sends", "u1"), ("all", "u1"), ("payload", "u1"),
        ("events", "u1"), ("speaking", "u1"), ("locked", "u1"), ("mu", "u1"), ("connected", "u1"), ("key_ended", "u1"),
        ("peer", "u1", (28,)),
    ],
    align=True,
)  # fmt: skip
# `struct packet` of loops/line.h.
PACKET = np.dtype(
    [("line", "i4"), ("key", "i4"), ("kind", "u4"), ("length", "u4"), ("source", "u1", (28,)), ("data", "u1", (1536,))],
    align=True,
)
SPEECH, REPORT, KEY = range(3)
"""Kinds of packets that the loops pass on."""
STEP_US = 10
"""Lateness is counted in steps of so many microseconds; the last step holds all beyond."""
STEPS = 10_000
_FIRST_LINE = 4 * STEPS + mmap.PAGESIZE - 4 * STEPS % mmap.PAGESIZE


class Table:
    """`lateness[n]` is how often speech was n steps late."""

    def __init__(self, file: int, lines: int) -> None:
        memory = mmap.mmap(file, size(lines))
        self.lateness = np.frombuffer(memory, np.uint32, STEPS)
        self.lines = np.frombuffer(memory, LINE, lines, _FIRST_LINE)


def size(lines: int) -> int:
    """Bytes of a table."""
    return _FIRST_LINE + lines * LINE.itemsize


def create(lines: int) -> int:
    """Memory without a name for a table; a file descriptor."""
    file = os.memfd_create("motcua-speech")
    os.ftruncate(file, size(lines))
    return file
