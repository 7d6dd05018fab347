"""The supervisor owns signals and orphans of its process, so each test runs one in a process of its own."""

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.foundation.processes import alive, wait_until

pytestmark = pytest.mark.process

PREAMBLE = """
import os, signal, sys
from motcua.foundation import supervisor
from motcua.foundation.supervisor import Child, Stopped, Supervisor, command

def python(code):
    return command([sys.executable, "-u", "-c", code], dict(os.environ))
"""


class Run:
    """A supervisor in a process; `text` is what it has written so far."""

    def __init__(self, folder: Path, code: str) -> None:
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", PREAMBLE + textwrap.dedent(code)],
                stdout=log,
                stderr=log,
                cwd=folder,
                start_new_session=True,
            )

    @property
    def text(self) -> str:
        return self.log.read_text("utf-8")

    def says(self, pattern: str, seconds: float = 15) -> re.Match[str]:
        assert wait_until(lambda: re.search(pattern, self.text) is not None, seconds), self.text
        found = re.search(pattern, self.text)
        assert found
        return found

    def pid(self, name: str) -> int:
        return int(self.says(rf"{name} *\| pid (\d+)")[1])

    def ends(self, seconds: float = 15) -> int:
        return self.process.wait(seconds)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[object]:
    runs: list[Run] = []

    def start(code: str) -> Run:
        runs.append(Run(tmp_path, code))
        return runs[-1]

    yield start
    for run in runs:
        if run.process.poll() is None:
            run.process.kill()
            run.process.wait()


SLEEPER = "import os, time; print('pid', os.getpid()); time.sleep(60)"
TWO = f"""
    s = Supervisor()
    s.start(Child("one", python({SLEEPER!r})))
    s.start(Child("two", python({SLEEPER!r})))
    s.run(); s.stop(); s.say("bye")
"""


def test_lines_carry_the_name_of_who_wrote_them(start):
    run = start("""
        s = Supervisor()
        assert s.run_once("a", python("print('first'); print('second', end='')")) == 0
        assert s.run_once("b", python("import sys; print('wrong', file=sys.stderr); sys.exit(3)")) == 3
    """)
    assert run.ends() == 0
    assert run.text.splitlines() == ["a        | first", "a        | second", "b        | wrong"]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(start, sign):
    run = start(TWO)
    pids = [run.pid("one"), run.pid("two")]
    run.process.send_signal(sign)
    assert run.ends() == 0
    assert not any(alive(pid) for pid in pids)
    assert "bye" in run.text


def test_who_outlives_the_others_stops_last(start):
    code = "import os, signal, sys, time; print('pid', os.getpid()); signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.3), print('stopped'), sys.exit())); time.sleep(60)"
    run = start(f"""
        s = Supervisor()
        s.start(Child("base", python({code!r}), outlives=True))
        s.start(Child("top", python({code!r})))
        s.run(); s.stop()
    """)
    run.pid("base"), run.pid("top")
    run.process.terminate()
    assert run.ends() == 0
    assert [line for line in run.text.splitlines() if "stopped" in line] == ["top      | stopped", "base     | stopped"]


def test_a_killed_child_is_started_again(start):
    run = start(TWO)
    first = run.pid("one")
    os.kill(first, signal.SIGKILL)
    run.says(r"one đã dừng \(mã -9\), chạy lại sau 0.5 giây")
    assert wait_until(lambda: len(set(re.findall(r"one +\| pid (\d+)", run.text))) == 2, 10)
    run.process.terminate()
    assert run.ends() == 0


def test_a_child_that_keeps_dying_is_tried_less_and_less_often(start):
    run = start("""
        s = Supervisor()
        s.start(Child("weak", python("print('born')")))
        s.run(); s.stop()
    """)
    run.says("sau 0.5 giây(.|\n)*sau 1.0 giây(.|\n)*sau 2.0 giây")
    run.process.terminate()
    assert run.ends() == 0


def test_a_child_that_ignores_the_request_is_killed(start):
    run = start("""
        s = Supervisor()
        s.start(Child("deaf", python("import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('pid', os.getpid()); time.sleep(60)"),
                      stopping=((signal.SIGTERM, 0.5), (signal.SIGKILL, 5))))
        s.run(); s.stop()
    """)
    deaf = run.pid("deaf")
    run.process.terminate()
    assert run.ends(5) == 0
    assert not alive(deaf)


def test_a_second_signal_hurries(start):
    run = start("""
        s = Supervisor()
        s.start(Child("slow", python("import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('pid', os.getpid()); time.sleep(60)"),
                      stopping=((signal.SIGTERM, 50), (signal.SIGKILL, 5))))
        s.run(); s.stop()
    """)
    run.pid("slow")
    run.process.terminate()
    time.sleep(0.3)
    run.process.terminate()
    assert run.ends(8) == 0


def test_a_killed_supervisor_takes_its_children_with_it(start):
    run = start(TWO)
    pids = [run.pid("one"), run.pid("two")]
    run.process.kill()
    assert wait_until(lambda: not any(alive(pid) for pid in pids), 5)


def test_grandchildren_of_a_killed_child_end_before_it_starts_again(start):
    code = f"import os, subprocess, sys, time; subprocess.Popen([sys.executable, '-u', '-c', {SLEEPER!r}]); print('parent', os.getpid()); time.sleep(60)"
    run = start(f"""
        s = Supervisor()
        s.start(Child("one", python({code!r})))
        s.run(); s.stop()
    """)
    grandchild = run.pid("one")
    parent = int(run.says(r"parent (\d+)")[1])
    os.kill(parent, signal.SIGKILL)
    run.says("chạy lại")
    assert not alive(grandchild)
    run.process.terminate()
    assert run.ends() == 0


def test_an_orphan_that_left_the_group_is_buried(start, tmp_path: Path):
    code = "import os, sys, time; p = os.fork(); (os.setsid(), print('pid', os.getpid()), time.sleep(1)) if p == 0 else time.sleep(0.2); os._exit(0)"
    run = start(f"""
        s = Supervisor()
        s.run_once("one", python({code!r}))
        try:
            s.until(lambda: False, 2)
        except Stopped:
            pass
        s.say("children: " + open(f"/proc/self/task/{{os.getpid()}}/children").read().strip())
    """)
    run.says(r"children: *\n")
    assert run.ends() == 0


def test_asked_to_stop_while_starting(start):
    run = start("""
        s = Supervisor()
        try:
            s.run_once("long", python("import os, time; print('pid', os.getpid()); time.sleep(60)"))
        except Stopped:
            s.stop()
            s.say("left early")
    """)
    long = run.pid("long")
    run.process.terminate()
    assert run.ends() == 0
    assert "left early" in run.text
    assert not alive(long)


def test_a_child_that_closes_its_outputs_costs_no_cpu(start):
    run = start("""
        s = Supervisor()
        s.start(Child("quiet", python("import os, time; print('pid', os.getpid()); os.close(1); os.close(2); time.sleep(60)")))
        try:
            s.until(lambda: False, 1.5)
        except Stopped:
            pass
        s.stop(); s.say(f"cpu {sum(os.times()[:2]):.2f}")
    """)
    assert float(run.says(r"cpu ([\d.]+)")[1]) < 1.0
