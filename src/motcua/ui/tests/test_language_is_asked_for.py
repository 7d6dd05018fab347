"""Vietnamese for everyone, English for those who ask."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from motcua.ui.middleware import language_middleware, language_url


def answer(address="/", cookie="", **headers):
    request = RequestFactory().get(address, **headers)
    if cookie:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    return language_middleware(lambda _request: HttpResponse(translation.get_language()))(request)


def kept(response) -> str | None:
    morsel = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    return morsel.value if morsel else None


def test_a_telephone_set_to_english_still_gets_vietnamese():
    response = answer(headers={"Accept-Language": "en-US,en;q=0.9"})
    assert response.text == response["Content-Language"] == "vi"
    assert kept(response) is None


def test_a_link_changes_the_language_and_is_remembered():
    response = answer("/thu-tuc/?q=khai+sinh&lang=en")
    assert response.text == "en"
    assert kept(response) == "en"
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize(
    ("address", "cookie", "language"),
    [("/", "en", "en"), ("/?lang=vi", "en", "vi"), ("/?lang=fr", "en", "en"), ("/", "xx", "vi")],
)
def test_the_link_is_stronger_than_the_cookie(address, cookie, language):
    assert answer(address, cookie).text == language


def test_what_is_kept_already_is_not_sent_again():
    assert kept(answer("/?lang=en", cookie="en")) is None


def test_the_language_of_the_thread_is_given_back():
    with translation.override("vi"):
        answer("/?lang=en")
        assert translation.get_language() == "vi"


def test_the_other_language_has_the_same_address():
    request = RequestFactory().get("/thu-tuc/?q=đất đai&lang=vi")
    assert language_url(request, "en") == "/thu-tuc/?q=%C4%91%E1%BA%A5t+%C4%91ai&lang=en"
