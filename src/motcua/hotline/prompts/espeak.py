"""espeak-ng as a library: one voice in one process, called back with the samples of each text."""

import ctypes
import ctypes.util
from typing import Any, ClassVar

import numpy as np

from motcua.foundation.sound.levels import Samples

LIBRARY = "libespeak-ng.so.1"

_RETRIEVAL, _UTF8, _NO_EXIT = 1, 1, 0x8000
_RATE_PARAMETER = 1
_WORDS_A_MINUTE = 160
_FULL = 32_768
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def library() -> ctypes.CDLL | None:
    """The library, or None where it isn't installed."""
    for name in (LIBRARY, ctypes.util.find_library("espeak-ng")):
        if name:
            try:
                return ctypes.CDLL(name)
            except OSError:
                continue
    return None


class _Properties(ctypes.Structure):
    """espeak_VOICE: what a voice is asked for by."""

    _fields_: ClassVar = [
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("traits", ctypes.c_ubyte * 4),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    ]


class Speaker:
    """A voice of espeak-ng. One a process: the library knows no second. RuntimeError when the voice can't be had."""

    def __init__(self, voice: str) -> None:
        found = library()
        if found is None:
            raise RuntimeError("espeak-ng is not installed")
        self._library = found
        self.rate: int = found.espeak_Initialize(_RETRIEVAL, 0, None, _NO_EXIT)
        wanted = _Properties(languages=voice.encode())
        if self.rate <= 0 or found.espeak_SetVoiceByProperties(ctypes.byref(wanted)) != 0:
            raise RuntimeError(f"espeak-ng has no voice {voice}")
        self._pieces: list[bytes] = []
        self._callback = _CALLBACK(self._take)  # the library keeps no reference to it
        found.espeak_SetSynthCallback(self._callback)
        found.espeak_SetParameter(_RATE_PARAMETER, _WORDS_A_MINUTE, 0)

    def say(self, text: str) -> Samples:
        """The samples of a text at `rate`, full scale ±1."""
        self._pieces.clear()
        data = text.encode() + b"\0"
        self._library.espeak_Synth(data, ctypes.c_size_t(len(data)), 0, 0, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        return np.frombuffer(b"".join(self._pieces), dtype=np.int16).astype(np.float64) / _FULL

    def _take(self, samples: Any, count: int, events: Any) -> int:
        del events
        if samples and count > 0:
            self._pieces.append(ctypes.string_at(samples, 2 * count))
        return 0
