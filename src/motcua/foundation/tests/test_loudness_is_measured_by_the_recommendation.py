"""BS.1770 against the signals of EBU Tech 3341 (cases 1-4 and 15-17) and its own calibration."""

from math import inf, pi

import numpy as np
import pytest

from motcua.foundation.sound import levels

SIGNALS = {
    "1": [(-23.0, 20.0)],
    "3": [(-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)],
    "4": [(-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)],
    "5": [(-26.0, 20.0), (-20.0, 20.1), (-26.0, 20.0)],
}


def sine(decibel: float, seconds: float, rate: int = 48000, hertz: float = 1000.0):
    return np.sin(2 * pi * hertz * np.arange(round(seconds * rate)) / rate) * levels.gain(decibel)


@pytest.mark.parametrize("case", SIGNALS)
def test_stereo_sines_of_the_ebu(case):
    one = np.concatenate([sine(*part) for part in SIGNALS[case]])
    assert levels.loudness(np.stack([one, one]), 48000) == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("rate", [16000, 22050, 24000, 44100, 48000])
def test_a_full_sine_of_997_hertz_is_minus_3_01_at_any_rate(rate):
    assert levels.loudness(sine(0, 5, rate, 997), rate) == pytest.approx(-3.01, abs=0.1)


@pytest.mark.parametrize(("hertz", "phase"), [(12000, pi / 4), (8000, pi / 3)])
def test_a_peak_between_two_samples_is_seen(hertz, phase):
    wave = 0.5 * np.sin(2 * pi * hertz * np.arange(48000) / 48000 + phase)
    inside = wave * np.hanning(48000)
    assert -6.4 < levels.true_peak(inside) < -5.8


def test_what_is_shorter_than_a_block_is_measured_whole():
    short = sine(-20, 0.3)
    assert levels.loudness(short, 48000) == levels.ungated_loudness(short, 48000)
    assert levels.loudness(np.zeros(48000), 48000) == -inf


def test_peaks_are_turned_down_and_the_rest_is_left():
    sound = sine(-20, 1.0)
    sound[24000:24100] *= 15
    held = levels.limit(sound, 48000)
    assert levels.true_peak(held) <= levels.CEILING
    assert np.array_equal(held[:22000], sound[:22000])
