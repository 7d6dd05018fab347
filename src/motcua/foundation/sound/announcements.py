"""One WAV from a score: fragments by key, "," and "." for pauses. Made when it is first wanted, then kept by content. Pure of Django."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np

from motcua.foundation.sound import levels, pcm
from motcua.foundation.sound.fragments import FragmentSet
from motcua.foundation.sound.levels import Samples
from motcua.foundation.sound.manifest import CHIME, SoundSetError

PAUSES = {",": 0.16, ".": 0.40}
"""Seconds of silence that a sign of the score stands for."""
BETWEEN_WORDS = 0.03
"""Seconds between two fragments with no sign between: close enough for one phrase, apart enough for a digit to be heard."""
AFTER_CHIME = 0.1
MEGABYTE = 1024 * 1024
KEPT_BYTES = 200 * MEGABYTE
"""Announcements that are kept, some nine hundred; the longest unheard go first."""

_RECIPE = "1"
"""Changes when the same score and set would sound different."""
_PRUNED_EVERY = 64


@dataclass(frozen=True)
class Announcement:
    """A finished announcement: `key` is its content's address (64 hex digits), `path` a WAV that a browser plays."""

    key: str
    path: Path

    def wav(self) -> bytes:
        """The WAV file; FileNotFoundError when it was pruned since: prepare it again."""
        return self.path.read_bytes()


def prepare(home: Path, fragments: FragmentSet, score: Sequence[str]) -> Announcement:
    """The announcement of a score: kept already, or put together now (some 5 ms) and kept.

    Raises SoundSetError that names each fragment the set lacks.
    """
    key = sha256("\n".join((_RECIPE, fragments.digest, *score)).encode()).hexdigest()
    folder = home / "sound" / "announcements" / key[:2]
    path = folder / f"{key}.wav"
    try:
        os.utime(path)
    except FileNotFoundError:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = pcm.write_wav(assemble(fragments, score))
        with NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
        if int(key[-4:], 16) % _PRUNED_EVERY == 0:
            prune(home)
    return Announcement(key, path)


def assemble(fragments: FragmentSet, score: Sequence[str]) -> Samples:
    """The samples of a score at pcm.RATE: at levels.TARGET as far as no peak passes levels.CEILING, silence where the score pauses."""
    missing = sorted({sign for sign in score if sign not in PAUSES} - fragments.fragments.keys())
    if missing:
        raise SoundSetError([f"Bộ âm thanh «{fragments.manifest.language}» thiếu đoạn «{key}»." for key in missing])
    pieces, powers, peak = [], [], 0.0
    for sign, pause in zip(score, _gaps(score), strict=True):
        silence = np.zeros(round(pause * pcm.RATE))
        if sign not in PAUSES:
            fragment = fragments.fragments[sign]
            pieces.append(fragment.samples)
            powers.append(fragment.power)
            peak = max(peak, fragment.peak)
        pieces.append(silence)
        powers.append(silence)
    if not peak:
        return np.concatenate(pieces) if pieces else np.zeros(0)
    lift = levels.gain(levels.TARGET - levels.loudness_of(np.concatenate(powers), pcm.RATE))
    # Fragments meet in silence, so the highest peak of all is the highest of one.
    return np.concatenate(pieces) * min(lift, levels.gain(levels.CEILING) / peak)


def prune(home: Path, *, kept_bytes: int = KEPT_BYTES) -> int:
    """Remove the announcements that were not wanted for longest, until the rest takes `kept_bytes`; returns how many."""
    found = []
    for path in (home / "sound" / "announcements").glob("*/*"):
        with suppress(FileNotFoundError):  # another process prunes
            seen = path.stat()
            found.append((seen.st_mtime, seen.st_size, path))
    left, removed = sum(size for _, size, _ in found), 0
    for _, size, path in sorted(found):
        if left <= kept_bytes:
            break
        path.unlink(missing_ok=True)
        left, removed = left - size, removed + 1
    return removed


def _gaps(score: Sequence[str]) -> list[float]:
    """The seconds of silence after (a fragment) or at (a sign) each place of a score; none after the last fragment."""
    gaps = []
    for place, sign in enumerate(score):
        following = score[place + 1] if place + 1 < len(score) else None
        if sign in PAUSES:
            gaps.append(PAUSES[sign])
        elif following is None or following in PAUSES:
            gaps.append(0.0)
        else:
            gaps.append(AFTER_CHIME if sign == CHIME else BETWEEN_WORDS)
    return gaps
