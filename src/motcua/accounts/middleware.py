"""Every request is asked for its permission; a route that nobody declared is refused."""

from collections.abc import Callable, Mapping
from typing import Any, cast
from urllib.parse import SplitResult, urlencode, urlsplit

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from motcua.accounts import kept_form, session
from motcua.accounts.models import Staff
from motcua.accounts.permissions import PUBLIC, allowed
from motcua.accounts.rules.actor import Actor
from motcua.accounts.selectors import actor_of
from motcua.kernel import clock

log = structlog.get_logger(__name__)


class SignedInRequest(HttpRequest):
    """What a view behind a permission gets: the middleware has seen who it is."""

    user: Staff
    actor: Actor


def permission_of(view_name: str, routes: Mapping[str, str]) -> str | None:
    """The declared permission of a route; `"admin:*"` declares every route of that namespace at once."""
    namespace, _colon, _name = view_name.rpartition(":")
    return routes.get(view_name) or routes.get(f"{namespace}:*")


class PermissionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.routes: Mapping[str, str] = import_string(settings.PERMISSION_ROUTES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if hasattr(request, "actor"):
            _keep_out_of_caches(response)
        return response

    def process_view(self, request: HttpRequest, _view: object, _args: Any, _kwargs: Any) -> HttpResponse | None:
        assert request.resolver_match is not None
        route = request.resolver_match.view_name
        permission = permission_of(route, self.routes)
        if permission == PUBLIC:
            return None
        if permission is None:
            log.error("route without permission", route=route)
            return _refuse(request)
        actor = current_actor(request)
        if actor is None:
            return None if allowed(permission, None) else _ask_to_sign_in(request)
        cast("SignedInRequest", request).actor = actor
        return None if allowed(permission, actor) else _refuse(request)


def current_actor(request: HttpRequest) -> Actor | None:
    """Who asks; None when nobody is signed in or the session's time is over. One query more than `request.user`."""
    staff = request.user
    if not isinstance(staff, Staff):
        return None
    now = clock.now()
    if not session.goes_on(request.session, now=now):
        logout(request)
        if request.method == "POST":
            kept_form.keep(request, staff_id=staff.pk)
        return None
    return actor_of(staff, day=now.date())


def _refuse(request: HttpRequest) -> HttpResponse:
    if _is_for_machines(request):
        return JsonResponse({"detail": _("Tài khoản này không được dùng địa chỉ này.")}, status=403)
    raise PermissionDenied


def _is_for_machines(request: HttpRequest) -> bool:
    assert request.resolver_match is not None
    return request.resolver_match.namespaces[:1] == ["api"]


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if _is_for_machines(request):
        return JsonResponse({"detail": _("Cần đăng nhập để dùng địa chỉ này.")}, status=401)
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': _page_of(request)})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _page_of(request: HttpRequest) -> str:
    """The page that the person was on: where a form or a fragment was asked for, the page that held it."""
    if request.method in {"GET", "HEAD"} and "HX-Request" not in request.headers:
        return request.get_full_path()
    page = _split(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    if page.netloc != request.get_host():
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    return page.path + (f"?{page.query}" if page.query else "")


def _split(address: str) -> SplitResult:
    """The parts of an address that a header names; none of one that is no address ("http://[")."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _keep_out_of_caches(response: HttpResponse) -> None:
    """What somebody signed in was shown is not for whoever sits down at that computer next and goes back a page."""
    if not response.has_header("Cache-Control"):
        add_never_cache_headers(response)
