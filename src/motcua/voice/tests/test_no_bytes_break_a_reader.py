"""Damaged, joined and repeated input for all that reads a stranger's bytes, a second each. `make fuzz` looks longer."""

import random
import time

import pytest

from motcua.voice.tests.targets import TARGETS

SECONDS = 1.0
# What stands at the seams of these formats, and what numbers and letters go wrong at.
SEAMS = [b"\r\n", b"\r\n ", b":", b";", b",", b"<", b">", b'"', b"\\", b"\0", b"=", b"@", b"%00", b"2147483648", b"-1"]
SEAMS += [b"\xff", "٣".encode(), b"[::1]", b"null", b"[]", b"{}", b"1e999", b"m=audio 0 RTP/AVP 8\r\n", b"\r\n\r\n"]


def damage(chance, source, other):
    data = bytearray(source)
    for _ in range(chance.choice([1, 1, 2, 4, 8])):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(6)
        if kind == 0:
            data[at : at + 1] = chance.randbytes(1)
        elif kind == 1:
            data[at : at + chance.randrange(1, 9)] = b""
        elif kind == 2:
            data[at:at] = chance.choice(SEAMS)
        elif kind == 3:
            end = at + chance.randrange(1, 40)
            data[end:end] = bytes(data[at:end]) * chance.choice([1, 1, 2, 80])
        elif kind == 4:
            data[at:] = other[chance.randrange(len(other) + 1) :]
        else:
            data[at : at + chance.randrange(1, 9)] = chance.choice(SEAMS)
    return bytes(data[:70_000])


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_input_is_read_or_refused(name):
    target, seeds = TARGETS[name]
    chance = random.Random()
    for seed in seeds:
        target(seed)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        data = damage(chance, chance.choice(seeds), chance.choice(seeds))
        try:
            target(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not come out
            pytest.fail(f"{name} raised {error!r} at {data!r}")
