"""The dialogue process: answers what calls ask, in a few threads with a database connection each.

It keeps the records too, so that the process which speaks never touches the database.
"""

import asyncio
import logging
import socket
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from django.db import connections

from motcua.hotline.dialogue import LATER, Asked, Reply, answer
from motcua.hotline.services.records import Ended, keep_record, note_node
from motcua.hotline.serving import wire
from motcua.kernel import clock

log = logging.getLogger(__name__)
THREADS = 4
T = TypeVar("T")


class Dialogue:
    """Serve with `serve`, end with `close`."""

    def __init__(self, threads: int = THREADS) -> None:
        self._threads = ThreadPoolExecutor(threads, "dialogue")
        self._server: asyncio.Server | None = None
        self._working: set[asyncio.Task[None]] = set()

    async def serve(self, path: Path) -> None:
        """Listen at `path`, for processes of the same user only."""
        self._server = await asyncio.start_unix_server(self._take, sock=_private(path), limit=wire.LONGEST_LINE)

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in list(self._working):
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)
        self._threads.shutdown(wait=True)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        me = asyncio.current_task()
        assert me is not None
        self._working.add(me)
        try:
            while data := await reader.readline():
                task = asyncio.create_task(self._handle(data, writer))
                self._working.add(task)
                task.add_done_callback(self._working.discard)
        except (ConnectionError, ValueError, asyncio.CancelledError):
            log.info("A telephone process has gone")
        finally:
            self._working.discard(me)
            writer.close()

    async def _handle(self, data: bytes, writer: asyncio.StreamWriter) -> None:
        try:
            message = wire.read(data)
        except ValueError:
            log.warning("A line that isn't ours came to the dialogue")
            return
        loop = asyncio.get_running_loop()
        if "question" in message:
            reply = await loop.run_in_executor(self._threads, _answered, message)
            if not writer.is_closing():
                writer.write(wire.line(reply))
        else:
            await loop.run_in_executor(self._threads, _noted, message)


def _private(path: Path) -> socket.socket:
    """A Unix socket that only this user may speak to; one that a dead process left is taken away."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.bind(str(path))
    path.chmod(0o600)
    return made


def _answered(message: Mapping[str, Any]) -> dict[str, Any]:
    reply = safely(lambda: answer(str(message["question"]), Asked(message.get("slots", {}), clock.now())))
    reply = reply or Reply(LATER)
    return {
        "id": message["id"],
        "outcome": reply.outcome,
        "said": [fragment.name for fragment in reply.said],
        "slots": dict(reply.slots),
    }


def _noted(message: Mapping[str, Any]) -> None:
    if (talked := message.get("talked")) is not None:
        began = datetime.fromisoformat(talked["began_at"])
        ended = Ended(**{**talked, "began_at": began, "way": tuple(talked["way"])})
        safely(lambda: keep_record(ended))
    elif (node := message.get("node")) is not None:
        safely(lambda: note_node(node["name"], node))


def safely(work: Callable[[], T]) -> T | None:
    """Whatever fails is logged without what was typed, and the caller hears that it can't be told now."""
    try:
        return work()
    except Exception:
        log.exception("A question of a call could not be answered")
        return None
    finally:
        connections.close_all()  # back to the pool
