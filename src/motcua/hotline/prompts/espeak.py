"""espeak-ng as a library: one start, then some milliseconds a sentence. One voice at a time in a process.

The functions and numbers are those of `espeak-ng/speak_lib.h` (1.51).
"""

import ctypes
import ctypes.util
from functools import cache

import numpy as np

from motcua.foundation.sound.levels import Samples
from motcua.foundation.sound.making import VOICES
from motcua.kernel.errors import UnavailableError

_RETRIEVAL = 1  # AUDIO_OUTPUT_RETRIEVAL: sound comes to a callback
_DONT_EXIT = 0x8000
_POSITION_CHARACTER = 1
_UTF8 = 1
_RATE_PARAMETER, _RANGE_PARAMETER = 1, 4
WORDS_A_MINUTE = 165
_FULL = 32768.0
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def is_installed() -> bool:
    return ctypes.util.find_library("espeak-ng") is not None


class Voice:
    """Speaks in a language with the voice of a region (north, central, south)."""

    def __init__(self, language: str, region: str) -> None:
        """UnavailableError without the library."""
        self._library, self.rate = _started()
        self._name = VOICES[language][region].encode()
        self._pieces: list[np.ndarray] = []
        self._callback = _CALLBACK(self._take)  # must live as long as it may be called

    def speak(self, text: str) -> Samples:
        """Samples at `rate`, full scale ±1."""
        self._pieces = []
        self._library.espeak_SetSynthCallback(self._callback)
        self._library.espeak_SetVoiceByName(self._name)
        self._library.espeak_SetParameter(_RATE_PARAMETER, WORDS_A_MINUTE, 0)
        data = text.encode()
        self._library.espeak_Synth(data, len(data) + 1, 0, _POSITION_CHARACTER, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        return np.concatenate(self._pieces) / _FULL if self._pieces else np.zeros(0)

    def _take(self, sound: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int | None) -> int:
        if count > 0 and sound:
            self._pieces.append(np.ctypeslib.as_array(sound, (count,)).astype(np.float64))
        return 0


@cache
def version() -> str:
    """Of the library, for what was made with it."""
    library, _rate = _started()
    library.espeak_Info.restype = ctypes.c_char_p
    told: bytes = library.espeak_Info(None)
    return told.decode()


@cache
def _started() -> tuple[ctypes.CDLL, int]:
    found = ctypes.util.find_library("espeak-ng")
    if found is None:
        raise UnavailableError(
            "hotline:voice:absent",
            "Chưa có giọng đọc cho tổng đài. Hãy chạy: apt-get install -y espeak-ng",
            "libespeak-ng is not installed",
        )
    library = ctypes.CDLL(found)
    rate = int(library.espeak_Initialize(_RETRIEVAL, 0, None, _DONT_EXIT))
    if rate <= 0:
        raise UnavailableError(
            "hotline:voice:broken", "Giọng đọc espeak-ng không khởi động được.", f"espeak said {rate}"
        )
    return library, rate
