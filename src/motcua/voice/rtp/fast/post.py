"""Messages between the dialogue's process and a media process: JSON lists, one a line, over a pair of sockets."""

import json
import socket
from typing import Any

Message = list[Any]
_MOST_AT_ONCE = 2**18
MOST_UNREAD = 2**26  # bytes: the other end has stopped


class EndedError(RuntimeError):
    """The other end is gone, or doesn't read."""


def write(*message: Any) -> bytes:
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


class Reader:
    """Cuts what comes into messages."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[Message]:
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [json.loads(line) for line in lines]


class Post:
    """A media process's end; never waits."""

    def __init__(self, one: socket.socket) -> None:
        one.setblocking(False)  # noqa: FBT003 - the socket module's own signature
        self._socket, self._reader, self._out = one, Reader(), bytearray()

    def tell(self, *message: Any) -> None:
        self._out += write(*message)

    def flush(self) -> None:
        """Send what was told, as far as the other end takes it. Raises EndedError."""
        if not self._out:
            return
        try:
            del self._out[: self._socket.send(self._out)]
        except BlockingIOError:
            if len(self._out) > MOST_UNREAD:
                raise EndedError from None
        except OSError as error:
            raise EndedError from error

    def receive(self) -> list[Message]:
        """What has come. Raises EndedError."""
        try:
            data = self._socket.recv(_MOST_AT_ONCE)
        except BlockingIOError:
            return []
        except OSError as error:
            raise EndedError from error
        if not data:
            raise EndedError
        return self._reader.feed(data)
