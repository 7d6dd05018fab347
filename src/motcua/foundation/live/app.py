"""The live hub as an ASGI application: `GET /truc-tiep?ticket=…` is a stream of server-sent events.

A page names in `after` the last message that its content holds already, since a browser sends Last-Event-ID only when it
comes back by itself. With `beat=1` it hears every two seconds that the stream is alive.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from time import time
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from motcua.foundation.live.hub import Hub, Watcher
from motcua.foundation.live.tickets import PATH, Grant, read_ticket
from motcua.kernel.errors import NotAllowedError

EXPIRED = b"event: expired\ndata: {}\n\n"
"""Tells a page that its ticket's time is over: it asks for a new one and comes back."""

_RETRY = b"retry: 2000\n\n"


def create_app(connection_parameters: Callable[[], dict[str, Any]], web_origins: Collection[str]) -> Starlette:
    """The application; whoever serves it calls `app.state.hub.dismiss()` before it stops the server.

    Args:
        connection_parameters: gives the keyword arguments of `psycopg.connect` for the hub's connection.
        web_origins: the origins whose pages may listen, "https://motcua.example"; no other page can read a stream.
    """
    hub = Hub(connection_parameters)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(hub.run()), asyncio.create_task(hub.beat())]
        yield
        for task in tasks:
            task.cancel()

    async def stream(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin is not None and origin not in web_origins:
            return PlainTextResponse("origin not allowed", 403)
        headers = _headers(origin)
        try:
            grant = read_ticket(request.query_params.get("ticket", ""))
        except NotAllowedError as refusal:
            return PlainTextResponse(refusal.message_vi, 403, headers)
        await hub.ready()
        closely = request.query_params.get("beat") == "1"
        return _Stream(lambda: hub.join(grant.channels, _last_event_id(request), closely=closely), hub, grant, headers)

    app = Starlette(routes=[Route(PATH, stream, methods=["GET"])], lifespan=lifespan)
    app.state.hub = hub
    return app


class _Stream(Response):
    """Writes a watcher's frames until the client leaves, the ticket's time is over or the hub closes."""

    def __init__(self, join: Callable[[], Watcher], hub: Hub, grant: Grant, headers: dict[str, str]) -> None:
        super().__init__(media_type="text/event-stream", headers=headers)
        del self.headers["content-length"]
        self._join, self._hub, self._grant = join, hub, grant

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope
        watcher = self._join()
        client = asyncio.create_task(_end_with_client(receive, watcher))
        ticket = asyncio.get_running_loop().call_later(self._grant.expires_at - time(), _expire, watcher)
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            await self._write(_RETRY, send)
            while frames := await watcher.take():
                await self._write(frames, send)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._hub.leave(watcher)
            client.cancel()
            ticket.cancel()

    @staticmethod
    async def _write(frames: bytes, send: Send) -> None:
        await send({"type": "http.response.body", "body": frames, "more_body": True})


async def _end_with_client(receive: Receive, watcher: Watcher) -> None:
    # Nobody else notices: a server goes on writing to a socket whose client has gone.
    while (await receive())["type"] != "http.disconnect":
        pass
    watcher.end()


def _expire(watcher: Watcher) -> None:
    watcher.put(EXPIRED)
    watcher.end()


def _headers(origin: str | None) -> dict[str, str]:
    headers = {
        "Cache-Control": "no-store",
        "Connection": "close",
        "X-Accel-Buffering": "no",
        "X-Content-Type-Options": "nosniff",
    }
    if origin is not None:
        headers |= {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
    return headers


def _last_event_id(request: Request) -> int | None:
    with suppress(ValueError):
        return int(request.headers.get("last-event-id") or request.query_params.get("after", ""))
    return None
