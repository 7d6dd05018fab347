import json
import subprocess
import sys
from pathlib import Path

import pytest

from motcua.foundation import home
from motcua.kernel.errors import ConflictError

CENTRE = home.Centre(4711, {"DATABASE_URL": "postgresql:///x", "MOTCUA_DEMO": "1", "MOTCUA_CLOCK": "2026-11-25T08:30"})


def test_a_running_centre_is_found(tmp_path: Path):
    with home.sole_centre(tmp_path):
        home.write_centre(tmp_path, CENTRE)
        assert home.running_centre(tmp_path) == CENTRE
    assert home.running_centre(tmp_path) is None


def test_what_a_killed_centre_left_is_not_a_running_centre(tmp_path: Path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "lock").touch()
    home.write_centre(tmp_path, CENTRE)
    assert home.running_centre(tmp_path) is None
    assert home.left_behind(tmp_path) == CENTRE


@pytest.mark.parametrize("text", ["", "{", "[]", '{"unknown": 1}'])
def test_a_damaged_file_is_nothing(tmp_path: Path, text: str):
    home.write_centre(tmp_path, CENTRE)
    (tmp_path / "run" / "centre.json").write_text(text)
    assert home.left_behind(tmp_path) is None


def test_only_the_owner_reads_it(tmp_path: Path):
    home.write_centre(tmp_path, CENTRE)
    assert (tmp_path / "run" / "centre.json").stat().st_mode & 0o077 == 0


def test_a_second_centre_in_one_home_is_refused(tmp_path: Path):
    with home.sole_centre(tmp_path):
        home.write_centre(tmp_path, CENTRE)
        with pytest.raises(ConflictError) as refused, home.sole_centre(tmp_path):
            pass
    assert "4711" in refused.value.message_vi
    assert "Ctrl-C" in refused.value.message_vi


def test_the_lock_ends_with_its_process(tmp_path: Path):
    script = f"import os; from pathlib import Path; from motcua.foundation import home\nwith home.sole_centre(Path({str(tmp_path)!r})): os._exit(9)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9
    with home.sole_centre(tmp_path):
        pass


def test_a_second_shell_learns_what_it_does_not_say_itself(tmp_path: Path):
    shell = {"MOTCUA_HOME": str(tmp_path), "MOTCUA_LOG_LEVEL": "DEBUG", "MOTCUA_CLOCK": "2027-01-01T00:00"}
    with home.sole_centre(tmp_path):
        home.write_centre(tmp_path, CENTRE)
        seen = home.completed(shell)
    assert seen["DATABASE_URL"] == "postgresql:///x"
    assert seen["MOTCUA_LOG_LEVEL"] == "DEBUG"
    assert seen["MOTCUA_CLOCK"] == "2026-11-25T08:30"
    assert home.completed(shell) == shell


def test_the_demos_secret_is_made_once_and_kept_closed(tmp_path: Path):
    environ = {"MOTCUA_DEMO": "1", "MOTCUA_HOME": str(tmp_path)}
    first = home.current(environ)
    assert home.current(environ).secret_key == first.secret_key
    first.check_serving()
    assert (tmp_path / "secrets" / "demo.key").stat().st_mode & 0o077 == 0


def test_production_never_gets_a_made_secret(tmp_path: Path):
    assert home.current({"MOTCUA_HOME": str(tmp_path)}).secret_key == ""
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_plain_json(tmp_path: Path):
    home.write_centre(tmp_path, CENTRE)
    assert json.loads((tmp_path / "run" / "centre.json").read_text("utf-8"))["pid"] == 4711
