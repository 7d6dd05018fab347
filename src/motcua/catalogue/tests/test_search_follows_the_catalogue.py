"""The index of a process: built when first asked, renewed after an import without anybody waiting, shared by threads."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection

from motcua.catalogue import search
from motcua.catalogue.models import Procedure
from motcua.catalogue.search import loader
from motcua.catalogue.services import import_procedures
from motcua.catalogue.tests.records import crawl, lines


@pytest.fixture(autouse=True)
def forget():
    search.invalidate()
    yield
    search.invalidate()


@pytest.fixture
def bring(tmp_path):
    def run(*records):
        path = tmp_path / "thu-tuc.jsonl"
        path.write_text(lines(*records))
        return import_procedures(path, by="staff:17")

    return run


def codes(query, **options):
    return [item.code for item in search.search(query, **options).items]


@pytest.mark.django_db
def test_an_import_is_found_after_invalidate(bring):
    assert codes("thử nghiệm") == []
    bring(crawl())
    search.invalidate()
    assert codes("thử nghiệm") == ["1.000001"]
    assert search.fields() == (("Thử nghiệm", 1),)
    assert [line.code for line in search.suggest("giấy phép thử")] == ["1.000001"]


@pytest.mark.django_db
def test_a_name_that_people_use_is_found(bring):
    bring(crawl())
    Procedure.objects.update(everyday_names=["giấy bông lúa"])
    search.invalidate()
    assert codes("giay bong lua") == ["1.000001"]


@pytest.mark.django_db
def test_the_revision_changes_with_versions_and_names(bring):
    seen = {loader.read_revision()}
    bring(crawl())
    seen.add(loader.read_revision())
    bring(crawl(ten_thu_tuc="Cấp giấy phép thử nghiệm mới"))
    seen.add(loader.read_revision())
    Procedure.objects.update(everyday_names=["giấy bông lúa"])
    seen.add(loader.read_revision())
    assert len(seen) == 4
    assert loader.read_revision() in seen


@pytest.mark.django_db(transaction=True)
def test_another_process_notices_by_itself_and_nobody_waits(bring, monkeypatch):
    monkeypatch.setattr(loader, "CHECK_EVERY", 0.0)
    monkeypatch.setattr(loader, "SHARE_OF_TIME", 0)
    bring(crawl())
    assert codes("thử nghiệm") == ["1.000001"]
    bring(crawl("1.000002", ten_thu_tuc="Cấp giấy phép thử nghiệm khác"))
    deadline = time.monotonic() + 20
    while len(found := codes("thử nghiệm")) < 2:
        assert found == ["1.000001"]
        assert time.monotonic() < deadline, "the index was not renewed"
        time.sleep(0.02)
    for thread in threading.enumerate():
        if thread.name == loader.THREAD:
            thread.join(timeout=20)


@pytest.mark.django_db(transaction=True)
def test_threads_share_one_index(bring):
    bring(crawl())

    def ask(query):
        try:
            return codes(query)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, ["thử nghiệm"] * 40))
    assert answers == [["1.000001"]] * 40


@pytest.mark.django_db
def test_a_renewal_that_fails_leaves_the_old_index(bring, monkeypatch):
    bring(crawl())
    assert codes("thử nghiệm") == ["1.000001"]

    def fail():
        raise RuntimeError("no database")

    monkeypatch.setattr(loader, "read_entries", fail)
    kept = loader.Loader()
    monkeypatch.setattr(kept, "_engine", object())
    kept._lock.acquire()
    kept._renew(("changed",))
    assert not kept._lock.locked()
    assert kept._revision == ()


@pytest.mark.django_db
def test_a_centres_own_words_are_read_and_wrong_ones_left_out(bring, settings, tmp_path):
    settings.MOTCUA = replace(settings.MOTCUA, home=tmp_path)
    (tmp_path / "vocabulary").mkdir()
    bring(crawl())
    before = loader.read_revision()
    own = tmp_path / "vocabulary" / "ours.toml"
    own.write_text('[official]\n"cấp giấy phép thử nghiệm" = ["giấy lúa chiêm"]\n')
    assert loader.read_revision() != before
    assert codes("giấy lúa chiêm") == ["1.000001"]
    own.write_text("[official\n")
    search.invalidate()
    assert codes("giấy phép thử nghiệm") == ["1.000001"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_warms_its_index_in_the_background(bring):
    bring(crawl())
    fresh = loader.Loader()
    fresh.warm()
    for thread in threading.enumerate():
        if thread.name == loader.THREAD:
            thread.join(timeout=20)
    assert fresh._engine is not None
    assert fresh.engine().search("thử nghiệm").total == 1
