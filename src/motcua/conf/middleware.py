"""The log line of every request."""

import sys
import time
import uuid
from collections.abc import Callable

import structlog
from csp.constants import HEADER
from csp.utils import build_policy
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponseBase

from motcua.conf.request_line import RequestLine, tell

NextHandler = Callable[[HttpRequest], HttpResponseBase]
log = structlog.get_logger("motcua.web")

QUIET = frozenset({"suc-khoe"})
"""Routes that machines ask for every few seconds."""


class RequestLog:
    """One line a request: method, route, status, milliseconds and an id that every line of the request carries.

    The route ("thu-tuc/<code>/"), never the path or the query: those may hold a look-up secret or what a person typed.
    """

    def __init__(self, get_response: NextHandler) -> None:
        self.get_response = get_response
        got_request_exception.connect(_tell_exception, dispatch_uid="motcua.conf.middleware")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = uuid.uuid4().hex[:12]
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            self._tell(request, response.status_code, time.perf_counter() - started, request_id)
        response["X-Request-Id"] = request_id
        return response

    def _tell(self, request: HttpRequest, status: int, seconds: float, request_id: str) -> None:
        match = request.resolver_match
        route = match.route if match else "?"
        if route in QUIET and status < 400:  # noqa: PLR2004 - the first error status
            return
        tell(RequestLine(request.method or "", str(route), status, round(seconds * 1000, 1), request_id))


def content_security_policy(get_response: NextHandler) -> NextHandler:
    """One policy for every answer, built once: django-csp's own middleware builds it twice a request, a seventh of a look-up."""
    policy = build_policy()

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault(HEADER, policy)
        return response

    return middleware


def _tell_exception(sender: object, **kwargs: object) -> None:
    """A view failed: its traceback, in the place of Django's own record, which names the path."""
    del sender, kwargs
    log.error("request failed", exc_info=sys.exc_info())
