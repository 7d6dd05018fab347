"""What a set of fragments says of itself: `manifest.json` beside its WAV files. Pure of Django."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from motcua.kernel.errors import InvalidInputError

CHIME = "chime"
"""The key of the two tones before a sentence; a folder without it gets ours."""
MANIFEST = "manifest.json"

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FILE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*\.wav", re.IGNORECASE)
_TEXTS = {
    "language": "ngôn ngữ, ví dụ vi",
    "voice": "giọng đọc",
    "use": "cách đọc: northern hoặc southern",
    "source": "nguồn và quyền sử dụng",
}


class SoundSetError(InvalidInputError):
    """A set that can't be used; `problems` are Vietnamese sentences, each with the fragment's name."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(
            "foundation:sound:unfit",
            "Bộ âm thanh chưa dùng được:\n" + "\n".join(f"  - {problem}" for problem in problems),
            f"{len(problems)} problems in a set of fragments",
        )
        self.problems = problems


@dataclass(frozen=True)
class Entry:
    """One recording: its key, what is said in it, its file, its seconds."""

    key: str
    text: str
    file: str
    duration: float = 0.0


@dataclass(frozen=True)
class Manifest:
    """`use` is whose readings were recorded, `source` says where the voice is from and under which licence."""

    language: str
    voice: str
    use: str
    source: str
    sample_rate: int
    fragments: tuple[Entry, ...]

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def read_manifest(text: str) -> Manifest:
    """Read `manifest.json`; raises SoundSetError with everything that is wrong in it."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise SoundSetError([f"{MANIFEST} không phải JSON đúng cách: {error}."]) from error
    if not isinstance(data, dict):
        raise SoundSetError([f"{MANIFEST} phải là một đối tượng JSON."])
    problems = [
        f"{MANIFEST} thiếu «{name}» ({meaning})."
        for name, meaning in _TEXTS.items()
        if not isinstance(data.get(name), str) or not data[name].strip()
    ]
    rows = data.get("fragments")
    entries = [_entry(row) for row in rows] if isinstance(rows, list) else []
    problems += _wrong_rows(rows, entries)
    if problems:
        raise SoundSetError(problems)
    rate = data.get("sample_rate")
    return Manifest(
        **{name: data[name] for name in _TEXTS},
        sample_rate=rate if isinstance(rate, int) else 0,
        fragments=tuple(entry for entry in entries if entry),
    )


def template(language: str, use: str, needed: Mapping[str, str]) -> Manifest:
    """A manifest to record by: every key with what is to be said, and the file that is expected."""
    entries = tuple(Entry(key, text, f"{key}.wav") for key, text in needed.items())
    return Manifest(language, "tên người đọc", use, "ai ghi âm, khi nào, quyền sử dụng", 0, entries)


def _entry(row: Any) -> Entry | None:
    if not isinstance(row, dict):
        return None
    key, text, file = (row.get(name) for name in ("key", "text", "file"))
    if not (isinstance(key, str) and isinstance(text, str) and isinstance(file, str)):
        return None
    return Entry(key, text, file) if _KEY.fullmatch(key) and _FILE.fullmatch(file) else None


def _wrong_rows(rows: Any, entries: Iterable[Entry | None]) -> list[str]:
    if not isinstance(rows, list):
        return [f"{MANIFEST} thiếu «fragments» (danh sách các đoạn ghi âm)."]
    problems = [
        f"{MANIFEST}, đoạn thứ {place}: cần key (chữ thường, số, gạch nối), text và file (tên tệp .wav trong cùng thư mục)."
        for place, entry in enumerate(entries, 1)
        if entry is None
    ]
    seen: set[str] = set()
    for entry in filter(None, entries):
        if entry.key in seen:
            problems.append(f"{MANIFEST} có hai đoạn cùng key «{entry.key}».")
        seen.add(entry.key)
    return problems
