"""A demo centre made once in a test run, and copies of it: making one takes a minute of two cores, a copy seconds."""

import fcntl
import os
import shutil
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path

from motcua.conf.bench.place import BenchCentre, temporary_centre
from motcua.conf.bench.watchers import OPEN_HOURS
from motcua.conf.tests.plugin import PREPARED
from motcua.foundation.postgres.place import place_for, remove

SETTINGS = {"MOTCUA_WEB_WORKERS": "1", "MOTCUA_CLOCK": OPEN_HOURS}
_OF_ONE_HOME = shutil.ignore_patterns("postgres", "postgres.id", "run", "run.log")
_MARK = "home"
"""In a folder of data beside others: whose it is."""


def running_copy() -> AbstractContextManager[BenchCentre]:
    """A demo centre on a working morning, whole, until the block ends."""
    return temporary_centre(copy_into, **SETTINGS)


def copy_into(home: Path) -> None:
    """Make this folder the home of a demo centre that was stopped on a working morning."""
    made = _prepared()
    shutil.copytree(made, home, ignore=_OF_ONE_HOME, dirs_exist_ok=True)
    data, copy = place_for(made).base, place_for(home).base
    copy.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "--archive", "--reflink=auto", f"{data}/.", str(copy)], check=True)
    (copy / _MARK).unlink(missing_ok=True)


def _prepared() -> Path:
    """The home of the one that is copied; whoever of the run's processes comes first makes it."""
    home = Path(os.environ["MOTCUA_HOME"]) / PREPARED
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.is_dir():
            half = home.with_suffix(".half")
            half.mkdir()
            centre = BenchCentre(half, **SETTINGS)
            try:
                centre.start()
                centre.wait_whole()
            except BaseException:
                centre.stop()
                remove(place_for(half))
                shutil.rmtree(half)
                raise
            centre.stop()
            half.rename(home)
    return home
