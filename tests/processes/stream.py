"""A reader of the live events: what ui/js/live.js does, without a browser. It comes back after the last message it has read."""

import http.client
import json
import threading
import time
from typing import Any

AGAIN = 0.1
"""Seconds between two attempts."""
SILENCE = 5
"""Seconds without a beat after which a stream is given up."""


class Stream:
    """Listens in a thread of its own until it is closed; each message is handed to `told` once and in order."""

    def __init__(self, port: int, address: str, last: int = 0) -> None:
        self.port, self.address, self.last = port, address, last
        self.resets = self.connections = self.beats = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def told(self, data: dict[str, Any]) -> None:
        """One message."""

    def reset(self) -> None:
        """Some messages were forgotten meanwhile: load again what is shown."""

    def refused(self) -> None:
        """The address has grown too old: get another."""

    def close(self) -> None:
        self._stop.set()

    def _watch(self) -> None:
        while not self._stop.is_set():
            try:
                self._listen()
            except (OSError, http.client.HTTPException):
                time.sleep(AGAIN)

    def _listen(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SILENCE)
        try:
            headers = {"Last-Event-ID": str(self.last)} if self.last else {}
            connection.request("GET", f"{self.address}&beat=1", headers=headers)
            answer = connection.getresponse()
            if answer.status != http.client.OK:
                self.refused()
                return
            self.connections += 1
            frame: dict[str, str] = {}
            while not self._stop.is_set() and (line := answer.readline()):
                name, _colon, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    frame[name] = value
                    continue
                self._take(frame)
                frame = {}
        finally:
            connection.close()

    def _take(self, frame: dict[str, str]) -> None:
        event, number = frame.get("event"), int(frame.get("id", 0))
        if event == "beat":
            self.beats += 1
        elif event == "reset":
            self.resets += 1
            self.last = max(self.last, number)
            self.reset()
        elif event == "expired":
            self.refused()
        elif "data" in frame and number > self.last:
            self.last = number
            self.told(json.loads(frame["data"])["data"])
