"""Thousands of light watchers in one process: `python -m motcua.conf.bench.watching PORT ADDRESS WATCHERS`.

Says "ready" when every stream is open, listens until its standard input ends, then prints JSON: number → when each watcher
heard of its call, by CLOCK_MONOTONIC, which all processes of a machine share.
"""

import asyncio
import json
import re
import resource
import sys
import time
from collections import defaultdict
from typing import cast

import uvloop

HOST = "127.0.0.1"
_AT_ONCE = 100
_SPARE_FILES = 200
_OPEN = b"retry:"
_CALLED = b'"movement":"called"'
_NUMBER = re.compile(rb'"number":"([A-Z]+\d+)"')

Heard = defaultdict[str, list[float]]


class Watcher(asyncio.Protocol):
    """One browser's stream, as little of it as there can be."""

    def __init__(self, request: bytes, heard: Heard) -> None:
        self._request, self._heard, self._rest = request, heard, b""
        self.opened = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast("asyncio.Transport", transport).write(self._request)  # uvloop's is one without saying so

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(exc or ConnectionError("the stream ended before it began"))

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        if not self.opened.done() and _OPEN in data:
            self.opened.set_result(None)
        *frames, self._rest = (self._rest + data).split(b"\n\n")
        for frame in frames:
            if _CALLED in frame and (found := _NUMBER.search(frame)):
                self._heard[found[1].decode()].append(now)


async def watch(port: int, address: str, watchers: int) -> Heard:
    """Open the streams, say so, listen until the end of the input."""
    loop, heard, gate = asyncio.get_running_loop(), Heard(list), asyncio.Semaphore(_AT_ONCE)
    request = f"GET {address} HTTP/1.1\r\nHost: {HOST}:{port}\r\n\r\n".encode()
    kept = []

    async def join() -> None:
        async with gate:
            transport, watcher = await loop.create_connection(lambda: Watcher(request, heard), HOST, port)
            kept.append(transport)
            await watcher.opened

    await asyncio.gather(*(join() for _ in range(watchers)))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    return heard


def allow_files(wanted: int) -> None:
    """Raise this process's limit of open files as far as it may be."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard) if hard > 0 else wanted, hard))


def _main() -> None:
    port, address, watchers = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    allow_files(watchers + _SPARE_FILES)
    json.dump(uvloop.run(watch(port, address, watchers)), sys.stdout)


if __name__ == "__main__":
    _main()
