"""The telephone's end of the dialogue: questions out, answers in, and a polite outcome when none comes in time."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from motcua.hotline.serving import wire
from motcua.voice import flow
from motcua.voice.sip.call import Cause
from motcua.voice.station import Slots, Talked

log = logging.getLogger(__name__)
PATIENCE = 4.0
"""Seconds: a caller who hears nothing for longer believes that the line is dead."""
BETWEEN_TRIES = 1.0
MOST_WAITING = 20_000
LATER = "later"

Answer = Callable[[flow.Answered], None]


class Asking:
    """A `voice.station.Dialogue`. `knows` says whether the bank has a prompt: an answer that can't be said whole isn't said.

    `run` keeps the connection; `missing` counts answers that lacked a prompt.
    """

    def __init__(self, path: Path, knows: Callable[[str], bool]) -> None:
        self._path, self._knows = path, knows
        self._writer: asyncio.StreamWriter | None = None
        self._waiting: dict[int, tuple[Answer, asyncio.TimerHandle]] = {}
        self._next = 0
        self.missing = 0

    @property
    def connected(self) -> bool:
        return self._writer is not None

    def ask(self, question: str, slots: Slots, answer: Answer) -> None:
        loop = asyncio.get_running_loop()
        self._next += 1
        number = self._next
        if self._writer is None or len(self._waiting) >= MOST_WAITING:
            loop.call_soon(answer, flow.Answered(LATER))
            return
        self._waiting[number] = (answer, loop.call_later(PATIENCE, self._give_up, number))
        self._writer.write(wire.line({"id": number, "question": question, "slots": dict(slots)}))

    def talked(self, talked: Talked) -> None:
        """Records that can't be handed over are lost, and said so in the log: calls matter more."""
        gave_up = talked.cause is Cause.HERE
        self.tell(
            "talked",
            {
                "began_at": talked.began.isoformat(),
                "seconds": talked.seconds,
                "way": list(talked.way),
                "slots": dict(talked.slots),
                "cause": talked.cause.value,
                "gave_up": gave_up,
                "packets": talked.quality.sent,
                "lost": talked.quality.lost,
                "jitter_ms": talked.quality.jitter_ms,
                "round_trip_ms": talked.quality.round_trip_ms,
            },
        )

    def tell(self, what: str, about: dict[str, Any]) -> None:
        if self._writer is None:
            log.warning("%s was not recorded: the dialogue doesn't run", what)
            return
        self._writer.write(wire.line({what: about}))

    async def run(self) -> None:
        """Keep the connection to the dialogue until cancelled."""
        while True:
            with suppress(OSError):
                reader, self._writer = await asyncio.open_unix_connection(self._path, limit=wire.LONGEST_LINE)
                try:
                    await self._read(reader)
                finally:
                    self._lost()
            await asyncio.sleep(BETWEEN_TRIES)

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while data := await reader.readline():
            try:
                message = wire.read(data)
            except ValueError:
                continue
            answer, timer = self._waiting.pop(int(message.get("id", 0)), (None, None))
            if answer is not None and timer is not None:
                timer.cancel()
                answer(self._answered(message))

    def _answered(self, message: dict[str, Any]) -> flow.Answered:
        said = tuple(message.get("said", ()))
        if not all(map(self._knows, said)):
            self.missing += 1
            return flow.Answered(LATER)
        return flow.Answered(str(message.get("outcome", LATER)), said, tuple(message.get("slots", {}).items()))

    def _give_up(self, number: int) -> None:
        answer, _timer = self._waiting.pop(number)
        answer(flow.Answered(LATER))

    def _lost(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        for number in list(self._waiting):
            _answer, timer = self._waiting[number]
            timer.cancel()
            self._give_up(number)
