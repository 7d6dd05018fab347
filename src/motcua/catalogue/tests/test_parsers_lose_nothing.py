"""Hypothesis: no parser ever raises, and what is split can be put together again."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalogue import merging
from motcua.catalogue.parsing import channels, documents, fees, forms, legal, limits, results, statements, words
from motcua.catalogue.parsing.errors import RejectedRecordError
from motcua.catalogue.parsing.shapes import detect, factsfile

PIECES = st.sampled_from(
    ["Trực tuyến", "Trực tiếp", "Dịch vụ bưu chính", "5 Ngày làm việc", "1", "12", "120,000 VNĐ", "Miễn phí", "Không có thông tin", "(", ")", "(20.000 đồng/tờ)",
     "Hình thức nộpThời gianPhí, lệ phíMô tả", "Tên giấy tờMẫu đơn, tờ khaiSố lượng", "Tên văn bản pháp lýMã văn bản", "1 bản chính", ",1 bản sao", "Đơn đề nghị", "Mẫu 1.docx",
     "--", "Luật số 58", "61/2014/QH13", "70/2024/NĐ-CP", "Mã: KQ.G01.000054", "Từ khóa", "Mô tả", "kể từ ngày nhận hồ sơ", "thời hạn giải quyết", " và ", ". ", "\n", "ngày 2/9/2025"]
)  # fmt: skip
TEXT = st.one_of(st.text(max_size=200), st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
NAMES = (
    "ten_thu_tuc", "cap_thuc_hien", "cach_thuc_thuc_hien", "thanh_phan_ho_so", "can_cu_phap_ly", "ket_qua_xu_ly", "doi_tuong_thuc_hien", "trinh_tu_thuc_hien",
    "linh_vuc", "co_quan_thuc_hien", "CACHTHUCTHUCHIEN", "THANHPHANHOSO", "KETQUATHUCHIEN", "tables", "metadata", "content", "levels", "channels", "format",
)  # fmt: skip


@given(TEXT)
@settings(max_examples=400)
def test_no_parser_raises(text):
    cell = limits.read_cell(text)
    statements.resolve(cell, text, text)
    fees.read_cell(text, text)
    fees.read_lines(text)
    channels.split(text, text)
    documents.split(text)
    documents.reuse_key(text)
    legal.split(text)
    results.split(text)
    words.levels(text)
    words.audiences(text)
    words.agencies(text)


@given(TEXT)
@settings(max_examples=300)
def test_rows_of_channels_joined_are_the_table(body):
    rows = channels.rows_of(body)
    assert rows is None or "".join(map(str, rows)) == body


def squeezed(text):
    return re.sub(r"\s+", "", text)


@given(TEXT)
@settings(max_examples=300)
def test_a_name_and_its_forms_joined_are_the_row(row):
    name, files = forms.split(row)
    assert squeezed(name + "".join(files)) == squeezed(row)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Đơn đề nghị", "Giấy khai sinh", "Ảnh chân dung"]), st.integers(0, 3), st.integers(0, 3)
        ),
        min_size=1,
        max_size=6,
    )
)
def test_papers_that_were_glued_come_apart_again(papers):
    table = "--Tên giấy tờMẫu đơn, tờ khaiSố lượng" + "".join(
        f"{name}{o} bản chính,{c} bản sao" for name, o, c in papers
    )
    (case,) = documents.split(table)
    assert [(paper.name, paper.originals, paper.copies) for paper in case.documents] == papers


@given(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=8), st.booleans())
@settings(max_examples=300)
def test_any_object_is_read_or_refused(fields, with_code):
    record = {**fields, **({"ma_thu_tuc": "1.000001", "ten_thu_tuc": "Tên"} if with_code else {})}
    try:
        draft = detect.read(record)
    except RejectedRecordError:
        return
    again = detect.read(record)
    assert merging.facts_digest(draft.facts) == merging.facts_digest(again.facts)
    assert merging.merged(draft.facts, again) == draft.facts


@given(st.dictionaries(st.sampled_from(NAMES), TEXT, max_size=8))
@settings(max_examples=200)
def test_facts_come_back_from_their_file_as_they_went(fields):
    record = {**fields, "ma_thu_tuc": "1.000001", "ten_thu_tuc": "Tên thủ tục"}
    for name in ("tables", "metadata", "content", "format"):
        record.pop(name, None)
    facts = factsfile.project(detect.read(record).facts)
    assert factsfile.read(factsfile.to_record(facts)).facts == facts


@pytest.mark.parametrize(
    "piece",
    ["Từ khóa", "Mã: ", "Mã: " + "K" * 500, "Trực tuyến", "Trực tuyến5 NgàyMiễn phí(", "5 ngày ", "5 ngày kể từ ngày ", "1 bản chính.", "1 bản chính ", "61/2014/QH13",
     ", ", "(", "\n", " ", "A", "a.docx", "Cấp tỉnh, ", "Phí : ", "thông tư ", "-- Chọn ", "Chọn cơ quan thực hiện", "1.", "Nộp hồ sơ", "Luật số 5", "1", "a", "1 ", "ngày ", "a) "],
)  # fmt: skip
def test_no_text_takes_for_ever(piece):
    """A parser that looks at everything once for every word would take minutes for these."""
    text = piece * (20_000 // len(piece))
    tables = {
        "cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tả" + text,
        "thanh_phan_ho_so": "Tên giấy tờMẫu đơn, tờ khaiSố lượng" + text,
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bản" + text,
    }
    names = (
        "ket_qua_xu_ly",
        "trinh_tu_thuc_hien",
        "cap_thuc_hien",
        "doi_tuong_thuc_hien",
        "co_quan_thuc_hien",
        "tu_khoa",
        "mo_ta",
    )
    started = time.process_time()
    detect.read({"ma_thu_tuc": "1.000001", "ten_thu_tuc": "Tên", **tables, **dict.fromkeys(names, text)})
    fees.read_lines(text)
    fees.read_cell("Miễn phí", text)
    statements.read(text)
    documents.reuse_key(text)
    assert time.process_time() - started < 10
