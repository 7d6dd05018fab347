"""What is kept of a caller: in order, gaps silent, never longer than asked, whatever the network did to it."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.voice.rtp import g711
from motcua.voice.rtp.hearing import Hearing
from motcua.voice.rtp.packet import Packet
from motcua.voice.rtp.recording import MOST_WAITING, Recording
from motcua.voice.rtp.tests.test_keys_count_once import press
from motcua.voice.sdp import PCMU, Speech

SILENCE = bytes([g711.SILENCE_A])
BEGIN = 2**32 - 400  # so that timestamps run over


def part(number):
    return bytes([number % 256]) * 160


def recorded(numbers, *, begin=BEGIN, most=60):
    heard = bytearray()
    recording = Recording(heard.extend, most)
    for number in numbers:
        recording.take((begin + number * 160) % 2**32, part(number))
    recording.end()
    return bytes(heard)


def test_all_in_order():
    assert recorded(range(20)) == b"".join(map(part, range(20)))


@given(st.permutations(range(5)))
def test_overtaking_is_put_in_order(order):
    assert recorded([0, *(n + 1 for n in order)]) == b"".join(map(part, range(6)))


def test_what_is_lost_is_silence_and_repetitions_are_nothing():
    assert recorded([0, 1, 1, 3, 3, 0, 4]) == part(0) + part(1) + SILENCE * 160 + part(3) + part(4)


def test_a_loss_holds_nothing_up():
    heard = bytearray()
    recording = Recording(heard.extend, 60)
    for number in (0, *range(2, 3 + MOST_WAITING)):
        recording.take(number * 160, part(number))
    assert len(heard) == 160 * (3 + MOST_WAITING)


def test_no_longer_than_asked():
    assert recorded(range(100), most=1) == b"".join(map(part, range(50)))
    assert len(recorded([0, 300], most=3)) == 8000 * 3


def test_a_long_pause_and_another_clock_are_passed_over():
    heard = bytearray()
    recording = Recording(heard.extend, 60)
    for timestamp, number in ((0, 1), (2**31, 2), (2**31 + 160, 3)):
        recording.take(timestamp, part(number))
    recording.end()
    assert bytes(heard) == part(1) + part(2) + part(3)


def test_after_the_end_nothing_is_taken():
    heard = bytearray()
    recording = Recording(heard.extend, 60)
    recording.take(0, part(1))
    recording.end()
    recording.take(160, part(2))
    assert bytes(heard) == part(1)


def test_mu_law_becomes_a_law_and_keys_still_work():
    speech = Speech("192.0.2.1", 6000, PCMU, 101, sends=True, hears=True, rtcp_port=6001)
    sound = bytes(range(0, 256, 2)) + bytes(32)
    hearing, heard = Hearing(), bytearray()
    hearing.talk(speech, moved=True)
    assert not hearing.needs_all
    hearing.record(heard.extend, 60)
    assert hearing.needs_all
    assert hearing.take(Packet(PCMU, False, 1, 0, 5, sound), speech, 0.0) == ""  # noqa: FBT003
    keys = [hearing.take(said, speech, 0.1) for said in press("7", 160)]
    assert "".join(keys) == "7"
    hearing.stop_recording()
    assert not hearing.needs_all
    levels, wanted = g711.decode_a(bytes(heard)).astype(int), g711.decode_mu(sound).astype(int)
    assert (abs(levels - wanted) <= 8 + abs(wanted) // 20).all()
