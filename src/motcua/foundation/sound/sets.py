"""Where the sets of fragments live: MOTCUA_HOME/sound, one set in use for each language. Pure of Django.

`sound/vi` is a link to `sound/sets/vi-…`, a folder that never changes after; so a new set is there all at once, and a process that
reads the old one goes on reading it.
"""

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from motcua.foundation.sound import pcm
from motcua.foundation.sound.fragments import FragmentSet, load_set
from motcua.foundation.sound.levels import Samples
from motcua.foundation.sound.manifest import MANIFEST, Entry, Manifest

KEPT = 2
"""Sets that stay for a language: the one in use, and the one before it."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def installed_set(home: Path, language: str) -> FragmentSet | None:
    """The set in use for a language, kept in memory; None when there is none. Raises SoundSetError for a damaged one."""
    if not _LANGUAGE.fullmatch(language):
        return None
    link = home / "sound" / language
    return _remembered(link.resolve()) if link.is_dir() else None


def installed_languages(home: Path) -> list[str]:
    """The languages for which a set is in use."""
    links = (home / "sound").glob("*")
    return sorted(link.name for link in links if link.is_symlink() and link.is_dir() and _LANGUAGE.fullmatch(link.name))


def install(home: Path, manifest: Manifest, sounds: Mapping[str, Samples]) -> FragmentSet:
    """Write a set of trimmed, levelled sounds at pcm.RATE and put it to use for its language."""
    sets = home / "sound" / "sets"
    sets.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = Path(mkdtemp(dir=sets, prefix="new-"))
    try:
        _write(draft, manifest, sounds)
        name = f"{manifest.language}-{load_set(draft).digest[:16]}"
        if not (sets / name).exists():
            draft.rename(sets / name)
        os.utime(sets / name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    link = home / "sound" / f".{manifest.language}.{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("sets") / name)
    link.replace(home / "sound" / manifest.language)
    _drop_old(sets, manifest.language, keep=name)
    return load_set(sets / name)


@lru_cache(maxsize=8)
def _remembered(folder: Path) -> FragmentSet:
    return load_set(folder)


def _write(folder: Path, manifest: Manifest, sounds: Mapping[str, Samples]) -> None:
    entries = []
    for entry in manifest.fragments:
        samples, file = sounds[entry.key], f"{entry.key}.wav"
        (folder / file).write_bytes(pcm.write_wav(samples))
        entries.append(Entry(entry.key, entry.text, file, round(len(samples) / pcm.RATE, 3)))
    written = replace(manifest, sample_rate=pcm.RATE, fragments=tuple(entries))
    (folder / MANIFEST).write_text(written.to_json(), encoding="utf-8")


def _drop_old(sets: Path, language: str, *, keep: str) -> None:
    with suppress(FileNotFoundError):  # somebody installs at the same time
        others = [folder for folder in sets.glob(f"{language}-*") if folder.name != keep]
        for folder in sorted(others, key=lambda one: one.stat().st_mtime, reverse=True)[KEPT - 1 :]:
            shutil.rmtree(folder, ignore_errors=True)
