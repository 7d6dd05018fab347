"""Carries live messages from the database to the watchers of this process."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Self

import orjson
import psycopg

from motcua.foundation.live.messages import NOTIFY_CHANNEL

HEARTBEAT_SECONDS = 15.0
"""Proxies and phones drop a stream that is silent for longer, and a lost watcher is noticed by writing to it."""

BEAT_SECONDS = 2.0
"""A board that is watched closely says after five seconds that it hears nothing: two beats may be late."""

_REMEMBERED = 20_000
_POLL_SECONDS = 2.0
_RECONNECT_SECONDS = 1.0


def chunk(frames: bytes) -> bytes:
    """Frames as HTTP/1.1 sends what it knows no length of."""
    return b"%x\r\n%s\r\n" % (len(frames), frames)


_HEARTBEAT = chunk(b": \n\n")
_BEAT = chunk(b"event: beat\ndata: {}\n\n")
RESET = b"event: reset\nid: %d\ndata: {}\n\n"
"""Tells a page that messages were missed which nobody remembers any more: it loads its data again."""

_AFTER = "SELECT id, channel, data FROM foundation_liveevent WHERE id > %s ORDER BY id"
_LATEST = f"SELECT * FROM (SELECT id, channel, data FROM foundation_liveevent ORDER BY id DESC LIMIT {_REMEMBERED}) newest ORDER BY id"  # noqa: S608 - a constant of this file

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Message:
    id: int
    channel: str
    frame: bytes
    """As a chunk, made once for all watchers."""

    @classmethod
    def from_row(cls, row: tuple[Any, ...]) -> Self:
        number, channel, data = row
        body = orjson.dumps({"channel": channel, "data": data})
        return cls(number, channel, chunk(b"id: %d\ndata: %s\n\n" % (number, body)))


@dataclass(eq=False, slots=True)
class Watcher:
    """One open stream. `write` takes chunks and never waits; `end` closes it after what was written."""

    channels: frozenset[str]
    write: Callable[[bytes], object]
    end: Callable[[], object]
    closely: bool = False
    """Told every BEAT_SECONDS, in an event that a page sees, that the hub follows the database."""


class Hub:
    """Reads the database over one connection of its own and hands every message to those who watch its channel."""

    def __init__(self, connection_parameters: Callable[[], dict[str, Any]]) -> None:
        self._parameters = connection_parameters
        self._watchers: dict[str, set[Watcher]] = {}
        self._recent: deque[_Message] = deque(maxlen=_REMEMBERED)
        self._last = 0
        self._ready = asyncio.Event()
        self._following = False

    def join(self, watcher: Watcher, last_event_id: int | None) -> None:
        """Start a watcher, first with what it has missed since `last_event_id`."""
        if watcher.closely and self._following:
            watcher.write(_BEAT)
        for frame in self._missed(watcher.channels, last_event_id):
            watcher.write(frame)
        for channel in watcher.channels:
            self._watchers.setdefault(channel, set()).add(watcher)

    def leave(self, watcher: Watcher) -> None:
        for channel in watcher.channels:
            watchers = self._watchers.get(channel, set())
            watchers.discard(watcher)
            if not watchers:
                self._watchers.pop(channel, None)

    async def dismiss(self) -> None:
        """End every stream and wait until each has said goodbye: the server waits for them before it stops."""
        while watchers := self._everyone():
            for watcher in watchers:
                watcher.end()
            await asyncio.sleep(0.05)

    def _everyone(self) -> set[Watcher]:
        return set().union(*self._watchers.values())

    async def ready(self) -> None:
        """Wait until the hub knows what was said lately, so that a watcher who comes back misses nothing."""
        await self._ready.wait()

    async def run(self) -> None:
        """Follow the database until cancelled; when it is away, the watchers stay and are told afterwards."""
        while True:
            try:
                await self._follow()
            except psycopg.Error as error:  # away, or its tables are not there yet: both pass
                self._following = False
                _log.warning("The live hub can't follow the database (%s); it tries again", type(error).__name__)
            await asyncio.sleep(_RECONNECT_SECONDS)

    async def beat(self) -> None:
        """Keep silent streams open until cancelled; a board hears no beat from a hub that has lost the database."""
        rounds = 0
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            rounds += 1
            everyone = rounds * BEAT_SECONDS >= HEARTBEAT_SECONDS
            rounds = 0 if everyone else rounds
            for watcher in self._everyone():
                if watcher.closely and self._following:
                    watcher.write(_BEAT)
                elif everyone:
                    watcher.write(_HEARTBEAT)

    async def _follow(self) -> None:
        async with await psycopg.AsyncConnection.connect(**self._parameters(), autocommit=True) as connection:
            await connection.execute(f"LISTEN {NOTIFY_CHANNEL}")
            while True:
                await self._catch_up(connection)
                self._ready.set()
                self._following = True
                async for _ in connection.notifies(timeout=_POLL_SECONDS, stop_after=1):
                    pass

    async def _catch_up(self, connection: psycopg.AsyncConnection[tuple[Any, ...]]) -> None:
        known = self._ready.is_set()
        cursor = await (connection.execute(_AFTER, [self._last]) if known else connection.execute(_LATEST))
        for row in await cursor.fetchall():
            message = _Message.from_row(row)
            self._last = message.id
            self._recent.append(message)
            for watcher in tuple(self._watchers.get(message.channel, ())):
                watcher.write(message.frame)

    def _missed(self, channels: frozenset[str], last_event_id: int | None) -> list[bytes]:
        if last_event_id is None or last_event_id == self._last:
            return []
        if not self._recent or self._recent[0].id > last_event_id:
            return [chunk(RESET % self._last)]
        newer = list(takewhile(lambda message: message.id > last_event_id, reversed(self._recent)))
        return [message.frame for message in reversed(newer) if message.channel in channels]
