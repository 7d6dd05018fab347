"""A stranger who sends messages to the telephone as fast as told, from an address that nobody trusts.

`python -m motcua.conf.bench.telephone.flooding HOST PORT RATE` goes on until its input ends, then says what it sent and what it was answered.
"""

import json
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from motcua.conf.bench import Figure

TICK = 0.01
_STATUS = slice(8, 11)
_INVITE = """INVITE sip:1022@{target} SIP/2.0\r
Via: SIP/2.0/UDP {source};branch=z9hG4bK{mark}\r
From: <sip:stranger@{source}>;tag={mark}\r
To: <sip:1022@{target}>\r
Call-ID: {mark}\r
CSeq: 1 INVITE\r
Contact: <sip:stranger@{source}>\r
Max-Forwards: 70\r
Content-Length: 0\r
\r
"""


@dataclass
class Flooded:
    """What came of it, once it is over."""

    told: dict[str, Figure] = field(default_factory=dict)

    def figures(self) -> dict[str, Figure]:
        return self.told


@contextmanager
def flood(target: str, rate: int) -> Iterator[Flooded]:
    """Within, a stranger floods `target` (host:port) with `rate` messages a second; 0: nobody does."""
    flooded = Flooded()
    if not rate:
        yield flooded
        return
    host, _, port = target.partition(":")
    command = [sys.executable, "-P", "-m", __name__, host, port, str(rate)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as stranger:  # noqa: S603 - our own
        try:
            yield flooded
        finally:
            told, _ = stranger.communicate()
    flooded.told = json.loads(told)


def main() -> None:
    """Send until the input ends."""
    host, port, rate = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    over = threading.Event()
    threading.Thread(target=_until_input_ends, args=(over,), daemon=True).start()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.bind((f"127.9.{os.getpid() % 250}.2", 0))
        wire.connect((host, port))
        wire.setblocking(False)  # noqa: FBT003 - the socket's own signature
        source = ":".join(map(str, wire.getsockname()))
        print(json.dumps(_send(wire, source, f"{host}:{port}", rate, over)))  # noqa: T201 - what it is for


def _until_input_ends(over: threading.Event) -> None:
    sys.stdin.read()
    over.set()


def _send(wire: socket.socket, source: str, target: str, rate: int, over: threading.Event) -> dict[str, Figure]:
    answers: Counter[str] = Counter()
    begun, sent, dropped = time.monotonic(), 0, 0
    while not over.wait(TICK):
        for _ in range(int((time.monotonic() - begun) * rate) - sent):
            message = _INVITE.format(target=target, source=source, mark=secrets.token_hex(8))
            sent += 1
            try:
                wire.send(message.encode())
            except OSError:
                dropped += 1
        with suppress(OSError):
            while answer := wire.recv(2048):
                answers[answer[_STATUS].decode("ascii", "replace")] += 1
    took = time.monotonic() - begun
    return {
        "flood_per_second": round((sent - dropped) / took, 1),
        "flood_refused": answers["503"],
        "flood_answered": sum(count for status, count in answers.items() if status.startswith("2")),
    }


if __name__ == "__main__":
    main()
