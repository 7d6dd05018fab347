"""A scan that becomes part of a dossier: what it may be, and where it is kept."""

from collections.abc import Iterable, Iterator
from itertools import chain

from motcua.foundation import files
from motcua.foundation.files import rules
from motcua.foundation.models import StoredFile
from motcua.kernel.errors import InvalidInputError

LARGEST_SCAN = 20 * files.MEGABYTE
SCANS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}
"""Media types of a scan, by content and not by name, with the ending that they are downloaded under."""


def keep_scan(chunks: Iterable[bytes], *, name: str) -> StoredFile:
    """Keep a scan: PDF, PNG or JPEG, at most LARGEST_SCAN bytes.

    Raises:
        InvalidInputError: it is empty or something else.
        FileTooLargeError: it is too large.
    """
    pieces = iter(chunks)
    head, read = _head(pieces)
    if not head:
        raise InvalidInputError(
            "dossiers:scan:empty", "Tệp này trống. Hãy quét lại rồi chọn tệp khác.", "an empty scan"
        )
    if rules.media_type(head) not in SCANS:
        sentence = "Tệp này không phải PDF, PNG hay JPEG. Hãy quét hoặc lưu lại thành PDF rồi chọn tệp đó."
        raise InvalidInputError("dossiers:scan:type", sentence, f"a scan of the type {rules.media_type(head)}")
    return files.store(chain(read, pieces), name=name, limit=LARGEST_SCAN)


def _head(pieces: Iterator[bytes]) -> tuple[bytes, list[bytes]]:
    """The first bytes, and the pieces that were read for them."""
    head, read = b"", []
    for piece in pieces:
        read.append(piece)
        head += piece[: rules.SNIFFED_BYTES]
        if len(head) >= rules.SNIFFED_BYTES:
            break
    return head[: rules.SNIFFED_BYTES], read
