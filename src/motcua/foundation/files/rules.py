"""What an upload is called and what it is, decided without trusting whoever sent it."""

import unicodedata

MAX_NAME = 200
SNIFFED_BYTES = 4096

_FALLBACK_NAME = "tep"
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_ZIP = b"PK\x03\x04"
_OFFICE: tuple[tuple[bytes, str], ...] = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)


def media_type(head: bytes) -> str:
    """The media type that the first SNIFFED_BYTES call for; "application/octet-stream" when none is known.

    A hint for people and for viewers, no proof: a file may be two things at once.
    """
    for offset, signature, found in _SIGNATURES:
        if head.startswith(signature, offset):
            return found
    if head.startswith(_ZIP):
        return next((found for folder, found in _OFFICE if folder in head), "application/zip")
    return "application/octet-stream"


def clean_name(name: str) -> str:
    r"""A name to show and to download under: no folder, no invisible or direction-changing character, not too long.

    "..\..\Giấy khai sinh\u202efdp.exe" → "Giấy khai sinhfdp.exe".
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    visible = "".join(
        " " if character.isspace() else character for character in last if unicodedata.category(character)[0] != "C"
    )
    squeezed = unicodedata.normalize("NFC", " ".join(visible.split())).lstrip(". ")
    stem, dot, extension = squeezed.rpartition(".")
    if dot and len(extension) < MAX_NAME // 10:
        return stem[: MAX_NAME - len(extension) - 1] + dot + extension if stem else _FALLBACK_NAME + dot + extension
    return squeezed[:MAX_NAME] or _FALLBACK_NAME
