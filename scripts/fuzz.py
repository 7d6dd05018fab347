"""`make fuzz`: coverage-guided fuzzing of every reader of a stranger's bytes. A finding is kept as a file and told."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("Thiếu atheris: chỉ có bản dựng sẵn cho CPython 3.11 đến 3.13 trên Linux x86-64; xem requirements/fuzz.in")

with atheris.instrument_imports(include=["motcua.voice"]):
    from motcua.voice.tests.targets import TARGETS

LONGEST = 8_192
FINDINGS = Path(__file__).resolve().parent.parent / "var" / "fuzz"


def one(name: str, folder: Path) -> None:
    """Never returns: the engine ends the process, with 77 after a finding."""
    target, seeds = TARGETS[name]
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed)
    seconds = int(os.environ.get("SECONDS_EACH", "60"))
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=10", "-rss_limit_mb=1024", "-verbosity=0"]
    atheris.Setup(["fuzz", *options, f"-artifact_prefix={FINDINGS}/{name}-", str(folder)], target)
    atheris.Fuzz()


def main() -> int:
    FINDINGS.mkdir(parents=True, exist_ok=True)
    failed = []
    for name in sys.argv[1:] or TARGETS:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, "--one", name, folder]
            code = subprocess.run(command, check=False).returncode  # noqa: S603 - this script again
        print(f"{name}: {'không lỗi' if code == 0 else 'CÓ LỖI'}", flush=True)
        if code:
            failed.append(name)
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]))
    sys.exit(main())
