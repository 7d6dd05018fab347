"""Keys told by events or heard in the sound: each press once, whatever the peer repeats or leaves out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.voice.rtp import tones
from motcua.voice.rtp.keys import KEYS, Keys
from motcua.voice.rtp.packet import Packet
from motcua.voice.rtp.tones import Listener

RATE = 8000
LOUD = 8000


def event(key, timestamp, duration, *, end=False, marker=False):
    return Packet(101, marker, 0, timestamp, 1, bytes([KEYS.index(key), 10 | (end << 7)]) + duration.to_bytes(2))


def press(key, timestamp, *, held=5):
    """The packets of one press as phones send them: a marker first, the end thrice."""
    packets = [event(key, timestamp, 160 * (i + 1), marker=i == 0) for i in range(held)]
    return packets + [event(key, timestamp, 160 * held, end=True)] * 3


def told(packets, keys=None, at=0.0, every=0.02):
    keys = keys or Keys()
    return "".join(keys.take(packet, at + i * every) or "" for i, packet in enumerate(packets))


def test_a_press_counts_once():
    assert told(press("5", 1000)) == "5"


def test_every_key():
    assert told([p for i, key in enumerate(KEYS) for p in press(key, 4000 * i)]) == KEYS


def test_the_same_key_twice():
    assert told(press("1", 1000) + press("1", 3000)) == "11"


@pytest.mark.parametrize("pause", [0.0, 0.4])
def test_the_same_key_at_the_same_timestamp(pause):
    keys = Keys()
    first = told(press("1", 0), keys)
    assert first + told(press("1", 0), keys, at=0.16 + pause) == "11"


def test_the_same_timestamp_without_markers():
    keys = Keys()
    plain = [event("1", 0, 160), event("1", 0, 320, end=True)]
    assert told(plain, keys) + told(plain, keys, at=1.0) == "11"


def test_losses():
    packets = press("7", 1000)
    for begin in range(len(packets)):
        assert told(packets[begin:]) == "7"
    for at in range(1, len(packets)):
        assert told([*packets[: at - 1], packets[at], packets[at - 1], *packets[at + 1 :]]) == "7"


def test_late_packets_of_the_press_before():
    assert told([*press("1", 1000)[:-1], *press("2", 3000)[:2], press("1", 1000)[-1], *press("2", 3000)[2:]]) == "12"


def test_a_key_held_for_long():
    long = [event("9", 0, min(0xFFFF, 160 * i), marker=i == 1) for i in range(1, 411)]
    assert told([*long, event("9", 0xFFFF, 160), event("9", 0xFFFF, 320, end=True)]) == "9"


def test_a_new_call_forgets():
    keys = Keys()
    assert told(press("1", 0)[:1], keys) == "1"
    keys.reset()
    assert told(press("1", 0)[:1], keys) == "1"


def test_timestamps_that_run_over():
    assert told(press("1", 2**32 - 100) + press("1", 2000)) == "11"


@given(st.binary(max_size=6))
def test_any_body(body):
    assert Keys().take(Packet(101, False, 0, 0, 0, body), 0) in {None, *KEYS}  # noqa: FBT003


def tone(key, seconds, *, loud=LOUD, drift=1.0, twist=1.0):
    row = next(r for r, keys in enumerate(tones._KEYS) if key in keys)
    low, high = tones.LOW[row], tones.HIGH[tones._KEYS[row].index(key)]
    times = np.arange(int(seconds * RATE)) / RATE
    both = np.sin(2 * np.pi * low * drift * times) + twist * np.sin(2 * np.pi * high * drift * times)
    return loud * both


def heard(sound, size=160):
    listener = Listener()
    samples = np.clip(sound, -32_768, 32_767).astype(np.int16)
    return "".join(listener.hear(samples[at : at + size]) for at in range(0, len(samples), size))


def quiet(seconds):
    return np.zeros(int(seconds * RATE))


@pytest.mark.parametrize("size", [160, 240, 1])
def test_keys_are_heard_in_the_sound(size):
    sound = np.concatenate([part for key in KEYS for part in (quiet(0.1), tone(key, 0.1))])
    noise = np.random.default_rng(1).normal(0, LOUD / 30, len(sound))
    assert heard(sound + noise, size) == KEYS


@pytest.mark.parametrize("change", [{"loud": 300}, {"drift": 1.015}, {"drift": 0.985}, {"twist": 2.0}, {"twist": 0.5}])
def test_weak_drifting_and_twisted_keys_are_heard(change):
    assert heard(np.concatenate([part for key in "159D" for part in (quiet(0.1), tone(key, 0.1, **change))])) == "159D"


def test_the_same_key_twice_is_heard_twice():
    assert heard(np.concatenate([tone("3", 0.1), quiet(0.1), tone("3", 0.5)])) == "33"


def test_what_is_no_key():
    rng = np.random.default_rng(2)
    times = np.arange(RATE * 20) / RATE
    noise = rng.normal(0, 5000, RATE * 20)
    voice = sum(3000 / n * np.sin(2 * np.pi * n * (120 + 30 * np.sin(3 * times)) * times) for n in range(1, 25))
    for sound in (
        noise,
        voice,
        9000 * np.sin(2 * np.pi * 770 * times),
        quiet(2),
        tone("5", 0.02),
        tone("5", 1, drift=1.04),
    ):
        assert heard(sound) == ""
