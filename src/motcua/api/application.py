"""The API of version 1, described at /api/v1/openapi.json."""

from collections.abc import Iterable
from http import HTTPStatus

import structlog
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from motcua.api import procedures
from motcua.ui.errors import AWAY_SECONDS

log = structlog.get_logger(__name__)

application = NinjaAPI(
    title="Một Cửa",
    version="1",
    description="Thủ tục hành chính của trung tâm: tìm theo lời thường ngày, xem chi tiết. "
    "Phần mềm khác đăng nhập bằng mã truy cập: `Authorization: Bearer mc_…`.",
    urls_namespace="api",
    docs_url=None,  # a page that loads its scripts from elsewhere has no place in a closed network
)
application.add_router("", procedures.router)


@application.exception_handler(ValidationError)
def refuse_input(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A 422 that names each parameter, in words that a person can act on."""
    fields = [{"field": _name(entry["loc"]), "reason": str(entry["msg"])} for entry in error.errors]
    names = ", ".join(entry["field"] for entry in fields)
    message = _("Tham số chưa đúng: %(names)s.") % {"names": names}
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "api:input:invalid", message, fields)


def _name(place: Iterable[str | int]) -> str:
    """The parameter's name: the last part of its place that is no position in a list."""
    return next((part for part in reversed(list(place)) if isinstance(part, str)), "")


@application.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    del error  # it holds what was asked for, and nothing else
    return _answer(request, HTTPStatus.NOT_FOUND, "api:record:absent", _("Không có dữ liệu này."))


@application.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _answer(request, error.status_code, "api:request:refused", str(error))


@application.exception_handler(OperationalError)
def database_away(request: HttpRequest, error: OperationalError) -> HttpResponse:
    log.error("the API can't reach the database", exc_info=error)
    message = _("Hệ thống tạm thời chưa trả lời được. Hãy thử lại sau ít phút.")
    response = _answer(request, HTTPStatus.SERVICE_UNAVAILABLE, "api:service:unavailable", message)
    response.headers["Retry-After"] = str(AWAY_SECONDS)
    return response


def _answer(
    request: HttpRequest, status: int, code: str, message: str, fields: list[dict[str, str]] | None = None
) -> HttpResponse:
    body = {"code": code, "message": message, "fields": fields or []}
    return application.create_response(request, body, status=status)
