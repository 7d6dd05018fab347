import pytest
from django.test import Client

from motcua.api.intake_schemas import StatusOut
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import take_dossier
from motcua.dossiers.tests.scene import actor, received, seen
from motcua.workflow import Status

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/status"


@pytest.fixture
def dossier(open_centre, receiving_officer) -> Dossier:
    return received(actor(receiving_officer))


def test_the_slip_opens_it(client: Client, dossier, handling_officer):
    take_dossier(seen(dossier), by=actor(handling_officer))
    answer = client.get(ADDRESS, {"code": dossier.code.lower(), "token": dossier.look_up_token.lower()})
    told = answer.json()
    assert (told["code"], told["step"], told["unit"]) == (dossier.code, "appraise", "Sở Xây dựng")
    assert told["status"] == {"code": 4, "name": "Đang xử lý"}
    assert told["sentence"].startswith("Hồ sơ đang được Sở Xây dựng thẩm định, hẹn trả ")
    assert told["next"]
    assert [step["name"] for step in told["steps"]][:2] == ["Tiếp nhận", "Thẩm định"]
    assert told["received_at"].endswith("+07:00")
    assert "no-store" in answer.headers["Cache-Control"]


def test_wrong_and_absent_are_the_same_bytes(client: Client, dossier):
    asked = [
        {"code": dossier.code, "token": "A" * 16},
        {"code": dossier.code, "token": "x"},
        {"code": "H99-261125-9999", "token": dossier.look_up_token},
        {"code": "không phải mã", "token": ""},
        {"code": "\0", "token": "\0"},
    ]
    answers = {(answer.status_code, answer.content) for answer in (client.get(ADDRESS, query) for query in asked)}
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_wrong_and_absent_cost_the_same_statement(client: Client, dossier, django_assert_num_queries):
    for query in ({"code": dossier.code, "token": "A" * 16}, {"code": "H99-261125-9999", "token": "A" * 16}):
        with django_assert_num_queries(1):
            client.get(ADDRESS, query)


@pytest.mark.parametrize("status", Status)
def test_the_answer_is_what_the_description_says(client: Client, dossier, status):
    Dossier.objects.update(status=status)
    told = client.get(ADDRESS, {"code": dossier.code, "token": dossier.look_up_token}).json()
    assert told.keys() == StatusOut.model_fields.keys()
    StatusOut.model_validate(told)


def test_a_parameter_that_is_missing_is_named(client: Client):
    answer = client.get(ADDRESS, {"code": "H99-261125-0001"})
    assert answer.status_code == 422
    assert answer.json()["fields"] == [{"field": "token", "reason": "Thiếu phần này."}]
