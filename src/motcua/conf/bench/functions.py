"""Calls functions of a bench in processes of their own: named "module:function", their arguments and answers JSON."""

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any


def named(name: str) -> Callable[..., Any]:
    """The function called "module:function". ValueError when the name is none, or not a function's."""
    module, colon, function = name.partition(":")
    found = getattr(importlib.import_module(module), function, None) if colon and module else None
    if not callable(found):
        raise ValueError(f"{name!r} names no function as 'module:function'")  # noqa: TRY004 - the name's value is wrong
    return found  # type: ignore[no-any-return]


def call(name: str, arguments: Mapping[str, Any], environ: Mapping[str, str]) -> Any:
    """Call a function in a process with this environment, Django set up; RuntimeError with its last words when it fails.

    What it prints goes to this process's standard error.
    """
    done = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-P", "-m", __name__, name],
        input=json.dumps(arguments).encode(),
        env=environ,
        stdout=subprocess.PIPE,
        stderr=None,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{name} failed with {done.returncode}; see above")
    return json.loads(done.stdout)


def _main() -> None:
    from motcua.conf.cli import setup_django

    answers, sys.stdout = sys.stdout, sys.stderr
    setup_django()
    answer = named(sys.argv[1])(**json.load(sys.stdin))
    json.dump(answer, answers)


if __name__ == "__main__":
    _main()
