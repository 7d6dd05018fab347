"""Keys heard in the sound itself (ITU-T Q.23, Q.24), for peers that send no events: Goertzel's filters."""

import numpy as np
from numpy.typing import NDArray

from motcua.voice.rtp.g711 import RATE, Samples

LOW, HIGH = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
_KEYS = ("123A", "456B", "789C", "*0#D")
BLOCK = 205  # 25.6 ms: the filters of 39 Hz width tell neighbours apart and still miss no key of 50 ms
_TWIST = 10**0.8  # 8 dB: how much one of the two tones may outweigh the other
_SHARE = 0.75  # of all energy that the two tones hold; speech spreads
_NEIGHBOUR = 6.0  # how much a tone outweighs the next of its group
_FAINTEST = 100.0  # mean square; -50 dB under full scale
BLOCKS_TO_BEGIN, BLOCKS_TO_END = 2, 2

_TIMES = np.arange(BLOCK) / RATE
# Q.24 takes tones that are off by up to 1.5 % and none by 3.5 %; one filter of 39 Hz is too narrow for the highest.
_DRIFTS = (0.988, 1.0, 1.012)
_FILTERS = np.exp(-2j * np.pi * np.outer(np.outer(_DRIFTS, (*LOW, *HIGH)), _TIMES))


def key_in(block: NDArray[np.float64]) -> str | None:
    """The key that these 205 samples hold."""
    energy = float(np.dot(block, block))
    if energy < _FAINTEST * BLOCK:
        return None
    powers = (np.abs(_FILTERS @ block) ** 2).reshape(len(_DRIFTS), -1).max(axis=0)
    low, high = powers[:4], powers[4:]
    row, column = int(np.argmax(low)), int(np.argmax(high))
    first, second = float(low[row]), float(high[column])
    if max(first, second) > _TWIST * min(first, second):
        return None
    if first < _NEIGHBOUR * np.partition(low, 2)[2] or second < _NEIGHBOUR * np.partition(high, 2)[2]:
        return None
    # A pure tone of this block's length has a power of BLOCK / 2 times its energy.
    if first + second < _SHARE * energy * BLOCK / 2:
        return None
    return _KEYS[row][column]


class Listener:
    """Give it the sound as it comes; it gives back each key once, when it has lasted for two blocks."""

    def __init__(self) -> None:
        self._rest = np.zeros(0)
        self._candidate: str | None = None
        self._run = 0
        self._held: str | None = None

    def hear(self, samples: Samples) -> str:
        sound = np.concatenate((self._rest, samples.astype(np.float64)))
        keys = ""
        whole = len(sound) // BLOCK * BLOCK
        for block in sound[:whole].reshape(-1, BLOCK):
            keys += self._next(key_in(block)) or ""
        self._rest = sound[whole:]
        return keys

    def _next(self, key: str | None) -> str | None:
        self._run = self._run + 1 if key == self._candidate else 1
        self._candidate = key
        if key is None:
            if self._run >= BLOCKS_TO_END:
                self._held = None
        elif self._run == BLOCKS_TO_BEGIN and key != self._held:
            self._held = key
            return key
        return None
