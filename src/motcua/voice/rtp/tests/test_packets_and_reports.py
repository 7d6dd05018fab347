"""RTP and RTCP: what is written is read, what is cut or forged is not, what is counted is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.voice.rtp import packet, rtcp
from motcua.voice.rtp.packet import Packet
from motcua.voice.rtp.source import SourceLock

WORD = st.integers(0, 2**32 - 1)


@given(st.integers(0, 127), st.booleans(), st.integers(0, 65_535), WORD, WORD, st.binary(max_size=400))
def test_what_is_written_is_read(payload, marker, sequence, timestamp, ssrc, body):  # noqa: PLR0913, PLR0917
    said = Packet(payload, marker, sequence, timestamp, ssrc, body)
    assert packet.read(said.write()) == said


@given(st.binary(max_size=80))
def test_any_bytes(data):
    packet.read(data)
    rtcp.read(data)
    rtcp.read(rtcp.receiver_report(1, None) + data)


def test_contributors_extension_and_padding_are_passed_over():
    head = bytes([0x80 | 0x30 | 2, 8]) + bytes(10)
    assert packet.read(head + bytes(8) + b"\xbe\xde\0\1" + bytes(4) + b"sound" + b"\0\0\3").body == b"sound"


@pytest.mark.parametrize(
    "data", [b"", bytes(12), b"\x80\x08" + bytes(9), b"\x8f\x08" + bytes(10), b"\x90\x08" + bytes(12) + b"\0\xff",
             b"\xa0\x08" + bytes(10) + b"\xff", b"\xa0\x08" + bytes(10) + b"a\0"]
)  # fmt: skip
def test_what_is_no_packet(data):
    assert packet.read(data) is None


def arrivals(*sequences, transit=()):
    counted = None
    for i, sequence in enumerate(sequences):
        now = 100 + i * 0.02 + (transit[i] if transit else 0)
        said = Packet(8, False, sequence % 65_536, i * 160, 7, b"")  # noqa: FBT003
        if counted is None:
            counted = rtcp.Arrivals(said, now)
        else:
            counted.take(said, now)
    return counted


def test_losses_are_counted_past_the_last_sequence_number():
    counted = arrivals(65_534, 65_535, 65_537, 65_538)
    report = counted.report()
    assert (report.lost, report.highest, report.fraction, report.jitter) == (1, 65_538, 51, 0)
    assert counted.report().fraction == 0


def test_order_and_repetition_are_no_loss():
    assert arrivals(1, 3, 2, 4).report().lost == 0
    assert arrivals(1, 2, 2, 3).report().lost == -1


def test_jitter_is_counted():
    assert 50 < arrivals(*range(100), transit=[0.01 * (i % 2) for i in range(100)]).report().jitter <= 80


def test_reports_are_written_and_read():
    block = rtcp.Report(7, 51, -1, 65_538, 12, 3, 4)
    sent = rtcp.Sent(1.5, 2, 3, 4)
    compound = rtcp.sender_report(1, sent, block) + rtcp.description(1, b"name") + rtcp.goodbye(1)
    assert len(compound) % 4 == 0
    assert rtcp.read(compound) == [(200, 1, [block]), (202, 1, []), (203, 1, [])]
    assert rtcp.read(rtcp.receiver_report(1, block)) == [(201, 1, [block])]
    assert rtcp.read(compound[:-1]) == []
    assert rtcp.read(rtcp.goodbye(1)) == []
    assert rtcp.ntp(0.5) == (2_208_988_800, 2**31)


def test_one_source_is_listened_to():
    lock = SourceLock({"192.0.2.1", "2001:db8::1"})
    assert not lock.accepts(("198.51.100.1", 1))
    assert lock.accepts(("::ffff:192.0.2.1", 6000))
    assert lock.accepts(("::ffff:192.0.2.1", 6000))
    assert not lock.accepts(("192.0.2.1", 6001))
    assert lock.dropped == 2
    lock.change({"192.0.2.2"})
    assert not lock.accepts(("::ffff:192.0.2.1", 6000))
    assert lock.accepts(("192.0.2.2", 6002))
