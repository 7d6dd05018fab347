"""A scan is a PDF, a PNG or a JPEG by its content, not empty and not too large."""

import pytest

from motcua.dossiers.services import keep_scan
from motcua.dossiers.services.uploads import LARGEST_SCAN
from motcua.foundation.files import FileTooLargeError, open_stored
from motcua.foundation.models import StoredFile
from motcua.kernel.errors import InvalidInputError

PDF = b"%PDF-1.7\n" + b"x" * 9000
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100
JPEG = b"\xff\xd8\xff" + b"x" * 100
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg")],
    ids=["pdf", "png", "jpeg"],
)
def test_kept_whole(content, kind):
    stored = keep_scan([content[:3], content[3:5000], content[5000:]], name="quét.exe")
    assert stored.media_type == kind
    with open_stored(stored) as file:
        assert file.read() == content


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "trống"), (b"MZ\x90 not a scan", "không phải PDF"), (b"<html>%PDF-1.7", "không phải PDF")],
)
def test_anything_else_is_refused_with_a_sentence(content, told):
    with pytest.raises(InvalidInputError) as refused:
        keep_scan([content] if content else [], name="giay-phep.pdf")
    assert told in refused.value.message_vi
    assert not StoredFile.objects.exists()


def test_too_large_is_refused_before_it_is_all_read():
    piece = b"x" * (1024 * 1024)
    with pytest.raises(FileTooLargeError) as refused:
        keep_scan([PDF, *[piece] * (LARGEST_SCAN // len(piece))], name="to.pdf")
    assert "20 MB" in refused.value.message_vi
