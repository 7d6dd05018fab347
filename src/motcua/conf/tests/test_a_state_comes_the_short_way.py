"""The short way to a dossier's state gives what the whole way gives: bytes, headers, a log line; and only to who asks nothing else."""

import pytest
from django.test import Client

from motcua.accounts.middleware import PermissionMiddleware
from motcua.dossiers.tests.scene import actor, open_centre, received

__all__ = ["open_centre"]
pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/status"
OF_THE_WAY = {"X-Request-Id", "Vary", "Content-Language"}


@pytest.fixture
def slip(open_centre, receiving_officer):
    dossier = received(actor(receiving_officer))
    return {"code": dossier.code, "token": dossier.look_up_token}


@pytest.fixture
def whole_way(monkeypatch) -> list[str]:
    """What went the whole way."""
    went, process = [], PermissionMiddleware.process_view

    def noted(self, request, *more):
        went.append(request.path_info)
        return process(self, request, *more)

    monkeypatch.setattr(PermissionMiddleware, "process_view", noted)
    return went


def test_both_ways_give_the_same(slip, whole_way):
    short = Client().get(ADDRESS, slip)
    assert whole_way == []
    long = Client(headers={"Cookie": "motcua_language=vi"}).get(ADDRESS, slip)
    assert whole_way == [ADDRESS]
    assert (short.status_code, short.content) == (long.status_code, long.content)
    kept = [{name: value for name, value in answer.items() if name not in OF_THE_WAY} for answer in (short, long)]
    assert kept[0] == kept[1]


@pytest.mark.parametrize("changed", [{"lang": "en"}, {"token": ["A" * 16, "B" * 16]}, {"code": None}])
def test_who_asks_in_another_way_goes_the_whole_way(slip, whole_way, changed):
    asked = {name: value for name, value in {**slip, **changed}.items() if value is not None}
    Client().get(ADDRESS, asked)
    assert whole_way == [ADDRESS]


def test_wrong_and_absent_are_one_answer_on_both_ways(slip, whole_way):
    wrong, absent = {**slip, "token": "A" * 16}, {**slip, "code": "H99-261125-0001"}
    short = [Client().get(ADDRESS, asked) for asked in (wrong, absent)]
    long = [Client(headers={"Cookie": "motcua_language=vi"}).get(ADDRESS, asked) for asked in (wrong, absent)]
    assert len(whole_way) == 2
    assert {answer.status_code for answer in (*short, *long)} == {404}
    assert short[0].content == short[1].content
    assert [answer.json() for answer in short] == [answer.json() for answer in long]


def test_the_log_names_the_route_and_neither_code_nor_token(slip, caplog):
    with caplog.at_level("INFO"):
        Client().get(ADDRESS, slip)
    assert "api/v1/status" in caplog.text
    assert slip["token"] not in caplog.text
    assert slip["code"] not in caplog.text
