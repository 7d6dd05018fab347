"""The parts that need no calls: loops that are compiled or not, slots, addresses, filters, messages."""

import socket

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.voice.rtp import packet
from motcua.voice.rtp.fast import addresses, building, filters
from motcua.voice.rtp.fast.building import CannotBuildError, library
from motcua.voice.rtp.fast.post import EndedError, Post, Reader, write
from motcua.voice.rtp.fast.slots import SLOTS, Slots
from motcua.voice.rtp.packet import Packet


def test_the_loops_are_compiled_once(tmp_path):
    first = library(tmp_path)
    made = first.stat().st_mtime_ns
    assert library(tmp_path, compiler="no-such-compiler") == first
    assert first.stat().st_mtime_ns == made
    assert [path.name for path in tmp_path.iterdir()] == [first.name]


def test_why_loops_cannot_be_had(tmp_path, monkeypatch):
    with pytest.raises(CannotBuildError, match="trình biên dịch"):
        library(tmp_path, compiler="no-such-compiler")
    with pytest.raises(CannotBuildError, match="báo lỗi"):
        library(tmp_path, compiler="false")
    path = library(tmp_path / "first")
    other = tmp_path / "second" / path.name
    other.parent.mkdir()
    other.write_bytes(b"nothing")
    with pytest.raises(CannotBuildError, match="nạp"):
        library(other.parent)
    monkeypatch.setattr(building, "LINE", np.dtype("u1"))
    with pytest.raises(CannotBuildError, match="khớp"):
        library(path.parent)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 39)), max_size=200))
def test_each_line_has_one_place(changes):
    slots, members = Slots(40, 7), set()
    for adds, line in changes:
        (slots.add if adds else slots.remove)(line)
        (members.add if adds else members.discard)(line)
    placed = [line for slot in range(SLOTS) for line in slots.members[slot, : slots.counts[slot]].tolist()]
    assert sorted(placed) == sorted(members)
    reporting = [line for tick in range(7) for slot in range(SLOTS) for line in slots.reporting(tick, slot)]
    assert sorted(reporting) == sorted(members)


def test_lines_that_are_gone_leave_nothing_behind():
    slots = Slots(2_000, 250)
    for line in range(2_000):
        slots.add(line)
        slots.remove(line)
    assert (slots._places, slots._reporting) == ({}, {})


def test_lines_are_spread():
    slots = Slots(1000, 250)
    for line in range(1000):
        slots.add(line)
    assert set(slots.counts) == {100}


@pytest.mark.parametrize(
    ("family", "address"),
    [(socket.AF_INET, ("192.0.2.1", 6000)), (socket.AF_INET6, ("2001:db8::1", 6001))],
)
def test_addresses_there_and_back(family, address):
    data = addresses.pack(address, family)
    assert len(data) == addresses.SIZE
    assert addresses.unpack(data) == address


def test_addresses_of_the_other_kind():
    mapped = addresses.unpack(addresses.pack(("192.0.2.1", 6000), socket.AF_INET6))
    assert mapped[0] in {"::ffff:192.0.2.1", "::ffff:c000:201"}
    with pytest.raises(ValueError, match="IPv6"):
        addresses.pack(("2001:db8::1", 6000), socket.AF_INET)
    with pytest.raises(ValueError, match="address"):
        addresses.pack(("phone.example", 6000), socket.AF_INET)


def passed(setting, packets):
    """The packets that a socket's filter lets through."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ears,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth,
    ):
        ears.bind(("127.0.0.1", 0))
        ears.setblocking(False)  # noqa: FBT003
        setting(ears)
        got = []
        for said in packets:
            mouth.sendto(said.write(), ears.getsockname())
            try:
                got.append(packet.read(ears.recv(2048)))
            except BlockingIOError:
                continue
        return got


def test_keys_and_one_packet_of_sound_in_64_pass():
    sound = [Packet(8, False, number, 0, 5, b"x") for number in range(60, 200)]  # noqa: FBT003
    keys = [Packet(101, number % 2 == 0, number, 0, 5, b"x") for number in range(200, 210)]
    got = passed(lambda ears: filters.keys_and_some(ears, 101), sound + keys)
    assert [p.sequence for p in got] == [64, 128, 192, *range(200, 210)]

    def none(ears):
        filters.keys_and_some(ears, 101)
        filters.everything(ears)

    assert passed(none, sound) == sound


def test_messages_are_cut_as_they_were_written():
    reader = Reader()
    data = write("play", 1, [[2, 3]]) + write("sound", "\x00ÿ\n")
    got = [message for at in range(len(data)) for message in reader.feed(data[at : at + 1])]
    assert got == [["play", 1, [[2, 3]]], ["sound", "\x00ÿ\n"]]


def test_post_never_waits_and_knows_the_end():
    ours, theirs = socket.socketpair()
    post = Post(ours)
    assert post.receive() == []
    for _ in range(200):
        post.tell("sound", "x" * 10_000)
    post.flush()
    theirs.sendall(write("hush", 1))
    assert post.receive() == [["hush", 1]]
    theirs.close()
    with pytest.raises(EndedError):
        post.receive()
    with pytest.raises(EndedError):
        post.flush()
    ours.close()
