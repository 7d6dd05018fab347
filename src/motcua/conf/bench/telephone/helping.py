"""Processes that a bench of the telephone has beside it, each asked by lines and answering with JSON."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from motcua.conf.bench.telephone import exchange


class Helper:
    """A process that answers each line with a JSON object."""

    def __init__(self, module: str, orders: str) -> None:
        command = [sys.executable, "-P", "-m", module, orders]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
        self.first = self._answer()

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, line: str) -> dict[str, Any]:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("a process of the bench has ended; see above")
        told: dict[str, Any] = json.loads(line)
        return told

    def stop(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


@contextmanager
def helper(module: str, orders: str) -> Iterator[Helper]:
    one = Helper(module, orders)
    try:
        yield one
    finally:
        one.stop()


def script_of(called: exchange.Exchange) -> list[tuple[list[int], str, int, int]]:
    levels = exchange.levels(called)
    return [([levels[name] for name in step.awaits], step.keys, step.least_ms, step.most_ms) for step in called.script]
