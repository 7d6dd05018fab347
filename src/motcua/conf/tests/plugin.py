"""Gives a test run its settings before Django reads them: a demo in a home of its own, on a throwaway PostgreSQL.

With DATABASE_URL set, that server is used instead. Everything made here ends with the run, also when it is killed.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from motcua.foundation.postgres import Server, choose
from motcua.foundation.postgres.place import place_for, remove, throwaway_place
from motcua.foundation.postgres.server import STOPPING
from motcua.foundation.processes import end

TOGETHER = ("tests/journeys/", "tests/faults/", "tests/processes/")
"""Folders whose tests share a browser, a province or a centre that takes a minute to make, and are slow beside each other."""

PREPARED = "prepared"
"""Within the run's home: the home of a demo centre that tests copy, see tests/prepared.py."""

homes: list[Path] = []
servers: list[tuple[Server, subprocess.Popen[bytes]]] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Runs before pytest-django loads the settings; the workers of xdist inherit the environment made here."""
    hypothesis_settings.register_profile("motcua", deadline=None)  # two workers on two cores: an example may wait
    hypothesis_settings.load_profile("motcua")
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    home = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    homes.append(home)
    (home / "static").mkdir()
    os.environ["MOTCUA_HOME"] = str(home)
    os.environ.setdefault("MOTCUA_DEMO", "1")
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = start_server()


class Together(LoadScopeScheduling):
    """Tests of a folder of TOGETHER run one after the other in one process, every other test wherever there is time."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together | None:
    """Ours instead of "loadgroup", whose marks xdist 3.8 loses without a word under pytest 9.2."""
    return Together(config, log) if config.getvalue("dist") == "loadscope" else None


def start_server() -> str:
    """Start a PostgreSQL in memory; returns the address of its database."""
    server = Server(throwaway_place(), choose(os.environ.get("MOTCUA_POSTGRES", "auto"), None), durable=False)
    server.prepare()
    with (server.place.base / "log").open("wb") as log:
        process = server.spawn(log)
    servers.append((server, process))
    server.wait_ready(process)
    server.ensure_database()
    return server.place.database().url


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    for server, process in servers:
        end(process.pid, STOPPING)
        process.wait()
        remove(server.place)
    for home in homes:
        if (home / PREPARED).is_dir():
            remove(place_for(home / PREPARED))
        shutil.rmtree(home)
