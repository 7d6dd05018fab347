"""All prompts in one file of A-law, mapped into memory: every call points into it, none holds a copy."""

import fcntl
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from motcua.voice.rtp import g711
from motcua.voice.rtp.g711 import Bytes, Samples

FRAME = 160  # bytes and samples in 20 ms
_INDEX = "prompts.json"


def build(folder: Path, prompts: Mapping[str, Samples]) -> None:
    """Write the bank of these samples, 8,000 a second."""
    write(folder, ((name, g711.encode_a(samples), "") for name, samples in prompts.items()))


def write(folder: Path, prompts: Iterable[tuple[str, bytes, str]]) -> None:
    """Write the bank of prompts in A-law: (name, sound, origin). Each begins at a frame and is filled up with silence, so that frames are slices.

    The origin says where a sound is from; whoever builds the next bank takes over what still has the same.
    The sound's file is named by its content and the index, put in place at once, names it: whoever opens the folder
    meanwhile finds the bank of before or the new one, never a mixture. Banks in use stay mapped.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "prompts.lock").open("w") as lock:
        # Two builders at once, the telephone's and an administrator's, would write into one another's file.
        fcntl.flock(lock, fcntl.LOCK_EX)
        _write(folder, prompts)


def _write(folder: Path, prompts: Iterable[tuple[str, bytes, str]]) -> None:
    index: dict[str, tuple[int, int]] = {}
    origins: dict[str, str] = {}
    at, digest = 0, hashlib.sha256()
    new = folder / "prompts.new"
    with new.open("wb") as sound:
        for name, prompt, origin in prompts:
            data = prompt + bytes([g711.SILENCE_A]) * (-len(prompt) % FRAME)
            sound.write(data)
            digest.update(data)
            index[name], origins[name] = (at // FRAME, len(data) // FRAME), origin
            at += len(data)
    name = f"prompts-{digest.hexdigest()[:16]}.alaw"
    new.replace(folder / name)
    told = {"sound": name, "prompts": index, "origins": origins}
    new.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    new.replace(folder / _INDEX)
    for old in folder.glob("prompts-*.alaw"):
        if old.name != name:
            old.unlink()


def stamp(folder: Path) -> tuple[int, int] | None:
    """Another one whenever another bank was put in place; None where there is none."""
    try:
        index = (folder / _INDEX).stat()
    except FileNotFoundError:
        return None
    return index.st_ino, index.st_mtime_ns


class Bank:
    """`frames` has a row for each 20 ms; `index` names (first row, number of rows), `origins` where each prompt is from.

    `sound` is the file of all frames.
    """

    def __init__(self, folder: Path) -> None:
        told = json.loads((folder / _INDEX).read_text("utf-8"))
        self.index: dict[str, tuple[int, int]] = {name: (row, count) for name, (row, count) in told["prompts"].items()}
        self.origins: dict[str, str] = told.get("origins", {})
        self.sound = folder / told["sound"]
        mapped = np.memmap(self.sound, np.uint8, "r") if self.sound.stat().st_size else np.zeros(0, np.uint8)
        if len(mapped) != FRAME * sum(count for _, count in self.index.values()):
            raise ValueError(f"The prompts in {folder} are cut off; build them again")
        self.frames: Bytes = mapped.reshape(-1, FRAME)

    def frame(self, row: int) -> bytes:
        return bytes(self.frames[row])

    def prompt(self, name: str) -> bytes:
        """A prompt whole, in A-law; KeyError for one that isn't there."""
        row, count = self.index[name]
        return self.frames[row : row + count].tobytes()

    def seconds(self, name: str) -> float:
        return self.index[name][1] * FRAME / g711.RATE
