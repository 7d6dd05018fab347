"""Form 01 at the sizes that dossiers have, and every code on it under a scanner."""

from datetime import UTC, datetime

import pytest
import zxingcpp
from pypdfium2 import PdfDocument

from motcua.catalogue.vocabulary import ChannelKind
from motcua.dossiers import printing
from motcua.dossiers.printing.shared import page_count
from motcua.dossiers.tests import papers
from motcua.foundation.printing import qr_svg
from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.money import Dong

A5 = (148, 210)
LONGEST_CODE = "H99.999.999.999-261125-12345"
LONGEST_LINK = papers.LINK.ljust(170, "x")


def printed(**changes) -> bytes:
    return printing.render_acceptance_receipt(papers.receipt(**changes))


def test_it_says_when_and_where_in_words():
    text = papers.text_of(printed())
    for expected in (
        "Thanh Giang, ngày 25 tháng 11 năm 2026",
        "Thời gian nhận hồ sơ: 8 giờ 42 phút, thứ Tư ngày 25/11/2026",
        "Thời gian trả kết quả 10 giờ 30 phút, thứ Năm ngày 26/11/2026",
        "Thời hạn giải quyết theo quy định: 20 ngày làm việc",
        "Thời hạn cam kết: 12 ngày làm việc",
        "Số tra cứu qua điện thoại 4821 7730 9156",
        "Gọi 1900 0000 rồi bấm 12 chữ số này để nghe hồ sơ đang ở bước nào",
        "Lệ phí cấp giấy phép: 75.000 đồng (đã thu)",
        "số lượng hồ sơ: 01 bộ",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ):
        assert expected in text


def test_moments_are_told_in_the_centres_time():
    assert "10 giờ 05 phút, thứ Hai ngày 04/01/2027" in papers.text_of(
        printed(due_at=datetime(2027, 1, 4, 3, 5, tzinfo=UTC))
    )


@pytest.mark.parametrize(
    ("paper", "kinds"),
    [
        (printing.Paper("Đơn", originals=1, copies=2), "1 bản chính, 2 bản sao"),
        (printing.Paper("Đơn", certified=1, electronic=1), "1 bản sao chứng thực, 1 bản điện tử"),
        (printing.Paper("Đơn", reused=True), "dùng lại"),
    ],
)
def test_a_paper_has_its_kinds_and_numbers(paper, kinds):
    assert f"1 Đơn {kinds}" in papers.text_of(printed(papers=(paper,)))


def test_what_there_is_not_is_not_printed():
    bare = printed(
        submitter=printing.Party(name="Lê Văn Ẩn"), committed_limit=None, procedure_code="", charges=(), hotline=""
    )
    text = papers.text_of(bare)
    for label in (
        "Thư điện tử",
        "Điện thoại:",
        "Địa chỉ",
        "Số định danh",
        "Chủ hồ sơ",
        "Thời hạn cam kết",
        "mã thủ tục",
        "Cơ quan",
    ):
        assert label not in text
    assert "Phí, lệ phí: không thu" in text
    assert "Gọi tổng đài của trung tâm rồi bấm" in text


def test_another_owner_the_deciding_agency_and_every_charge_are_named():
    state = printing.ChargeState
    charges = (printing.Charge("Phí", Dong(5_000), state.DUE), printing.Charge("Lệ phí", Dong(0), state.EXEMPT))
    text = papers.text_of(printed(owner=papers.OWNER, handled_by="Sở Xây dựng", charges=charges))
    assert f"Chủ hồ sơ: {papers.OWNER.name}; mã số thuế: 0000000019; địa chỉ: lô B2-7" in text
    assert "Cơ quan giải quyết: Sở Xây dựng" in text
    assert "Phí: 5.000 đồng (chưa thu); Lệ phí: 0 đồng (được miễn)" in text


def test_a_limit_without_a_legal_one_stands_alone():
    text = papers.text_of(printed(legal_limit=None, committed_limit=Limit.same_day()))
    assert "theo quy định" not in text
    assert "Thời hạn cam kết: ngay trong ngày" in text


def test_nobody_signs_as_submitter_from_afar():
    assert "NGƯỜI NỘP HỒ SƠ" not in papers.text_of(printed(channel=ChannelKind.ONLINE))


@pytest.mark.parametrize(
    ("count", "title", "pages"), [(1, papers.TITLE, 1), (12, papers.LONG_TITLE, 1), (30, papers.LONG_TITLE, 2)]
)
def test_a_usual_dossier_takes_a_page_and_a_large_one_flows_on(count, title, pages):
    pdf = printed(papers=papers.papers(count), title=title, owner=papers.OWNER)
    text = papers.text_of(pdf)
    assert papers.pages_of(pdf) == [A5] * pages
    assert page_count(pdf) == pages
    assert papers.squashed(title) in papers.squashed(text)
    for number, paper in enumerate(papers.papers(count), 1):
        assert papers.squashed(f"{number}{paper.name}{paper.kinds}") in papers.squashed(text)
    assert ("trang 2/2" in text) is (pages == 2)
    assert "Trần Thị Tiếp" in text


def test_even_the_longest_title_and_names_are_whole():
    title, name = papers.LONG_TITLE * 3, " ".join([papers.NAMES[1]] * 12)
    pdf = printed(title=title, papers=(printing.Paper(name, originals=1),) * 12, owner=papers.OWNER)
    text = papers.squashed(papers.text_of(pdf))
    assert papers.squashed(title) in text
    assert text.count("liền") == 12 * name.count("liền"), "a page may end within a name"


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize(
    ("code", "link"), [(papers.CODE, papers.LINK), (LONGEST_CODE, LONGEST_LINK)], ids=["usual", "longest"]
)
def test_both_codes_are_read_from_the_printed_page(dpi, code, link):
    assert papers.codes_on(printed(code=code, qr=link), dpi) == sorted([code, link])


@pytest.mark.parametrize("link", [papers.LINK, LONGEST_LINK, "https://motcua.example/t"])
def test_a_module_of_the_qr_code_has_four_tenths_of_a_millimetre(link):
    modules = int(qr_svg(link).split('width="')[1].split('"')[0]) - 8
    with PdfDocument(printed(qr=link)) as document:
        image = document[0].render(scale=600 / 72).to_pil()
    corners = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)[0].position
    millimetres = (corners.top_right.x - corners.top_left.x) * 25.4 / 600
    assert millimetres / modules > 0.39
    assert corners.top_left.x * 25.4 / 600 == pytest.approx(12, abs=0.3), "in line with the text's margin"


def test_a_limit_in_hours_and_two_sets():
    text = papers.text_of(printed(legal_limit=Limit.of(4, LimitUnit.WORKING_HOURS), sets=2))
    assert "theo quy định: 4 giờ làm việc" in text
    assert "02 bộ" in text
