"""One receipt for several dossiers: each has its own codes, and a scanner tells them apart."""

import pytest

from motcua.dossiers import printing
from motcua.dossiers.tests import papers

A4 = (210, 297)


def printed(receipt: printing.CombinedReceipt) -> bytes:
    return printing.render_combined_receipt(receipt)


@pytest.mark.parametrize("dpi", [203, 300])
def test_every_code_of_a_page_is_read(dpi):
    receipt = papers.combined(4)
    pdf = printed(receipt)
    assert papers.pages_of(pdf) == [A4]
    expected = [text for entry in receipt.entries for text in (entry.code, entry.qr)]
    assert papers.codes_on(pdf, dpi) == sorted(expected)


def test_more_than_a_page_holds_flow_on():
    receipt = papers.combined(7)
    pdf = printed(receipt)
    text = papers.text_of(pdf)
    assert papers.pages_of(pdf) == [A4, A4]
    assert len(papers.codes_on(pdf, 203)) == 14
    assert all(f"{serial}. {papers.TITLE}" in text for serial in range(1, 8))
    assert text.count("NGƯỜI TIẾP NHẬN HỒ SƠ") == 1


def test_a_dossier_says_its_title_date_number_papers_owner_and_charges():
    receipt = papers.combined(1, entries=(papers.entry(1, title=papers.LONG_TITLE, owner=papers.OWNER.name),))
    text = papers.text_of(printed(receipt))
    assert papers.squashed(f"1. {papers.LONG_TITLE} Chủ hồ sơ: {papers.OWNER.name}") in papers.squashed(text)
    for expected in (
        "Dùng chung cho 1 hồ sơ nộp cùng lúc",
        "Thời gian trả kết quả 10 giờ 30 phút, thứ Năm ngày 26/11/2026",
        "Số tra cứu qua điện thoại 4821 7730 0001",
        "Số loại giấy tờ đã nộp: 05",
        "(đã thu)",
    ):
        assert expected in text


def test_the_longest_code_is_read_beside_the_longest_link():
    code, link = "H99.999.999.999-261125-12345", papers.LINK.ljust(170, "x")
    pdf = printed(papers.combined(1, entries=(papers.entry(1, code=code, qr=link),)))
    assert papers.codes_on(pdf, 203) == sorted([code, link])
