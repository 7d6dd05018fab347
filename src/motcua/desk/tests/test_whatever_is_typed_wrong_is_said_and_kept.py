"""Every bad input comes back at its field, in a sentence, with everything that was typed."""

import html
from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.accounts import kept_form
from motcua.desk.tests.cards import CARD
from motcua.desk.tests.counter import IN_CASES, INTAKE, Counter
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.scene import handle
from motcua.foundation.models import AuditEntry

pytestmark = pytest.mark.django_db

WRONG = [
    ({"number": "00018501234"}, "number", "Số căn cước có 12 chữ số; số vừa nhập có 11."),
    ({"number": "000985012345"}, "number", "Chữ số thứ tư của số căn cước"),
    ({"number": "185012345"}, "number", "chứng minh nhân dân cũ"),
    ({"kind": "2", "number": "0100109107"}, "number", "Mã số thuế"),
    ({"kind": "7"}, "kind-1", "Hãy chọn người nộp là công dân"),
    ({"name": ""}, "name", "Hãy nhập họ và tên"),
    ({"name": "A" * 201}, "name", "dài nhất 200 ký tự; vừa nhập 201."),
    ({"born_on": "31/02/1985"}, "born_on", "không có trong lịch"),
    ({"born_on": "05/09/2999"}, "born_on", "Ngày sinh không thể sau hôm nay."),
    ({"born_on": "05/09/1785"}, "born_on", "cách nay hơn 130 năm"),
    ({"phone": "12345"}, "phone", "điện thoại"),
    ({"email": "anh tại đâu"}, "email", "Thư điện tử có dạng"),
    ({"address": "x" * 301}, "address", "dài nhất 300 ký tự"),
    ({"content": "x" * 1001}, "content", "Nội dung dài nhất 1000 ký tự; vừa nhập 1001."),
    ({"collection": "x" * 301}, "collection", "Nơi trả kết quả dài nhất 300 ký tự."),
    ({"sets": "hai"}, "sets", "Số bộ hồ sơ là một số nguyên"),
    ({"sets": "0"}, "sets", "Số bộ hồ sơ từ 1 đến 20."),
    ({"sets": "9" * 5000}, "sets", "Số bộ hồ sơ là một số nguyên"),
    ({"channel": "bồ câu"}, "channel", "Hãy chọn cách nộp."),
    ({"submitter_number": "000185012345"}, "submitter_name", "Hãy nhập họ và tên"),
    ({"submitter_name": "Trần Văn Thay", "submitter_number": "12"}, "submitter_number", "12 chữ số"),
    ({"submitter_name": "T", "submitter_relation": "x" * 101}, "submitter_relation", "dài nhất 100 ký tự."),
    ({"paper-1-originals": "0"}, "paper-1-original", "Số bản là một số từ 1 đến 99."),
    ({"paper-1-originals": "một"}, "paper-1-original", "Số bản là một số từ 1 đến 99."),
    ({"paper-2-copies": "99999"}, "paper-2-original", "Số bản là một số từ 0 đến 99."),
    ({"fee-1-amount": "tám nghìn"}, "fee-1-amount", "Số tiền là số đồng"),
    ({"fee-1-amount": "9" * 14}, "fee-1-amount", "Số tiền là số đồng"),
    ({"fee-1-amount": "-5"}, "fee-1-amount", "Số tiền là số đồng"),
    ({"visit_id": "x"}, "visit_id", "Không đọc được lượt nộp"),
]


@pytest.mark.parametrize(("changes", "control", "sentence"), WRONG, ids=lambda value: str(value)[:30])
def test_it_is_said_at_the_field_and_in_the_summary(counter, changes, control, sentence):
    fields = counter.filled(**changes)
    page = counter.presses("receive", fields)
    text = html.unescape(page.text)
    assert page.status_code == 422
    assert text.count(sentence) >= (1 if control == "visit_id" else 2)
    assert f'href="#{control}"' in text or control == "visit_id"
    assert "<title>Lỗi: " in text
    kept = {name: value for name, value in (fields | changes).items() if name in {"name", "phone", "number", "content"}}
    assert [value for value in kept.values() if value and f'value="{value}"' not in text] == []
    assert not Dossier.objects.exists()


def test_papers_missing_keep_a_dossier_from_being_received(counter):
    page = counter.presses("receive", counter.filled(**{"paper-2": "missing"}))
    assert page.status_code == 422
    assert "Hồ sơ còn thiếu 1 giấy tờ: Giấy chứng sinh." in page.text
    assert 'href="#paper-2-original"' in page.text
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("changes", [{"paper-1": "none"}, {"paper-1": "x"}, {"paper-1": None}])
def test_what_everybody_brings_is_not_waved_away(counter, changes):
    page = counter.presses("receive", counter.filled(**changes))
    assert "Hồ sơ còn thiếu 1 giấy tờ" in page.text
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("changes", [{"paper-99": "original"}, {"paper-0-copies": "1"}, {"version": "0"}])
def test_a_list_that_is_not_the_one_in_force_is_marked_anew(counter, changes):
    page = counter.presses("receive", counter.filled(**changes))
    assert page.status_code == 422
    assert "Danh sách giấy tờ đã đổi từ khi mở trang" in page.text
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("key", ["", "ngắn", "x" * 200])
def test_a_form_without_its_key_is_refused(counter, key):
    page = counter.presses("receive", counter.filled(key=key))
    assert "Biểu mẫu thiếu mã chống gửi trùng" in page.text
    assert not Dossier.objects.exists()


def test_a_unit_that_is_not_the_officers_is_not_received_for(counter, outsider):
    counter.presses("receive", counter.filled(unit="noi-khac"))
    assert Dossier.objects.get().unit.code == "trung-tam"


@pytest.mark.parametrize("act", ["case-99", "case-", "case-9999999999", "nothing"])
def test_a_made_up_act_changes_nothing(counter, act):
    assert counter.presses(act, counter.filled()).status_code == 200
    assert not Dossier.objects.exists()


def test_nul_and_strange_signs_do_no_harm(counter):
    counter.presses("receive", counter.filled(name="Nguyễn\0 Thị <b>Ánh</b>"))
    assert Dossier.objects.get().applicant_name == "Nguyễn Thị <b>Ánh</b>"


def test_an_expired_session_keeps_the_form_but_not_the_card(counter, settings, receiving_officer):
    fields = counter.filled()
    settings.SESSION_ABSOLUTE = timedelta(0)
    response = counter.presses("find", fields | {"number": CARD})
    assert response["Location"].startswith("/dang-nhap")
    kept = dict(counter.client.session[kept_form._KEY]["fields"])
    assert kept["name"] == "Nguyễn Thị Ánh"
    assert "number" not in kept


def test_nothing_about_a_person_is_in_the_audit_chain(counter):
    counter.receives()
    assert not [
        entry for entry in AuditEntry.objects.all() if "Ánh" in str(entry.details) or "000185" in str(entry.details)
    ]


def test_the_page_itself_sends_no_person_into_an_address(counter):
    assert 'action="/quay/tiep-nhan/9.000001/"' in counter.opens(INTAKE).text
    assert counter.opens(f"/quay/tiep-nhan/?q={CARD}")["Location"] == "/quay/tiep-nhan/"
    assert counter.opens(f"/quay/tra-ket-qua/?ma={CARD}")["Location"] == "/quay/tra-ket-qua/"


@pytest.mark.parametrize("act", ["all", "receive"])
def test_where_all_papers_are_of_cases_one_is_chosen(centre, department, receiving_officer, signed_in, act):
    cases = replace(IN_CASES, document_cases=IN_CASES.document_cases[1:])
    handle(centre, department, cases)
    counter, address = Counter(signed_in(receiving_officer)), f"/quay/tiep-nhan/{cases.code}/"
    fields = counter.form(address) | {"kind": "1", "name": "Nguyễn Thị Ánh", "sets": "1", "channel": "direct"}
    page = counter.presses(act, fields | {f"paper-{n}": "none" for n in (1, 2, 3)}, address)
    assert page.status_code == 422
    assert "Chưa chọn trường hợp nào." in page.text
    assert not Dossier.objects.exists()


def test_the_only_case_is_everybodys(centre, department, receiving_officer, signed_in):
    only = replace(IN_CASES, document_cases=IN_CASES.document_cases[2:])
    handle(centre, department, only)
    counter, address = Counter(signed_in(receiving_officer)), f"/quay/tiep-nhan/{only.code}/"
    fields = counter.form(address) | {"kind": "1", "name": "Nguyễn Thị Ánh", "sets": "1", "channel": "direct"}
    page = counter.presses("receive", fields | {"paper-1": "none"}, address)
    assert "Hồ sơ còn thiếu 1 giấy tờ" in page.text
    assert counter.presses("receive", fields | {"paper-1": "original"}, address).status_code == 302
