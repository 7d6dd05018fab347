"""The first set of a centre, spoken by espeak-ng: a machine's voice, until the centre records its own. Pure of Django."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from motcua.foundation.sound import pcm
from motcua.foundation.sound.chime import chime
from motcua.foundation.sound.fragments import FragmentSet
from motcua.foundation.sound.importing import install_sounds
from motcua.foundation.sound.levels import Samples
from motcua.foundation.sound.manifest import CHIME, Entry, Manifest
from motcua.kernel.errors import UnavailableError

PROGRAM = "espeak-ng"
VOICES = {
    "vi": {"north": "vi", "central": "vi-vn-x-central", "south": "vi-vn-x-south"},
    "en": {"north": "en-gb", "central": "en-gb", "south": "en-gb"},
}
"""Language → region → voice of espeak-ng."""

_RESPELLED = {"gi": "di"}
"""espeak-ng takes "gi" for the beginning of a word; "di" sounds the same in full."""
_WORDS_A_MINUTE = 160
_PATIENCE = 20.0


def make_set(home: Path, language: str, *, region: str, use: str, needed: Mapping[str, str]) -> FragmentSet:
    """Have every needed fragment spoken and put the set to use (some 2 s). Raises UnavailableError without the program."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise UnavailableError(
            "foundation:sound:no_voice",
            f"Chưa có {PROGRAM} để đọc số thứ tự. Hãy chạy: apt-get install -y {PROGRAM}",
            "espeak-ng is not installed",
        )
    voice = VOICES[language][region]
    with TemporaryDirectory() as folder:
        sounds = {key: _spoken(program, voice, text, Path(folder)) for key, text in needed.items() if key != CHIME}
    entries = tuple(Entry(key, text, f"{key}.wav") for key, text in needed.items())
    source = (
        f"{_version(program)}, https://github.com/espeak-ng/espeak-ng; tiếng máy tạo ra, không kèm điều kiện sử dụng"
    )
    manifest = Manifest(language, f"espeak-ng {voice}", use, source, pcm.RATE, entries)
    return install_sounds(home, manifest, {**sounds, CHIME: chime()} if CHIME in needed else sounds)


def _spoken(program: str, voice: str, text: str, folder: Path) -> Samples:
    file = folder / "word.wav"
    command = [program, "-v", voice, "-s", str(_WORDS_A_MINUTE), "-w", str(file), "--", _RESPELLED.get(text, text)]
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603 - the program found on PATH, words of ours
    samples, rate = pcm.read_wav(file.read_bytes())
    return pcm.trim(pcm.resample(samples, rate))


def _version(program: str) -> str:
    said = subprocess.run([program, "--version"], check=True, capture_output=True, text=True, timeout=_PATIENCE).stdout  # noqa: S603
    return said.partition("  Data at")[0].strip()
