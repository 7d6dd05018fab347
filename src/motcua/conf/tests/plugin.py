"""Gives a test run its settings before Django reads them: a demo, in a home of its own that is thrown away."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

homes: list[Path] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Runs before pytest-django loads the settings; the workers of xdist inherit the environment made here."""
    os.environ.setdefault("MOTCUA_DEMO", "1")
    if "PYTEST_XDIST_WORKER" not in os.environ:
        home = Path(tempfile.mkdtemp(prefix="motcua-test-"))
        (home / "static").mkdir()
        os.environ["MOTCUA_HOME"] = str(home)
        homes.append(home)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    for home in homes:
        shutil.rmtree(home)
