import json
import logging
import logging.config
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest
import structlog
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from motcua.accounts.rules.roles import Role
from motcua.accounts.rules.tokens import digest_of, new_token
from motcua.accounts.tests.factories import SystemFactory, token_of
from motcua.catalogue.tests.published import BIRTH, publish
from motcua.conf import logs
from motcua.conf.middleware import RequestLog

SECRET = "8241-0019-3377"


def fails(request: HttpRequest, code: str) -> HttpResponse:
    raise IntegrityError(
        f'duplicate key value violates unique constraint "x"\nDETAIL:  Key (phone)=({SECRET}) already exists.'
    )


def answers(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse(code)


def refuses(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse(status=403)


urlpatterns = [path("tra-cuu/<str:code>/", answers), path("hong/<str:code>/", fails)]


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Everything that the logs write while a test runs, in production's form."""
    before, level = logging.root.handlers[:], logging.root.level
    (tmp_path / "run").mkdir()
    logging.config.dictConfig(logs.configuration("INFO", "json", logs.errors_file(tmp_path)))
    stream = StringIO()
    made = logging.root.handlers[:]
    next(handler for handler in made if type(handler) is logging.StreamHandler).setStream(stream)
    yield stream.getvalue
    for handler in made:
        handler.close()
    logging.root.handlers[:], logging.root.level = before, level


def test_a_request_is_logged_by_its_route(written):
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=["motcua.conf.middleware.RequestLog"]):
        answer = Client().get(f"/tra-cuu/{SECRET}/", {"q": SECRET})
    line = json.loads(written())
    assert line["route"] == "tra-cuu/<str:code>/"
    assert (line["method"], line["status"]) == ("GET", 200)
    assert line["request_id"] == answer["X-Request-Id"]
    assert SECRET not in json.dumps(line)


def test_a_failure_is_logged_without_the_path_and_the_row(written, tmp_path: Path):
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=["motcua.conf.middleware.RequestLog"]):
        assert Client(raise_request_exception=False).get(f"/hong/{SECRET}/").status_code == 500
    text = written()
    failure, request = (json.loads(line) for line in text.splitlines())
    assert "IntegrityError" in failure["exception"]
    assert failure["request_id"] == request["request_id"]
    assert request["level"] == "error"
    assert SECRET not in text
    kept = logs.errors_file(tmp_path).read_text("utf-8")
    assert "IntegrityError" in kept
    assert SECRET not in kept


def test_a_refused_form_is_logged_without_its_address_and_the_page_it_came_from(written):
    client = Client(enforce_csrf_checks=True)
    chain = ["motcua.conf.middleware.RequestLog", "django.middleware.csrf.CsrfViewMiddleware"]
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=chain, CSRF_FAILURE_VIEW=f"{__name__}.refuses"):
        client.post(f"/tra-cuu/{SECRET}/")
        client.post(f"/tra-cuu/{SECRET}/", headers={"Origin": f"http://{SECRET}.example"})
    lines = [json.loads(line)["event"] for line in written().splitlines()]
    assert lines == [
        "form refused: CSRF cookie not set.",
        "request",
        "form refused: Origin checking failed",
        "request",
    ]
    assert SECRET not in written()


@pytest.mark.django_db
def test_an_access_token_is_in_no_log_right_or_wrong_answered_or_not(written, settings, centre):
    right, wrong = token_of(SystemFactory(roles=Role.RECEPTION, roles__at=centre)), new_token()
    publish(BIRTH)
    with mock.patch("motcua.api.procedures.procedure_page", side_effect=[None, OperationalError, ValueError]):
        for token, status in ((right, 404), (right, 503), (right, 500), (wrong, 401)):
            software = Client(headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False)
            assert software.get("/api/v1/procedures/9.000001").status_code == status
    lines = [json.loads(line) for line in written().splitlines()]
    assert [line["status"] for line in lines if line["event"] == "request"] == [404, 503, 500, 401]
    for token in (right, wrong):
        assert token not in written()
        assert digest_of(token) not in written()


def test_health_is_asked_too_often_to_be_told(written):
    request = RequestFactory().get("/suc-khoe")
    request.resolver_match = type("Match", (), {"route": "suc-khoe"})()
    RequestLog(lambda _: HttpResponse())(request)
    assert written() == ""
    RequestLog(lambda _: HttpResponse(status=503))(request)
    assert json.loads(written())["status"] == 503


def test_libraries_are_heard_only_when_something_is_wrong(written):
    logging.getLogger("fontTools.subset").info("chatter")
    logging.getLogger("procrastinate").warning("queue is %s", "long")
    assert [json.loads(line)["event"] for line in written().splitlines()] == ["queue is long"]


def test_the_console_form_is_readable(written, tmp_path: Path):
    formatter = logging.config.DictConfigurator(logs.configuration("INFO", "console", tmp_path)).configure_formatter(
        logs.configuration("INFO", "console", tmp_path)["formatters"]["motcua"]
    )
    next(handler for handler in logging.root.handlers if type(handler) is logging.StreamHandler).setFormatter(formatter)
    structlog.get_logger("motcua.web").info("request", status=200)
    assert "request" in written()
    assert "status=200" in written()
    assert "\033" not in written()


def test_a_long_file_of_errors_makes_room(tmp_path: Path):
    file = logs.errors_file(tmp_path)
    file.parent.mkdir()
    logs.shorten_errors(tmp_path)
    file.write_text("x" * (logs.ERRORS_LIMIT + 1))
    logs.shorten_errors(tmp_path)
    assert not file.exists()
    assert file.with_suffix(".old").exists()
