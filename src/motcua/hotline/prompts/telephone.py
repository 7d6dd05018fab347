"""Sound as a telephone carries it: 8,000 samples a second, one loudness, A-law.

LOUDNESS is -20 LUFS (ITU-R BS.1770), not the -16 of the hall: the peaks of espeak-ng stand 14 to 19 dB above its loudness. At -16 four
prompts of five would pass the ceiling, by up to 4 dB, and a limiter that works on every syllable is heard as a rasp; at -20 it is one of
twenty, by a tenth of a dB. The ceiling is -1 dBTP since G.711 holds nothing above -0.1 dBFS.
"""

import numpy as np

from motcua.foundation.sound import levels, pcm
from motcua.foundation.sound.levels import Samples
from motcua.voice.rtp import g711

LOUDNESS, CEILING = -20.0, -1.0
"""LUFS of each prompt, dBTP that none passes."""
NEAR = 3.0
"""LU by which a prompt may be off where its peaks had to be held down."""
_QUANTISED = 0.3
"""dB by which the steps of A-law may lift a peak."""

_FULL = 32_768


def prompt(samples: Samples, rate: int) -> bytes:
    """Speech at any rate as a prompt: without the silence around it, at the loudness, with soft edges, in A-law; b"" for silence."""
    narrow = pcm.resample(samples, rate, g711.RATE)
    word = pcm.trim(narrow, g711.RATE)
    if not len(word):
        return b""
    return encoded(pcm.fade(levels.level(word, g711.RATE, target=LOUDNESS, ceiling=CEILING), g711.RATE))


def encoded(samples: Samples) -> bytes:
    """Samples of full scale ±1 in A-law."""
    return g711.encode_a(np.clip(np.rint(samples * _FULL), -_FULL, _FULL - 1).astype(np.int16))


def decoded(sound: bytes) -> Samples:
    """A-law as samples of full scale ±1."""
    return g711.decode_a(sound).astype(np.float64) / _FULL


def silence(seconds: float) -> bytes:
    """Nothing, in A-law."""
    return bytes([g711.SILENCE_A]) * round(seconds * g711.RATE)


def fits(sound: bytes) -> bool:
    """Whether a prompt stands near the loudness, and no peak above the ceiling: a bang that outdoes the voice is held down, and the voice with it."""
    samples = decoded(sound)
    near = abs(levels.loudness(samples, g711.RATE) - LOUDNESS) <= NEAR
    return near and levels.true_peak(samples) <= CEILING + _QUANTISED
