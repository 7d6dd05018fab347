"""Another agency's software asks the API with a token: who it is, what it may, and from when on it may no more."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from types import SimpleNamespace
from unittest import mock

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.http import HttpResponse, JsonResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from motcua.accounts import bearers
from motcua.accounts.errors import WrongTokenError
from motcua.accounts.models import AccessToken
from motcua.accounts.permissions import PUBLIC, SESSION_CLOSE
from motcua.accounts.rules.roles import Role
from motcua.accounts.rules.tokens import digest_of, new_token
from motcua.accounts.services.tokens import revoke_token
from motcua.accounts.tests.factories import SystemFactory, token_of
from motcua.catalogue.tests.published import BIRTH, publish
from motcua.foundation import remembered
from motcua.kernel.clock import HANOI

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 25, 8, 30, tzinfo=HANOI)
WRITE, OFFICE, PUBLIC_WRITE, PAGE = "/api/ghi", "/api/quan-tri", "/api/gop-y", "/trang"


@csrf_exempt  # as the API's own views are
def tell(request):
    """Who a view believes that it serves."""
    actor = getattr(request, "actor", None)
    return JsonResponse({"actor": actor and actor.name, "user": request.user.is_authenticated and request.user.pk})


def page(request):
    return HttpResponse("trang")


urlpatterns = [
    path("api/", include(([path(name, tell, name=name) for name in ("ghi", "quan-tri", "gop-y")], "api"))),
    path("trang", page, name="trang"),
    path("dang-nhap", page, name="dang-nhap"),
]
handler403 = "motcua.backoffice.refusals.refused"
ROUTES = {
    "api:ghi": SESSION_CLOSE,
    "api:quan-tri": "organisation:records:edit",
    "api:gop-y": PUBLIC,
    "trang": SESSION_CLOSE,
}


@pytest.fixture
def addresses(settings):
    """An API that writes, reads and takes from everybody, beside a page."""
    settings.ROOT_URLCONF, settings.PERMISSION_ROUTES = __name__, f"{__name__}.ROUTES"
    settings.LOGIN_URL = "dang-nhap"


@pytest.fixture
def system(centre):
    return SystemFactory(roles=Role.RECEPTION, roles__at=centre)


@pytest.fixture
def at_half_past_eight():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def seconds(monkeypatch):
    """The monotonic clock that the memory goes by; `seconds.now += 5` lets it run."""
    hand = SimpleNamespace(now=100.0)
    monkeypatch.setattr(remembered, "time", SimpleNamespace(monotonic=lambda: hand.now))
    return hand


def with_token(token, **more):
    return Client(headers={"Authorization": f"Bearer {token}"}, **more)


def holder(token, now=MORNING):
    return bearers.holder_of(token, now=now)


def test_a_system_is_let_in_as_its_account(addresses, system):
    answer = with_token(token_of(system)).post(WRITE)
    assert answer.json() == {"actor": f"staff:{system.pk}", "user": system.pk}


def test_a_write_by_token_needs_no_form_token_and_leaves_no_session(addresses, system):
    client = with_token(token_of(system), enforce_csrf_checks=True)
    answer = client.post(WRITE)
    assert answer.status_code == 200
    assert not answer.cookies
    assert not Session.objects.exists()


def test_a_role_of_another_kind_does_not_open_the_address(addresses, system):
    answer = with_token(token_of(system)).get(OFFICE)
    assert answer.status_code == 403
    body = answer.json()
    assert set(body) == {"code", "message", "fields"}
    assert body["code"] == "accounts:permission:refused"
    assert "không được dùng địa chỉ này" in body["message"]


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "  Bearer "])
def test_the_scheme_is_read_as_the_standard_says(addresses, system, scheme):
    answer = Client().post(WRITE, headers={"Authorization": f"{scheme} {token_of(system)} "})
    assert answer.status_code == 200


def unknown(_system):
    return new_token()


def malformed(_system):
    return "mc_" + "\N{LATIN SMALL LETTER E WITH ACUTE}'; --"


def nothing(_system):
    return ""


def expired(system):
    return token_of(system, days=1, now=MORNING - timedelta(days=1))


def revoked(system):
    token = token_of(system, now=MORNING)
    revoke_token(AccessToken.objects.get(digest=digest_of(token)), by="system", now=MORNING)
    return token


def of_a_closed_account(system):
    token = token_of(system, now=MORNING)
    system.is_active = False
    system.save()
    return token


def its_digest(system):
    return digest_of(token_of(system))


BAD = (unknown, malformed, nothing, expired, revoked, of_a_closed_account, its_digest)


@pytest.mark.parametrize("bad", BAD)
def test_whatever_is_wrong_with_a_token_the_answer_is_the_same(addresses, system, at_half_past_eight, bad):
    client = with_token(bad(system).encode().decode("latin-1"))
    answers = [client.post(WRITE), client.get(WRITE), client.post(PUBLIC_WRITE), client.get(OFFICE)]
    right = with_token(unknown(system)).post(WRITE)
    kept = [(answer.status_code, answer.content, answer["WWW-Authenticate"]) for answer in answers]
    assert set(kept) == {(401, right.content, "Bearer")}
    body = json.loads(right.content)
    assert set(body) == {"code", "message", "fields"}
    assert body["fields"] == []
    assert "Mã truy cập không đúng" in body["message"]


def test_no_token_is_told_apart_from_a_wrong_one_and_asked_for(addresses):
    written, read = Client().post(WRITE), Client().get(WRITE)
    assert (written.status_code, written["WWW-Authenticate"]) == (401, "Bearer")
    assert written.json()["code"] == "accounts:token:absent"
    assert (read.status_code, read["WWW-Authenticate"]) == (401, "Bearer")
    assert read.json()["code"] == "accounts:sign_in:required"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_session_does_not_write_through_the_api(addresses, receiving_officer, signed_in, method):
    """A page of another site can make a browser send the cookie, and the API asks for no form token."""
    answer = getattr(signed_in(receiving_officer), method)(WRITE)
    assert answer.status_code == 401
    assert answer.json()["code"] == "accounts:token:absent"


def test_a_session_reads_from_the_api(addresses, receiving_officer, signed_in):
    assert signed_in(receiving_officer).get(WRITE).json()["actor"] == f"staff:{receiving_officer.pk}"


def test_what_everybody_may_write_is_written_by_nobody_whatever_cookie_comes_along(
    addresses, receiving_officer, signed_in
):
    assert signed_in(receiving_officer).post(PUBLIC_WRITE).json() == {"actor": None, "user": False}


def test_a_token_decides_also_where_somebody_is_signed_in(addresses, system, administrator, signed_in):
    browser = signed_in(administrator)
    headers = {"Authorization": f"Bearer {token_of(system)}"}
    assert browser.get(WRITE, headers=headers).json() == {"actor": f"staff:{system.pk}", "user": system.pk}
    assert browser.get(OFFICE, headers=headers).status_code == 403


def test_what_a_system_was_shown_stays_out_of_caches(addresses, system):
    assert "no-store" in with_token(token_of(system)).get(WRITE)["Cache-Control"]


def test_on_pages_a_token_is_nothing(addresses, system, receiving_officer, signed_in):
    headers = {"Authorization": f"Bearer {token_of(system)}"}
    assert Client().get(PAGE, headers=headers).status_code == 302
    assert signed_in(receiving_officer).get(PAGE, headers={"Authorization": "Bearer x"}).status_code == 200


def test_another_scheme_is_no_token(addresses, receiving_officer, signed_in):
    answer = signed_in(receiving_officer).get(WRITE, headers={"Authorization": "Basic eDp5"})
    assert answer.status_code == 200


def test_a_real_address_tells_of_a_wrong_token_and_takes_a_right_one(system):
    publish(BIRTH)
    address = "/api/v1/procedures/9.000001"
    assert with_token(token_of(system)).get(address).status_code == 200
    assert with_token(new_token()).get(address).status_code == 401


def test_while_the_database_is_away_a_program_is_told_to_come_back(addresses, system):
    token = token_of(system)
    with mock.patch.object(bearers, "bearer_with", side_effect=OperationalError):
        answer = with_token(token).post(WRITE)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert set(answer.json()) == {"code", "message", "fields"}


def test_outside_the_demo_a_demo_systems_token_opens_nothing(settings):
    token = token_of(SystemFactory(is_demo=True), now=MORNING)
    settings.MOTCUA_DEMO = False
    with pytest.raises(WrongTokenError):
        holder(token)
    settings.MOTCUA_DEMO = True
    assert holder(token)


def test_the_last_use_is_noted_once_an_hour_and_after_the_answer(addresses, system, at_half_past_eight, seconds):
    client = with_token(token_of(system))

    def uses_in(calls):
        """How often the row is written while the software asks that often, at ten requests a second."""
        with CaptureQueriesContext(connection) as asked:
            for _ in range(calls):
                assert client.get(WRITE).status_code == 200
                at_half_past_eight.shift(0.1)
                seconds.now += 0.1
        return sum(query["sql"].startswith("UPDATE") for query in asked)

    assert uses_in(200) == 1
    assert AccessToken.objects.get().last_used_at == MORNING
    at_half_past_eight.shift(timedelta(minutes=59))
    seconds.now += 59 * 60
    assert uses_in(50) == 0
    at_half_past_eight.shift(timedelta(minutes=1))
    assert uses_in(50) == 1


def test_what_another_process_noted_is_not_noted_again(addresses, system, at_half_past_eight):
    client = with_token(token_of(system))
    noted = MORNING - timedelta(minutes=1)
    AccessToken.objects.update(last_used_at=noted)
    client.get(WRITE)
    assert AccessToken.objects.get().last_used_at == noted


def test_a_use_that_cannot_be_noted_fails_nobody(addresses, system):
    client = with_token(token_of(system))
    with mock.patch("django.db.models.query.QuerySet.update", side_effect=OperationalError):
        assert client.get(WRITE).status_code == 200


def test_nothing_that_is_kept_or_passed_on_holds_the_token(system):
    token = token_of(system, now=MORNING)
    kept = str(list(AccessToken.objects.values())) + repr(asdict(holder(token)))
    assert token not in kept
    assert token.removeprefix("mc_") not in kept
