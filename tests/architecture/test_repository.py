"""What must never be in the repository: addresses of registries, paths of somebody's machine, merge leftovers."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "a registry's address": re.compile(
        r"(?:pypi|pythonhosted|npmjs)\.(?:org|com)|--(?:extra-)?index-url\s|\"resolved\":\s*\"http"
    ),
    "a path of a machine": re.compile(r"(?<![\w.])/(?:root|home/[a-z]+|work)/(?:main|shared|[a-z]+/src)\b"),
    "a merge leftover": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}
SELF = Path(__file__).relative_to(ROOT)


def tracked_texts() -> dict[Path, str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    texts = {}
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file() and Path(name) != SELF:
            texts[Path(name)] = path.read_bytes().decode("utf-8", errors="ignore")
    return texts


def findings(texts: dict[Path, str]) -> list[tuple[str, str]]:
    return [
        (str(path), what) for path, text in texts.items() for what, pattern in FORBIDDEN.items() if pattern.search(text)
    ]


def test_the_repository_speaks_of_the_project_alone():
    assert findings(tracked_texts()) == []


def test_an_address_would_be_seen():
    assert findings({Path("x"): "--index-url https://registry.example/simple"}) == [("x", "a registry's address")]
