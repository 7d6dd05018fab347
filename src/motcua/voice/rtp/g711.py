"""G.711 (ITU-T): A-law and µ-law as tables. 8,000 samples a second, a byte each; samples are int16."""

import numpy as np
from numpy.typing import NDArray

RATE = 8_000
SILENCE_A, SILENCE_MU = 0xD5, 0xFF
Samples = NDArray[np.int16]
Bytes = NDArray[np.uint8]


def _a_law() -> Samples:
    codes = np.arange(256, dtype=np.int32) ^ 0x55
    exponent, mantissa = (codes >> 4) & 7, codes & 15
    steps = np.where(exponent == 0, (mantissa << 4) + 8, ((mantissa << 4) + 0x108) << np.maximum(exponent - 1, 0))
    return np.where(codes & 0x80, steps, -steps).astype(np.int16)


def _mu_law() -> Samples:
    codes = ~np.arange(256, dtype=np.int32) & 0xFF
    steps = ((((codes & 15) << 3) + 0x84) << ((codes >> 4) & 7)) - 0x84
    return np.where(codes & 0x80, -steps, steps).astype(np.int16)


def _nearest(table: Samples) -> Bytes:
    """For each of the 65,536 samples, by its bits, the byte that means the nearest; signs stay apart."""
    order = np.argsort(table, kind="stable")
    levels = table[order].astype(np.int32)
    samples = np.arange(-32_768, 32_768, dtype=np.int32)
    right = np.clip(np.searchsorted(levels, samples), 1, 255)
    left = right - 1
    # Halfway, G.711 decides for the level farther from zero.
    nearer_left = np.where(
        samples < 0, samples - levels[left] <= levels[right] - samples, samples - levels[left] < levels[right] - samples
    )
    chosen = order[np.where(nearer_left, left, right)].astype(np.uint8)
    chosen[(table[chosen] == 0) & (samples >= 0)] = SILENCE_MU  # µ-law has two zeros
    return np.roll(chosen, 32_768)


DECODE_A, DECODE_MU = _a_law(), _mu_law()
_ENCODE_A, _ENCODE_MU = _nearest(DECODE_A), _nearest(DECODE_MU)
A_TO_MU = bytes(_ENCODE_MU[DECODE_A.astype(np.uint16)].tolist())  # for bytes.translate
MU_TO_A = bytes(_ENCODE_A[DECODE_MU.astype(np.uint16)].tolist())


def encode_a(samples: Samples) -> bytes:
    return _ENCODE_A[samples.astype(np.uint16)].tobytes()


def encode_mu(samples: Samples) -> bytes:
    return _ENCODE_MU[samples.astype(np.uint16)].tobytes()


def decode_a(data: bytes) -> Samples:
    return DECODE_A[np.frombuffer(data, np.uint8)]


def decode_mu(data: bytes) -> Samples:
    return DECODE_MU[np.frombuffer(data, np.uint8)]
