"""The two tones before an announcement. Pure of Django."""

from math import pi

import numpy as np

from motcua.foundation.sound.levels import Samples
from motcua.foundation.sound.pcm import RATE

_TONES = ((0.0, 659.26), (0.28, 523.25))
"""Seconds and Hz: a falling third, e2 to c2."""
_SECONDS = 0.9
_FADES_IN = 0.22
"""Seconds in which a tone falls by e, as a struck bar does."""
_OVERTONES = ((1, 1.0), (2, 0.35), (3, 0.12))
_ATTACK = 0.004


def chime() -> Samples:
    """A falling third on a soft bar, at pcm.RATE."""
    moments = np.arange(round(_SECONDS * RATE)) / RATE
    sound = np.zeros(len(moments))
    for begin, hertz in _TONES:
        since = moments - begin
        shape = np.where(since < 0, 0.0, np.exp(-np.maximum(since, 0) / _FADES_IN) * np.clip(since / _ATTACK, 0, 1))
        for overtone, strength in _OVERTONES:
            sound += shape**overtone * strength * np.sin(2 * pi * hertz * overtone * since)
    ending = np.clip((_SECONDS - moments) / 0.1, 0, 1)
    return np.asarray(sound * ending / np.abs(sound).max() / 2)
