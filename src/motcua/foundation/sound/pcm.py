"""WAV files of one channel and 16 bits, and what is done to a recording before it is used. Pure of Django."""

import io
import struct
import wave
from math import pi

import numpy as np

from motcua.foundation.sound.levels import Samples, fast_length, gain

RATE = 22050
"""Samples a second of every installed fragment and announcement: speech to 11 kHz, what espeak-ng gives."""
LOWEST_RATE, HIGHEST_RATE = 16_000, 96_000

_FULL = 32768
_CLIPPED_IN_A_ROW = 3
_FRAME = 0.01
_QUIET = gain(-45)
"""Of the loudest 10 ms: what is quieter before the first and after the last word is no word."""
_KEPT = 0.02
"""Seconds kept beside the word: a soft consonant begins before it is loud."""
_FADE = 0.005


class UnfitSoundError(ValueError):
    """A file that can't be a fragment; the text is a Vietnamese clause: "là 2 kênh; hãy ghi một kênh (mono)"."""


def read_wav(content: bytes, *, lowest: int = LOWEST_RATE) -> tuple[Samples, int]:
    """The samples, full scale ±1, and their rate, at least `lowest`. Raises UnfitSoundError."""
    try:
        with wave.open(io.BytesIO(content)) as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError, struct.error) as error:
        raise UnfitSoundError("không phải tệp WAV dạng PCM; hãy lưu lại thành WAV, PCM 16 bit, một kênh") from error
    if channels != 1:
        raise UnfitSoundError(f"có {channels} kênh; hãy lưu lại một kênh (mono)")
    if width != 2:  # noqa: PLR2004 - bytes of 16 bits
        raise UnfitSoundError(f"là {8 * width} bit; hãy lưu lại thành PCM 16 bit")
    if not lowest <= rate <= HIGHEST_RATE:
        raise UnfitSoundError(f"lấy mẫu {rate} Hz; hãy ghi từ {lowest} đến {HIGHEST_RATE} Hz")
    return np.frombuffer(frames, dtype="<i2").astype(np.float64) / _FULL, rate


def write_wav(samples: Samples, rate: int = RATE) -> bytes:
    """A WAV file of 16 bits, one channel."""
    whole = np.clip(np.rint(samples * _FULL), -_FULL, _FULL - 1).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(rate)
        written.writeframes(whole.tobytes())
    return file.getvalue()


def resample(samples: Samples, rate: int, target: int = RATE) -> Samples:
    """The same sound at another rate: what the lower rate can't hold is left out, in the frequency domain."""
    if rate == target:
        return samples
    unit = rate // np.gcd(rate, target)
    length = int(unit) * fast_length(-(-(len(samples) + rate // 10) // int(unit)))
    result = length * target // rate
    spectrum = np.fft.rfft(samples, length)[: result // 2 + 1]
    spectrum = np.pad(spectrum, (0, result // 2 + 1 - len(spectrum)))
    return np.asarray(np.fft.irfft(spectrum, result)[: len(samples) * target // rate] * (result / length))


def clipped(samples: Samples) -> bool:
    """Whether the microphone was overdriven: three samples in a row at the end of the scale."""
    edge = np.abs(samples) >= (_FULL - 2) / _FULL
    return bool(np.convolve(edge, np.ones(_CLIPPED_IN_A_ROW), mode="valid").max(initial=0) >= _CLIPPED_IN_A_ROW)


def trim(samples: Samples, rate: int = RATE) -> Samples:
    """Without the silence before and after; nothing is left of silence."""
    frame = round(_FRAME * rate)
    count = len(samples) // frame
    powers = (samples[: count * frame].reshape(count, frame) ** 2).mean(axis=1)
    loud = np.flatnonzero(powers > powers.max(initial=0.0) * _QUIET**2)
    if not loud.size:
        return samples[:0]
    kept = round(_KEPT * rate)
    return samples[max(0, loud[0] * frame - kept) : (loud[-1] + 1) * frame + kept]


def fade(samples: Samples, rate: int = RATE) -> Samples:
    """With edges that rise from nothing and fall to nothing within 5 ms: two fragments meet without a click."""
    faded = samples.copy()
    length = min(round(_FADE * rate), len(faded) // 2)
    rise = (1 - np.cos(pi * np.arange(length) / max(1, length))) / 2
    faded[:length] *= rise
    faded[len(faded) - length :] *= rise[::-1]
    return faded
