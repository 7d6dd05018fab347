"""Runs a centre's processes together: one terminal, one Ctrl-C, nothing left behind (ADR 13).

Every line a child writes appears as "name | line". A child that dies is started again, later each time it dies young.
Children end when this process does: asked to on a signal, by the kernel when it is killed (PR_SET_PDEATHSIG).
"""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import TextIO

from motcua.foundation import processes

BACK_OFF = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before the n-th start in a row."""
GROWN_UP = 60.0
"""Seconds after which a death counts as the first again."""
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
COLOURS = (36, 32, 35, 33, 34, 31)
LINE_LIMIT = 64 * 1024

Spawn = Callable[[int], subprocess.Popen[bytes]]
"""Starts a process that writes both its outputs to the given descriptor."""


class Stopped(Exception):  # noqa: N818 - a way out, not an error
    """Somebody asked the centre to stop while it was starting."""


def command(arguments: Sequence[str], environment: dict[str, str]) -> Spawn:
    """A child that is an ordinary program, in a session of its own so that the terminal's Ctrl-C reaches only us."""

    def spawn(output: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own command lines
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
            start_new_session=True,
            preexec_fn=processes.dies_with_parent(signal.SIGTERM),  # noqa: PLW1509 - this process has one thread
        )

    return spawn


@dataclass(eq=False)
class Child:
    """One process and how to start and stop it. `stopping` is a list of signals with the seconds given to each.

    One that `outlives` the others (their database) is stopped after them.
    """

    name: str
    spawn: Spawn
    stopping: tuple[tuple[signal.Signals, float], ...] = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))
    restart: bool = True
    outlives: bool = False
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    deaths: int = 0
    pipe: int = -1
    rest: bytes = b""

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.returncode is None


@dataclass
class Supervisor:
    """Owns the children. Only its own main thread may call it."""

    out: TextIO = field(default_factory=lambda: sys.stdout)
    on_change: Callable[[dict[str, int]], None] | None = None
    children: list[Child] = field(default_factory=list)
    signals: int = 0

    def __post_init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._wake, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._selector.register(self._wake, selectors.EVENT_READ, None)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        for sign in STOP_SIGNALS:
            if sign is not signal.SIGHUP or signal.getsignal(sign) is not signal.SIG_IGN:  # nohup means it
                signal.signal(sign, self._asked_to_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        processes.adopt_orphans()

    def start(self, child: Child) -> None:
        """Start a child and keep it running."""
        self.children.append(child)
        self._spawn(child)

    def say(self, text: str, name: str = "motcua") -> None:
        """Write lines under a name; a terminal that has gone away is no reason to stop."""
        label = f"{name:<8} | "
        if self.out.isatty():
            names = ["motcua", *(child.name for child in self.children)]
            label = f"\033[{COLOURS[names.index(name) % len(COLOURS)]}m{label}\033[0m"
        with suppress(OSError, ValueError):
            self.out.write("".join(f"{label}{line}\n" for line in text.splitlines()))
            self.out.flush()

    def run_once(self, name: str, spawn: Spawn) -> int:
        """Run a process to its end, its lines shown like a child's; returns its exit code. Stopped when asked to stop."""
        child = Child(name, spawn, restart=False)
        self.start(child)
        self.until(lambda: not child.running, float("inf"))
        self.children.remove(child)
        assert child.process is not None
        return child.process.returncode

    def until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Keep everything running until `condition` holds; False after `seconds`. Stopped when asked to stop."""
        deadline = time.monotonic() + seconds
        while not condition():
            if self.signals:
                raise Stopped
            if time.monotonic() > deadline:
                return False
            self._turn(0.1)
        return True

    def run(self) -> None:
        """Keep everything running until a signal asks to stop."""
        while not self.signals:
            self._turn(1.0)

    def stop(self) -> None:
        """Stop the children, those that outlive the others last; a second signal hurries."""
        for child in self.children:
            child.restart = False
        for last in (False, True):
            self._stop_together([child for child in self.children if child.outlives is last])
        self._reap()

    def _stop_together(self, group: list[Child]) -> None:
        steps = {child: 0 for child in group if child.running}
        deadlines = dict.fromkeys(steps, 0.0)
        while any(child.running for child in steps):
            for child in [child for child in steps if child.running]:
                hurried = self.signals > 1 and steps[child] < len(child.stopping)
                if time.monotonic() >= deadlines[child] or hurried:
                    step = min(steps[child], len(child.stopping) - 1)
                    sign, patience = child.stopping[step]
                    self._signal(child, sign)
                    steps[child], deadlines[child] = step + 1, time.monotonic() + (0.5 if hurried else patience)
            self._turn(0.05)

    def _signal(self, child: Child, sign: signal.Signals) -> None:
        """To the child, which tells its own; only a kill goes to the whole group, since nothing can be told after it."""
        assert child.process is not None
        with suppress(ProcessLookupError):
            if sign is signal.SIGKILL:
                os.killpg(child.process.pid, sign)
            else:
                os.kill(child.process.pid, sign)

    def _turn(self, seconds: float) -> None:
        """One round: pass on what was written, bury the dead, start those whose time has come."""
        for key, _ in self._selector.select(seconds):
            if key.data is None:
                with suppress(BlockingIOError):
                    os.read(self._wake, 1024)
            else:
                self._read(key.data)
        self._reap()
        now = time.monotonic()
        for child in self.children:
            if not child.running and child.restart and now >= child.due:
                self._spawn(child)

    def _spawn(self, child: Child) -> None:
        reading, writing = os.pipe2(os.O_CLOEXEC)
        try:
            child.process = child.spawn(writing)
        finally:
            os.close(writing)
        os.set_blocking(reading, False)
        child.pipe = reading
        self._selector.register(reading, selectors.EVENT_READ, child)
        child.started = time.monotonic()
        self._tell_change()

    def _read(self, child: Child) -> bool:
        """Pass on what the child has written; returns whether there may be more."""
        try:
            data = os.read(child.pipe, LINE_LIMIT)
        except BlockingIOError:
            return False
        *lines, child.rest = (child.rest + data).split(b"\n")
        if not data or len(child.rest) > LINE_LIMIT:
            lines, child.rest = [*lines, child.rest], b""
        text = b"\n".join(lines).decode("utf-8", "replace")
        if text.strip():
            self.say(text, child.name)
        if not data:  # it closed its outputs and may run on
            self._ignore(child)
        return bool(data)

    def _ignore(self, child: Child) -> None:
        with suppress(KeyError):
            self._selector.unregister(child.pipe)

    def _close_pipe(self, child: Child) -> None:
        while self._read(child):
            pass
        self._ignore(child)
        os.close(child.pipe)

    def _reap(self) -> None:
        """Bury every dead child and adopted grandchild. A dead child's group goes with it: orphaned workers hold its port."""
        while True:
            try:
                dead = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if dead is None:
                return
            child = next((one for one in self.children if one.process and one.process.pid == dead.si_pid), None)
            if child is None:
                os.waitpid(dead.si_pid, 0)
            else:
                self._bury(child)

    def _bury(self, child: Child) -> None:
        assert child.process is not None
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.process.pid, signal.SIGKILL)
        code = child.process.wait()
        self._close_pipe(child)
        now = time.monotonic()
        child.deaths = 1 if now - child.started > GROWN_UP else child.deaths + 1
        child.due = now + BACK_OFF[min(child.deaths, len(BACK_OFF)) - 1]
        if child.restart and not self.signals:
            self.say(f"{child.name} đã dừng (mã {code}), chạy lại sau {child.due - now:.1f} giây.")
        self._tell_change()

    def _tell_change(self) -> None:
        if self.on_change:
            self.on_change(self.pids())

    def pids(self) -> dict[str, int]:
        """The process numbers of the children that run."""
        return {child.name: child.process.pid for child in self.children if child.process and child.running}

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.signals += 1
