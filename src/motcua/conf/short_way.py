"""A dossier's state before Django: asked more often than all else together, and of nobody (ADR 27).

Its answer waits for no session, no token and no language. Whoever sends one of these, asks in another way or meets an
error goes the whole way, which also tells what was wrong.
"""

import time
import uuid
from collections.abc import Callable, Iterable
from functools import lru_cache
from io import BytesIO
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.urls import resolve, reverse
from django.utils.module_loading import import_string

from motcua.api.status import quick_answer
from motcua.conf.request_line import RequestLine, tell
from motcua.dossiers.selectors.status import Ask
from motcua.foundation import statements

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Headers = tuple[tuple[str, str], ...]

ABOVE = (
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.conf.middleware.content_security_policy",
)
"""The middlewares whose headers stand on every answer; a test holds them to the settings."""
_STATUS_LINES = {200: "200 OK", 404: "404 Not Found"}


class ShortWay:
    """The WSGI application in front of `whole_way`; `ask` runs a constant statement and gives its first row."""

    def __init__(self, whole_way: Application, ask: Ask = statements.fetch_one) -> None:
        self._whole_way, self._ask = whole_way, ask
        self._address = reverse("api:status")
        self._route = str(resolve(self._address).route)
        self._standing = lru_cache(maxsize=8)(_standing_headers)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if (
            environ["PATH_INFO"] != self._address
            or environ["REQUEST_METHOD"] != "GET"
            or environ.get("HTTP_COOKIE")
            or environ.get("HTTP_AUTHORIZATION")
        ):
            return self._whole_way(environ, start_response)
        started = time.perf_counter()
        try:
            answer = quick_answer(environ.get("QUERY_STRING", ""), self._ask)
        except Exception:  # noqa: BLE001 - the whole way meets it again and tells it
            answer = None
        if answer is None:
            return self._whole_way(environ, start_response)
        status, body = answer
        request_id = uuid.uuid4().hex[:12]
        standing = self._standing(environ.get("wsgi.url_scheme", "http"), environ.get("HTTP_X_FORWARDED_PROTO"))
        start_response(
            _STATUS_LINES[status], [*standing, ("Content-Length", str(len(body))), ("X-Request-Id", request_id)]
        )
        tell(RequestLine("GET", self._route, status, round((time.perf_counter() - started) * 1000, 1), request_id))
        return [body]


def _standing_headers(scheme: str, forwarded: str | None) -> Headers:
    """What stands on every answer to a request of this scheme: what the middlewares make of an empty one."""
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": scheme, "wsgi.input": BytesIO()}
    if forwarded is not None:
        environ["HTTP_X_FORWARDED_PROTO"] = forwarded

    def answer(_request: Any) -> HttpResponse:
        return HttpResponse(content_type="application/json", headers={"Cache-Control": "no-store"})

    for middleware in reversed(ABOVE):
        answer = import_string(middleware)(answer)
    return tuple(answer(WSGIRequest(environ)).items())
