"""The rooms' order, and the contract's own power to refuse (`make check` runs it over the real rooms)."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS_OF_THE_DESIGN = [
    "conf",
    "portal",
    "desk",
    "kiosk",
    "boards",
    "backoffice",
    "api",
    "integrations",
    "demo",
    "supervision",
    "hotline",
    "answers",
    "feedback",
    "dossiers",
    "ticketing",
    "documents",
    "payments",
    "notices",
    "catalogue",
    "accounts",
    "organisation",
    "ui",
    "foundation",
    "workflow",
    "voice",
    "worktime",
    "kernel",
]


def test_the_contract_lists_every_room_of_the_design():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = next(c for c in config["tool"]["importlinter"]["contracts"] if c["type"] == "layers")["layers"]
    named = [room.strip(" ()") for line in layers for room in line.split("|")]
    assert sorted(named) == sorted(ROOMS_OF_THE_DESIGN)


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    (house / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(house)}
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A package of the same name with four rooms, so that a breach can be tried without harm."""
    for room in ("kernel", "worktime", "workflow", "conf"):
        (tmp_path / "motcua" / room).mkdir(parents=True)
        (tmp_path / "motcua" / room / "__init__.py").touch()
    (tmp_path / "motcua" / "__init__.py").touch()
    return tmp_path


def test_a_later_room_may_import_an_earlier_one(house: Path):
    (house / "motcua/worktime/deadline.py").write_text("import motcua.kernel\n")
    assert lint(house).returncode == 0


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("kernel/clock.py", "import motcua.worktime"),
        ("worktime/rules.py", "import django"),
        ("stray/__init__.py", "import motcua.kernel"),
    ],
    ids=["an earlier room reaches up", "a rule knows Django", "a room the design does not name"],
)
def test_a_breach_is_refused(house: Path, file: str, line: str):
    path = house / "motcua" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(line + "\n")
    assert lint(house).returncode != 0
