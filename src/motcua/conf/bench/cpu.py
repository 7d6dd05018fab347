"""CPU that processes have spent, from /proc."""

import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class _Process:
    parent: int
    own: float
    """Seconds, in its own code and in the kernel."""
    ended: float
    """Seconds of its children that have ended and were waited for."""


def seconds_of_trees(roots: Mapping[str, int]) -> dict[str, float]:
    """Seconds of CPU of each process and all its descendants since they began, those that have ended included."""
    processes = _processes()
    children: defaultdict[int, list[int]] = defaultdict(list)
    for pid, process in processes.items():
        children[process.parent].append(pid)

    def total(pid: int) -> float:
        process = processes.get(pid)
        below = sum(total(child) for child in children[pid])
        return below + (process.own + process.ended if process else 0.0)

    return {name: total(pid) for name, pid in roots.items()}


def seconds_of(pid: int) -> float:
    """Seconds of CPU of one process alone; 0 when it has ended."""
    found = _read(Path("/proc") / str(pid))
    return found.own if found else 0.0


def seconds_of_ended_children() -> float:
    """Seconds of CPU of this process's children that have ended, and of theirs: commands that a bench has run."""
    spent = os.times()
    return spent.children_user + spent.children_system


def seconds_of_machine() -> float:
    """Seconds that the cores together have been busy since the machine began, with those that its host took away."""
    ticks = [int(number) for number in Path("/proc/stat").read_text("ascii").partition("\n")[0].split()[1:9]]
    idle, waiting_for_disks = ticks[3:5]
    return (sum(ticks) - idle - waiting_for_disks) / _TICKS


def _processes() -> dict[int, _Process]:
    found = {int(entry.name): _read(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    return {pid: process for pid, process in found.items() if process}


def _read(entry: Path) -> _Process | None:
    """The process, None when it has just ended; field numbers as in proc(5), less the two before the state."""
    try:
        fields = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return None
    user, system, user_ended, system_ended = (int(ticks) / _TICKS for ticks in fields[11:15])
    return _Process(int(fields[1]), user + system, user_ended + system_ended)
