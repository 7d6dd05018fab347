import pytest
from django.test import Client

from motcua.catalogue.tests.published import BARE, BIRTH, LAND, publish

pytestmark = pytest.mark.django_db
LIST = "/api/v1/procedures"


@pytest.fixture(autouse=True)
def _catalogue():
    publish(BIRTH, LAND, BARE)


def test_a_question_is_answered_with_what_a_list_shows(client: Client):
    answer = client.get(LIST, {"q": "giay khai sinh", "limit": 5}).json()
    first = answer["items"][0]
    assert (first["code"], first["title"], first["field"]) == ("9.000001", "Đăng ký khai sinh", "Hộ tịch")
    assert (first["level"], first["limit"], first["fee"]) == (
        "commune",
        "3 ngày làm việc",
        "Không mất tiền hoặc 8.000 đồng",
    )
    assert first["why"]


def test_no_question_lists_everything_in_pages(client: Client):
    first, rest = (client.get(LIST, {"limit": 2, "offset": n}).json() for n in (0, 2))
    assert first["total"] == rest["total"] == 3
    assert len(first["items"]) == 2
    assert len(rest["items"]) == 1


def test_filters_narrow(client: Client):
    codes = [
        item["code"] for item in client.get(LIST, {"level": ["province"], "audience": ["business"]}).json()["items"]
    ]
    assert codes == ["9.000002"]


@pytest.mark.parametrize(
    ("query", "field"),
    [({"limit": 0}, "limit"), ({"limit": "ba"}, "limit"), ({"level": "galaxy"}, "level"), ({"q": "a" * 301}, "q")],
)
def test_a_wrong_parameter_is_named_in_vietnamese(client: Client, query: dict, field: str):
    response = client.get(LIST, query)
    assert response.status_code == 422
    body = response.json()
    assert body["message"].startswith("Tham số chưa đúng")
    assert field in body["message"]


@pytest.mark.parametrize("code", ["9.000001", "9.000001.000.00.00.H30"])
def test_a_procedure_comes_whole_by_either_code(client: Client, code: str):
    body = client.get(f"{LIST}/{code}").json()
    assert body["code"] == "9.000001"
    assert body["legal_limit"] == {"quantity": 3, "unit": "working_days", "text": "3 ngày làm việc"}
    assert [channel["kind"] for channel in body["channels"]] == ["direct", "online"]
    assert body["document_cases"][0]["documents"][1]["copies"] == 1
    assert body["results"] == [{"name": "Giấy khai sinh", "code": "KQ.G15.000001"}]


@pytest.mark.parametrize("code", ["9.999999", "abc", "9"])
def test_an_absent_procedure_is_a_404_with_a_sentence(client: Client, code: str):
    response = client.get(f"{LIST}/{code}")
    assert response.status_code == 404
    assert response.json()["message"]


def test_the_description_names_every_operation(client: Client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert {"/api/v1/procedures", "/api/v1/procedures/{code}"} <= paths.keys()
