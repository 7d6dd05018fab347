"""A request that came to nothing gets a sentence and a way on."""

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client, RequestFactory

from motcua.ui import errors, site
from motcua.ui.site import Site


@pytest.fixture
def request_():
    return RequestFactory().get("/khong-co")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (400, "Yêu cầu không đọc được"),
        (403, "đăng nhập hiện tại"),
        (404, "Không có trang này"),
        (429, "quá nhiều lần thử"),
    ],
)
def test_a_page_says_what_happened_and_leads_on(request_, status, sentence):
    response = errors.error_page(request_, status)
    assert response.status_code == status
    assert sentence in response.text
    assert "Về trang đầu" in response.text
    assert response["Cache-Control"] == "no-store"


def test_who_tried_too_often_learns_how_long_to_wait(request_):
    response = errors.error_page(request_, 429, retry_after=241)
    assert response["Retry-After"] == "241"
    assert "Hãy chờ 5 phút" in response.text


@pytest.mark.parametrize(("status", "title"), [(500, "Trang đang gặp sự cố"), (503, "Hệ thống đang bảo trì")])
def test_the_page_of_a_failure_needs_nothing(monkeypatch, status, title):
    def fails():
        raise ConnectionError("the database is what failed")

    monkeypatch.setattr(site, "_provider", fails)
    response = errors.failure_page(status, retry_after=60)
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in response.text
    assert response["Retry-After"] == "60"


def test_even_without_templates_somebody_answers(settings, request_):
    settings.TEMPLATES = []
    response = errors.server_error(request_)
    assert response.status_code == 500
    assert "Xin thử lại sau vài phút" in response.text


def test_the_handlers_of_django_answer(request_):
    assert errors.bad_request(request_, Exception()).status_code == 400
    assert errors.not_found(request_, Exception()).status_code == 404


def test_the_centre_can_be_called_from_an_error_page(monkeypatch, request_):
    monkeypatch.setattr(site, "_provider", lambda: Site(phone="02933123456"))
    assert 'href="tel:02933123456">0293 312 3456</a>' in errors.not_found(request_).text


@pytest.mark.parametrize(
    ("failure", "status"), [(OperationalError("the connection is closed"), 503), (LookupError("ours"), 500)]
)
def test_a_database_that_is_away_is_waited_for(monkeypatch, request_, failure, status):
    monkeypatch.setattr(errors.sys, "exc_info", lambda: (type(failure), failure, None))
    response = errors.server_error(request_)
    assert response.status_code == status
    assert ("Retry-After" in response) is (status == 503)


def test_an_address_of_a_thousand_parameters_is_refused_and_not_a_failure():
    address = "/?" + "&".join(f"a{number}=1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    page = errors.bad_request(RequestFactory().get(address))
    assert page.status_code == 400
    assert "Yêu cầu không đọc được" in page.text
    assert Client(raise_request_exception=False).get("/thu-tuc/goi-y" + address[1:]).status_code == 400
