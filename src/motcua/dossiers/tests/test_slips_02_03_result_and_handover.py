"""The slips that ask, refuse, answer and hand over."""

import pytest

from motcua.dossiers import printing
from motcua.dossiers.tests import papers

A5 = (148, 210)


def test_form_02_lists_all_that_is_missing_with_reason_and_basis():
    text = papers.text_of(printing.render_supplement_slip(papers.supplement()))
    for expected in (
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        f"1. {papers.NAMES[2]} Lý do: {papers.GROUND.reason} Căn cứ: {papers.GROUND.legal_basis}",
        f"2. {papers.NAMES[4]} Lý do: Chưa nộp",
        "ông (bà) liên hệ Trần Thị Tiếp, điện thoại 0200 000 0099, hoặc xem tại motcua.thanhgiang.example",
        "NGƯỜI HƯỚNG DẪN",
    ):
        assert expected in text


def test_form_02_asks_for_thirty_papers_over_as_many_pages_as_it_takes():
    missing = tuple(printing.Missing(f"Giấy tờ thứ {number}", papers.GROUND) for number in range(1, 31))
    pdf = printing.render_supplement_slip(papers.supplement(missing=missing, title=papers.LONG_TITLE))
    text = papers.text_of(pdf)
    assert set(papers.pages_of(pdf)) == {A5}
    assert len(papers.pages_of(pdf)) > 1
    assert all(f"{number}. Giấy tờ thứ {number} Lý do" in text for number in range(1, 31))


def test_form_02_before_there_is_a_code_has_none():
    assert papers.codes_on(printing.render_supplement_slip(papers.supplement(code="", qr="")), 203) == []


def test_form_03_names_the_reason_and_the_article():
    text = papers.text_of(printing.render_refusal_slip(papers.refusal()))
    assert "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ" in text
    assert f"1. {papers.GROUND.reason} Căn cứ: {papers.GROUND.legal_basis}" in text
    assert "NGƯỜI NỘP HỒ SƠ" in text
    assert "Thời gian nộp" not in text


def test_form_03_for_an_online_dossier_has_its_code_and_moment_and_one_signature():
    slip = papers.refusal(submitter="", submitted_at=papers.moment(25, 20, 1), code=papers.CODE, qr=papers.LINK)
    pdf = printing.render_refusal_slip(slip)
    text = papers.text_of(pdf)
    assert "Thời gian nộp hồ sơ: 20 giờ 01 phút, thứ Tư ngày 25/11/2026" in text
    assert "NGƯỜI NỘP HỒ SƠ" not in text
    assert papers.codes_on(pdf, 203) == sorted([papers.CODE, papers.LINK])


def test_a_result_that_grants():
    text = papers.text_of(printing.render_result_document(papers.result()))
    for expected in (
        "THÔNG BÁO Kết quả giải quyết thủ tục hành chính",
        "Kính gửi: Nguyễn Thị Ánh Tuyết",
        "ngày 09 tháng 12 năm 2026",
        "Căn cứ Nghị định số 15/2021/NĐ-CP;",
        "Kết quả: CHẤP THUẬN",
        "Hiệu lực: đến hết ngày 09/12/2027",
        "- Như trên; - Lưu: VT, hồ sơ.",
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        "Phạm Thị Phê",
    ):
        assert expected in text
    assert "khiếu nại" not in text


def test_a_result_that_refuses_gives_its_grounds_and_the_way_to_complain():
    refused = papers.result(approved=False, grounds=(papers.GROUND,), decision="Không cấp giấy phép.", validity="")
    text = papers.text_of(printing.render_result_document(refused))
    assert "Kết quả: KHÔNG CHẤP THUẬN Không cấp giấy phép. Lý do:" in text
    assert papers.GROUND.legal_basis in text
    assert "quyền khiếu nại theo Luật Khiếu nại" in text
    assert "Hiệu lực" not in text


def test_a_handover_names_what_to_whom_and_how_it_was_checked():
    text = papers.text_of(printing.render_handover_slip(papers.handover()))
    for expected in (
        "1 Giấy phép xây dựng 125/GPXD 1 bản chính",
        "Người nhận: Nguyễn Hoàng Phúc",
        "Quan hệ với chủ hồ sơ: con, theo văn bản ủy quyền số 12/UQ",
        "Cách kiểm tra người nhận: Thẻ căn cước, đọc chip tại quầy",
        "Thời gian bàn giao: 9 giờ 05 phút, thứ Năm ngày 26/11/2026",
        "NGƯỜI NHẬN KẾT QUẢ",
        "NGƯỜI TRẢ KẾT QUẢ",
    ):
        assert expected in text


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize(
    "pdf",
    [
        lambda: printing.render_supplement_slip(papers.supplement()),
        lambda: printing.render_result_document(papers.result()),
        lambda: printing.render_handover_slip(papers.handover()),
    ],
    ids=["02", "result", "handover"],
)
def test_codes_are_read_from_the_printed_page(pdf, dpi):
    assert papers.codes_on(pdf(), dpi) == sorted([papers.CODE, papers.LINK])
