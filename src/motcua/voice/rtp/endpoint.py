"""When somebody who was asked to say something has said it: they spoke, then paused.

By level alone, against the noise of their own line: cheap enough for each packet, and a street is as good a place to call from as a room.
"""

import numpy as np

from motcua.voice.rtp import g711

FRAME = 160
"""Samples that are judged together: 20 ms."""
SPOKEN_SECONDS = 0.24
"""Less is a click, a cough or a door."""
_QUIETEST = 250.0
"""Mean of absolute samples (of 32,768): no line is so noisy that less is speech."""
_ABOVE_NOISE = 3.0
_NOISE_RISES = 1.02
"""A frame: noise that begins in mid-call is taken for noise after some two seconds."""
_LEVELS = np.abs(g711.DECODE_A.astype(np.int32))


class Endpoint:
    """Feed it with `take`; `pause` in seconds."""

    def __init__(self, pause: float) -> None:
        self._wanted = round(pause * g711.RATE / FRAME)
        self._noise = float("inf")
        self._spoken = self._quiet = 0
        self._left = b""

    def take(self, sound: bytes) -> bool:
        """Whether the caller has said it; `sound` is A-law, in pieces of any length."""
        data = self._left + sound
        whole = len(data) - len(data) % FRAME
        self._left = data[whole:]
        levels = _LEVELS[np.frombuffer(data[:whole], np.uint8)].reshape(-1, FRAME).mean(axis=1)
        return any(self._judge(float(level)) for level in levels)

    def _judge(self, level: float) -> bool:
        speech = level > max(_QUIETEST, _ABOVE_NOISE * self._noise)
        self._noise = max(1.0, min(self._noise * _NOISE_RISES, level))
        if speech:
            self._spoken, self._quiet = self._spoken + 1, 0
        else:
            self._quiet += 1
        return self._spoken * FRAME / g711.RATE >= SPOKEN_SECONDS and self._quiet >= self._wanted
