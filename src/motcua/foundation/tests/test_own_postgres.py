"""A real server of our own, made, killed and started again, with each PostgreSQL of this machine."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from motcua.foundation import processes
from motcua.foundation.postgres import Server, binaries, choose, installed, place
from motcua.foundation.postgres.server import STOPPING
from motcua.kernel.errors import UnavailableError

pytestmark = pytest.mark.process


@pytest.fixture(params=[found.origin for found in installed()])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    made = Server(place.throwaway_place(), choose(request.param, None), durable=False)
    yield made
    for pid in processes.working_in(made.place.data.resolve(), "postgres"):
        processes.end(pid, STOPPING)
    place.remove(made.place)


def start(server: Server) -> subprocess.Popen[bytes]:
    server.prepare()
    with (server.place.base / "log").open("ab") as log:
        process = server.spawn(log)
    server.wait_ready(process)
    server.ensure_database()
    return process


def ask(server: Server, *statements: str) -> object:
    """The one value that the last statement gives."""
    with psycopg.connect(server.place.database().url) as connection:
        for statement in statements:
            cursor = connection.execute(statement)
        row = cursor.fetchone()
    assert row
    return row[0]


def kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def test_made_started_killed_and_started_again(server: Server):
    server.durable = True
    process = start(server)
    ask(server, "CREATE TABLE kept AS SELECT 7 AS n", "SELECT n FROM kept")
    kill(process)
    again = start(server)
    assert ask(server, "SELECT n FROM kept") == 7
    assert processes.end(again.pid, STOPPING)
    assert again.wait() == 0


def test_what_the_centre_needs_is_there(server: Server):
    process = start(server)
    assert ask(server, "SHOW server_encoding") == "UTF8"
    assert ask(server, "SHOW listen_addresses") == ""
    assert ask(server, "SELECT lower('ĐẶNG THỊ ẤT')") == "đặng thị ất"
    for extension in binaries.EXTENSIONS:
        found = f"SELECT count(*) FROM pg_extension WHERE extname = '{extension}'"
        assert ask(server, f"CREATE EXTENSION {extension}", found) == 1
    assert not ask(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    kill(process)


def test_nobody_comes_in_without_the_password(server: Server):
    process = start(server)
    right = server.place.database()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"postgresql://motcua:guess@/motcua?host={right.host}&port={right.port}")
    assert (server.place.base / "passwords.json").stat().st_mode & 0o077 == 0
    assert server.place.sockets.stat().st_mode & 0o077 == 0
    kill(process)


def test_a_number_that_another_process_has_now_is_no_server(server: Server):
    kill(start(server))
    assert processes.wait_until(lambda: not list(processes.working_in(server.place.data.resolve(), "postgres")), 10)
    mark = server.place.data / "postmaster.pid"
    other = subprocess.Popen(
        ["sleep", "60"], user=server.place.owner.uid if server.place.owner else None
    )  # same user, as after a reboot
    mark.write_text(mark.read_text("utf-8").replace(mark.read_text("utf-8").split()[0], str(other.pid), 1), "utf-8")
    process = start(server)
    assert ask(server, "SELECT 1") == 1
    assert other.poll() is None
    kill(other)
    kill(process)


def test_a_server_that_outlived_its_owner_is_stopped_and_replaced(server: Server):
    orphan = start(server)
    process = start(server)
    assert orphan.wait(1) == 0
    assert ask(server, "SELECT 1") == 1
    kill(process)


def test_half_a_data_folder_is_made_anew(server: Server):
    server.place.make_folders()
    (server.place.base / "data.new").mkdir()
    (server.place.base / "data.new" / "base").mkdir()
    process = start(server)
    assert ask(server, "SELECT 1") == 1
    kill(process)


def test_the_server_stops_with_its_owner(server: Server, tmp_path: Path):
    server.place.make_folders()
    owner = server.place.owner
    code = f"""
import os
from pathlib import Path
from motcua.foundation.postgres import Server, choose, place
owner = place.Owner({owner.uid if owner else 0}, {owner.gid if owner else 0}) if {owner is not None} else None
server = Server(place.Place(Path({str(server.place.base)!r}), owner), choose({server.binaries.origin!r}, None), durable=False)
server.prepare()
with open({str(tmp_path / "log")!r}, "wb") as log:
    process = server.spawn(log)
server.wait_ready(process)
os.kill(os.getpid(), 9)
"""
    killed = subprocess.run([sys.executable, "-c", code], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert processes.wait_until(lambda: not list(processes.working_in(server.place.data.resolve(), "postgres")), 10)
    assert not (server.place.data / "postmaster.pid").exists()  # it stopped in good order


def test_data_of_another_major_version_are_not_touched(tmp_path: Path):
    with pytest.raises(UnavailableError) as refused:
        choose("auto", 9)
    assert "PostgreSQL 9" in refused.value.message_vi
    assert "postgresql-9" in refused.value.message_vi


def test_data_are_opened_by_the_version_that_made_them():
    for found in installed():
        assert choose("auto", found.major).major == found.major


def test_no_postgresql_at_all_is_said(tmp_path: Path):
    with pytest.raises(UnavailableError) as refused:
        choose(str(tmp_path), None)
    assert "apt-get install -y postgresql" in refused.value.message_vi
