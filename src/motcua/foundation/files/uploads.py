"""How much of a request's files is taken in before anybody has asked who sends them."""

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

LARGEST_UPLOAD = 200_000_000
"""Bytes of one file: ten times the procedures of the whole country, a scan of 500 pages."""

_TOO_LARGE = "motcua_upload_too_large"


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Files go to the disk, and one that passes LARGEST_UPLOAD is dropped while it still comes in.

    The rest is read and thrown away: a browser shows an answer only when it has sent its request.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > LARGEST_UPLOAD:
            assert self.request is not None
            setattr(self.request, _TOO_LARGE, True)
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was dropped. Ask after `request.FILES` has been looked at."""
    return bool(getattr(request, _TOO_LARGE, False))
