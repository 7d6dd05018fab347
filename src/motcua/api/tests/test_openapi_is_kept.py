"""The API does what its own description says: made-up requests, checked against /api/v1/openapi.json."""

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.http import HttpResponse, JsonResponse
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

from motcua.api import application
from motcua.api.tests.sending import BODY
from motcua.catalogue.tests.published import BARE, publish
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.scene import actor, new_key, received

pytestmark = pytest.mark.django_db
KEPT = [
    not_a_server_error,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.status_code_conformance,
]
MADE_UP = settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture
def described(open_centre):
    publish(BARE)
    for signal in (signals.request_started, signals.request_finished):  # the test's transaction is in this connection
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def dossier(open_centre, receiving_officer) -> Dossier:
    return received(actor(receiving_officer))


@pytest.fixture
def signed(receiving_officer, token_for) -> dict[str, str]:
    """How a made-up request says who it is."""
    return {"Authorization": f"Bearer {token_for(receiving_officer)}"}


@pytest.mark.parametrize(
    ("address", "mode", "expected"),
    [
        ("/api/v1/procedures", GenerationMode.POSITIVE, {200}),
        ("/api/v1/procedures", GenerationMode.NEGATIVE, {200, 422}),
        ("/api/v1/procedures/{code}", GenerationMode.POSITIVE, {404}),  # no text is a wrong code, only an unknown one
        ("/api/v1/status", GenerationMode.POSITIVE, {404}),
        ("/api/v1/status", GenerationMode.NEGATIVE, {404, 422}),
        ("/api/v1/dossiers/{code}", GenerationMode.POSITIVE, {404}),
        ("/api/v1/dossiers/{code}/receipt.pdf", GenerationMode.POSITIVE, {404}),
        ("/api/v1/queue-groups", GenerationMode.POSITIVE, {200, 404}),
        ("/api/v1/hall/stream-ticket", GenerationMode.NEGATIVE, {200, 404, 422}),
    ],
)
def test_whatever_is_asked_the_answer_is_one_of_those_described(described, signed, address, mode, expected):
    statuses = set()

    @MADE_UP
    @given(case=described[address]["GET"].as_strategy(generation_mode=mode))
    def ask(case):
        statuses.add(case.call_and_validate(checks=KEPT, headers=signed).status_code)

    ask()
    assert statuses == expected


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_handed_in_the_answer_is_one_of_those_described(described, signed, mode):
    statuses = set()

    @MADE_UP
    @given(case=described["/api/v1/dossiers"]["POST"].as_strategy(generation_mode=mode))
    def hand_in(case):
        statuses.add(case.call_and_validate(checks=KEPT, headers=signed).status_code)

    hand_in()
    assert statuses <= {400, 404, 422}
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/tickets",
        "/api/v1/tickets/{ticket_id}/{act}",
        "/api/v1/counters/{counter_id}/open",
        "/api/v1/counters/{counter_id}/call-next",
        "/api/v1/hall/calls",
    ],
)
def test_whatever_the_hall_is_sent_the_answer_is_one_of_those_described(described, signed, address, mode):
    @settings(MADE_UP, max_examples=25)
    @given(case=described[address]["POST"].as_strategy(generation_mode=mode))
    def send(case):
        case.call_and_validate(checks=KEPT, headers=signed)

    send()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_rated_the_answer_is_one_of_those_described(described, signed, mode):
    statuses = set()

    @MADE_UP
    @given(case=described["/api/v1/ratings"]["POST"].as_strategy(generation_mode=mode))
    def rate(case):
        statuses.add(case.call_and_validate(checks=KEPT, headers=signed).status_code)

    rate()
    assert statuses <= {400, 404, 422}


def test_what_succeeds_is_described_too(described, dossier, signed):
    """Made-up requests find no dossier: these do."""
    address = "/api/v1/dossiers"
    received_now = described[address]["POST"].Case(body=BODY, headers={"Idempotency-Key": new_key()})
    known = {"code": dossier.code}
    secret = {**known, "token": dossier.look_up_token}
    for case, status in (
        (received_now, 201),
        (described["/api/v1/status"]["GET"].Case(query=secret), 200),
        (described[address + "/{code}"]["GET"].Case(path_parameters=known), 200),
        (described[address + "/{code}/receipt.pdf"]["GET"].Case(path_parameters=known), 200),
    ):
        assert case.call_and_validate(checks=KEPT, headers=signed).status_code == status


def test_every_operation_is_asked(described):
    assert {result.ok().path for result in described.get_all_operations()} == {
        "/api/v1/procedures",
        "/api/v1/procedures/{code}",
        "/api/v1/status",
        "/api/v1/dossiers",
        "/api/v1/dossiers/{code}",
        "/api/v1/dossiers/{code}/receipt.pdf",
        "/api/v1/queue-groups",
        "/api/v1/tickets",
        "/api/v1/tickets/{ticket_id}/{act}",
        "/api/v1/counters/{counter_id}/open",
        "/api/v1/counters/{counter_id}/close",
        "/api/v1/counters/{counter_id}/call-next",
        "/api/v1/hall/stream-ticket",
        "/api/v1/hall/calls",
        "/api/v1/ratings",
        "/api/v1/metrics",
    }


@pytest.mark.parametrize("wrong", [HttpResponse("<p>", status=404), JsonResponse({"code": 5}, status=404)])
def test_an_answer_that_is_not_described_is_noticed(monkeypatch, described, wrong):
    case = described["/api/v1/procedures/{code}"]["GET"].Case(path_parameters={"code": "9.999999"})
    assert case.call_and_validate(checks=KEPT).status_code == 404
    monkeypatch.setattr(application, "_answer", lambda *_: wrong)
    with pytest.raises(FailureGroup):
        case.call_and_validate(checks=KEPT)
