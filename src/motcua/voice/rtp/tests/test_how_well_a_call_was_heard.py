"""What reports tell of a call: losses, jitter, the way there and back."""

import pytest

from motcua.voice.rtp import quality, rtcp
from motcua.voice.rtp.quality import Told

NOW = 1_800_000_000.25
OURS = 77


def report(**changes):
    return rtcp.Report(**{"ssrc": OURS, "fraction": 0, "lost": 3, "highest": 500, "jitter": 16, **changes})


def test_a_report_about_us():
    sent = NOW - 0.1
    data = rtcp.receiver_report(5, report(last_sender=quality.middle(sent), delay=65_536 // 20))
    told = quality.read(data, OURS, NOW)
    assert told is not None
    assert (told.lost, told.jitter_ms, told.sender_time) == (3, 2.0, 0)
    assert told.round_trip_ms == pytest.approx(50, abs=0.1)


@pytest.mark.parametrize(("asked", "expected"), [(0, None), (quality.middle(NOW + 1), 0.0)])
def test_a_round_trip_that_nobody_asked_for_or_that_ended_before_it_began(asked, expected):
    told = quality.read(rtcp.receiver_report(5, report(last_sender=asked)), OURS, NOW)
    assert told is not None
    assert told.round_trip_ms == expected


def test_a_report_about_somebody_else_and_none_at_all():
    assert quality.read(rtcp.receiver_report(5, report(ssrc=9)), OURS, NOW) == Told(None, None, None, 0)
    assert quality.read(b"\x80\xc9", OURS, NOW) is None


def test_both_ends_know_the_way_there_and_back():
    """Theirs asks at NOW, ours answers 0.3 s later, and theirs gets it 20 ms after."""
    asked = rtcp.sender_report(5, rtcp.Sent(NOW, 0, 1, 160), None)
    told = quality.read(asked, OURS, NOW)
    assert told is not None
    ours = quality.answering(report(ssrc=5), told, 0.3)
    answer = quality.read(rtcp.receiver_report(OURS, ours), 5, NOW + 0.32)
    assert answer is not None
    assert answer.round_trip_ms == pytest.approx(20, abs=0.1)
    assert quality.answering(report(), None, 0.3) == report()
