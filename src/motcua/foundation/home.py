"""MOTCUA_HOME: the folder through which every command of one centre finds the others.

`run/centre.json` (0600) tells a second shell how the running centre was started; `run/lock` is held by the process that
runs it, so a file left behind by a kill -9 is known to be stale.
"""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from motcua.foundation.settings import Settings, load
from motcua.kernel.errors import ConflictError

LOCK_PATIENCE = 1.0
"""Seconds a start waits for the lock: a look at it by another command holds it for an instant."""

CENTRE_WIDE = ("MOTCUA_CLOCK", "MOTCUA_CLOCK_STARTED")
"""Variables that a second shell may not see differently: one centre has one time."""


@dataclass(frozen=True)
class Centre:
    """A centre that runs: the supervisor's process, the environment it gives its children, and their processes."""

    pid: int
    environment: dict[str, str]
    children: dict[str, int] = field(default_factory=dict)
    ready: bool = False


def secret_file(path: Path, text: str) -> None:
    """Write `text` so that only its owner can read it, and so that a reader sees all of it or nothing."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def write_centre(home: Path, centre: Centre) -> None:
    """Tell other commands about the running centre."""
    secret_file(_state_path(home), json.dumps(asdict(centre), ensure_ascii=False, indent=1))


def forget_centre(home: Path) -> None:
    """The centre has stopped."""
    _state_path(home).unlink(missing_ok=True)


def running_centre(home: Path) -> Centre | None:
    """The centre that runs in `home`, None when none does or when what is written down is a dead one's."""
    try:
        text = _state_path(home).read_text(encoding="utf-8")
        with _lock_file(home).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return Centre(**json.loads(text))
    except OSError:
        return None
    return None


def left_behind(home: Path) -> Centre | None:
    """What the last centre of this home wrote down, if it was killed before it could take it back.

    For the holder of `sole_centre` only.
    """
    try:
        return Centre(**json.loads(_state_path(home).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


@contextmanager
def sole_centre(home: Path) -> Iterator[None]:
    """Hold the home's lock for as long as the centre runs; ConflictError when another process holds it."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    (home / "run").mkdir(mode=0o700, exist_ok=True)
    with _lock_file(home).open("ab") as lock:
        deadline = time.monotonic() + LOCK_PATIENCE
        while not _locked(lock.fileno()):
            if time.monotonic() > deadline:
                raise _already_running(home)
            time.sleep(0.05)
        yield


def current(environ: Mapping[str, str]) -> Settings:
    """The settings of this process: the environment, completed by the centre that runs in MOTCUA_HOME.

    In a demo the secret key is made once and kept in the home. Raises SettingsError.
    """
    settings = load(completed(environ))
    if settings.demo and not settings.secret_key:
        settings = replace(settings, secret_key=demo_secret(settings.home))
    return settings


def completed(environ: Mapping[str, str]) -> dict[str, str]:
    """`environ`, with what the running centre was started with wherever this shell says nothing."""
    home = Path(environ.get("MOTCUA_HOME", "").strip() or "var").expanduser().absolute()
    centre = running_centre(home)
    if centre is None:
        return dict(environ)
    fixed = {name: value for name, value in centre.environment.items() if name in CENTRE_WIDE}
    return {**centre.environment, **environ, **fixed}


def demo_secret(home: Path) -> str:
    """The demo's signing key: random, made at the first start, readable by its owner only."""
    path = home / "secrets" / "demo.key"
    if not path.is_file():
        secret_file(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()


def _already_running(home: Path) -> ConflictError:
    centre = running_centre(home)
    who = f" (tiến trình {centre.pid})" if centre else ""
    return ConflictError(
        "foundation:home:running",
        f"Trung tâm trong {home} đang chạy rồi{who}. Hãy dừng nó bằng Ctrl-C trước, hoặc đặt MOTCUA_HOME và MOTCUA_PORT khác.",
        "another process holds the lock of this MOTCUA_HOME",
    )


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _state_path(home: Path) -> Path:
    return home / "run" / "centre.json"


def _lock_file(home: Path) -> Path:
    return home / "run" / "lock"
