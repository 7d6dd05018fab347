"""The pages of a request that came to nothing: what happened, and a way on. Django's handlers and anyone who answers with a status."""

import sys
from http import HTTPStatus

import structlog
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = structlog.get_logger(__name__)

LAST_RESORT = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Trang đang gặp sự cố – Một Cửa</title>'
    "<h1>Trang đang gặp sự cố</h1><p>Xin thử lại sau vài phút.</p>"
)
"""For when even the page of a failure fails."""

AWAY_SECONDS = 30
"""What is asked of a client before it tries again when the database is away."""


def error_page(request: HttpRequest, status: int, *, retry_after: int | None = None) -> HttpResponse:
    """The page of 400, 403, 404 or 429 in the citizen's layout; `retry_after` in seconds also becomes the header."""
    context = {"status": status, "retry_after": retry_after}
    response = HttpResponse(render_to_string("ui/error.jinja", context, request), status=status)
    return _told_when(response, retry_after)


def failure_page(status: int = HTTPStatus.INTERNAL_SERVER_ERROR, *, retry_after: int | None = None) -> HttpResponse:
    """The page of 500 or 503. It asks neither the database nor the request: both may be what failed."""
    try:
        text: str = render_to_string("ui/failure.jinja", {"status": int(status)})
    except Exception:  # whatever it is, the person still gets an answer
        log.exception("the page of a failure failed")
        text = LAST_RESORT
    return _told_when(HttpResponse(text, status=status), retry_after)


def _told_when(response: HttpResponse, retry_after: int | None) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400."""
    del exception
    return error_page(request, HTTPStatus.BAD_REQUEST)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler404."""
    del exception
    return error_page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500; called while the exception is being handled.

    A database that is away or full comes back: that is 503, so that whoever asked asks again, by hand or by machine.
    """
    del request
    if isinstance(sys.exc_info()[1], OperationalError):
        return failure_page(HTTPStatus.SERVICE_UNAVAILABLE, retry_after=AWAY_SECONDS)
    return failure_page()
