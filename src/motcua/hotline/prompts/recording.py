"""Recordings of a person's voice: a folder of WAV files with a manifest, checked, levelled and kept as a bank of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from motcua.foundation.sound import Manifest, SoundSetError, levels, pcm
from motcua.foundation.sound.manifest import MANIFEST, Entry, read_manifest
from motcua.foundation.sound.manifest import template as plan
from motcua.hotline.prompts import telephone
from motcua.hotline.prompts.voices import USES, in_the_words_of
from motcua.hotline.speech import Fragment
from motcua.hotline.speech.fragment import LANGUAGES
from motcua.voice.rtp.bank import Bank, write
from motcua.voice.rtp.g711 import RATE

LOWEST_RATE = 8_000
"""A recording made by telephone will do."""
SHORTEST, LONGEST = 0.06, 30.0
"""Seconds of a prompt without the silence around it."""
SOFTEST = -50.0
"""LUFS beneath which a recording is noise."""


@dataclass(frozen=True)
class Recorded:
    """An installed set: whose voice it is, and its sounds by the names of fragments."""

    manifest: Manifest
    bank: Bank


def recorded_set(home: Path, language: str) -> Recorded | None:
    """The recordings in use for a language; None when there are none."""
    folder = home / "telephone" / "recorded" / language
    if not (folder / MANIFEST).is_file():
        return None
    return Recorded(read_manifest((folder / MANIFEST).read_text("utf-8")), Bank(folder))


def recorded_sets(home: Path) -> list[Recorded]:
    """All recordings in use, one set a language."""
    return [found for language in LANGUAGES if (found := recorded_set(home, language))]


def missing(folder: Path, fragments: Iterable[Fragment]) -> list[Fragment]:
    """What a folder of recordings lacks, in its manifest's language: not named there, or without a file. Raises SoundSetError."""
    manifest = _manifest(folder)
    there = {entry.key for entry in manifest.fragments if (folder / entry.file).is_file()}
    return [fragment for fragment in recordable(fragments, manifest.language) if fragment.name not in there]


def template(fragments: Iterable[Fragment], language: str, region: str) -> Manifest:
    """A manifest to record by: what is to be said for each prompt, in the words of the region."""
    wanted = recordable(fragments, language)
    said = {fragment.name: in_the_words_of(region, fragment.text) for fragment in wanted}
    return plan(language, USES[region], said)


def import_folder(folder: Path, home: Path) -> Recorded:
    """Put a folder of recordings to use; it may hold some prompts only, the machine's voice fills the gaps.

    Files are WAV, PCM of 16 bits, one channel, at any rate from 8,000 Hz. The folder is left as it is.
    Raises SoundSetError with every problem found.
    """
    manifest, problems = _manifest(folder), []
    sounds: dict[str, bytes] = {}
    for entry in manifest.fragments:
        try:
            sounds[entry.key] = _sound(folder / entry.file)
        except pcm.UnfitSoundError as error:
            problems.append(f"«{entry.text}» ({entry.key}): tệp {entry.file} {error}.")
    if problems:
        raise SoundSetError(problems)
    target = home / "telephone" / "recorded" / manifest.language
    write(target, ((key, sound, "recorded") for key, sound in sounds.items()))
    (target / MANIFEST).write_text(_kept(manifest, sounds).to_json(), encoding="utf-8")
    return Recorded(manifest, Bank(target))


def recordable(fragments: Iterable[Fragment], language: str) -> Iterator[Fragment]:
    """What a person can speak: the fragments of a language, once each, without the pauses."""
    once = {fragment.name: fragment for fragment in fragments if fragment.language == language}
    return (fragment for fragment in once.values() if not fragment.is_pause)


def _manifest(folder: Path) -> Manifest:
    try:
        return read_manifest((folder / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError) as error:
        sentence = f"Không đọc được {folder / MANIFEST}; `motcua telephone missing --manifest` in ra một mẫu."
        raise SoundSetError([sentence]) from error


def _sound(path: Path) -> bytes:
    """A recording as a prompt. Raises UnfitSoundError, a clause in Vietnamese."""
    try:
        samples, rate = pcm.read_wav(path.read_bytes(), lowest=LOWEST_RATE)
    except FileNotFoundError as error:
        raise pcm.UnfitSoundError("không có trong thư mục") from error
    if pcm.clipped(samples):
        raise pcm.UnfitSoundError("bị vỡ tiếng (quá mức); hãy ghi lại nhỏ hơn hoặc xa micro hơn")
    word = pcm.trim(samples, rate)
    seconds = len(word) / rate
    if not SHORTEST <= seconds <= LONGEST:
        raise pcm.UnfitSoundError(f"có {seconds:.2f} giây tiếng; cần từ {SHORTEST} đến {LONGEST:.0f} giây")
    heard = levels.ungated_loudness(word, rate)
    if heard < SOFTEST:
        raise pcm.UnfitSoundError(f"quá nhỏ ({heard:.0f} LUFS); hãy ghi lại gần micro hơn")
    prompt = telephone.prompt(samples, rate)
    if not telephone.fits(prompt):
        raise pcm.UnfitSoundError("có tiếng nổ hay tiếng động lấn át giọng nói; hãy ghi lại")
    return prompt


def _kept(manifest: Manifest, sounds: dict[str, bytes]) -> Manifest:
    entries = tuple(
        Entry(entry.key, entry.text, entry.file, round(len(sounds[entry.key]) / RATE, 3))
        for entry in manifest.fragments
    )
    return replace(manifest, sample_rate=RATE, fragments=entries)
