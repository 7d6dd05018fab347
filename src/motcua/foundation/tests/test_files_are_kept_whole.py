"""The content store: what was stored is on the disk before its row, once, and nothing too large or half is left."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from motcua.foundation.files import FileTooLargeError, open_stored, prune, rules, store
from motcua.foundation.files.store import path_of
from motcua.foundation.models import StoredFile

PDF = b"%PDF-1.7 a form"


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    from dataclasses import replace

    settings.MOTCUA = replace(settings.MOTCUA, home=tmp_path / "home")
    return tmp_path / "home"


def keep(content: bytes = PDF, *, name="đơn.pdf", limit=10_000) -> StoredFile:
    return store([content[:5], content[5:]], name=name, limit=limit)


def files_under(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_what_was_stored_is_read_back(home):
    stored = keep()
    with open_stored(stored) as file:
        assert file.read() == PDF
    assert (stored.size, stored.media_type, stored.name) == (len(PDF), "application/pdf", "đơn.pdf")


@pytest.mark.django_db
def test_the_same_content_is_kept_once(home):
    assert keep() == keep(name="khác.pdf")
    assert len(files_under(home)) == 1


@pytest.mark.django_db
def test_an_upload_over_the_limit_is_refused_while_it_streams_and_leaves_nothing(home):
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield b"x" * 1000

    with pytest.raises(FileTooLargeError):
        store(endless(), name="a", limit=10_000)
    assert len(taken) == 11
    assert files_under(home) == []
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_client_that_breaks_off_leaves_nothing(home):
    def broken():
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store(broken(), name="a", limit=10_000)
    assert files_under(home) == []


def test_what_a_crash_left_of_an_upload_goes_after_a_day(home):
    folder = home / "files" / "tmp"
    folder.mkdir(parents=True)
    for name, age in (("old", 25 * 3600), ("running", 60)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age,) * 2)
    assert prune() == 1
    assert [path.name for path in files_under(home)] == ["running"]


@pytest.mark.django_db
def test_content_then_name_then_folder_reach_the_disk_before_the_row(home, monkeypatch):
    steps = []
    replace, fsync = Path.replace, os.fsync

    def watched_fsync(descriptor):
        target = Path(f"/proc/self/fd/{descriptor}").readlink()
        steps.append(("folder" if target.is_dir() else "content", StoredFile.objects.count()))
        fsync(descriptor)

    def watched_replace(self, target):
        steps.append(("rename", StoredFile.objects.count()))
        return replace(self, target)

    keep(b"so that the outer folders exist")
    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    stored = keep()
    names = [name for name, _ in steps]
    assert names[0] == "content"
    assert names[-2:] == ["rename", "folder"]
    assert {rows for _, rows in steps} == {1}
    assert path_of(stored.digest).is_file()


@pytest.mark.django_db(transaction=True)
def test_the_same_file_from_twenty_people_at_once_is_one(home):
    start = threading.Barrier(20)

    def upload(_: int) -> str:
        start.wait()
        try:
            return keep().digest
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as people:
        digests = set(people.map(upload, range(20)))
    assert len(digests) == len(files_under(home)) == StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"PK\x03\x04....[Content_Types].xml....word/document.xml", rules._OFFICE[0][1]),
        (b"PK\x03\x04....a.txt", "application/zip"),
        (b"<svg onload=alert(1)>", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_content_says_what_it_is(head, expected):
    assert rules.media_type(head) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Giấy khai sinh.pdf", "Giấy khai sinh.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Lan\\đơn.docx", "đơn.docx"),
        ("khai sinh\u202efdp.exe", "khai sinhfdp.exe"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("  một   cửa\u00a0.pdf ", "một cửa .pdf"),
        ("Gia\u0302\u0301y.pdf", "Giấy.pdf"),
        (".htaccess", "htaccess"),
        ("", "tep"),
        ("/", "tep"),
        ("..", "tep"),
        ("đ" * 300 + ".pdf", "đ" * 196 + ".pdf"),
        ("đ" * 300, "đ" * 200),
    ],
)
def test_a_name_is_cleaned(name, expected):
    assert rules.clean_name(name) == expected
