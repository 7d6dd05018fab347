"""Whoever has spoken and pauses has said it, on a quiet line and on a noisy one; noise alone and clicks are nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.voice.rtp import g711
from motcua.voice.rtp.endpoint import SPOKEN_SECONDS, Endpoint

PAUSE = 1.0
RATE = g711.RATE


def noise(seconds, level, seed=1):
    return np.random.default_rng(seed).normal(0, level, int(seconds * RATE))


def speech(seconds, level=6000):
    """Like syllables: four swellings a second."""
    at = np.arange(int(seconds * RATE)) / RATE
    return level * np.sin(2 * np.pi * 200 * at) * np.abs(np.sin(2 * np.pi * 2 * at))


def said_at(*parts, pieces=160):
    """After how many seconds the caller has said it, or None."""
    samples = np.concatenate(parts).clip(-32_000, 32_000).astype(np.int16)
    sound, endpoint = g711.encode_a(samples), Endpoint(PAUSE)
    for at in range(0, len(sound), pieces):
        if endpoint.take(sound[at : at + pieces]):
            return (at + pieces) / RATE
    return None


@pytest.mark.parametrize("level", [1, 80, 400])
def test_a_pause_after_speech(level):
    at = said_at(noise(0.5, level), speech(1.5) + noise(1.5, level), noise(3, level))
    assert at == pytest.approx(0.5 + 1.5 + PAUSE, abs=0.3)


def test_a_breath_between_two_words_is_not_the_end():
    at = said_at(noise(0.3, 50), speech(0.6), noise(0.7, 50), speech(0.8), noise(2, 50))
    assert at == pytest.approx(0.3 + 0.6 + 0.7 + 0.8 + PAUSE, abs=0.3)


@pytest.mark.parametrize("level", [1, 80, 400, 2000])
def test_nothing_said_never_ends_by_itself(level):
    assert said_at(noise(8, level)) is None


def test_a_click_is_no_word():
    assert said_at(noise(1, 50), speech(0.08), noise(4, 50)) is None
    assert SPOKEN_SECONDS > 0.08


def test_a_street_that_gets_louder_is_noise_after_a_while():
    assert said_at(noise(1, 40), speech(1), noise(6, 700)) is not None


@given(st.integers(1, 1000))
def test_pieces_of_any_length_say_the_same(pieces):
    parts = (noise(0.2, 50), speech(0.8), noise(2, 50))
    assert said_at(*parts, pieces=pieces) == pytest.approx(said_at(*parts), abs=1000 / RATE)
