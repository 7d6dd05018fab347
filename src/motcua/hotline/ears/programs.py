"""Recognisers as programs of their own: a crash or a leak of theirs harms no call, and they give way to those who speak.

What a program is told, on its standard input, and answers, each a line of JSON:

    ← {"ready": true}                                    once it has loaded what it needs
    → {"rate": 8000, "samples": 12000, "language": "vi"}  then the samples: 16 bits, signed, little-endian
    ← {"text": "đăng ký khai sinh"}                      "" when nothing was understood
"""

import json
import logging
import os
import queue
import selectors
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from motcua.hotline.ears import BusyError, DeafError
from motcua.voice.rtp import g711

log = logging.getLogger(__name__)
TURN_SECONDS = 0.5
"""A caller waits so long for a program that is free; then keys are quicker."""
ANSWER_SECONDS = 3.0
"""The telephone gives up on an answer after four."""
LONGEST_ANSWER = 1 << 16
AGAIN_SECONDS = 10.0
"""Between two starts of a program that fails."""


class Programs:
    """`at_once` programs of this command, each for one caller at a time. `open` starts them, `close` ends them."""

    def __init__(self, command: Sequence[str], at_once: int, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._programs = [_Program(command, answer_seconds) for _ in range(at_once)]
        self._free: queue.LifoQueue[_Program] = queue.LifoQueue()
        for program in self._programs:
            self._free.put(program)

    def open(self) -> None:
        """Start them; they are asked once they are ready."""
        for program in self._programs:
            program.start()

    def close(self) -> None:
        for program in self._programs:
            program.end()

    def recognise(self, sound: bytes) -> str:
        """See `ears.Recogniser`."""
        try:
            program = self._free.get(timeout=TURN_SECONDS)
        except queue.Empty:
            raise BusyError from None
        try:
            return program.ask(sound)
        finally:
            self._free.put(program)


class _Program:
    """One process, asked by one thread at a time."""

    def __init__(self, command: Sequence[str], answer_seconds: float) -> None:
        self._command = ("nice", "-n", "10", *command)
        self._seconds = answer_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._read = b""
        self._started = float("-inf")

    def start(self) -> None:
        self.end()
        self._started = time.monotonic()
        try:
            # What it says of itself on standard error goes where ours does; what callers said must not be in it.
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - the administrator's own
        except OSError as error:
            raise DeafError(f"the recogniser can't be started: {error}") from None
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            os.set_blocking(pipe.fileno(), False)

    def end(self) -> None:
        process, self._process = self._process, None
        self._ready, self._read = False, b""
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            with suppress(OSError):
                pipe.close()
        process.kill()
        process.wait()

    def ask(self, sound: bytes) -> str:
        self._make_ready()
        samples = g711.decode_a(sound).astype("<i2").tobytes()
        head = {"rate": g711.RATE, "samples": len(samples) // 2, "language": "vi"}
        deadline = time.monotonic() + self._seconds
        try:
            self._send(json.dumps(head).encode() + b"\n" + samples, deadline)
            answer = self._answer(deadline)
        except (OSError, ValueError, TimeoutError) as error:
            # An answer that comes later would be taken for that of the next caller.
            self.end()
            raise DeafError(f"the recogniser gave no answer: {error!r}") from None
        return str(answer.get("text", ""))

    def _make_ready(self) -> None:
        """BusyError while it loads; DeafError when it doesn't run, and it is tried again."""
        if self._process is None or self._process.poll() is not None:
            if time.monotonic() - self._started < AGAIN_SECONDS:
                raise DeafError("the recogniser has ended")
            self.start()
        if not self._ready:
            try:
                self._ready = bool(self._answer(time.monotonic()).get("ready"))
            except TimeoutError:
                raise BusyError from None
            except (OSError, ValueError) as error:
                raise DeafError(f"the recogniser doesn't get ready: {error!r}") from None

    def _send(self, data: bytes, deadline: float) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        descriptor = self._process.stdin.fileno()
        while data:
            _wait(descriptor, selectors.EVENT_WRITE, deadline)
            data = data[os.write(descriptor, data) :]

    def _answer(self, deadline: float) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while b"\n" not in self._read:
            _wait(descriptor, selectors.EVENT_READ, deadline)
            piece = os.read(descriptor, LONGEST_ANSWER)
            if not piece or len(self._read) > LONGEST_ANSWER:
                raise ValueError("it ended, or says no lines")
            self._read += piece
        line, _, self._read = self._read.partition(b"\n")
        answer = json.loads(line)
        if not isinstance(answer, dict):
            raise ValueError("no object")  # noqa: TRY004 - what came is wrong, not how this was called
        return answer


def _wait(descriptor: int, event: int, deadline: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, event)
        if not selector.select(max(0.0, deadline - time.monotonic())):
            raise TimeoutError
