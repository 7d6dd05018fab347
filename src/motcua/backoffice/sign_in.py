"""Signing in and out, and the form that was on its way when a session ended."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts import kept_form as keeping
from motcua.accounts import session
from motcua.accounts.errors import SignInUnavailableError, TooManyTriesError
from motcua.accounts.middleware import SignedInRequest, current_actor
from motcua.accounts.network import address_of
from motcua.accounts.services import sign_in as services
from motcua.backoffice.forms import SignInForm
from motcua.kernel import clock
from motcua.kernel.errors import MotCuaError

DEVICE_COOKIE = f"{'__Host-' if settings.SESSION_COOKIE_SECURE else ''}motcua_device"
DEVICE_KEPT_FOR = 400 * 24 * 3600
"""Seconds; browsers cap a cookie's life at 400 days."""
DEVICE_SALT = "motcua.accounts.device"

STATUS = {TooManyTriesError: 429, SignInUnavailableError: 503}


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _try_to_sign_in(request)
    if current_actor(request) is not None:
        return HttpResponseRedirect(_next_page(request))
    return _sign_in_page(request, SignInForm(), status=200)


@require_POST
def sign_out(request: SignedInRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("Đã đăng xuất."))
    return redirect(settings.LOGIN_URL)


@never_cache
def kept_form(request: SignedInRequest) -> HttpResponse:
    """What was typed when the session ended, one click from being sent again."""
    kept = keeping.kept_for(request, staff_id=request.user.pk)
    if kept is None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "backoffice/kept_form.jinja", {"kept": kept})


def _try_to_sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form, status=422)
    device = request.get_signed_cookie(DEVICE_COOKIE, "", salt=DEVICE_SALT) or ""
    tried = services.Try(form.cleaned_data["sign_in_name"], form.cleaned_data["password"], address_of(request), device)
    try:
        signed_in = services.sign_in(tried, now=clock.now())
    except MotCuaError as error:
        form.add_error(None, error.message_vi)
        return _sign_in_page(request, form, status=STATUS.get(type(error), 403))
    return _welcome(request, signed_in)


def _welcome(request: HttpRequest, signed_in: services.SignedIn) -> HttpResponse:
    login(request, signed_in.staff, backend=settings.AUTHENTICATION_BACKENDS[0])
    session.begin(request.session, now=clock.now())
    kept = keeping.kept_for(request, staff_id=signed_in.staff.pk)
    response = redirect("backoffice:kept_form") if kept else HttpResponseRedirect(_next_page(request))
    response.set_signed_cookie(
        DEVICE_COOKIE,
        signed_in.device,
        salt=DEVICE_SALT,
        max_age=DEVICE_KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _sign_in_page(request: HttpRequest, form: SignInForm, *, status: int) -> HttpResponse:
    context = {"form": form, "next": _asked_for(request)}
    return render(request, "backoffice/sign_in.jinja", context, status=status)


def _next_page(request: HttpRequest) -> str:
    """The local page that was asked for, else home: never an address of somebody else's."""
    wanted = _asked_for(request)
    local = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if local else resolve_url(settings.LOGIN_REDIRECT_URL)


def _asked_for(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next", "")
