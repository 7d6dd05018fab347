"""A folder of recordings: WAV files and a manifest that says what each of them says.

{"language": "vi", "voice": "Nguyễn Thị Mẫu", "files": [{"file": "0001.wav", "text": "Xin chào."}, …]}
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motcua.foundation.sound import pcm
from motcua.hotline.speech.fragment import Fragment
from motcua.kernel.errors import InvalidInputError

MANIFEST = "manifest.json"
LANGUAGES = ("vi", "en")
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Recording:
    path: Path
    digest: str


class RecordingsError(InvalidInputError):
    """A folder that can't be taken in; the sentence lists what is wrong."""


def installed(folder: Path) -> dict[str, Recording]:
    """Fragment name → recording, of every language that has a set in `folder`."""
    found: dict[str, Recording] = {}
    for language in LANGUAGES:
        if (folder / language / MANIFEST).is_file():
            found |= read(folder / language)
    return found


def read(folder: Path) -> dict[str, Recording]:
    """Fragment name → recording of one set. RecordingsError."""
    manifest = _manifest(folder)
    found: dict[str, Recording] = {}
    for entry in manifest["files"]:
        path = folder / str(entry["file"])
        if path.parent != folder or not path.is_file():
            raise _error([f"không thấy tệp {entry['file']}"])
        digest = hashlib.blake2s(path.read_bytes(), digest_size=8).hexdigest()
        found[Fragment(manifest["language"], str(entry["text"])).name] = Recording(path, digest)
    return found


def import_folder(source: Path, target: Path) -> int:
    """Check a set and put it in the place of the one before; returns how many recordings it has. RecordingsError."""
    manifest, recordings = _manifest(source), read(source)
    wrong = list(_unfit(recordings))
    if wrong:
        raise _error(wrong)
    place = target / str(manifest["language"])
    new = place.with_name(f"{place.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700, parents=True)
    for recording in recordings.values():
        shutil.copyfile(recording.path, new / recording.path.name)
    shutil.copyfile(source / MANIFEST, new / MANIFEST)
    shutil.rmtree(place, ignore_errors=True)
    new.rename(place)
    return len(recordings)


def missing(fragments: Iterable[Fragment], recorded: Mapping[str, Recording]) -> list[Fragment]:
    """What nobody has recorded yet, each once, the shortest first: numbers and fixed sentences are heard by everybody."""
    wanted = {fragment.name: fragment for fragment in fragments if fragment.name not in recorded}
    return sorted(wanted.values(), key=lambda fragment: (fragment.language, len(fragment.text), fragment.text))


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        assert told["language"] in LANGUAGES
        assert all(isinstance(entry["file"], str) and isinstance(entry["text"], str) for entry in told["files"])
    except (OSError, ValueError, KeyError, TypeError, AssertionError) as error:
        raise _error([f"{MANIFEST} thiếu hoặc không đúng dạng"]) from error
    assert isinstance(told, dict)
    return told


def _unfit(recordings: Mapping[str, Recording]) -> Iterator[str]:
    for recording in recordings.values():
        try:
            samples, _rate = pcm.read_wav(recording.path.read_bytes())
        except pcm.UnfitSoundError as error:
            yield f"{recording.path.name} {error}"
            continue
        if pcm.clipped(samples):
            yield f"{recording.path.name} bị vỡ tiếng; hãy ghi lại nhỏ hơn"
        elif not samples.any():
            yield f"{recording.path.name} không có tiếng"


def _error(wrong: list[str]) -> RecordingsError:
    more = f"; và {len(wrong) - SHOWN} chỗ nữa" if len(wrong) > SHOWN else ""
    sentence = f"Chưa nhập được bản ghi âm: {'; '.join(wrong[:SHOWN])}{more}."
    return RecordingsError("hotline:recordings:unfit", sentence, f"{len(wrong)} problems in a set of recordings")
