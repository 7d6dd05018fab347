"""Every request is asked for its permission; a route that nobody declared is refused.

People come to pages with a session. Programs come to the API with an access token; a session may read there and never
write, because browsers send its cookie unasked, also from pages of other sites.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast
from urllib.parse import SplitResult, urlencode, urlsplit

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from motcua.accounts import bearers, kept_form, refusals, session
from motcua.accounts.errors import NoTokenError, WrongTokenError
from motcua.accounts.models import Staff
from motcua.accounts.permissions import PUBLIC, allowed
from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.tokens import Bearer, token_in
from motcua.accounts.selectors import actor_of
from motcua.accounts.services.tokens import note_use
from motcua.kernel import clock

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

log = structlog.get_logger(__name__)


class SignedInRequest(HttpRequest):
    """What a view behind a permission gets: the middleware has seen who it is."""

    user: Staff
    actor: Actor


class BearerRequest(SignedInRequest):
    """What a view of the API gets when an access token came."""

    bearer: Bearer


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
        if isinstance(bearer := getattr(request, "bearer", None), Bearer):
            note_use(bearer, now=clock.now())
        return response

    def process_view(self, request: HttpRequest, _view: object, _args: Any, _kwargs: Any) -> HttpResponse | None:
        assert request.resolver_match is not None
        route = request.resolver_match.view_name
        permission = permission_of(route, self.routes)
        if permission is None:
            log.error("route without permission", route=route)
        is_for_machines = request.resolver_match.namespaces[:1] == ["api"]
        return _answer_machine(request, permission) if is_for_machines else _answer_person(request, permission)


def _answer_person(request: HttpRequest, permission: str | None) -> HttpResponse | None:
    """None lets in."""
    if permission == PUBLIC:
        return None
    if permission is None:
        raise PermissionDenied
    actor = current_actor(request)
    if actor is None:
        return None if allowed(permission, None) else _ask_to_sign_in(request)
    cast("SignedInRequest", request).actor = actor
    if not allowed(permission, actor):
        raise PermissionDenied
    return None


def _answer_machine(request: HttpRequest, permission: str | None) -> HttpResponse | None:
    """None lets in."""
    try:
        actor = _bearer_of(request) or _reader_of(request, permission)
    except (WrongTokenError, NoTokenError) as error:
        return refusals.unauthorised(error.code, error.message_vi)
    except OperationalError:
        log.exception("whoever asks the API can't be looked up")
        return refusals.unavailable()
    if actor is not None:
        cast("SignedInRequest", request).actor = actor
    if permission is not None and allowed(permission, actor):
        return None
    return refusals.sign_in_required() if actor is None and permission is not None else refusals.not_allowed()


def _bearer_of(request: HttpRequest) -> Actor | None:
    """Who holds the token that came; None when none came. WrongTokenError when it opens nothing."""
    token = token_in(request.headers.get("Authorization"))
    if token is None:
        return None
    bearer = bearers.holder_of(token, now=clock.now())
    cast("BearerRequest", request).bearer = bearer
    request.user = cast("Staff", SimpleLazyObject(partial(Staff.objects.get, pk=bearer.actor.staff_id)))
    return bearer.actor


def _reader_of(request: HttpRequest, permission: str | None) -> Actor | None:
    """Whose session it is, for reading; a request that writes has nobody, and NoTokenError where somebody is needed."""
    if request.method not in SAFE_METHODS:
        request.user = AnonymousUser()
        if permission != PUBLIC:
            raise NoTokenError
    return None if permission == PUBLIC else current_actor(request)


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


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
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
