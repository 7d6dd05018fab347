"""NĐ 61/2018 Điều 19: officers appraise, leaders approve or send back, clerks stamp; each only what is theirs."""

import pytest

from motcua.desk.handling.acts import REFUSAL_NAME
from motcua.desk.tests.handling_scene import APPRAISED, PDF, scan, text
from motcua.dossiers.models import DossierResult, DossierStep
from motcua.foundation import audit
from motcua.foundation.models import StoredFile
from motcua.workflow import Status

pytestmark = pytest.mark.django_db


def test_three_people_bring_it_to_its_result(bench, handling_officer, leader, registry_clerk):
    officer = bench(handling_officer)
    assert officer.sends("nhan-xu-ly").status_code == 302
    assert "Trình phê duyệt" in text(officer.opens())
    assert officer.sends("tham-dinh", **APPRAISED, note="Đã kiểm tra.").status_code == 302
    page = text(bench(leader).opens())
    assert "Đã kiểm tra." in page
    assert "Đăng ký khai sinh cho trẻ." in page
    assert bench(leader).sends("phe-duyet").status_code == 302
    clerk = bench(registry_clerk)
    assert clerk.sends("dong-dau", document_number="12/GKS", file=scan()).status_code == 302
    assert clerk.now().status == Status.SOLVED
    result = DossierResult.objects.get()
    assert (result.name, result.type_code, result.document_number) == ("Giấy khai sinh", "KQ.G15.000001", "12/GKS")
    assert result.stored_file is not None
    assert result.stored_file.media_type == "application/pdf"
    assert not audit.verify().breaks


def test_success_says_which_step_waits_and_until_when(bench, handling_officer):
    officer = bench(handling_officer)
    officer.sends("tham-dinh", **APPRAISED)
    page = text(officer.opens())
    assert "Đã trình phê duyệt. Bước đang chờ: Phê duyệt, nên xong trước" in page


def test_each_is_offered_only_their_acts(bench, handling_officer, leader, registry_clerk, receiving_officer):
    offered = {
        handling_officer: ("Nhận xử lý", "Trình phê duyệt"),
        leader: ("Dừng giải quyết",),
        receiving_officer: ("Ghi nhận rút hồ sơ",),
        registry_clerk: (),
    }
    for staff, words in offered.items():
        page = text(bench(staff).opens())
        for every in {word for others in offered.values() for word in others}:
            assert (f"<span>{every}</span>" in page) == (every in words), (staff, every)


@pytest.mark.parametrize("word", ["tham-dinh", "phe-duyet", "dong-dau", "chuyen-lai", "yeu-cau-bo-sung", "dung-xu-ly"])
def test_reception_handles_nothing(bench, receiving_officer, word):
    assert bench(receiving_officer).sends(word).status_code == 403


def test_a_leader_of_elsewhere_meets_no_dossier(bench, outsider):
    assert bench(outsider).opens().status_code == 404
    assert bench(outsider).sends("rut-ho-so", reason="x").status_code == 404


def test_an_officer_who_may_read_but_not_approve_is_refused(bench, handling_officer):
    officer = bench(handling_officer)
    officer.sends("tham-dinh", **APPRAISED)
    assert officer.sends("phe-duyet").status_code == 403


def test_a_refusal_needs_its_reasons_and_is_a_result(bench, handling_officer):
    officer = bench(handling_officer)
    refused = officer.sends("tham-dinh", outcome="khong", reasons=" ", note="ghi chú đã nhập")
    assert refused.status_code == 422
    assert "Hãy ghi lý do không đủ điều kiện" in text(refused)
    assert "ghi chú đã nhập" in text(refused)
    assert officer.sends("tham-dinh", outcome="khong", reasons="Chưa đủ tuổi, Điều 8.").status_code == 302
    result = DossierResult.objects.get()
    assert (result.favourable, result.name, result.decision) == (False, REFUSAL_NAME, "Chưa đủ tuổi, Điều 8.")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Chọn đủ điều kiện hay không đủ điều kiện."),
        ({"outcome": "du", "name": ""}, "Hãy ghi tên của kết quả"),
        ({"outcome": "du", "name": "Giấy"}, "Hãy ghi nội dung kết quả, hoặc tải lên tệp kết quả."),
        ({"outcome": "du", "name": "x" * 401, "decision": "y"}, "dài nhất 400 ký tự"),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_nothing_is_done(bench, handling_officer, sent, told):
    officer = bench(handling_officer)
    answer = officer.sends("tham-dinh", **sent)
    assert answer.status_code == 422
    assert told in text(answer)
    assert officer.now().revision == officer.dossier.revision


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [
        (b"", 422, "Tệp này trống"),
        (b"MZ no scan", 422, "không phải PDF, PNG hay JPEG"),
        (PDF + b"x" * (20 * 1024 * 1024), 413, "20 MB"),
    ],
    ids=["empty", "other", "large"],
)
def test_a_file_that_is_no_scan_is_refused_with_a_sentence(bench, handling_officer, content, status, told):
    answer = bench(handling_officer).sends("tham-dinh", outcome="du", name="Giấy phép", file=scan(content))
    assert answer.status_code == status
    assert told in text(answer)
    assert not StoredFile.objects.exists()


def test_sent_back_with_a_reason_and_appraised_again_from_what_was_proposed(bench, handling_officer, leader):
    officer, approver = bench(handling_officer), bench(leader)
    officer.sends("tham-dinh", outcome="du", name="Giấy khai sinh", file=scan())
    assert approver.sends("chuyen-lai", reason=" ").status_code == 422
    assert approver.sends("chuyen-lai", reason="Ghi rõ nơi sinh").status_code == 302
    page = text(officer.opens())
    assert "Ghi rõ nơi sinh" in page
    assert "Giữ tệp đã tải lên lần trước" in page
    assert officer.sends("tham-dinh", outcome="du", name="Giấy khai sinh", keep_file="on").status_code == 302
    assert DossierResult.objects.get().stored_file is not None
    assert DossierStep.objects.filter(outcome="sent_back").count() == 1


def test_a_number_that_is_none_is_refused_and_kept(bench, handling_officer, leader, registry_clerk):
    bench(handling_officer).sends("tham-dinh", **APPRAISED)
    bench(leader).sends("phe-duyet")
    answer = bench(registry_clerk).sends("dong-dau", document_number="<12>")
    assert answer.status_code == 422
    assert "Số văn bản gồm chữ, số" in text(answer)
    assert "&lt;12&gt;" in text(answer)


def test_the_addresses_of_acts_lead_to_the_dossier_when_opened(bench, handling_officer):
    officer = bench(handling_officer)
    assert officer.browser.get(f"{officer.path}tham-dinh").headers["Location"] == officer.path
