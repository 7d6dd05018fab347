"""A program's connection to the centre, opened again after a failure. Nothing of the system is imported here: these are clients."""

import http.client
import json
from typing import Any

PATIENCE, PAUSE = 200, 0.2
"""How often, and after how many seconds, a client sends the same thing again."""
TIMEOUT = 30.0


class NotAcknowledgedError(Exception):
    """The centre answered, but not as it does when it has done what was asked: `str` says with what."""


class Connection:
    def __init__(self, port: int, token: str) -> None:
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)

    def post(self, path: str, body: bytes, key: str, *expected: int) -> Any:
        """What the centre answers with one of the expected statuses.

        Raises:
            OSError, HTTPException: there was no answer, or half of one.
            NotAcknowledgedError: there was another answer.
        """
        try:
            self._connection.request("POST", path, body, {**self._headers, "Idempotency-Key": key})
            answer = self._connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            raise
        if answer.status not in expected:
            raise NotAcknowledgedError(f"HTTP {answer.status}")
        return json.loads(said)

    def close(self) -> None:
        self._connection.close()
