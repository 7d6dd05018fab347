"""A set of fragments in memory, and how a set is brought to one loudness. Pure of Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import inf
from pathlib import Path

import numpy as np

from motcua.foundation.sound import levels, pcm
from motcua.foundation.sound.levels import Samples
from motcua.foundation.sound.manifest import CHIME, MANIFEST, Manifest, SoundSetError, read_manifest

HEADROOM = -3.0
"""dBTP of a fragment: what is left over lets an announcement be lifted by 2 dB with no peak to turn down any more."""
CHIME_BELOW = 3.0
"""LU that the chime lies beneath the voice: it calls for attention, it doesn't startle."""

_EVEN = 1.0
"""LU by which words may differ, as they do in a natural voice; what lies further off is brought to this edge."""
_FURTHEST = 9.0
"""LU that a word is moved at most: what needs more was recorded wrong, and noise would come up with it."""
_ROUNDS = 4
"""Turning peaks down makes a word softer, so it is measured again; after four rounds nothing moves any more."""


@dataclass(frozen=True)
class Fragment:
    """`power`: of K-weighting at each sample; `peak`: of the curve, as a factor of full scale. Both spare measuring later."""

    samples: Samples
    power: Samples
    peak: float


@dataclass(frozen=True)
class FragmentSet:
    """An installed set: fragments at one rate and one loudness. `digest` changes with any of its sounds or words."""

    manifest: Manifest
    digest: str
    fragments: Mapping[str, Fragment]


def load_set(folder: Path) -> FragmentSet:
    """Read an installed set whole. Raises SoundSetError when a file of it is gone or was changed to something unfit."""
    text = _read(folder / MANIFEST)
    manifest = read_manifest(text.decode("utf-8", errors="replace"))
    digest, fragments = sha256(text), {}
    for entry in manifest.fragments:
        content = _read(folder / entry.file)
        digest.update(sha256(content).digest())
        try:
            samples, rate = pcm.read_wav(content)
        except pcm.UnfitSoundError as error:
            raise SoundSetError([f"«{entry.key}»: tệp {entry.file} {error}."]) from error
        if rate != pcm.RATE:
            raise SoundSetError([f"«{entry.key}»: tệp {entry.file} không do `motcua sound import` cài vào."])
        fragments[entry.key] = _fragment(samples)
    return FragmentSet(manifest, digest.hexdigest(), fragments)


def levelled(sounds: Mapping[str, Samples]) -> dict[str, Samples]:
    """The trimmed words of a set at one loudness, the chime beneath them, each under HEADROOM.

    The recommendation's gates need 400 ms, a digit has 250. So the words in a row are measured as one programme, gated, and that
    decides the gain of all; then each is measured whole, ungated, and one that is off by more than 1 LU is brought to 1.
    """
    words = {key: samples for key, samples in sounds.items() if key != CHIME}
    moved = dict.fromkeys(words, 0.0)
    for _ in range(_ROUNDS if words else 0):
        lift = levels.TARGET - levels.loudness(np.concatenate(list(words.values())), pcm.RATE)
        if lift == inf:
            break
        for key, samples in words.items():
            off = levels.ungated_loudness(samples, pcm.RATE) + lift - levels.TARGET
            evened = float(np.clip(moved[key] - _beyond(off), -_FURTHEST, _FURTHEST))
            words[key] = _under_headroom(samples * levels.gain(lift + evened - moved[key]))
            moved[key] = evened
    if CHIME in sounds:
        lift = levels.TARGET - CHIME_BELOW - levels.ungated_loudness(sounds[CHIME], pcm.RATE)
        words[CHIME] = _under_headroom(sounds[CHIME] * levels.gain(lift if lift < inf else 0.0))
    return words


def _beyond(off: float) -> float:
    """How far a word lies outside of what may differ."""
    return off - min(max(off, -_EVEN), _EVEN)


def _under_headroom(samples: Samples) -> Samples:
    return levels.limit(samples, pcm.RATE, ceiling=HEADROOM)


def _fragment(samples: Samples) -> Fragment:
    faded = pcm.fade(samples)
    return Fragment(faded, levels.weighted_power(faded, pcm.RATE), levels.gain(levels.true_peak(faded)))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SoundSetError([f"Không thấy tệp {path.name}."]) from error
