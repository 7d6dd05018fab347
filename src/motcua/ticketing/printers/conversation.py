"""An ESC/POS printer at the other end of a line: asked before, listened to meanwhile, asked after."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from motcua.ticketing.printers import escpos
from motcua.ticketing.printers.line import Line, Opening, TimeUpError, opened
from motcua.ticketing.printers.port import PrinterFaultError
from motcua.ticketing.printing import Raster
from motcua.ticketing.printing.slip import Width
from motcua.ticketing.vocabulary import PrinterFault

WHOLE = 5.0
"""Seconds for everything: a slip of 13 cm takes one or two."""
FIRST_ANSWER = 3.0
"""Seconds until a printer that took the connection must say something; it may be printing for somebody else."""
GLANCE = 0.5
"""Seconds of silence while it prints, after which it is asked how it is."""
SILENCE = 3 * GLANCE
"""Seconds after which a printer that was asked several times is taken to be off."""
FORGETTING = 0.3


class EscPosPrinter:
    """A printer behind a line; each paper opens it anew, so that a printer that was switched off and on is found again."""

    makes_paper = True

    def __init__(self, opening: Opening, width_dots: Width) -> None:
        self._opening = opening
        self.width_dots: Width = width_dots

    def state(self) -> PrinterFault | None:
        """See `Printer`."""
        try:
            with self._conversation() as printer:
                printer.check(FIRST_ANSWER)
        except PrinterFaultError as error:
            return error.fault
        return None

    def print(self, raster: Raster) -> None:
        """See `Printer`."""
        if raster.width > self.width_dots:
            raise ValueError(f"{raster.width} dots don't fit on paper of {self.width_dots}")
        with self._conversation() as printer:
            printer.check(FIRST_ANSWER)
            try:
                printer.send(escpos.job(raster))
                printer.wait_until_out()
                printer.check(FIRST_ANSWER)
            except (PrinterFaultError, TimeUpError):
                printer.forget()
                raise

    @contextmanager
    def _conversation(self) -> Iterator["_Conversation"]:
        deadline = time.monotonic() + WHOLE
        with closing(opened(self._opening)) as ends:
            conversation = _Conversation(Line(ends, deadline), Line(ends, deadline + FORGETTING))
            try:
                yield conversation
            except TimeUpError as error:
                raise conversation.why_too_late() from error


class _Conversation:
    def __init__(self, line: Line, last_words: Line) -> None:
        self._line = line
        self._last_words = last_words
        self._replies = escpos.Replies()
        self._answer: int | None = None
        self._is_out = False
        self._heard_at = time.monotonic()

    def check(self, patience: float) -> None:
        """Ask for everything that keeps a printer from printing; silence for `patience` seconds is being off."""
        online = self._must_answer(escpos.ONLINE, patience)
        for subject in (escpos.CAUSE, escpos.ERROR, escpos.PAPER):
            fault = escpos.fault_of_answer(subject, self._must_answer(subject, patience))
            if fault:
                raise PrinterFaultError(fault, f"it answers so to DLE EOT {subject}")
        if online & escpos.OFFLINE:
            raise PrinterFaultError(PrinterFault.ERROR, "it is offline and gives no cause")

    def send(self, octets: bytes) -> None:
        """Send a paper while listening: a printer that stops fills up, and couldn't be asked any more."""
        unsent = memoryview(octets)
        while unsent:
            sent, received = self._line.step(unsent, until=float("inf"))
            unsent = unsent[sent:]
            self._hear(received)

    def wait_until_out(self) -> None:
        """Until the printer has come to the question behind the paper; meanwhile it is asked at once, again and again."""
        while not self._is_out:
            self._listen(GLANCE, lambda: self._is_out)
            if not self._is_out:
                for subject in (escpos.CAUSE, escpos.ERROR, escpos.PAPER):
                    answer = self._ask(subject, GLANCE)
                    fault = escpos.fault_of_answer(subject, answer) if answer is not None else None
                    if fault:
                        raise PrinterFaultError(fault, f"it stopped, and answers so to DLE EOT {subject}")

    def forget(self) -> None:
        """Have the printer drop what is left of a paper that failed: else the half of it comes out before the next one."""
        unsent, until = memoryview(escpos.FORGET), time.monotonic() + FORGETTING
        try:
            while time.monotonic() < until:
                sent, _ = self._last_words.step(unsent, until=until)
                unsent = unsent[sent:]
        except (PrinterFaultError, TimeUpError):
            return  # it is off or deaf; its memory is lost with its current, or as full as it was

    def why_too_late(self) -> PrinterFaultError:
        """One that still answers stopped without a reason; one that doesn't is off."""
        if time.monotonic() - self._heard_at < SILENCE:
            return PrinterFaultError(PrinterFault.ERROR, "it answers, but didn't come to the end in time")
        return PrinterFaultError(PrinterFault.OFF, "it fell silent before the end")

    def _must_answer(self, subject: int, patience: float) -> int:
        answer = self._ask(subject, patience)
        if answer is None:
            raise PrinterFaultError(PrinterFault.OFF, f"no answer to DLE EOT {subject}")
        return answer

    def _ask(self, subject: int, patience: float) -> int | None:
        self._answer = None
        unsent = memoryview(escpos.query(subject))
        until = time.monotonic() + patience
        while self._answer is None and time.monotonic() < until:
            sent, received = self._line.step(unsent, until=until)
            unsent = unsent[sent:]
            self._hear(received)
        return self._answer

    def _listen(self, patience: float, enough: Callable[[], bool]) -> None:
        until = time.monotonic() + patience
        while not enough() and time.monotonic() < until:
            _, received = self._line.step(b"", until=until)
            self._hear(received)

    def _hear(self, received: bytes) -> None:
        """Take note of what came; a change for the worse ends everything."""
        if received:
            self._heard_at = time.monotonic()
        for reply in self._replies.read(received):
            if reply.kind is escpos.Kind.AT_ONCE:
                self._answer = reply.octets[0]
                continue
            told = reply.kind is escpos.Kind.UNASKED
            fault = escpos.fault_of_change(reply.octets) if told else escpos.fault_in_turn(reply.octets[0])
            if fault:
                raise PrinterFaultError(fault, "it says so itself")
            self._is_out = self._is_out or not told
