"""The loops find the same keys among events as the plain engine does, whatever the packets say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.voice.rtp import packet
from motcua.voice.rtp.fast import building
from motcua.voice.rtp.fast.table import LINE
from motcua.voice.rtp.keys import KEYS, Keys
from motcua.voice.rtp.packet import Packet
from motcua.voice.rtp.tests.test_keys_count_once import press

# Few different values, so that events meet each other.
EVENTS = st.builds(
    lambda key, end, duration, timestamp, marker: Packet(
        101, marker, 0, timestamp, 1, bytes([key, 10 | end << 7]) + duration.to_bytes(2)
    ),
    st.sampled_from([0, 1, 11, 15, 16, 255]),
    st.booleans(),
    st.sampled_from([160, 320, 0xFFFF]),
    st.sampled_from([0, 160, 0xFFFF, 0xFFFF + 160, 2**31, 2**32 - 160]),
    st.booleans(),
)
PAUSES = st.sampled_from([0.0, 0.02, 0.24, 0.26, 1.0])


@pytest.fixture(scope="module")
def loops(tmp_path_factory):
    return building.load(building.library(tmp_path_factory.mktemp("loops")))


def found(loops, row, data, now):
    key = loops.press(row.ctypes.data, data, len(data), round(now * 1e9))
    return KEYS[key] if key >= 0 else None


def a_row():
    row = np.zeros(1, LINE)
    row["key"] = -1
    return row


@given(st.lists(st.tuples(EVENTS, PAUSES), max_size=30))
def test_the_same_keys(loops, events):
    keys, row, now = Keys(), a_row(), 10.0
    for event, pause in events:
        now += pause
        assert found(loops, row, event.write(), now) == keys.take(event, now)


@given(st.binary(max_size=40), st.integers(0, 255))
def test_any_packet(loops, rest, first):
    data = bytes([0x80 | first & 0x3F, 101]) + rest
    said = packet.read(data)
    expected = Keys().take(said, 1.0) if said is not None else None
    assert found(loops, a_row(), data, 1.0) == expected


def test_every_key(loops):
    row = a_row()
    packets = [said for i, key in enumerate(KEYS) for said in press(key, 4000 * i)]
    got = [found(loops, row, said.write(), 1 + i * 0.02) for i, said in enumerate(packets)]
    assert "".join(filter(None, got)) == KEYS
