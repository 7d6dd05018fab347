"""`motcua import procedures` and `motcua export catalogue-facts`."""

import json

import pytest
from click.testing import CliRunner

from motcua.catalogue.tests.records import crawl, lines
from motcua.conf.cli import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "thu-tuc.jsonl"
    path.write_text(lines(crawl("1.000001"), crawl("1.000002", page_code="1.000003")))
    return str(path)


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


def test_a_report_in_vietnamese(file):
    done = run("import", "procedures", file)
    assert done.exit_code == 0, done.output
    assert "Đã đọc 2 bản ghi: 1 thủ tục mới, 0 phiên bản mới," in done.output
    assert (
        "Từ chối bản ghi 2, mã 1.000002: Bản ghi mang mã 1.000002 nhưng nội dung là trang của thủ tục khác"
        in done.output
    )


def test_a_report_for_machines(file):
    done = run("import", "procedures", "--json", file)
    (report,) = json.loads(done.output)["files"]
    assert (report["read"], report["new_procedures"], report["rejected"]) == (2, 1, 1)
    assert report["rejections"][0]["reason"] == "another_procedures_page"
    assert report["fields"]["fee"] == {"parsed": 1, "empty": 0, "unparsed": 0}


def test_a_file_that_cannot_be_read_ends_with_2_and_the_others_are_imported(file, tmp_path):
    done = run("import", "procedures", str(tmp_path / "khong-co"), file)
    assert done.exit_code == 2
    assert "Không đọc được: Không có tệp này." in done.output
    assert "1 thủ tục mới" in done.output


def test_the_export(file, tmp_path):
    run("import", "procedures", file)
    done = run("export", "catalogue-facts", str(tmp_path / "du-kien.jsonl.gz"))
    assert done.exit_code == 0
    assert "Đã ghi 1 thủ tục" in done.output
    assert "1 không đổi" in run("import", "procedures", str(tmp_path / "du-kien.jsonl.gz")).output
