"""Form 02 and form 05 at the desk: the officer asks, reception records what came; reception withdraws, a leader stops."""

import pytest

from motcua.desk.tests.handling_scene import text
from motcua.dossiers.models import SupplementRequest
from motcua.dossiers.tests.papers import text_of
from motcua.workflow import Status

LINE = {"name_0": "Giấy chứng sinh", "reason_0": "không có dấu", "basis_0": "Điều 16 Luật Hộ tịch"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(bench, handling_officer):
    officer = bench(handling_officer)
    officer.sends("nhan-xu-ly")
    return officer


def test_asked_printed_brought_and_gone_on(taken, bench, receiving_officer):
    answer = taken.sends("yeu-cau-bo-sung", size=2, **LINE)
    assert answer.status_code == 302
    waiting = text(taken.opens())
    assert "Chờ người nộp" in waiting
    assert "Gửi yêu cầu bổ sung" not in waiting
    printed = taken.browser.get(f"{taken.path}phieu-bo-sung.pdf")
    assert printed.headers["Content-Type"] == "application/pdf"
    reception = bench(receiving_officer)
    assert "Giấy chứng sinh" in text(reception.opens())
    missing = reception.sends("da-bo-sung", paper_0="")
    assert missing.status_code == 422
    assert "Còn 1 giấy tờ" in text(missing)
    assert reception.sends("da-bo-sung", paper_0="original").status_code == 302
    assert reception.now().status == Status.IN_PROGRESS
    assert "Gửi yêu cầu bổ sung" not in text(taken.opens()), "asked once"


def test_cells_that_are_wrong_are_named_where_they_stand(taken):
    answer = taken.sends("yeu-cau-bo-sung", size=3, **LINE, name_2="Ảnh")
    assert answer.status_code == 422
    page = text(answer)
    assert 'id="request_supplement-reason_2-error"' in page
    assert 'id="request_supplement-basis_2-error"' in page
    assert "Hãy ghi vì sao cần bổ sung" in page
    assert not SupplementRequest.objects.exists()


def test_more_lines_without_sending_anything(taken):
    answer = taken.sends("yeu-cau-bo-sung", size=2, them=1, **LINE)
    assert answer.status_code == 200
    page = text(answer)
    assert 'name="name_3"' in page
    assert 'value="Giấy chứng sinh"' in page
    assert not SupplementRequest.objects.exists()


def test_a_second_request_from_an_old_page_is_told(taken, bench, receiving_officer):
    taken.sends("yeu-cau-bo-sung", size=1, **LINE)
    bench(receiving_officer).sends("da-bo-sung", paper_0="copy")
    answer = taken.sends("yeu-cau-bo-sung", size=1, **LINE)
    assert answer.status_code == 409
    assert "chỉ cho yêu cầu một lần" in text(answer)
    assert "không có dấu" in text(answer)


def test_withdrawn_at_reception(bench, receiving_officer):
    reception = bench(receiving_officer)
    assert reception.sends("rut-ho-so", reason="").status_code == 422
    assert reception.sends("rut-ho-so", reason="Chuyển nơi ở").status_code == 302
    page = text(reception.opens())
    assert "Công dân yêu cầu rút hồ sơ" in page
    assert "Chuyển nơi ở" in page
    assert "Hãy trả lại giấy tờ gốc" in page
    assert "thong-bao-dung.pdf" in page
    notice = reception.browser.get(f"{reception.path}thong-bao-dung.pdf")
    assert "Chuyển nơi ở" in text_of(notice.content)


def test_stopped_by_a_leader(bench, leader):
    approver = bench(leader)
    assert approver.sends("dung-xu-ly", reason="Trùng hồ sơ đã giải quyết").status_code == 302
    assert approver.now().status == Status.STOPPED


def test_no_slip_where_nothing_was_asked(bench, handling_officer):
    officer = bench(handling_officer)
    assert officer.browser.get(f"{officer.path}phieu-bo-sung.pdf").status_code == 404
    assert officer.browser.get(f"{officer.path}thong-bao-dung.pdf").status_code == 404
    assert "thong-bao-dung.pdf" not in text(officer.opens())
