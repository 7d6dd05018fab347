"""The generator itself: clients on one event loop, each with a script and a connection that is kept."""

import asyncio
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any, cast

from motcua.conf.bench.load.description import Load
from motcua.conf.bench.load.messages import NO_ANSWER, Request, Response, Script
from motcua.conf.bench.load.parser import GarbledError, ResponseParser
from motcua.conf.bench.load.report import Report, Times

BEGIN, END = "begin", "end"
"""The edges of the measured time."""
WATCH_EVERY = 0.1
PAUSE_AFTER_FAILURE = 0.1
"""Seconds: a server that is away is not asked as fast as the loop turns."""


class Connection(asyncio.Protocol):
    """One connection of a client; `client` is None once the client has let go of it."""

    def __init__(self, client: "Client") -> None:
        self.client: Client | None = client
        self.parser = ResponseParser()
        self.transport: asyncio.Transport | None = None
        self.asked = False

    def ask(self, request: Request, host: str) -> None:
        assert self.transport is not None
        self.parser.expect(request.method)
        self.asked = True
        self.transport.write(request.encoded(host))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is one in deed, not by descent

    def data_received(self, data: bytes) -> None:
        if self.client is None:
            return
        try:
            response = self.parser.feed(data)
        except GarbledError:
            self.client.failed("garbled")
            return
        if not self.asked:
            self.client.failed("garbled")
        elif response is not None:
            self.asked = False
            self.client.answered(response, last=self.parser.closes)

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        if self.client is None:
            return
        response = self.parser.finish() if self.asked else None
        if response is not None:
            self.client.answered(response, last=True)
        else:
            self.client.failed("lost")


class Client:
    """One client: its script, its connection, and at most one request on its way."""

    def __init__(self, run: "Run", script: Script) -> None:
        self.run = run
        self.script = script
        self.connection: Connection | None = None
        self.request: Request | None = None
        """What is being waited for; None while the client thinks or has finished."""
        self.sent = 0.0
        self.counts = False
        self.finished = False
        self._connecting: asyncio.Task[None] | None = None
        self._thinking: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        self._send_later(next(self.script, None))

    def stop(self) -> None:
        """Send nothing more; an answer on its way is waited for."""
        if self._thinking is not None:
            self._thinking.cancel()
        if self.request is None:
            self._finish()

    def answered(self, response: Response, *, last: bool) -> None:
        """An answer has come; `last` when the connection takes no more."""
        request = self.request
        assert request is not None
        if last:
            self._let_go()
        self._go_on(request, response, None, 0.0)

    def failed(self, kind: str) -> None:
        """The connection is of no more use; no answer will come to what was asked."""
        self._let_go()
        if self.request is not None:
            self._go_on(self.request, NO_ANSWER, kind, PAUSE_AFTER_FAILURE)

    def _go_on(self, request: Request, response: Response, error: str | None, pause: float) -> None:
        """Tell how the request ended (`error` is None where the answer says it), and take the script's next one."""
        self.request = None
        following = None
        try:
            self.run.tell(self, request, _error_in(request, response) if error is None else error)
            following = self.script.send(response)
        except StopIteration:
            pass
        except Exception as fault:  # noqa: BLE001 - the script's own, whatever it is: the load is worth nothing
            self.run.break_off(fault)
        self._send_later(following, pause)

    def _send_later(self, request: Request | None, pause: float = 0.0) -> None:
        if request is None or self.run.over:
            self._finish()
        elif wait := request.think + pause:
            self._thinking = self.run.loop.call_later(wait, self._send, request)
        else:
            self._send(request)

    def _send(self, request: Request) -> None:
        if not self.run.admits(self):
            self._finish()
            return
        self.request, self.sent = request, time.perf_counter()
        if self.connection is None:
            self._connecting = self.run.loop.create_task(self._connect(request))
            self._connecting.add_done_callback(_raise)
        else:
            self.connection.ask(request, self.run.host)

    async def _connect(self, request: Request) -> None:
        try:
            _, connection = await self.run.loop.create_connection(lambda: Connection(self), *self.run.place)
        except OSError:
            self._connecting = None
            self.failed("refused")
            return
        self._connecting, self.connection = None, connection
        connection.ask(request, self.run.host)

    def _let_go(self) -> None:
        if self._connecting is not None:
            self._connecting.cancel()
        if self.connection is not None:
            self.connection.client = None
            if self.connection.transport is not None:
                self.connection.transport.abort()
        self._connecting = self.connection = None

    def _finish(self) -> None:
        if not self.finished:
            self.finished = True
            self._let_go()
            self.script.close()
            self.run.client_finished()


def _error_in(request: Request, response: Response) -> str:
    """The kind of error that an answer is, "" for a good one."""
    if not response.ok:
        return f"status_{response.status}"
    return "" if request.check is None or request.check(response) else "wrong"


def _raise(task: asyncio.Task[None]) -> None:
    """What went wrong in a task is told where all that goes wrong is."""
    if not task.cancelled():
        task.result()


class Run:
    """One load from its first request to its report."""

    def __init__(self, load: Load, at_edge: Callable[[str], None]) -> None:
        self.load, self.at_edge = load, at_edge
        self.loop = asyncio.get_running_loop()
        self.place = load.place()
        self.host = load.address.removeprefix("http://").rstrip("/")
        self.over = self.measuring = False
        self._all_finished = asyncio.Event()
        self._failure: Exception | None = None
        self._sent = self._answered = 0
        self._errors: Counter[str] = Counter()
        self._seconds: defaultdict[str, array[float]] = defaultdict(lambda: array("d"))
        self._clients = [Client(self, script) for script in load.scripts()]
        self._going = len(self._clients)

    async def report(self) -> Report:
        """Run the load, which ends within its warm-up, its seconds and its patience."""
        self.loop.set_exception_handler(self._broken)
        watching = self.loop.create_task(self._watch())
        watching.add_done_callback(_raise)
        if self.load.warm_up:
            self._begin()
            await self._finished_within(self.load.warm_up)
        self.at_edge(BEGIN)
        self.measuring = True
        started, cpu = time.perf_counter(), time.process_time()
        if not self.load.warm_up:
            self._begin()
        await self._finished_within(self.load.seconds)
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        self.measuring, self.over, answered = False, True, self._answered
        self.at_edge(END)
        for client in self._clients:
            client.stop()
        await self._finished_within(self.load.patience + 2 * WATCH_EVERY)
        watching.cancel()
        if self._failure is not None:
            raise self._failure
        return Report(
            answered=answered,
            seconds=round(seconds, 3),
            per_second=round(answered / seconds, 1),
            times=Times.of([one for times in self._seconds.values() for one in times]),
            by_name={name: Times.of(times) for name, times in sorted(self._seconds.items()) if name},
            errors=dict(sorted(self._errors.items())),
            generator_cpu=round(cpu / seconds, 3),
        )

    def _begin(self) -> None:
        for client in self._clients:
            client.begin()

    def admits(self, client: Client) -> bool:
        """Whether one more request may be sent, which is then counted."""
        client.counts = self.measuring
        if self.measuring:
            if self.load.requests is not None and self._sent >= self.load.requests:
                return False
            self._sent += 1
        return not self.over

    def tell(self, client: Client, request: Request, error: str) -> None:
        """A request has come to its end, a good one when `error` is empty."""
        if self.measuring and not error:
            self._answered += 1
        if client.counts:
            if error:
                self._errors[error] += 1
            else:
                self._seconds[request.name].append(time.perf_counter() - client.sent)

    def client_finished(self) -> None:
        self._going -= 1
        if not self._going:
            self._all_finished.set()

    def break_off(self, fault: Exception) -> None:
        """A script or a check has failed."""
        self._failure = self._failure or fault
        self._all_finished.set()

    def _broken(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Something has failed where nobody waits for it."""
        del loop
        self.break_off(context.get("exception") or RuntimeError(context["message"]))

    async def _finished_within(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._all_finished.wait()
        except TimeoutError:
            pass

    async def _watch(self) -> None:
        """Give up answers that are too late: one look at all the clients costs less than a timer for each request."""
        while True:
            await asyncio.sleep(WATCH_EVERY)
            before = time.perf_counter() - self.load.patience
            for client in self._clients:
                if client.request is not None and client.sent < before:
                    client.failed("silent")
