"""`motcua run` as a person meets it: first start, second start, Ctrl-C, kill -9, a taken port, no secret."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.accounts.rules.tokens import REMEMBERED_SECONDS
from motcua.demo.accounts import ACCOUNTS
from motcua.foundation.postgres.place import place_for, remove
from motcua.foundation.processes import wait_until
from tests.processes.centre import COMMAND, Centre, gone

pytestmark = pytest.mark.process

NOBODY = 65534
ROOT = Path(__file__).resolve().parents[2]
SECRET = {"MOTCUA_DEMO": "0", "MOTCUA_SECRET_KEY": "only-for-this-test-" + "x" * 32}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """The demo, started for the first time; the tests of this module go on from there in their order."""
    home = tmp_path_factory.mktemp("demo") / "home"
    centre = Centre(home, MOTCUA_DEMO="1")
    try:
        centre.start(240)
        yield centre
    finally:
        centre.stop()
        remove(place_for(home))


def test_the_first_start_shows_a_centre_with_its_people(demo: Centre):
    assert demo.get("/")[0] == 200
    assert demo.get("/suc-khoe")[0] == 200
    assert f"http://localhost:{demo.port}/" in demo.text
    for account in ACCOUNTS:
        assert account.sign_in_name in demo.text


def test_pages_come_with_their_headers(demo: Centre):
    _, headers, _ = demo.get("/")
    policy = headers["content-security-policy"]
    assert f"http://localhost:{demo.live_port}" in policy
    assert "unsafe" not in policy
    assert headers["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


def test_static_files_are_named_by_content_and_kept_for_ever(demo: Centre):
    page = demo.get("/")[2]
    style = next(part for part in page.split('"') if part.startswith("/static/") and part.endswith(".css"))
    status, headers, _ = demo.get(style)
    assert status == 200
    assert "immutable" in headers["cache-control"]


def test_a_second_shell_finds_the_centre(demo: Centre):
    shown = demo.second_shell("settings").stdout
    assert f"port           {demo.port}" in shown
    assert "demo           True" in shown
    assert demo.second_shell("audit", "verify").returncode == 0
    doctor = demo.second_shell("doctor")
    assert doctor.returncode == 0, doctor.stdout
    assert "Mọi thứ đều ổn" in doctor.stdout


def test_a_second_shell_gets_a_token_that_the_centre_takes(demo: Centre):
    issued = demo.second_shell("token", "create", "--role", "reception")
    assert issued.returncode == 0, issued.stderr
    token = issued.stdout.strip()
    assert issued.stdout == f"{token}\n"
    assert demo.get("/api/v1/procedures?limit=1", Authorization=f"Bearer {token}")[0] == 200
    assert demo.get("/api/v1/procedures?limit=1", Authorization=f"Bearer {token[:-1]}x")[0] == 401
    number = demo.second_shell("token", "list").stdout.split()[0]
    assert demo.second_shell("token", "revoke", number).returncode == 0
    assert wait_until(
        lambda: demo.get("/api/v1/procedures?limit=1", Authorization=f"Bearer {token}")[0] == 401, REMEMBERED_SECONDS
    )
    assert token not in demo.text


def test_a_second_centre_in_the_same_home_is_refused(demo: Centre):
    second = Centre(demo.home, MOTCUA_DEMO="1")
    second.log = demo.home.parent / "second.log"
    assert second.spawn().wait(30) == 1
    assert "đang chạy rồi" in second.text
    assert demo.get("/")[0] == 200


def test_the_addresses_of_people_are_not_logged(demo: Centre):
    demo.get("/thu-tuc/?q=ly+hon")
    assert "ly+hon" not in demo.text
    assert "GET" in demo.text


@pytest.mark.parametrize("victim", ["web", "live", "worker", "postgres"])
def test_a_killed_part_comes_back(demo: Centre, victim: str):
    children = demo.state["children"]
    assert isinstance(children, dict)
    os.kill(children[victim], signal.SIGKILL)
    assert wait_until(lambda: demo.state["children"].get(victim) not in {None, children[victim]}, 60)  # type: ignore[attr-defined]
    assert wait_until(lambda: _answers(demo), 60)


def _answers(centre: Centre) -> bool:
    try:
        return centre.get("/suc-khoe")[0] == 200
    except OSError:
        return False


def test_a_killed_supervisor_leaves_nothing_in_the_way_of_the_next_start(demo: Centre):
    family = demo.family()
    assert demo.process
    demo.process.kill()
    demo.process.wait()
    demo.start(120)  # at once: what the killed one left is waited for
    assert gone(family, 1)
    assert demo.get("/")[0] == 200


def test_ctrl_c_stops_everything_in_good_order(demo: Centre):
    family = demo.family()
    assert len(family) >= 8
    assert demo.stop(signal.SIGINT) == 0
    assert gone(family, 0.5)
    assert "database system is shut down" in demo.text
    assert demo.text.rstrip().endswith("Đã dừng.")
    assert not (demo.home / "run" / "centre.json").exists()


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path):
    centre = Centre(tmp_path / "home", **SECRET)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", centre.live_port))
        taken.listen()
        assert centre.spawn().wait(30) == 1
    assert f"Cổng {centre.live_port} đang có chương trình khác dùng" in centre.text
    assert "MOTCUA_LIVE_PORT=" in centre.text
    assert "postgres" not in centre.text


def test_production_without_a_secret_does_not_start(tmp_path: Path):
    centre = Centre(tmp_path / "home")
    assert centre.spawn().wait(30) == 1
    assert "MOTCUA_SECRET_KEY" in centre.text
    assert not (tmp_path / "home").exists()


def test_no_page_is_served_without_a_secret_either(tmp_path: Path):
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    served = subprocess.run(
        [*COMMAND, "web"], env=environ, cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False
    )
    assert served.returncode == 1
    assert "MOTCUA_SECRET_KEY" in served.stderr


def interpreter_for_everybody() -> str | None:
    """A Python like ours that any user may run: the one behind the venv, or the system's."""
    for candidate in (sys._base_executable, "/usr/bin/python3"):
        path = Path(candidate).resolve()
        if not path.is_file() or not all(parent.stat().st_mode & 0o001 for parent in path.parents):
            continue
        said = subprocess.run(
            [path, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True, check=True
        )
        if said.stdout.split() == [str(part) for part in sys.version_info[:2]]:
            return str(path)
    return None


def link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture
def closed_home() -> Iterator[tuple[Path, int | None]]:
    """A home that only its owner may enter, with our source and packages in it; the owner is nobody when we are root."""
    user = NOBODY if os.geteuid() == 0 and interpreter_for_everybody() else None
    folder = Path("/var/tmp") / f"motcua-closed-{os.getpid()}"
    folder.mkdir(mode=0o700)
    packages = next(entry for entry in sys.path if entry.endswith("site-packages"))
    shutil.copytree(packages, folder / "packages", copy_function=link_or_copy)
    shutil.copytree(ROOT / "src", folder / "src")
    if user is not None:
        for path in (folder, *(folder / "src").rglob("*")):
            os.chown(path, user, user)
    yield folder, user
    shutil.rmtree(folder)


def test_a_plain_user_with_a_closed_home_and_the_bundled_postgresql(closed_home: tuple[Path, int | None]):
    folder, user = closed_home
    centre = Centre(
        folder / "var",
        command=[(user and interpreter_for_everybody()) or sys.executable, "-P", "-m", "motcua.conf.cli"],
        user=user,
        PYTHONPATH=f"{folder / 'src'}:{folder / 'packages'}",
        HOME=str(folder),
        MOTCUA_POSTGRES="bundled",
        **SECRET,
    )
    centre.start(120)
    assert centre.get("/suc-khoe")[0] == 200
    assert str(folder / "var" / "postgres") in centre.text
    family = centre.family()
    assert centre.stop(signal.SIGTERM) == 0
    assert gone(family, 0.5)
