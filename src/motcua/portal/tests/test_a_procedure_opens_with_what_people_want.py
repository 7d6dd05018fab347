from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from django.test import Client

from motcua.catalogue import facts
from motcua.catalogue.tests.published import BARE, BIRTH, LAND, publish
from motcua.catalogue.vocabulary import ChannelKind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue():
    publish(BIRTH, LAND, BARE)


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1, "the guide is one sheet"
    return " ".join(document[0].get_textpage().get_text_range().split())


def test_the_four_answers_come_first(client: Client):
    html = client.get("/thu-tuc/9.000001/").content.decode()
    order = [html.index(label) for label in ("Cần mang theo", "Mất bao lâu", "Bao nhiêu tiền", "Nộp ở đâu")]
    assert order == sorted(order)
    for answer in ("2 loại giấy tờ", "3 ngày làm việc", "Không mất tiền hoặc 8.000 đồng", "Ủy ban nhân dân cấp xã"):
        assert answer in html


def test_a_remark_is_not_a_paper_to_bring(client: Client):
    html = client.get("/thu-tuc/9.000001/").content.decode()
    assert "Lưu ý: không có giấy chứng sinh" in html
    assert "2 loại giấy tờ" in html


def test_what_the_source_does_not_say_is_said_to_be_unknown(client: Client):
    html = client.get("/thu-tuc/9.000003/").content.decode()
    assert "Chưa có thông tin" in html
    assert "Hỏi tại quầy" in html


@pytest.mark.parametrize("address", ["/thu-tuc/9.999999/", "/thu-tuc/9.999999/huong-dan.pdf", "/thu-tuc/abc/"])
def test_an_absent_procedure_is_a_page_with_a_way_on(client: Client, address: str):
    response = client.get(address)
    assert response.status_code == 404
    assert 'href="/"' in response.content.decode()


def test_the_guide_tells_the_same_story_on_one_sheet(client: Client):
    response = client.get("/thu-tuc/9.000001/huong-dan.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    text = words(response.content)
    for said in ("Đăng ký khai sinh", "3 ngày làm việc", "Giấy chứng sinh", "Tờ khai đăng ký khai sinh", "9.000001"):
        assert said in text


def test_the_guide_leads_back_to_its_page(client: Client):
    pdf = pypdfium2.PdfDocument(client.get("/thu-tuc/9.000001/huong-dan.pdf").content)
    image = pdf[0].render(scale=200 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(image)] == ["http://testserver/thu-tuc/9.000001/"]


def test_sixty_papers_still_make_one_sheet_that_counts_what_it_leaves_out(client: Client):
    papers = tuple(facts.RequiredDocument(f"Giấy tờ số {n} " + "có tên rất dài " * 20) for n in range(60))
    publish(replace(BIRTH, code="9.000060", document_cases=(facts.DocumentCase("", papers),)))
    text = words(client.get("/thu-tuc/9.000060/huong-dan.pdf").content)
    assert "Giấy tờ số 0" in text
    assert "giấy tờ khác" in text


def test_the_source_is_shown_as_text_never_as_markup(client: Client):
    publish(replace(BIRTH, code="9.000061", title="#import <b>x</b> $y$", steps_text="<script>alert(1)</script>"))
    assert "<script>alert" not in client.get("/thu-tuc/9.000061/").content.decode()
    assert "#import" in words(client.get("/thu-tuc/9.000061/huong-dan.pdf").content)


def test_what_everybody_brings_comes_before_what_some_bring(client: Client):
    cases = tuple(
        facts.DocumentCase(title, (facts.RequiredDocument(paper, originals=1),))
        for title, paper in (("Trường hợp ủy quyền", "Giấy ủy quyền"), ("", "Tờ khai"))
    )
    publish(replace(BIRTH, code="9.000062", document_cases=cases))
    html = client.get("/thu-tuc/9.000062/").content.decode()
    assert html.index("Tờ khai") < html.index("Trường hợp ủy quyền") < html.index("Giấy ủy quyền")


@pytest.mark.parametrize(
    ("said", "shown"), [("20", "Chưa có thông tin"), ("Theo lịch của trường", "Theo lịch của trường")]
)
def test_a_limit_without_a_unit_is_unknown_and_one_in_words_is_told(client: Client, said: str, shown: str):
    channel = facts.Channel(kind=ChannelKind.DIRECT, limit_verbatim=said)
    publish(replace(BARE, code="9.000062", channels=(channel,)))
    html = client.get("/thu-tuc/9.000062/").content.decode()
    assert shown in html[html.index("Mất bao lâu") : html.index("Bao nhiêu tiền")]
