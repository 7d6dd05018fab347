import pytest
from django.test import Client

from motcua.catalogue.tests.published import BARE, BIRTH, LAND, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue():
    publish(BIRTH, LAND, BARE)


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_the_first_page_asks_one_question_and_shows_the_fields(client: Client):
    html = page(client, "/")
    assert "Cần làm thủ tục gì?" in html
    assert "Đất đai" in html
    assert "Hộ tịch" in html


def test_examples_that_this_catalogue_cannot_answer_are_not_offered(client: Client):
    html = page(client, "/")
    assert "giấy khai sinh" in html
    assert "đổi bằng lái xe" not in html


def test_words_without_accents_find_the_procedure(client: Client):
    html = page(client, "/thu-tuc/?q=khai+sinh")
    assert 'href="/thu-tuc/9.000001/"' in html
    assert "3 ngày làm việc" in html


def test_a_code_leads_straight_to_its_page(client: Client):
    response = client.get("/thu-tuc/?q=9.000001")
    assert response.status_code == 302
    assert response.headers["Location"] == "/thu-tuc/9.000001/"


def test_an_unknown_code_is_a_search_without_results(client: Client):
    assert "Chưa tìm thấy thủ tục nào" in page(client, "/thu-tuc/?q=9.999999")


def test_nothing_found_offers_a_way_on(client: Client):
    html = page(client, "/thu-tuc/?q=zzzz+qqqq")
    assert "Chưa tìm thấy thủ tục nào" in html
    assert 'href="/"' in html


def test_a_filter_narrows_and_can_be_taken_back(client: Client):
    html = page(client, "/thu-tuc/?cap=xa")
    assert "9.000001" in html
    assert "9.000002" not in html
    assert "Bỏ lọc:" in html


def test_a_field_can_be_browsed(client: Client):
    html = page(client, "/thu-tuc/?linh-vuc=%C4%90%E1%BA%A5t+%C4%91ai")
    assert "9.000002" in html
    assert "9.000001" not in html


@pytest.mark.parametrize(
    "query",
    ["trang=abc", "trang=-1", "trang=99999999", "cap=khong-co", "q=%00", "q=" + "a" * 5000, "trang=%F0%9F%98%80"],
)
def test_a_mistyped_address_still_shows_a_page(client: Client, query: str):
    page(client, f"/thu-tuc/?{query}")


def test_suggestions_are_lines_with_addresses(client: Client):
    lines = client.get("/thu-tuc/goi-y?q=khai+si").json()["items"]
    assert lines
    assert all(line.keys() == {"label", "href", "note"} for line in lines)
    assert any(line["href"] == "/thu-tuc/9.000001/" for line in lines)


def test_the_question_is_escaped_where_it_is_shown_again(client: Client):
    assert "<script>alert" not in page(client, "/thu-tuc/?q=<script>alert(1)</script>")
