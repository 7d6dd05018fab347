"""What a client of the load sends and hears."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field

FAILED = 0
"""The status of an answer that never came whole."""
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


@dataclass(frozen=True, slots=True)
class Response:
    """An answer as it came. `status` is FAILED, and the rest empty, when none did."""

    status: int
    head: bytes = b""
    """The status line and the header lines."""
    body: bytes = b""

    @property
    def ok(self) -> bool:
        """Whether it is a success or a redirect."""
        return 200 <= self.status < 400  # noqa: PLR2004 - the bounds of HTTP's own classes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def headers(self, name: str) -> list[str]:
        """Every value of a header, in their order."""
        wanted = name.lower()
        lines = (line.partition(":") for line in self.head.decode("latin-1").split("\r\n")[1:])
        return [value.strip() for found, _colon, value in lines if found.lower() == wanted]

    def header(self, name: str) -> str | None:
        """The first value of a header."""
        return next(iter(self.headers(name)), None)


NO_ANSWER = Response(FAILED)


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a script. `path` is percent-encoded already; Host and Content-Length are added."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    name: str = ""
    """Requests of one name have percentiles of their own in the report."""
    think: float = 0.0
    """Seconds before it is sent, which are not part of its time."""
    check: Callable[[Response], bool] | None = None
    """Whether an answer of a good status says what it should; without it, any does."""

    def encoded(self, host: str) -> bytes:
        """The bytes to send."""
        lines = "".join([f"{name}: {value}\r\n" for name, value in self.headers.items()])
        length = f"Content-Length: {len(self.body)}\r\n" if self.body or self.method in _WITH_BODY else ""
        head = f"{self.method} {self.path} HTTP/1.1\r\nHost: {host}\r\n{lines}{length}\r\n"
        return head.encode("ascii") + self.body


Script = Generator[Request, Response, None]
"""What one client does: it yields a request and is handed the answer; when it returns, the client has finished.

    def look_up(client: int, clients: int, *, pairs: list[list[str]]) -> Script:
        for code, token in itertools.cycle(pairs[client::clients]):
            yield Request("GET", f"/api/v1/status/{code}?token={token}")

A load names such a function as "module:look_up" and gives its further arguments as JSON.
"""
