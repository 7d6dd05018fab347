"""Records come out of a file whatever is wrong with some of them; only a file with none at all is refused."""

import gzip
import json
import unicodedata

import pytest

from motcua.catalogue.parsing import files, jsontext
from motcua.catalogue.parsing.errors import Reason
from motcua.catalogue.tests.records import crawl, lines

ONE, TWO, THREE = crawl("1.000001"), crawl("1.000002"), crawl("1.000003")


@pytest.fixture
def read(tmp_path):
    """`read(content)`: what comes out of a file: codes, or the reasons why not."""

    def outcomes(content):
        path = tmp_path / "tep"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return [found.trouble.reason if found.trouble else found.value["ma_thu_tuc"] for found in files.records(path)]

    return outcomes


ALL = ["1.000001", "1.000002", "1.000003"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lines(ONE, TWO, THREE), id="jsonl"),
        pytest.param(
            "\ufeff" + lines(ONE, "\n", TWO, "   \n", THREE).replace("\n", "\r\n"), id="BOM, CRLF, blank lines"
        ),
        pytest.param(gzip.compress(lines(ONE, TWO, THREE).encode()), id="jsonl.gz"),
        pytest.param(json.dumps([ONE, TWO, THREE]), id="list"),
        pytest.param(gzip.compress(json.dumps([ONE, TWO, THREE], indent=2).encode()), id="indented list, gz"),
        pytest.param(json.dumps({"data": [ONE, TWO, THREE]}), id="wrapped"),
        pytest.param(
            json.dumps({"error_code": "0", "result": {"data": [ONE, TWO, THREE]}}, indent=1), id="wrapped twice"
        ),
        pytest.param(json.dumps({"RESULT": [ONE, TWO, THREE], "total": 3}), id="wrapped in capitals"),
        pytest.param(lines(ONE, TWO, THREE).encode("utf-16"), id="UTF-16"),
        pytest.param(lines(ONE, TWO, THREE).rstrip(), id="no newline at the end"),
    ],
)
def test_every_way_to_write_a_list(read, content):
    assert read(content) == ALL


def test_a_lone_object(read):
    assert read(json.dumps(ONE)) == ["1.000001"]
    assert read(json.dumps(ONE, indent=2)) == ["1.000001"]


def test_a_record_with_a_list_called_results_is_no_wrapper(read):
    assert read(lines(ONE | {"results": [{"name": "Giấy"}]})) == ["1.000001"]
    assert read(json.dumps(ONE | {"results": [{"name": "Giấy"}]}, indent=1)) == ["1.000001"]


def test_a_broken_line_stops_nobody(read):
    assert read(lines(ONE, '{"ma_thu_tuc": \n', TWO)) == ["1.000001", Reason.BROKEN_JSON, "1.000002"]
    assert read(lines("{hỏng}\n", ONE)) == [Reason.BROKEN_JSON, "1.000001"]
    assert read(lines("rác\n", ONE)) == [Reason.BROKEN_JSON, "1.000001"]


def test_a_broken_element_stops_nobody(read):
    broken = (
        json.dumps([ONE, TWO, THREE]).replace('"so_quyet_dinh"', '"a" 5, "so_quyet_dinh"', 2).replace('"a" 5,', "", 1)
    )
    assert read(broken) == ["1.000001", Reason.BROKEN_JSON, "1.000003"]


def test_a_list_cut_off(read):
    assert read(json.dumps([ONE, TWO])[:-40]) == ["1.000001", Reason.CUT_OFF]


def test_a_packed_file_cut_off(read):
    packed = gzip.compress(lines(*(crawl(f"1.{number:06}", x=str(number) * 500) for number in range(300))).encode())
    found = read(packed[: len(packed) // 2])
    assert found[0] == "1.000000"
    assert found[-1] == Reason.CUT_OFF


def test_bytes_that_are_no_utf8_spoil_their_own_record_only(read):
    assert read(b'{"ma_thu_tuc": "\xe1\xbb"}\n' + lines(ONE).encode()) == [Reason.NOT_UTF8, "1.000001"]


def test_a_record_beyond_all_size(read, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_RECORD", 100_000)
    monkeypatch.setattr("motcua.catalogue.parsing.arrays.LARGEST_RECORD", 2_000_000)
    huge = crawl("1.000009", trinh_tu_thuc_hien="x" * 3_000_000)
    assert read(lines(ONE, huge, TWO)) == ["1.000001", Reason.TOO_LARGE, "1.000002"]
    assert read(json.dumps([ONE, huge, TWO])) == ["1.000001", Reason.TOO_LARGE, "1.000002"]


def test_nesting_without_end(read):
    assert read(lines('{"a":' * 100_000 + "\n", ONE)) == [Reason.BROKEN_JSON, "1.000001"]


@pytest.mark.parametrize("content", ["", "\n \n", "[]", '{"data": []}'])
def test_a_file_with_nothing_in_it(read, content):
    assert read(content) == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", id="picture"),
        pytest.param("chỉ là lời văn", id="prose"),
        pytest.param(gzip.compress(lines(ONE).encode())[:12], id="packed, cut off at once"),
        pytest.param(b"\x1f\x8bhong", id="packed badly"),
    ],
)
def test_a_file_that_cannot_be_read_at_all(read, content):
    with pytest.raises(files.UnreadableFileError):
        read(content)


def test_no_file_and_a_folder(tmp_path):
    for path in (tmp_path / "khong-co", tmp_path):
        with pytest.raises(files.UnreadableFileError):
            list(files.records(path))
        with pytest.raises(files.UnreadableFileError):
            files.digest(path)


def test_numbers_count_the_records_and_positions_grow(tmp_path):
    path = tmp_path / "tep.jsonl"
    path.write_text(lines(ONE, "\n", "{\n", TWO))
    found = list(files.records(path))
    assert [one.number for one in found] == [1, 2, 3]
    assert found[-1].position == path.stat().st_size


def test_decomposed_letters_are_read_alike(read):
    assert read(unicodedata.normalize("NFD", lines(ONE))) == ["1.000001"]


def test_only_known_names_wrap_a_list():
    assert jsontext.wrapped_list({"khac": [1]}) is None
    assert jsontext.wrapped_list([1]) is None
