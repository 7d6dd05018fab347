import hashlib
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO

from django.conf import settings

from motcua.foundation.files import rules
from motcua.foundation.models import StoredFile
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError

MEGABYTE = 1024 * 1024

_TEMPORARY_KEPT_SECONDS = 24 * 3600


class FileTooLargeError(InvalidInputError):
    """More came than is allowed; nothing was kept (HTTP 413)."""


def store(chunks: Iterable[bytes], *, name: str, limit: int) -> StoredFile:
    """Keep a file: its content is on the disk, surely, before its row is.

    The same content is kept once, under the name it first came with. If the caller's transaction fails, the
    content stays without a row, and the next upload of it finds it there.

    Args:
        chunks: the content in pieces, as `UploadedFile.chunks()` gives them; never all in memory.
        name: what the sender calls it; only a cleaned form is kept.
        limit: bytes.

    Raises:
        FileTooLargeError: as soon as the limit is passed.
    """
    folder = _root() / "tmp"
    _make_durable_folder(folder)
    with NamedTemporaryFile(dir=folder, delete=False) as temporary:
        try:
            digest, size, head = _write(chunks, temporary, limit)
            _place(Path(temporary.name), path_of(digest))
        except BaseException:
            Path(temporary.name).unlink(missing_ok=True)
            raise
    row = StoredFile(
        digest=digest,
        size=size,
        media_type=rules.media_type(head),
        name=rules.clean_name(name),
        created_at=clock.now(),
    )
    StoredFile.objects.bulk_create([row], ignore_conflicts=True)
    return StoredFile.objects.get(digest=digest)


def open_stored(stored: StoredFile) -> BinaryIO:
    """The content, for reading; the caller closes it.

    Raises:
        FileNotFoundError: the row is there and the file is not: the disk or a restore is incomplete.
    """
    return path_of(stored.digest).open("rb")


def prune() -> int:
    """Remove what uploads left behind that a crash cut short; returns how many."""
    oldest, removed = time.time() - _TEMPORARY_KEPT_SECONDS, 0
    for path in (_root() / "tmp").glob("*"):
        with suppress(FileNotFoundError):  # an upload that finished meanwhile
            if path.stat().st_mtime < oldest:
                path.unlink()
                removed += 1
    return removed


def path_of(digest: str) -> Path:
    return _root() / digest[:2] / digest[2:4] / digest


def _root() -> Path:
    return Path(settings.MOTCUA.home) / "files"


def _write(chunks: Iterable[bytes], file: IO[bytes], limit: int) -> tuple[str, int, bytes]:
    hashed, size, head = hashlib.sha256(), 0, b""
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise _too_large(limit)
        if len(head) < rules.SNIFFED_BYTES:
            head += chunk[: rules.SNIFFED_BYTES - len(head)]
        hashed.update(chunk)
        file.write(chunk)
    file.flush()
    os.fsync(file.fileno())
    return hashed.hexdigest(), size, head


def _place(temporary: Path, final: Path) -> None:
    """Give the written file its place, so that a power cut leaves it whole or not there."""
    _make_durable_folder(final.parent)
    temporary.replace(final)
    _sync_folder(final.parent)


def _make_durable_folder(folder: Path) -> None:
    """Make a folder and the ones above it, each entered durably in its parent."""
    if folder.is_dir():
        return
    _make_durable_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _too_large(limit: int) -> FileTooLargeError:
    return FileTooLargeError(
        "foundation:file:too_large",
        f"Tệp lớn quá {limit // MEGABYTE} MB. Hãy quét ở độ phân giải thấp hơn hoặc chia thành nhiều tệp.",
        f"an upload passed {limit} bytes",
    )
