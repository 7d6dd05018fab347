"""The API of version 1, described at /api/v1/openapi.json."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from motcua.accounts.rules.parties import PartyFieldsError
from motcua.api import counters, dossiers, metrics, procedures, queue, ratings, status
from motcua.api.problems import place_of, sentence_of
from motcua.dossiers.rules.intake import IntakeFieldsError, PapersMissingError
from motcua.kernel.errors import (
    ConflictError,
    InvalidInputError,
    MotCuaError,
    NotAllowedError,
    NotFoundError,
    UnavailableError,
)
from motcua.ui.errors import AWAY_SECONDS

log = structlog.get_logger(__name__)

STATUSES: dict[type[MotCuaError], HTTPStatus] = {
    InvalidInputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFoundError: HTTPStatus.NOT_FOUND,
    NotAllowedError: HTTPStatus.FORBIDDEN,
    ConflictError: HTTPStatus.CONFLICT,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}


def _built_once(view: Callable[..., Any]) -> Callable[..., Any]:
    """The description changes with the program only, and building it takes as long as thirty intakes."""
    built: list[bytes] = []

    def description(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not built:
            built.append(view(request, **kwargs).content)
        return HttpResponse(built[0], content_type="application/json")

    return description


application = NinjaAPI(
    title="Một Cửa",
    version="1",
    description="Thủ tục hành chính của trung tâm: tìm theo lời thường ngày, xem chi tiết. Hồ sơ: tra cứu, tiếp nhận. "
    "Sảnh: lấy số, gọi số. "
    "Phần mềm khác đăng nhập bằng mã truy cập: `Authorization: Bearer mc_…`.",
    urls_namespace="api",
    docs_decorator=_built_once,
    docs_url=None,  # a page that loads its scripts from elsewhere has no place in a closed network
)
application.add_router("", procedures.router)
application.add_router("", status.router)
application.add_router("", dossiers.router)
application.add_router("", queue.router)
application.add_router("", counters.router)
application.add_router("", ratings.router)
application.add_router("", metrics.router)


@application.exception_handler(ValidationError)
def refuse_input(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A 422 that names each parameter, in words that a person can act on."""
    fields = [{"field": place_of(entry["loc"]), "reason": sentence_of(entry)} for entry in error.errors]
    names = ", ".join(dict.fromkeys(entry["field"] for entry in fields))
    message = _("Tham số chưa đúng: %(names)s.") % {"names": names}
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "api:input:invalid", message, fields)


@application.exception_handler(MotCuaError)
def told(request: HttpRequest, error: MotCuaError) -> HttpResponse:
    """Whatever has a sentence for people, with the fields that it is about."""
    answer = next(status for kind, status in STATUSES.items() if isinstance(error, kind))
    return _answer(request, answer, error.code, error.message_vi, _fields(error))


def _fields(error: MotCuaError) -> list[dict[str, str]]:
    if isinstance(error, PapersMissingError):
        return [{"field": "papers", "reason": _("Còn thiếu: %(name)s") % {"name": name}} for name in error.missing]
    if isinstance(error, PartyFieldsError):
        return [{"field": f"applicant.{name}", "reason": reason} for name, reason in error.fields.items()]
    if isinstance(error, IntakeFieldsError):
        return [{"field": name, "reason": reason} for name, reason in error.fields.items()]
    if error.code == "dossiers:procedure:unknown":
        return [{"field": "procedure", "reason": error.message_vi}]
    return []


@application.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    del error  # it holds what was asked for, and nothing else
    return _answer(request, HTTPStatus.NOT_FOUND, "api:record:absent", _("Không có dữ liệu này."))


@application.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The framework's own: a body that is no JSON."""
    message = _("Nội dung gửi lên không phải JSON. Hãy gửi JSON bằng bảng mã UTF-8.")
    return _answer(request, error.status_code, "api:request:refused", message)


@application.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    del error
    message = _("Nội dung gửi lên quá dài. Một lần gửi chỉ có một hồ sơ, không kèm tệp.")
    return _answer(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "api:request:too_big", message)


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
