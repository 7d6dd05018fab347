"""One fragment's sound: spoken by espeak-ng or taken from a recording, brought to the telephone's rate and one loudness."""

from functools import cache
from pathlib import Path

from motcua.foundation.sound import levels, pcm
from motcua.foundation.sound.levels import Samples
from motcua.hotline.prompts.espeak import Voice
from motcua.hotline.speech.fragment import Fragment
from motcua.voice.rtp import g711

TARGET = -20.0
"""LUFS. Telephone exchanges are made for speech at -26 dB of full scale (ITU-T P.56, G.100); at the -16 LUFS of a hall's
loudspeaker two words in three would have to be limited, and then sound pressed."""
CEILING = -3.0
"""dBTP: what lies above is distorted by codecs on the way."""
_PAUSE = 0.12
"""Seconds of silence after a fragment; after one that ends a sentence, more."""
_SENTENCE_PAUSE = 0.3
_FULL = 32767


def render(fragment: Fragment, region: str) -> bytes:
    """A-law of the fragment as the machine's voice says it."""
    voice = _voice(fragment.language, region)
    return _finished(voice.speak(fragment.text), voice.rate, fragment)


def take_in(recording: Path, fragment: Fragment) -> bytes:
    """A-law of a recording. UnfitSoundError."""
    samples, rate = pcm.read_wav(recording.read_bytes())
    return _finished(samples, rate, fragment)


def loudness_of(sound: bytes) -> float:
    """In LUFS, of A-law: to check what was made."""
    return levels.loudness(g711.decode_a(sound) / _FULL, g711.RATE)


def _finished(samples: Samples, rate: int, fragment: Fragment) -> bytes:
    heard = pcm.resample(pcm.trim(samples, rate), rate, g711.RATE)
    level = levels.level(heard, g711.RATE, target=TARGET, ceiling=CEILING)
    whole = (pcm.fade(level, g711.RATE) * _FULL).clip(-_FULL, _FULL).astype("int16")
    pause = _SENTENCE_PAUSE if fragment.text.endswith(".") else _PAUSE
    return g711.encode_a(whole) + bytes([g711.SILENCE_A]) * round(pause * g711.RATE)


@cache
def _voice(language: str, region: str) -> Voice:
    return Voice(language, region)
