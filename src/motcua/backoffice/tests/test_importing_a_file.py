import gzip
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.catalogue.models import ImportRun
from motcua.catalogue.services import run_queued_import
from motcua.foundation.files import uploads
from motcua.foundation.models import OutboxEntry

pytestmark = pytest.mark.django_db

LIST, UPLOAD = "/noi-bo/nhap-thu-tuc/", "/noi-bo/nhap-thu-tuc/tai-len"
KEY = "k" * 24
FORMAT = "motcua.catalogue-facts/1"


def record(code: str, title: str = "Thủ tục mẫu") -> dict:
    return {"format": FORMAT, "code": code, "title": title, "levels": ["province"], "field": "Đất đai"}


def a_file(*records: object, name: str = "thu-tuc.jsonl") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join(json.dumps(item) for item in records).encode())


@pytest.fixture
def browser(administrator, signed_in):
    return signed_in(administrator)


def send(browser, file, key: str = KEY):
    return browser.post(UPLOAD, {"key": key, "file": file})


def imported(browser, *records: object, key: str = KEY) -> ImportRun:
    run_id = int(send(browser, a_file(*records), key).headers["Location"].rstrip("/").rpartition("/")[2])
    run_queued_import(run_id)
    return ImportRun.objects.get(pk=run_id)


def page(browser, run: ImportRun, query: str = "") -> str:
    return browser.get(f"{LIST}{run.pk}/{query}").content.decode()


def test_a_file_is_queued_and_its_report_is_the_next_page(browser, administrator):
    response = send(browser, a_file(record("9.000001")))
    run = ImportRun.objects.get()
    assert response.headers["Location"] == f"{LIST}{run.pk}/"
    assert run.requested_by == f"staff:{administrator.pk}"
    assert OutboxEntry.objects.filter(name="catalogue:import:queued").count() == 1
    assert "Chờ nhập" in page(browser, run)


def test_a_double_click_makes_one_run(browser):
    first, second = (send(browser, a_file(record("9.000001"))) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert ImportRun.objects.count() == 1


def test_the_same_form_with_another_file_is_refused(browser):
    send(browser, a_file(record("9.000001")))
    response = send(browser, a_file(record("9.000002")))
    assert response.status_code == 422
    assert "đã được gửi với nội dung khác" in response.content.decode()
    assert ImportRun.objects.count() == 1


def test_the_report_says_what_was_taken_what_was_not_and_why(browser):
    run = imported(browser, record("9.000001"), record("9.000002"), {"format": FORMAT, "code": "9.000003"}, "không")
    html = page(browser, run)
    for said in ("bản ghi đã đọc", "thủ tục mới", "Xong, có bản ghi bị từ chối", "9.000003", "Thời hạn", "Vũ Thị Quản"):
        assert said in html
    assert [run.read, run.created, run.rejected] == [4, 2, 2]
    for rejection in run.rejections.all():
        assert rejection.sentence in html


def test_a_changed_record_makes_a_version_that_the_report_leads_to(browser):
    imported(browser, record("9.000001"), record("9.000002"))
    run = imported(browser, record("9.000001", "Tên mới"), record("9.000002"), key="l" * 24)
    assert [run.changed, run.unchanged] == [1, 1]
    html = browser.get(f"/noi-bo/thu-tuc/?lan-nhap={run.pk}").content.decode()
    assert "9.000001" in html
    assert "9.000002" not in html


def test_rejected_records_come_in_pages(browser):
    run = imported(browser, *({"format": FORMAT, "code": f"9.{number:06}"} for number in range(1, 31)))
    assert "9.000025" in page(browser, run)
    assert "9.000026" not in page(browser, run)
    assert "9.000026" in page(browser, run, "?trang=2")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x00\x01\x02 kh\xc3\xb4ng", id="no text"),
        pytest.param(b"PK\x03\x04 bang tinh", id="a spreadsheet"),
        pytest.param(gzip.compress(b"{")[:8], id="packed, cut off"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(browser, content):
    send(browser, SimpleUploadedFile("la.jsonl", content))
    run = ImportRun.objects.get()
    run_queued_import(run.pk)
    run.refresh_from_db()
    html = page(browser, run)
    assert run.trouble
    assert run.trouble in html
    assert "Tệp này chưa nhập được" in html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"key": KEY}, "Chọn một tệp"),
        ({"key": KEY, "file": SimpleUploadedFile("trong.jsonl", b"")}, "Tệp này trống"),
        ({"file": SimpleUploadedFile("a.jsonl", b"{}")}, "Trang này đã cũ"),
        ({"key": "ngắn", "file": SimpleUploadedFile("a.jsonl", b"{}")}, "mã chống gửi trùng"),
    ],
)
def test_a_form_that_is_not_right_comes_back_with_a_sentence(browser, fields, sentence):
    response = browser.post(UPLOAD, fields)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not ImportRun.objects.exists()


def test_a_file_that_is_too_large_is_dropped_while_it_comes_in(browser, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_UPLOAD", 100_000)
    response = send(browser, SimpleUploadedFile("lon.jsonl", b"x" * 300_000))
    assert response.status_code == 413
    assert "nên không được nhận" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_who_has_seen_the_state_is_told_only_of_news(browser):
    send(browser, a_file(record("9.000001")))
    run = ImportRun.objects.get()
    assert browser.get(f"{LIST}{run.pk}/?seen=queued-0-0").status_code == 204
    run_queued_import(run.pk)
    assert browser.get(f"{LIST}{run.pk}/?seen=queued-0-0").status_code == 200


def test_a_run_that_waits_says_when_nobody_works(browser):
    send(browser, a_file(record("9.000001")))
    assert "Tiến trình nền không chạy" in page(browser, ImportRun.objects.get())


def test_an_auditor_reads_reports_and_imports_nothing(browser, signed_in, centre):
    run = imported(browser, record("9.000001"))
    auditor = signed_in(StaffFactory(roles=Role.AUDITOR, roles__at=centre))
    html = auditor.get(LIST).content.decode()
    assert "thu-tuc.jsonl" in html
    assert 'type="file"' not in html
    assert "bản ghi đã đọc" in page(auditor, run)
    assert send(auditor, a_file(record("9.000002")), key="m" * 24).status_code == 403


def test_the_upload_address_leads_to_the_list(browser):
    assert browser.get(UPLOAD).headers["Location"] == LIST
