"""A node behind the telephone's edge, as a process: `python -m tests.processes.telephone_node PORT`. Answers every call.

Says "ready"; to a line "calls" it says how many were offered, to "drain" it takes no more.
"""

import asyncio
import sys
from typing import Any

import uvloop

from motcua.voice.sip.agent import Settings
from motcua.voice.sip.call import Call, Cause
from motcua.voice.sip.serving import serve


class Answering:
    def __init__(self) -> None:
        self.offered_calls = 0

    def offered(self, call: Call) -> None:
        self.offered_calls += 1
        call.answer("127.0.0.1", 40_000)

    def talking(self, call: Call) -> None:
        """Nobody speaks here."""

    def ended(self, call: Call, cause: Cause) -> None:
        """Nothing is kept."""


async def main(port: int) -> None:
    handler = Answering()
    running = await serve(handler, Settings("127.0.0.1", port))
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    say("ready")
    while line := await reader.readline():
        if line == b"calls\n":
            say(handler.offered_calls)
        elif line == b"drain\n":
            running.agent.drain()
            say("draining")
    await running.stop()


def say(what: Any) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
