"""Many texts spoken by a few processes, which load voice and library once: starting one a text costs more than speaking it."""

import os
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

LENGTH = struct.Struct("<I")
"""Before each prompt on the pipe: its bytes."""

_SPEAKER = "motcua.hotline.prompts.speaker"
_AT_ONCE = 32
"""Texts written before their prompts are read: well within a pipe's 64 KB."""
_MOST_PROCESSES = 4
_WORTH_A_PROCESS = 64

_Speaker = subprocess.Popen[bytes]


def spoken(voice: str, texts: Sequence[str]) -> Iterator[bytes]:
    """The prompts of the texts, in their order. Raises ChildProcessError when a process gives up."""
    wanted = max(1, min(_MOST_PROCESSES, os.cpu_count() or 1, len(texts) // _WORTH_A_PROCESS))
    speakers = [_start(voice) for _ in range(wanted)]
    idle: SimpleQueue[_Speaker] = SimpleQueue()
    for speaker in speakers:
        idle.put(speaker)
    try:
        with ThreadPoolExecutor(wanted) as threads:
            runs = [texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE)]
            for prompts in threads.map(lambda run: _asked(idle, run), runs):
                yield from prompts
    finally:
        for speaker in speakers:
            speaker.kill()
            speaker.communicate()


def _start(voice: str) -> _Speaker:
    command = [sys.executable, "-m", _SPEAKER, voice]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves


def _asked(idle: "SimpleQueue[_Speaker]", texts: Sequence[str]) -> list[bytes]:
    speaker = idle.get()
    try:
        assert speaker.stdin is not None
        speaker.stdin.write("".join(f"{' '.join(text.split())}\n" for text in texts).encode())
        speaker.stdin.flush()
        return [_prompt(speaker) for _ in texts]
    except BrokenPipeError as error:
        raise ChildProcessError("a process that speaks prompts has ended") from error
    finally:
        idle.put(speaker)


def _prompt(speaker: _Speaker) -> bytes:
    assert speaker.stdout is not None
    head = speaker.stdout.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise ChildProcessError("a process that speaks prompts has ended")
    return speaker.stdout.read(LENGTH.unpack(head)[0])
