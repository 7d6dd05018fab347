"""A hall's board, without a browser: what its page shows, kept by the live events and loaded again when some were missed."""

import http.client
import json
import time
from typing import Any
from urllib.parse import urlsplit

from motcua.foundation.processes import wait_until
from tests.processes.stream import AGAIN, Stream

STATE = "/bang/trung-tam-tinh/hien-tai?zone="
SHOWN = 5
PATIENCE = 60.0


class Board(Stream):
    """`calls`: (number, counter), the last one first, as boards/hall.js has them. `heard`: number → when. `first`: the numbers
    that it showed when it was opened.

    With `away_since` it is one that slept since that message, and shows what it showed then: nothing.
    """

    def __init__(self, port: int, cookie: str, away_since: int | None = None) -> None:
        self._web, self._cookie = port, cookie
        self.calls: list[tuple[str, int]] = []
        self.heard: dict[str, float] = {}
        self.renewed = 0
        listen = self._load()
        self.first = {number for number, _counter in self.calls}
        address = urlsplit(str(listen["url"]))
        assert address.port is not None
        last = int(listen["after"])
        if away_since is not None:
            self.calls, last = [], away_since
        super().__init__(address.port, f"{address.path}?{address.query}", last)

    def told(self, data: dict[str, Any]) -> None:
        if data["movement"] != "called":
            return
        call = (data["number"], data["counter"])
        self.calls = [call, *(other for other in self.calls if other[0] != call[0])]
        self.heard[call[0]] = time.monotonic()

    def reset(self) -> None:
        self.last = max(self.last, int(self._load()["after"]))

    def refused(self) -> None:
        listen = self._load()
        address = urlsplit(str(listen["url"]))
        self.address, self.last = f"{address.path}?{address.query}", max(self.last, int(listen["after"]))

    def shown(self) -> list[tuple[str, int]]:
        """What people read."""
        return self.calls[:SHOWN]

    def truth(self) -> list[tuple[str, int]]:
        """What they would read on a page that was opened now. OSError, HTTPException when there is none."""
        return [(call["number"], call["counter"]) for call in self._state()["calls"]][:SHOWN]

    def _load(self) -> dict[str, Any]:
        """Where to listen from now on; what is shown is as the database has it."""
        found: list[dict[str, Any]] = []

        def asked() -> bool:
            try:
                found.append(self._state())
            except (OSError, http.client.HTTPException):
                time.sleep(AGAIN)
            return bool(found)

        assert wait_until(asked, PATIENCE), "the board's page doesn't come back"
        self.renewed += 1
        self.calls = [(call["number"], call["counter"]) for call in found[0]["calls"]]
        return dict(found[0]["listen"])

    def _state(self) -> dict[str, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self._web, timeout=8)
        try:
            connection.request("GET", STATE, headers={"Cookie": self._cookie})
            answer = connection.getresponse()
            said = answer.read()
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise http.client.HTTPException(f"HTTP {answer.status}")
        return dict(json.loads(said))
