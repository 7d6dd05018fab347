"""A folder of recordings becomes the set in use: what is unfit is told by name, all at once. Pure of Django."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from motcua.foundation.sound import levels, pcm
from motcua.foundation.sound.chime import chime
from motcua.foundation.sound.fragments import FragmentSet, levelled
from motcua.foundation.sound.levels import Samples
from motcua.foundation.sound.manifest import CHIME, MANIFEST, Entry, Manifest, SoundSetError, read_manifest
from motcua.foundation.sound.sets import install

SHORTEST, LONGEST = 0.06, 12.0
"""Seconds of a fragment without the silence around it: less is a click, more is no fragment."""
SOFTEST = -50.0
"""LUFS beneath which a recording is noise."""

Needed = Callable[[str, str], Mapping[str, str]]
"""Language and use → the keys that are needed, with what is said in each; raises SoundSetError for ones it doesn't know."""


def import_folder(folder: Path, home: Path, needed: Needed) -> FragmentSet:
    """Check the recordings of `folder`, trim them, bring them to one loudness, put them to use.

    The folder itself is left as it is. Raises SoundSetError with every problem found.
    """
    manifest, sounds = examine_folder(folder, needed)
    return install_sounds(home, manifest, sounds)


def examine_folder(folder: Path, needed: Needed) -> tuple[Manifest, dict[str, Samples]]:
    """The manifest and the trimmed recordings at pcm.RATE. Raises SoundSetError with every problem found."""
    try:
        text = (folder / MANIFEST).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError) as error:
        raise SoundSetError(
            [f"Không đọc được {folder / MANIFEST}; `motcua sound words --manifest` in ra một mẫu."]
        ) from error
    manifest = read_manifest(text)
    wanted, problems = needed(manifest.language, manifest.use), []
    sounds: dict[str, Samples] = {}
    for entry in manifest.fragments:
        try:
            sounds[entry.key] = _sound(folder / entry.file)
        except pcm.UnfitSoundError as error:
            problems.append(f"«{entry.text}» ({entry.key}): tệp {entry.file} {error}.")
    named = {entry.key for entry in manifest.fragments} | {CHIME}
    problems += [f"Thiếu đoạn «{said}» ({key})." for key, said in wanted.items() if key not in named]
    if problems:
        raise SoundSetError(problems)
    return manifest, sounds


def install_sounds(home: Path, manifest: Manifest, sounds: Mapping[str, Samples]) -> FragmentSet:
    """Level the sounds and put them to use; our chime is added where there is none."""
    if CHIME not in sounds:
        sounds = {**sounds, CHIME: chime()}
        manifest = replace(manifest, fragments=(*manifest.fragments, Entry(CHIME, "(chuông)", f"{CHIME}.wav")))
    return install(home, manifest, levelled(sounds))


def _sound(path: Path) -> Samples:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise pcm.UnfitSoundError("không có trong thư mục") from error
    samples, rate = pcm.read_wav(content)
    if pcm.clipped(samples):
        raise pcm.UnfitSoundError("bị vỡ tiếng (quá mức); hãy ghi lại nhỏ hơn hoặc xa micro hơn")
    samples = pcm.trim(pcm.resample(samples, rate))
    seconds = len(samples) / pcm.RATE
    if not SHORTEST <= seconds <= LONGEST:
        raise pcm.UnfitSoundError(f"có {seconds:.2f} giây tiếng; cần từ {SHORTEST} đến {LONGEST:.0f} giây")
    heard = levels.ungated_loudness(samples, pcm.RATE)
    if heard < SOFTEST:
        raise pcm.UnfitSoundError(f"quá nhỏ ({heard:.0f} LUFS); hãy ghi lại gần micro hơn")
    return samples
