"""How loud sound is, by ITU-R BS.1770, and how it is kept from clipping. Pure: arrays in, arrays and figures out.

Samples are floats, full scale ±1: one channel, or an array of (channels, samples) to measure. The recommendation gives the
K-weighting filters at 48 kHz only; here they are made for any rate from the analogue filters behind those figures, and applied in
the frequency domain, because numpy has no recursive filter.
"""

from functools import lru_cache
from math import inf, log10, pi, tan

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

TARGET = -16.0
"""LUFS of an announcement: above the murmur of a hall, with room for the peaks of speech."""
CEILING = -1.0
"""dBTP that nothing passes."""

_BLOCK, _STEP = 0.4, 0.1
_SILENCE, _RELATIVE_GATE = -70.0, 10.0
_OFFSET = -0.691
_SHELF_HZ, _SHELF_GAIN, _SHELF_Q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
_SHELF_SLOPE = 0.4996667741545416
_LOW_CUT_HZ, _LOW_CUT_Q = 38.13547087602444, 0.5003270373238773
_TAIL = 0.1
"""Seconds after which nothing is left of the filters' ringing: the low cut falls by e every 4 ms."""
_PHASES, _TAPS = 4, 24
_LIMITER_STEP = 0.005
_MARGIN = 0.2
"""dB that the limiter keeps beneath the ceiling: its gain moves a peak between two samples a little."""


def loudness(samples: Samples, rate: int) -> float:
    """Integrated loudness in LUFS, gated at -70 LUFS and at 10 LU beneath the rest; -inf for silence.

    What is shorter than one block of 400 ms is measured whole, ungated.
    """
    return loudness_of(weighted_power(samples, rate), rate)


def loudness_of(power: Samples, rate: int) -> float:
    """The integrated loudness, from the power that the ear of the recommendation hears at each sample."""
    block, step = round(_BLOCK * rate), round(_STEP * rate)
    if len(power) < block:
        return _lufs(power)
    summed = np.concatenate(([0.0], np.cumsum(power)))
    starts = np.arange(0, len(power) - block + 1, step)
    blocks = (summed[starts + block] - summed[starts]) / block
    loud = blocks[blocks > _power(_SILENCE)]
    if not loud.size:
        return -inf
    return _lufs(loud[loud > loud.mean() / 10 ** (_RELATIVE_GATE / 10)])


def ungated_loudness(samples: Samples, rate: int) -> float:
    """Loudness of all of it in LUFS, for a word that is shorter than the blocks of the recommendation."""
    return _lufs(weighted_power(samples, rate))


def weighted_power(samples: Samples, rate: int) -> Samples:
    """The K-weighted power at each sample, of all channels together."""
    count = samples.shape[-1]
    length = fast_length(count + round(_TAIL * rate))
    weighted = np.fft.irfft(np.fft.rfft(samples, length) * _response(rate, length), length)[..., :count]
    return np.asarray(np.atleast_2d(weighted**2).sum(axis=0))


def true_peak(samples: Samples) -> float:
    """The highest point of the curve through the samples, four times oversampled, in dBTP; -inf for silence."""
    return decibels(float(_curve(samples).max(initial=0.0)))


def level(samples: Samples, rate: int, *, target: float = TARGET, ceiling: float = CEILING) -> Samples:
    """The same sound at `target` LUFS; peaks that would pass `ceiling` dBTP are turned down, not cut. Silence stays."""
    measured = loudness(samples, rate)
    if measured == -inf:
        return samples
    return limit(samples * gain(target - measured), rate, ceiling=ceiling)


def limit(samples: Samples, rate: int, *, ceiling: float = CEILING) -> Samples:
    """Turn down what passes `ceiling` dBTP, from 5 ms before to 5 ms after; the rest is left as it is.

    In steps of 5 ms, each held to what its neighbours need too, so that the line between two steps is low enough everywhere.
    """
    curve, top = _curve(samples), gain(ceiling)
    if curve.max(initial=0.0) <= top:
        return samples
    step = round(_LIMITER_STEP * rate)
    steps = -(-len(samples) // step)
    peaks = np.pad(curve, (0, steps * step - len(curve))).reshape(steps, step).max(axis=1)
    needed = np.pad(np.minimum(1.0, gain(ceiling - _MARGIN) / np.maximum(peaks, 1e-9)), 1, constant_values=1.0)
    held = np.minimum(np.minimum(needed[:-2], needed[2:]), needed[1:-1])
    return np.asarray(samples * np.interp(np.arange(len(samples)), (np.arange(steps) + 0.5) * step, held))


def gain(decibel: float) -> float:
    """A change in dB as a factor of the samples."""
    return float(10 ** (decibel / 20))


def decibels(amplitude: float) -> float:
    """An amplitude in dB of full scale; -inf for none."""
    return 20 * log10(amplitude) if amplitude > 0 else -inf


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET) / 10))


def _lufs(power: Samples) -> float:
    mean = float(power.mean()) if power.size else 0.0
    return _OFFSET + 10 * log10(mean) if mean > 0 else -inf


@lru_cache(maxsize=64)
def _response(rate: int, length: int) -> NDArray[np.complex128]:
    """What K-weighting does to each frequency of a transform of `length` samples."""
    z = np.exp(-2j * pi * np.arange(length // 2 + 1) / length)
    return _shelf(z, rate) * _low_cut(z, rate)


def _shelf(z: NDArray[np.complex128], rate: int) -> NDArray[np.complex128]:
    """The high shelf, for the head in the sound; `z` is one sample's delay."""
    k, high = tan(pi * _SHELF_HZ / rate), 10 ** (_SHELF_GAIN / 20)
    band = high**_SHELF_SLOPE * k / _SHELF_Q
    above = (high + band + k * k) + 2 * (k * k - high) * z + (high - band + k * k) * z * z
    return np.asarray(above / _poles(z, k, _SHELF_Q))


def _low_cut(z: NDArray[np.complex128], rate: int) -> NDArray[np.complex128]:
    """The recommendation leaves its gain at the high end, 0.04 dB at 48 kHz, which its offset makes up for."""
    k = tan(pi * _LOW_CUT_HZ / rate)
    return (1 - z) ** 2 * (1 + k / _LOW_CUT_Q + k * k) / _poles(z, k, _LOW_CUT_Q)


def _poles(z: NDArray[np.complex128], k: float, q: float) -> NDArray[np.complex128]:
    return (1 + k / q + k * k) + 2 * (k * k - 1) * z + (1 - k / q + k * k) * z * z


def _curve(samples: Samples) -> Samples:
    """For each sample the highest of the four points of the curve that begin with it, without sign."""
    if not len(samples):
        return samples
    highest = np.abs(samples)
    offsets = np.arange(_TAPS) - _TAPS // 2
    for phase in range(1, _PHASES):
        points = offsets + phase / _PHASES
        kernel = np.sinc(points) * np.cos(pi * points / (_TAPS + 1)) ** 2
        padded = np.pad(samples, (_TAPS // 2 - 1, _TAPS // 2))
        np.maximum(highest, np.abs(np.convolve(padded, kernel, mode="valid")), out=highest)
    return highest


def fast_length(count: int) -> int:
    """The next length that a Fourier transform is quick at: 2ⁿ, 3·2ⁿ or 5·2ⁿ."""
    return min(factor << max(0, (-(-count // factor) - 1).bit_length()) for factor in (1, 3, 5))
