"""The loops in C: made once for each version of their source, then only loaded."""

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
from pathlib import Path

from motcua.voice.rtp import g711
from motcua.voice.rtp.fast.table import LINE, PACKET

SOURCES = Path(__file__).with_name("loops")
_FLAGS = ("-O2", "-shared", "-fPIC")
_LONGEST_SECONDS = 60


class CannotBuildError(RuntimeError):
    """The loops can't be made here; the text says why, in Vietnamese."""


def library(folder: Path, compiler: str = "cc") -> Path:
    """The loops as a library in `folder`, compiled if they aren't there. Raises CannotBuildError."""
    path = compiled(SOURCES, folder, compiler)
    load(path)
    return path


def compiled(sources: Path, folder: Path, compiler: str = "cc") -> Path:
    """A library in `folder` of all C in `sources`, made once for each version. Raises CannotBuildError."""
    files = sorted(path for path in sources.iterdir() if path.suffix in {".c", ".h"})
    mark = hashlib.sha256(f"{_FLAGS} {platform.machine()} {platform.libc_ver()}".encode())
    for file in files:
        mark.update(file.read_bytes())
    path = folder / f"{sources.name}-{mark.hexdigest()[:16]}.so"
    if not path.exists():
        found = shutil.which(compiler)
        if found is None:
            raise CannotBuildError(f"Máy chưa có trình biên dịch C ({compiler}).")
        _compile(found, [file for file in files if file.suffix == ".c"], path)
    return path


def _compile(compiler: str, files: list[Path], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}")
    command = [compiler, *_FLAGS, "-o", str(new), *map(str, files)]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_LONGEST_SECONDS)  # noqa: S603 - ours
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotBuildError("Không chạy được trình biên dịch C.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise CannotBuildError(f"Trình biên dịch C báo lỗi: {said[0] if said else done.returncode}")
    new.replace(path)


def load(path: Path) -> ctypes.CDLL:
    """The library, its functions typed. Raises CannotBuildError where it isn't one of this program."""
    try:
        loops = ctypes.CDLL(str(path))
        sizes = loops.size_of_line(), loops.size_of_packet()
    except (OSError, AttributeError) as error:
        raise CannotBuildError(f"Không nạp được {path.name}.") from error
    if sizes != (LINE.itemsize, PACKET.itemsize):
        raise CannotBuildError(f"{path.name} không khớp với phần mềm trên loại máy này.")
    pointer, number, long = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
    loops.speak.argtypes = [pointer, pointer, number, ctypes.c_uint32, pointer]
    loops.hear.argtypes = [number, pointer, pointer, long, pointer, number, pointer, pointer]
    loops.count.argtypes = [pointer, ctypes.c_char_p, long]
    loops.open_ring.argtypes = [pointer, number]
    loops.set_mu_law.argtypes = [ctypes.c_char_p]
    loops.set_mu_law.restype = None
    loops.press.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32, long]
    loops.disconnect.argtypes = [number]
    loops.count.restype = None
    loops.wait_until.argtypes = [long]
    loops.now.argtypes = []
    loops.wait_until.restype = loops.now.restype = long
    loops.set_mu_law(g711.A_TO_MU)
    return loops
