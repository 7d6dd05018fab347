"""The live process's server: `GET /truc-tiep?ticket=…` is a stream of server-sent events. Nothing else is served.

A page names in `after` the last message that its content holds already, since a browser sends Last-Event-ID only when it
comes back by itself. With `beat=1` it hears every two seconds that the stream is alive.

Written straight to sockets: five thousand watchers hear of a call within a tenth of a second, where through a general server each
of them costs a task, a queue and a future (ADR 4).
"""

import asyncio
from collections.abc import Collection
from contextlib import suppress
from http import HTTPStatus
from time import time
from typing import cast
from urllib.parse import parse_qs, urlsplit

from motcua.foundation.live.hub import Hub, Watcher, chunk
from motcua.foundation.live.tickets import PATH, Grant, read_ticket
from motcua.kernel.errors import NotAllowedError

EXPIRED = chunk(b"event: expired\ndata: {}\n\n")
"""Tells a page that its ticket's time is over: it asks for a new one and comes back."""
REQUEST_SECONDS = 10.0
"""In which a client has to say what it wants."""

_LONGEST_REQUEST = 16 * 1024
_UNREAD = 256 * 1024
"""Octets that wait for one client; one that is further behind is let go and resumes with its Last-Event-ID."""
_RETRY = chunk(b"retry: 2000\n\n")
_LAST_CHUNK = b"0\r\n\r\n"
_HEADERS = (
    "Cache-Control: no-store\r\nConnection: close\r\nX-Accel-Buffering: no\r\nX-Content-Type-Options: nosniff\r\n"
)


class Stream(asyncio.Protocol):
    """One client: its request is read, then the hub writes to it until it leaves, its ticket's time is over or the hub closes."""

    def __init__(self, hub: Hub, web_origins: Collection[str]) -> None:
        self._hub, self._origins = hub, web_origins
        self._request: bytes | None = b""
        self._watcher: Watcher | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one without saying so
        self._transport.set_write_buffer_limits(high=_UNREAD)
        self._timer = asyncio.get_running_loop().call_later(REQUEST_SECONDS, self._transport.abort)

    def pause_writing(self) -> None:
        self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        if self._watcher is not None:
            self._hub.leave(self._watcher)
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            self._task.cancel()

    def data_received(self, data: bytes) -> None:
        if self._request is None:  # a stream has no more to say
            return
        self._request += data
        if len(self._request) > _LONGEST_REQUEST:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the request is too long")
        elif b"\r\n\r\n" in self._request:
            request, self._request = self._request, None
            self._answer(*_read(request))

    def _answer(self, method: str, target: str, headers: dict[str, str]) -> None:
        origin = headers.get("origin")
        address = urlsplit(target)
        query = {name: values[-1] for name, values in parse_qs(address.query).items()}
        if address.path != PATH:
            return self._refuse(HTTPStatus.NOT_FOUND, "nothing here")
        if method != "GET":
            return self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, "GET only")
        if origin is not None and origin not in self._origins:
            return self._refuse(HTTPStatus.FORBIDDEN, "origin not allowed")
        try:
            grant = read_ticket(query.get("ticket", ""))
        except NotAllowedError as refusal:
            return self._refuse(HTTPStatus.FORBIDDEN, refusal.message_vi, origin)
        last = _number(headers.get("last-event-id")) or _number(query.get("after"))
        self._task = asyncio.create_task(self._begin(grant, last, origin, closely=query.get("beat") == "1"))
        return None

    async def _begin(self, grant: Grant, last: int | None, origin: str | None, *, closely: bool) -> None:
        await self._hub.ready()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n{_HEADERS}"
        self._transport.write(f"{head}{_for_origin(origin)}\r\n".encode() + _RETRY)
        assert self._timer is not None
        self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(grant.expires_at - time(), self._expire)
        self._watcher = Watcher(grant.channels, self._transport.write, self._end, closely)
        self._hub.join(self._watcher, last)

    def _expire(self) -> None:
        self._transport.write(EXPIRED)
        self._end()

    def _end(self) -> None:
        if not self._transport.is_closing():
            self._transport.write(_LAST_CHUNK)
            self._transport.close()

    def _refuse(self, status: HTTPStatus, text: str, origin: str | None = None) -> None:
        body = text.encode()
        head = f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        self._request = None
        self._transport.write(f"{head}{_HEADERS}{_for_origin(origin)}\r\n".encode() + body)
        self._transport.close()


def _read(request: bytes) -> tuple[str, str, dict[str, str]]:
    """Method, target and headers, by small names; what can't be read is empty."""
    first, *lines = request.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    method, _space, rest = first.partition(" ")
    headers = {name.strip().lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
    return method, rest.partition(" ")[0], headers


def _for_origin(origin: str | None) -> str:
    return f"Access-Control-Allow-Origin: {origin}\r\nVary: Origin\r\n" if origin is not None else ""


def _number(text: str | None) -> int | None:
    with suppress(ValueError):
        return int(text or "")
    return None
