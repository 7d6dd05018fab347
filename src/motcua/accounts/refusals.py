"""Answers to a program that isn't let in, in the shape of all the API's problems: `{"code", "message", "fields"}`."""

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from motcua.ui.errors import AWAY_SECONDS


def unauthorised(code: str, message: str) -> HttpResponse:
    """401: what would let in is a token."""
    response = _problem(HTTPStatus.UNAUTHORIZED, code, message)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def sign_in_required() -> HttpResponse:
    return unauthorised("accounts:sign_in:required", _("Cần đăng nhập hoặc có mã truy cập để dùng địa chỉ này."))


def not_allowed() -> HttpResponse:
    message = _("Tài khoản này không được dùng địa chỉ này. Cần thì xin người quản trị hệ thống giao thêm vai trò.")
    return _problem(HTTPStatus.FORBIDDEN, "accounts:permission:refused", message)


def unavailable() -> HttpResponse:
    message = _("Hệ thống tạm thời chưa trả lời được. Hãy thử lại sau ít phút.")
    response = _problem(HTTPStatus.SERVICE_UNAVAILABLE, "accounts:sign_in:unavailable", message)
    response.headers["Retry-After"] = str(AWAY_SECONDS)
    return response


def _problem(status: HTTPStatus, code: str, message: str) -> HttpResponse:
    body = {"code": code, "message": message, "fields": []}
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
