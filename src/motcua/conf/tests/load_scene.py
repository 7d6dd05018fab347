"""A tiny server to load, in the test's own process, and the scripts that its clients follow."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from motcua.conf.bench.load import Load, Report, Request, Response, Script
from motcua.conf.bench.load.clients import Run

HELLO = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
ABORT = b""


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Answer = Callable[[Asked], Awaitable[bytes]]


@dataclass
class TinyServer:
    """Answers each request with the bytes that `answer` gives; ABORT ends the connection instead."""

    answer: Answer
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while asked := await read_request(reader):
                self.asked.append(asked)
                said = await self.answer(asked)
                writer.write(said)
                if said == ABORT or b"Connection: close" in said:
                    break
        except ConnectionError:
            pass
        finally:
            writer.close()


async def read_request(reader: asyncio.StreamReader) -> Asked | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("ascii")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.strip().split("\r\n")
    method, path, _version = first.split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Asked(method, path, headers, await reader.readexactly(int(headers.get("content-length", "0"))))


async def hello(asked: Asked) -> bytes:
    return HELLO


def loaded(answer: Answer = hello, source: str = "gets", **wishes: Any) -> tuple[Report, TinyServer, list[str]]:
    """Load a tiny server in this process: the report, the server and the edges that were told."""
    edges: list[str] = []

    async def play() -> tuple[Report, TinyServer, list[str]]:
        tiny = TinyServer(answer)
        server = await asyncio.start_server(tiny.serve, "127.0.0.1", 0)
        tiny.port = server.sockets[0].getsockname()[1]
        async with server:
            report = await Run(load_of(tiny.port, source, **wishes), edges.append).report()
        return report, tiny, edges

    return asyncio.run(play())


def load_of(port: int, source: str = "gets", **wishes: Any) -> Load:
    defaults: dict[str, Any] = {"clients": 1, "seconds": 0.3, "warm_up": 0.0}
    return Load(f"http://127.0.0.1:{port}", f"{__name__}:{source}", **defaults | wishes)


def gets(client: int, clients: int, *, think: float = 0.0, times: int = 10**9) -> Script:
    for number in range(times):
        yield Request("GET", f"/{client}/{number}", think=think)


def posts(client: int, clients: int) -> Script:
    number = 0
    while True:
        number += 1
        yield Request("POST", "/", {"Idempotency-Key": f"{client}-{number}"}, b'{"note": "x"}', name="post")


def says_hello(response: Response) -> bool:
    return response.body == b"hello"


def checked(client: int, clients: int) -> Script:
    while True:
        yield Request("GET", "/", check=says_hello)


def faulty(client: int, clients: int) -> Script:
    yield Request("GET", "/")
    raise LookupError("a script's own fault")


def faulty_without_answer(client: int, clients: int) -> Script:
    """Its fault shows only when an answer is given up."""
    while (yield Request("GET", "/silent")).ok:
        pass
    raise OSError("a script's own fault")


def unencodable(client: int, clients: int) -> Script:
    yield Request("GET", "/hồ-sơ")


def unhappy_check(client: int, clients: int) -> Script:
    yield Request("GET", "/", check=lambda response: response.body[99] == 0)


def session(client: int, clients: int) -> Script:
    """Signs in, then asks with what it was given; tells the server what it heard."""
    given = yield Request("GET", "/sign-in", name="sign in")
    while True:
        heard = yield Request("GET", "/list", {"Cookie": given.header("set-cookie") or ""}, name="list")
        yield Request("POST", f"/heard/{heard.status}/{heard.text}", name="act")


def database_of(word: str) -> dict[str, object]:
    """A bench's function that looks into its centre's database."""
    from django.db import connection

    sys.stdout.write("a word for the terminal\n")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_staff")
        return {"word": word, "staff": cursor.fetchone()[0], "home": os.environ["MOTCUA_HOME"]}
