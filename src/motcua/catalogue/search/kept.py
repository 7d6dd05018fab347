"""The index of the last start, on disk: loading it takes a tenth of building it, and a restarted centre answers at once.

The file is this program's own, in the centre's home, which only its owner may write; its name says of which catalogue,
program and Python it is, and another is never read.
"""

import fcntl
import gc
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import structlog

from motcua.catalogue.search.engine import Engine

_PACKAGE = Path(__file__).resolve().parents[2]
_MAKES_THE_INDEX = ("catalogue", "kernel")
_NAME = "search-index-"
_ENDING = ".pickle"
log = structlog.get_logger(__name__)


def load(folder: Path, state: str) -> Engine | None:
    """The index that was kept for this state of the catalogue; None where there is none, or it can't be read."""
    try:
        with _file(folder, state).open("rb") as file, _without_collecting():
            found = pickle.load(file)  # noqa: S301 - our own file, see above
    except FileNotFoundError:
        return None
    except Exception as error:  # noqa: BLE001 - a damaged file may raise anything; the index is built anew
        log.warning("search_index_kept_unreadable", reason=type(error).__name__)
        return None
    return found if isinstance(found, Engine) else None


def save(folder: Path, state: str, engine: Engine) -> None:
    """Keep the index for the next start; a full or read-only disk keeps nothing, and says so."""
    target = _file(folder, state)
    half = folder / f"{_NAME}{os.getpid()}.half"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (
            os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
            _without_collecting(),
        ):
            pickle.dump(engine, file, protocol=pickle.HIGHEST_PROTOCOL)
        half.replace(target)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        log.warning("search_index_not_kept", reason=type(error).__name__)
        return
    for other in folder.glob(f"{_NAME}*{_ENDING}"):
        if other != target:
            with suppress(OSError):
                other.unlink()


@contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """One process after the other: those that start together need one index, and all but the first find it kept."""
    with ExitStack() as held:
        with suppress(OSError):  # where the folder can't be had nothing is kept either
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            held.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


def _file(folder: Path, state: str) -> Path:
    key = sha256(f"{state}\0{sys.version}\0{_program()}".encode()).hexdigest()[:32]
    return folder / f"{_NAME}{key}{_ENDING}"


def _program() -> str:
    """A digest of everything that an index is made by."""
    digest = sha256()
    for room in _MAKES_THE_INDEX:
        for file in sorted((_PACKAGE / room).rglob("*")):
            if file.suffix in {".py", ".toml"} and "tests" not in file.parts:
                digest.update(file.read_bytes())
    return digest.hexdigest()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hundreds of thousands of small objects that all stay: the collector would look at them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
