"""Vietnamese first: a page is English only for those who asked for it."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from django.utils.cache import patch_vary_headers

PARAMETER = "lang"
YEAR = 365 * 24 * 3600

Handler = Callable[[HttpRequest], HttpResponse]


def language_middleware(get_response: Handler) -> Handler:
    """Take the language from `?lang=`, which is then remembered in a cookie, or from that cookie, else Vietnamese.

    Django's own middleware would follow the browser's languages; half the telephones in the country are set to English
    by their sellers. A link works without JavaScript, a session or a form, and can be sent to somebody.
    """
    names = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = _query(request).get(PARAMETER, "")
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = next((code for code in (asked, kept) if code in names), settings.LANGUAGE_CODE)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        if asked == language != kept:
            _remember(response, language)
        return response

    return middleware


def _remember(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )


def language_url(request: HttpRequest, language: str) -> str:
    """The address of this page in another language; what else the address asks is kept."""
    query = _query(request).copy()
    query[PARAMETER] = language
    return f"{request.path}?{query.urlencode()}"


def _query(request: HttpRequest) -> QueryDict:
    """What the address asks; nothing when Django refuses to read it (a thousand fields): the page of that refusal needs one."""
    try:
        return request.GET
    except SuspiciousOperation:
        return QueryDict()
