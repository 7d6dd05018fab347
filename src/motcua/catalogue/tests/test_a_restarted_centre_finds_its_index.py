"""The index is kept on disk for the next start, and never one of another catalogue."""

import pytest

from motcua.catalogue.models import Procedure
from motcua.catalogue.search import kept
from motcua.catalogue.search.loader import Loader, read_state
from motcua.catalogue.tests.published import BIRTH, LAND, publish
from motcua.dossiers.tests.racing import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr("motcua.catalogue.search.loader._kept_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def builds(monkeypatch):
    """How often an index was built."""
    built = []
    build = Loader._build
    monkeypatch.setattr(Loader, "_build", lambda self, revision: built.append(1) or build(self, revision))
    return built


def started(question="khai sinh"):
    """The codes that a fresh process finds."""
    loader = Loader()
    loader._load_or_build()
    return [item.code for item in loader.engine().search(question).items]


def test_the_second_start_loads_what_the_first_built(folder, builds):
    publish(BIRTH, LAND)
    assert started() == started() == [BIRTH.code]
    assert len(builds) == 1
    assert len(list(folder.iterdir())) == 1


@pytest.mark.django_db(transaction=True)
def test_processes_that_start_together_build_one(folder, builds):
    publish(BIRTH)
    assert at_once(4, lambda _number: started()) == [[BIRTH.code]] * 4
    assert len(builds) == 1


def test_a_changed_catalogue_is_built_anew_and_the_old_index_goes(folder, builds):
    publish(BIRTH)
    started()
    before = read_state()
    publish(LAND)
    assert read_state() != before
    started()
    assert len(builds) == 2
    assert len(list(folder.iterdir())) == 1


def test_an_everyday_name_counts(folder, builds):
    publish(BIRTH)
    started()
    Procedure.objects.update(everyday_names=["làm giấy cho con"])
    assert started("làm giấy cho con") == [BIRTH.code]
    assert len(builds) == 2


def test_a_damaged_file_is_no_obstacle(folder, builds):
    publish(BIRTH)
    started()
    for file in folder.iterdir():
        file.write_bytes(b"\x80\x05half")
    assert started() == [BIRTH.code]
    assert len(builds) == 2


def test_a_disk_that_takes_nothing_is_no_obstacle(folder):
    publish(BIRTH)
    (folder / "file").write_text("")
    kept.save(folder / "file", "x", Loader()._build(()))
    assert [file.name for file in folder.iterdir()] == ["file"]
