"""The import: versions, idempotency, rejections, what the source says word for word, one line of audit a run."""

import gzip
import json
import threading
import unicodedata
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection

from motcua.catalogue import export
from motcua.catalogue.models import Fee, ImportRejection, ImportRun, Procedure, ProcedureVersion, SourceRecord
from motcua.catalogue.parsing.shapes import factsfile
from motcua.catalogue.reading import facts_of
from motcua.catalogue.selectors import get_version, procedure_page, version_at
from motcua.catalogue.services import import_procedures, verify_fee
from motcua.catalogue.tests.records import CODE, crawl, lines, portal_service, split_tables
from motcua.catalogue.vocabulary import Level
from motcua.foundation.models import AuditEntry, OutboxEntry
from motcua.kernel.limits import Limit, LimitUnit

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(tmp_path):
    """`bring(record, …)`: import a file of these records; a text goes in as it is."""

    def run(*records, **options):
        path = tmp_path / "thu-tuc.jsonl"
        path.write_text(lines(*records))
        return import_procedures(path, by="staff:17", **options)

    return run


def counts(report):
    return (report.created, report.changed, report.unchanged, report.rejected)


def test_a_new_procedure_with_all_its_parts(bring):
    report = bring(crawl())
    known = procedure_page(CODE).facts
    assert counts(report) == (1, 0, 0, 0)
    assert known.title == "Cấp giấy phép thử nghiệm"
    assert known.levels == (Level.PROVINCE, Level.COMMUNE)
    assert known.legal_limit == Limit.of(7, LimitUnit.WORKING_DAYS)
    assert [channel.fees[0].amount for channel in known.channels] == [50_000, 50_000]
    assert [document.forms for document in known.documents] == [("Mẫu số 01.docx",), ()]
    assert known.legal_bases[0].number == "1/2025/QH15"
    assert known.results[0].code == "KQ.G99.000001"
    assert report.field_counts()["limit"] == {"parsed": 1, "empty": 0, "unparsed": 0}


def test_the_same_file_twice_changes_nothing(bring):
    records = [crawl(f"1.{number:06}") for number in range(450)]
    assert counts(bring(*records)) == (450, 0, 0, 0)
    before = (ProcedureVersion.objects.count(), SourceRecord.objects.count(), Fee.objects.count())
    assert counts(bring(*records)) == (0, 0, 450, 0)
    assert (ProcedureVersion.objects.count(), SourceRecord.objects.count(), Fee.objects.count()) == before


def test_a_changed_record_makes_a_new_version_and_keeps_the_old_one(bring):
    bring(crawl())
    first = get_version(CODE)
    assert counts(bring(crawl(ten_thu_tuc="Cấp lại giấy phép thử nghiệm"))) == (0, 1, 0, 0)
    second = get_version(CODE)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert first.valid_to == second.valid_from
    assert second.valid_to is None
    assert version_at(CODE, first.valid_from) == first
    assert version_at(CODE, second.valid_from) == second
    assert procedure_page(CODE, number=1).facts.title == "Cấp giấy phép thử nghiệm"


def test_a_change_taken_back_is_a_change(bring):
    bring(crawl())
    bring(crawl(ten_thu_tuc="Tên khác"))
    assert counts(bring(crawl())) == (0, 1, 0, 0)
    assert get_version(CODE).number == 3


def test_the_order_of_fields_and_lists_is_no_change(bring):
    bring(crawl())
    turned = dict(
        reversed(crawl(doi_tuong_thuc_hien="Doanh nghiệp, Công dân Việt Nam", cap_thuc_hien="Cấp xã, Cấp tỉnh").items())
    )
    assert counts(bring(turned)) == (0, 0, 1, 0)


def test_decomposed_letters_are_no_change(bring):
    bring(crawl())
    assert counts(bring(json.loads(unicodedata.normalize("NFD", json.dumps(crawl(), ensure_ascii=False))))) == (
        0,
        0,
        1,
        0,
    )


@pytest.mark.parametrize("other", [split_tables, portal_service])
def test_the_same_procedure_in_another_shape_is_no_change(bring, other):
    bring(crawl())
    assert counts(bring(other())) == (0, 0, 1, 0)
    assert counts(bring(crawl())) == (0, 0, 1, 0)
    assert SourceRecord.objects.filter(procedure__code=CODE).count() == 2


def test_two_sources_that_disagree_do_not_take_turns_for_ever(bring):
    disagreeing = split_tables()
    disagreeing["metadata"]["tên_thủ_tục"] = "Tên ở nguồn khác"
    bring(crawl())
    assert counts(bring(disagreeing)) == (0, 1, 0, 0)
    for _ in range(3):
        assert counts(bring(crawl())) == (0, 0, 1, 0)
        assert counts(bring(disagreeing)) == (0, 0, 1, 0)
    assert get_version(CODE).number == 2


def test_facts_alone_change_nothing_and_lose_nothing(bring):
    bring(crawl())
    known = facts_of(get_version(CODE))
    assert counts(bring(factsfile.to_record(known))) == (0, 0, 1, 0)
    assert procedure_page(CODE).facts.steps_text == "Bước 1: nộp hồ sơ."


def test_facts_that_differ_change_only_what_they_say(bring):
    bring(crawl())
    known = facts_of(get_version(CODE))
    assert counts(bring(factsfile.to_record(replace(known, title="Tên mới")))) == (0, 1, 0, 0)
    page = procedure_page(CODE)
    assert (page.facts.title, page.facts.steps_text) == ("Tên mới", "Bước 1: nộp hồ sơ.")


def test_prose_comes_to_facts_once(bring):
    bring(crawl())
    facts = factsfile.to_record(facts_of(get_version(CODE)))
    Procedure.objects.update(current=None)
    SourceRecord.objects.all().delete()
    ProcedureVersion.objects.all().delete()
    bring(facts)
    assert counts(bring(crawl())) == (0, 1, 0, 0)
    assert counts(bring(facts)) == (0, 0, 1, 0)
    assert counts(bring(crawl())) == (0, 0, 1, 0)


def test_what_the_record_said_is_kept_word_for_word(bring):
    record = crawl(chua_biet={"a": [1, None]})
    bring(record)
    assert json.loads(SourceRecord.objects.get().raw) == record


def test_what_cannot_be_split_is_kept_and_counted(bring):
    report = bring(crawl(thanh_phan_ho_so="Nộp đơn cho cơ quan."))
    assert report.field_counts()["documents"] == {"parsed": 0, "empty": 0, "unparsed": 1}
    assert dict(procedure_page(CODE).facts.unparsed) == {"document_cases": "Nộp đơn cho cơ quan."}


def test_bad_records_are_named_and_the_others_come_in(bring):
    report = bring(
        crawl("1.000001"),
        crawl("1.000002", page_code="1.000099"),
        crawl("1.000003", ten_thu_tuc=" "),
        crawl("", page_code=""),
        crawl("không phải mã", page_code=""),
        '{"ma_thu_tuc": \n',
        "[1, 2]\n",
        {"khac": 1},
        crawl("1.000001", ten_thu_tuc="Tên khác"),
        crawl("1.000004", ten_thu_tuc="x" * 5000),
        crawl("1.000005.000.00.00.H30", page_code=""),
    )
    assert counts(report) == (2, 0, 0, 9)
    assert report.read == 11
    assert [(item.record_number, item.code, item.reason) for item in report.rejections] == [
        (2, "1.000002", "another_procedures_page"),
        (3, "1.000003", "no_title"),
        (4, "", "no_code"),
        (5, "không phải mã", "bad_code"),
        (6, "", "broken_json"),
        (7, "", "not_an_object"),
        (8, "", "unknown_shape"),
        (9, "1.000001", "repeated_code"),
        (10, "1.000004", "bad_title"),
    ]
    assert "trang của thủ tục khác (1.000099)" in report.rejections[0].sentence
    assert Procedure.objects.filter(code="1.000005").exists()
    assert ImportRejection.objects.filter(run=ImportRun.objects.get()).count() == 9


def test_a_page_of_another_procedure_in_the_split_shape(bring):
    report = bring(split_tables() | {"thu_tuc_id": "1.000099"})
    assert report.rejections[0].reason == "another_procedures_page"


def test_the_same_record_twice_in_one_file_is_no_trouble(bring):
    assert counts(bring(crawl(), crawl())) == (1, 0, 1, 0)


def test_wrong_types_and_nulls(bring):
    report = bring(
        crawl(
            "1.000001",
            cap_thuc_hien=None,
            doi_tuong_thuc_hien=5,
            ket_qua_xu_ly={"a": 1},
            cach_thuc_thuc_hien=[1, "x"],
            thanh_phan_ho_so=True,
        ),
        crawl("1.000002", ten_thu_tuc=["Tên", "hai dòng"], can_cu_phap_ly={"SOVANBAN": "1/2025/QH15"}),
        crawl("1.000003", ten_thu_tuc="Có \u0000 và \ud800 lạ", trinh_tu_thuc_hien="a\u0000b"),
        crawl("1.000004", linh_vuc="x" * 5000, ministry="y" * 900, ket_qua_xu_ly="GiấyMã: KQ." + "9" * 200),
    )
    assert counts(report) == (4, 0, 0, 0)
    assert procedure_page("1.000003").facts.title == "Có và lạ"


def test_a_value_that_the_database_refuses_rejects_its_own_record_only(bring, monkeypatch):
    from motcua.catalogue.parsing.shapes import detect

    read = detect.read

    def oversized(record):
        draft = read(record)
        if draft.facts.code == "1.000002":
            return replace(draft, facts=replace(draft.facts, legal_limit=Limit.of(10**9, LimitUnit.WORKING_DAYS)))
        return draft

    monkeypatch.setattr(detect, "read", oversized)
    report = bring(crawl("1.000001"), crawl("1.000002"), crawl("1.000003"))
    assert counts(report) == (2, 0, 0, 1)
    assert report.rejections[0].code == "1.000002"


def test_a_fault_of_ours_rejects_its_own_record_only(bring, monkeypatch):
    from motcua.catalogue.parsing.shapes import detect

    read = detect.read
    monkeypatch.setattr(detect, "read", lambda record: 1 / 0 if record["ma_thu_tuc"] == "1.000002" else read(record))
    report = bring(crawl("1.000001"), crawl("1.000002"), crawl("1.000003"))
    assert counts(report) == (2, 0, 0, 1)


def test_one_line_of_audit_a_run_and_the_event(bring):
    bring(crawl("1.000001"), crawl("1.000002"))
    bring(crawl("1.000001"), crawl("1.000002"))
    first, second = AuditEntry.objects.filter(act="catalogue:import:finished").order_by("id")
    assert first.actor == "staff:17"
    assert first.subject == f"import_run:{ImportRun.objects.earliest('id').pk}"
    assert (first.details["created"], second.details["unchanged"]) == (2, 2)
    assert OutboxEntry.objects.filter(name="catalogue:procedures:changed").count() == 1


def test_a_file_that_cannot_be_read_says_so(tmp_path):
    report = import_procedures(tmp_path / "khong-co.jsonl", by="system")
    assert report.trouble == "Không có tệp này."
    assert ImportRun.objects.get().state == ImportRun.State.FAILED
    assert AuditEntry.objects.get().act == "catalogue:import:failed"


def test_an_interrupted_run_is_closed_by_the_next(bring):
    dead = ImportRun.objects.create(
        file_name="tep", requested_by="system", requested_at="2026-11-01T08:00Z", state=ImportRun.State.RUNNING
    )
    bring(crawl())
    dead.refresh_from_db()
    assert dead.state == ImportRun.State.FAILED
    assert AuditEntry.objects.filter(act="catalogue:import:interrupted", subject=f"import_run:{dead.pk}").exists()


def test_rereading_applies_what_the_parser_has_learned(bring):
    bring(crawl())
    ProcedureVersion.objects.update(title="Đọc kém")
    assert counts(bring(crawl())) == (0, 0, 1, 0)
    assert counts(bring(crawl(), reread=True)) == (0, 1, 0, 0)
    assert get_version(CODE).title == "Cấp giấy phép thử nghiệm"


def test_a_verified_fee_outlives_a_new_version(bring):
    bring(crawl())
    fee = procedure_page(CODE).facts.channels[0].fees[0]
    verify_fee(fee.id, amount=Decimal(60_000), by="staff:17")
    bring(crawl(ten_thu_tuc="Tên khác"))
    fees = [channel.fees[0] for channel in procedure_page(CODE).facts.channels]
    assert [(fee.amount, fee.verified) for fee in fees] == [(60_000, True), (50_000, False)]


def test_the_export_is_facts_only_and_always_the_same(bring, tmp_path):
    bring(crawl("1.000001"), crawl("1.000002", cap_thuc_hien="Cấp bộ"))
    first, second = tmp_path / "a.gz", tmp_path / "b.gz"
    assert (export.write_facts(first), export.write_facts(second)) == (1, 1)
    assert first.read_bytes() == second.read_bytes()
    record = json.loads(gzip.decompress(first.read_bytes()))
    assert record["code"] == "1.000001"
    assert "Bước 1" not in json.dumps(record, ensure_ascii=False)
    assert counts(import_procedures(first, by="system")) == (0, 0, 1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_end_as_one(tmp_path):
    path = tmp_path / "thu-tuc.jsonl"
    path.write_text(lines(*(crawl(f"1.{number:06}") for number in range(30))))
    reports = []

    def run():
        try:
            reports.append(import_procedures(path, by="system"))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts(report) for report in reports) == [(0, 0, 30, 0), (30, 0, 0, 0)]
    assert ProcedureVersion.objects.count() == 30
