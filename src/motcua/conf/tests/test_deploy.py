import re
from pathlib import Path

import pytest

from motcua.conf.cli import COMMANDS
from motcua.foundation.files.uploads import LARGEST_UPLOAD
from motcua.foundation.settings import TABLE, load, unknown_names

ROOT = Path(__file__).resolve().parents[4]
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
SAMPLE = ROOT / "deploy" / "motcua.env.example"


def sample() -> dict[str, str]:
    lines = SAMPLE.read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_a_command_that_we_have(unit: Path):
    commands = re.findall(
        r"^ExecStart=/opt/motcua/\.venv/bin/motcua (\S+)(?: serve)?$", unit.read_text("utf-8"), re.MULTILINE
    )
    assert len(commands) == 1
    assert commands[0] in COMMANDS


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_hardened(unit: Path):
    text = unit.read_text("utf-8")
    for line in ("ProtectSystem=strict", "NoNewPrivileges=yes", "User=motcua", "CapabilityBoundingSet=", "UMask=0077"):
        assert f"\n{line}\n" in text


def test_the_target_starts_every_service():
    text = (ROOT / "deploy" / "systemd" / "motcua.target").read_text("utf-8")
    for unit in UNITS:
        if unit.name != "motcua-prepare.service":  # they require it themselves
            assert unit.name in text


def test_the_sample_sets_only_what_exists():
    assert unknown_names(sample()) == []
    assert set(sample()) <= {setting.name for setting in TABLE}


def test_the_sample_lacks_nothing_but_the_secret():
    load({**sample(), "MOTCUA_SECRET_KEY": "k" * 40}).check_serving()
    assert sample()["MOTCUA_SECRET_KEY"] == ""


def test_nginx_sends_to_the_ports_of_the_sample():
    text = (ROOT / "deploy" / "nginx" / "motcua.conf").read_text("utf-8")
    assert f"127.0.0.1:{sample()['MOTCUA_PORT']};" in text
    assert f"127.0.0.1:{sample()['MOTCUA_LIVE_PORT']};" in text


def test_every_command_can_be_loaded():
    from motcua.conf.cli import main

    for name in COMMANDS:
        assert main.get_command(None, name) is not None  # type: ignore[arg-type]


def test_nginx_lets_the_largest_upload_through():
    text = (ROOT / "deploy" / "nginx" / "motcua.conf").read_text("utf-8")
    megabytes = re.search(r"client_max_body_size (\d+)m;", text)
    assert megabytes
    assert int(megabytes[1]) * 1024 * 1024 > LARGEST_UPLOAD
