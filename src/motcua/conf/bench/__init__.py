"""Figures that the product promises, each measured by one bench: `motcua bench NAME --json`.

A bench module defines `BENCH = Bench(name, bar, run)` and is listed in BENCHES. `run` takes the command's further
arguments (files, sizes) and returns an Outcome; a figure's unit is the end of its name ("warm_seconds").
"""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

BENCHES = {
    "calls": "motcua.conf.bench.calls",
    "import": "motcua.conf.bench.importing",
    "intake": "motcua.conf.bench.intake",
    "lists": "motcua.conf.bench.lists",
    "receipt": "motcua.conf.bench.receipt",
    "search": "motcua.conf.bench.searching",
    "simulate": "motcua.conf.bench.simulating",
    "soak": "motcua.conf.bench.telephone.soak",
    "staff": "motcua.conf.bench.staff",
    "start": "motcua.conf.bench.start",
    "status": "motcua.conf.bench.status",
    "telephone": "motcua.conf.bench.telephone.bench",
    "tickets": "motcua.conf.bench.tickets",
    "watchers": "motcua.conf.bench.watchers",
}
"""Name → module, imported only when it is measured."""

Figure = float | int | str


@dataclass(frozen=True)
class Outcome:
    """What was measured, and whether it reaches the bar."""

    figures: dict[str, Figure]
    ok: bool


@dataclass(frozen=True)
class Bench:
    """`bar` names figures and says in words what each has to be, as in {"warm_seconds": "< 10"}."""

    name: str
    bar: dict[str, str]
    run: Callable[[Sequence[str]], Outcome]


def find(name: str) -> Bench:
    """The bench called `name`; KeyError when there is none."""
    bench = importlib.import_module(BENCHES[name]).BENCH
    assert isinstance(bench, Bench)
    return bench
