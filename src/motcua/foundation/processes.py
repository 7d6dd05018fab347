"""Small things that Linux knows about processes: who dies with whom, who is really behind a number."""

import ctypes
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


def dies_with_parent(sign: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn` that has the kernel send `sign` to the child when this process ends, by whatever death.

    It must run after the change of user, which clears the wish; subprocess calls it there. For parents of one thread:
    the kernel watches the thread that forked.
    """
    parent = os.getpid()

    def before_exec() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, sign.value, 0, 0, 0)
        if os.getppid() != parent:  # it died before the wish was heard
            os.kill(os.getpid(), sign)

    return before_exec


def end_with_parent(sign: signal.Signals) -> None:
    """Have the kernel send `sign` to this process when the one that made it ends: for processes that others fork."""
    _libc.prctl(_PR_SET_PDEATHSIG, sign.value, 0, 0, 0)


def adopt_orphans() -> None:
    """Become the parent of grandchildren whose parent dies, so that they are reaped and can be ended."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def alive(pid: int) -> bool:
    """Whether a process with this number runs; a zombie doesn't."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state not in {"Z", "X"}


def working_in(folder: Path, name: str) -> Iterator[int]:
    """The processes called `name` whose working directory is `folder`, as far as this user may look."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _is(entry, folder, name):
            yield int(entry.name)


def end(pid: int, signs: tuple[tuple[signal.Signals, float], ...]) -> bool:
    """Send each signal in turn and give the process its seconds; returns whether it is gone."""
    for sign, patience in signs:
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            return True
        if wait_until(lambda: not alive(pid), patience):
            return True
    return not alive(pid)


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Look every 20 ms, for at most `seconds`, whether `condition` has come true."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _is(entry: Path, folder: Path, name: str) -> bool:
    try:
        return (entry / "cwd").readlink() == folder and (entry / "comm").read_text("utf-8").strip() == name
    except OSError:
        return False
