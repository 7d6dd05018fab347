"""The short way to a dossier's state gives what the whole way gives: bytes, headers, a log line; and only to who asks nothing else."""

import json
from collections.abc import Mapping
from typing import Any

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client, RequestFactory

from motcua.conf import short_way
from motcua.conf.database import Spares
from motcua.conf.short_way import ShortWay
from motcua.dossiers.tests.scene import actor, open_centre, received

__all__ = ["open_centre"]
pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/status"
OF_THE_WAY = {"X-Request-Id", "Vary", "Content-Language"}
WHOLE = (0, {}, b"the whole way")
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture
def slip(open_centre, receiving_officer):
    dossier = received(actor(receiving_officer))
    return {"code": dossier.code, "token": dossier.look_up_token}


def ask(asked: Mapping[str, Any], application: ShortWay | None = None, **sent: Any) -> Answer:
    """What the application in front of Django answers; WHOLE where it passes the request on."""
    told: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]]) -> None:
        told.extend((int(status[:3]), dict(headers)))

    application = application or ShortWay(lambda _environ, _start: [WHOLE[2]])
    body = b"".join(application(RequestFactory().get(ADDRESS, asked, **sent).environ, start_response))
    return (told[0], told[1], body) if told else WHOLE


def whole(asked: Mapping[str, Any], **sent: Any) -> Answer:
    answer = Client().get(ADDRESS, asked, **sent)
    return answer.status_code, dict(answer.items()), answer.content


def without(answer: Answer, *names: str) -> dict[str, str]:
    return {name: value for name, value in answer[1].items() if name not in OF_THE_WAY.union(names)}


@pytest.mark.parametrize("secure", [False, True])
def test_both_ways_give_the_same(slip, settings, secure):
    settings.SECURE_HSTS_SECONDS = 1000
    short, long = ask(slip, secure=secure), whole(slip, secure=secure)
    assert (short[0], short[2]) == (long[0], long[2])
    assert short[0] == 200
    assert without(short) == without(long)
    assert ("Strict-Transport-Security" in short[1]) is secure
    assert short[1]["X-Request-Id"]


def test_the_headers_are_those_of_the_middlewares_above_all_others():
    first = django_settings.MIDDLEWARE.index(short_way.ABOVE[0])
    assert tuple(django_settings.MIDDLEWARE[first : first + len(short_way.ABOVE)]) == short_way.ABOVE


@pytest.mark.parametrize("changed", [{"lang": "en"}, {"token": ["A" * 16, "B" * 16]}, {"code": None}])
def test_who_asks_in_another_way_goes_the_whole_way(slip, changed):
    asked = {name: value for name, value in {**slip, **changed}.items() if value is not None}
    assert ask(asked) == WHOLE


@pytest.mark.parametrize("sent", [{"Cookie": "motcua_language=vi"}, {"Authorization": "Bearer x"}])
def test_who_may_be_somebody_goes_the_whole_way(slip, sent):
    assert ask(slip, headers=sent) == WHOLE


def test_wrong_and_absent_are_one_answer_on_both_ways(slip):
    wrong, absent = {**slip, "token": "A" * 16}, {**slip, "code": "H99-261125-0001"}
    short, long = [ask(asked) for asked in (wrong, absent)], [whole(asked) for asked in (wrong, absent)]
    assert {answer[0] for answer in (*short, *long)} == {404}
    assert short[0][2] == short[1][2]
    assert without(short[0]) == without(short[1])
    of_the_body = ("Content-Type", "Content-Length", "Cache-Control")
    assert without(short[0], *of_the_body) == without(long[0], *of_the_body)
    assert [json.loads(answer[2]) for answer in long] == [json.loads(short[0][2])] * 2


def test_an_error_is_told_on_the_whole_way(slip):
    def fails(_statement: str, _parameters: object) -> None:
        raise psycopg.OperationalError

    assert ask(slip, ShortWay(lambda _environ, _start: [WHOLE[2]], fails)) == WHOLE


def test_the_log_names_the_route_and_neither_code_nor_token(slip, caplog):
    with caplog.at_level("INFO"):
        ask(slip)
    assert "api/v1/status" in caplog.text
    assert slip["token"] not in caplog.text
    assert slip["code"] not in caplog.text


def test_a_spare_connection_is_used_again_and_a_broken_one_never():
    spares = Spares()
    ours = "SELECT pg_backend_pid(), %s::int"
    first = spares.fetch_one(ours, [1])
    assert first == spares.fetch_one(ours, [1])
    with pytest.raises(psycopg.errors.DivisionByZero):
        spares.fetch_one("SELECT 1 / %s::int", [0])
    again = spares.fetch_one(ours, [1])
    assert again is not None
    assert first is not None
    assert again[0] != first[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [again[0]])
    with pytest.raises(psycopg.OperationalError):
        spares.fetch_one(ours, [1])
    assert spares.fetch_one(ours, [1])
    spares.close()
