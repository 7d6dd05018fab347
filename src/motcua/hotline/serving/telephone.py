"""The telephone process: takes calls, speaks, asks the dialogue, and says every other second how it is.

It has a database only to see, now and then and in a thread, whether tree or catalogue have changed; no call waits for that.
A bank that somebody else has made, with new recordings, is taken too.
"""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connections

from motcua.hotline.serving.asking import Asking
from motcua.hotline.serving.messages import Messages
from motcua.hotline.serving.plan import Plan
from motcua.hotline.serving.script import Script, fingerprint, script_now
from motcua.hotline.serving.wire import socket_path
from motcua.hotline.vocabulary import TrunkState
from motcua.voice import evenness
from motcua.voice.rtp import choosing
from motcua.voice.rtp.bank import Bank, stamp
from motcua.voice.rtp.media import Places
from motcua.voice.sip.agent import Settings as SipSettings
from motcua.voice.sip.sources import Rate
from motcua.voice.station import Station

if TYPE_CHECKING:
    from motcua.voice.sip.trunk import Registration

log = logging.getLogger(__name__)
T = TypeVar("T")
TELL_EVERY = 2.0
LOOK_EVERY = 10.0
LONGEST_REASON = 100
CARRIER_PATIENCE = 3.0
"""Seconds for the answer when a registration is taken back."""
BUILD_COMMAND = (sys.executable, "-P", "-m", "motcua.conf.cli", "telephone", "prompts")


class Telephone:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._station: Station | None = None
        self._bank: Bank | None = None
        self._asking = Asking(socket_path(plan.home), self._knows)
        self._seen: object = None
        self._stamp: object = None
        self._most_calls = 0
        self._missing = self._peak = self._last_answered = 0
        self._registration: Registration | None = None
        self._trunk = "" if plan.trunk is None else TrunkState.TRYING.value
        self._trunk_reason = ""

    async def run(self, ready: asyncio.Event | None = None) -> None:
        """Serve until SIGTERM or SIGINT; then let calls end, and hang up on those that don't."""
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, stop.set)
        script = await self._look()
        self._bank = await self._opening_bank(script)
        self._seen = None  # what else is to be said is looked at while calls are taken
        self._station = self._new_station(script)
        tasks = [asyncio.create_task(work) for work in (self._station.engine.run(), self._asking.run(), self._watch())]
        serving = await self._station.open(self._sip())
        if self._plan.trunk is not None:
            self._registration = serving.register(self._plan.trunk, self._registered)
        tasks.append(asyncio.create_task(self._tell()))
        evenness.settle()
        evenness.come_before_others()
        log.info("The telephone takes calls at sip:%s:%d", self._plan.address, self._station.serving.port)
        if ready is not None:
            ready.set()
        await stop.wait()
        await self._leave(tasks)

    async def _opening_bank(self, script: Script) -> Bank:
        """The bank there is, if it has what the tree says; else what every call needs is made before the first one."""
        names = {name for of_one in script.words.values() for said in of_one.values() for name in said}
        try:
            bank = await asyncio.to_thread(self._load)
            if names <= bank.index.keys():
                return bank
            await self._build()
        except (OSError, ValueError, KeyError):
            await self._build("--first")
        return await asyncio.to_thread(self._load)

    def _load(self) -> Bank:
        """The stamp is taken first: a bank that is put in place meanwhile is seen the next time."""
        self._stamp = stamp(self._plan.prompts)
        return Bank(self._plan.prompts)

    def _new_station(self, script: Script) -> Station:
        assert self._bank is not None
        plan = self._plan
        places = Places(plan.address.strip("[]"), plan.first_port, plan.last_port)
        choice = choosing.judge(plan.most_calls, plan.cache)
        self._most_calls = choice.calls
        log.log(logging.INFO if choice.calls >= plan.most_calls else logging.WARNING, "%s", choice.reason)
        engine = choosing.engine_for(choice, self._bank, places)
        return Station(
            script.tree, self._bank, self._asking, places, words=script.words, recorder=Messages(), engine=engine
        )

    def _sip(self) -> SipSettings:
        usual = Rate()
        rate = replace(usual, trusted=usual.trusted | frozenset(self._plan.trusted))
        return SipSettings(self._plan.address, self._plan.port, self._most_calls, rate=rate)

    def _registered(self, registered: bool, why: str) -> None:
        self._trunk = (TrunkState.REGISTERED if registered else TrunkState.FAILED).value
        self._trunk_reason = why[:LONGEST_REASON]

    async def _leave(self, tasks: list[asyncio.Task[None]]) -> None:
        assert self._station is not None
        self._station.serving.agent.drain()
        await self._unregister()
        await self._station.drain(self._plan.drain)
        await self._station.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _unregister(self) -> None:
        """Have the carrier send nobody here any more, while there are still sockets that hear its answer."""
        if self._registration is None:
            return
        left = asyncio.Event()
        self._registration.stop(left.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(left.wait(), CARRIER_PATIENCE)

    def _knows(self, prompt: str) -> bool:
        return self._bank is not None and prompt in self._bank.index

    # What has changed

    async def _watch(self) -> None:
        while True:
            try:
                await self._renew()
            except Exception:
                log.exception("What has changed could not be looked at; calls go on with what is known")
            await asyncio.sleep(LOOK_EVERY)

    async def _renew(self) -> None:
        """Have prompts made for what is new, then take tree and bank for the calls to come."""
        assert self._station is not None
        seen = await asyncio.to_thread(_asked, fingerprint)
        if seen != self._seen or self._asking.missing != self._missing:
            self._missing = self._asking.missing
            await self._build()
        elif stamp(self._plan.prompts) == self._stamp:
            return
        script, bank = await self._look(), await asyncio.to_thread(self._load)
        self._station.use(script.tree, bank, script.words)
        self._bank = bank

    async def _look(self) -> Script:
        self._seen = await asyncio.to_thread(_asked, fingerprint)
        return await asyncio.to_thread(_asked, script_now)

    async def _build(self, *what: str) -> None:
        """Make the prompts that are missing, in a process of its own: rendering takes a core, and speech needs this one."""
        process = await asyncio.create_subprocess_exec("nice", "-n", "10", *BUILD_COMMAND, *what)
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            process.terminate()
            raise
        if code:
            raise RuntimeError(f"The prompts could not be made (code {code})")

    # How it is

    async def _tell(self) -> None:
        while True:
            self._asking.tell("node", {"name": self._plan.name, **self.now()})
            await asyncio.sleep(TELL_EVERY)

    def now(self) -> Mapping[str, Any]:
        """What the live page shows."""
        assert self._station is not None
        agent, engine = self._station.serving.agent, self._station.engine
        calls = len(agent.calls)
        self._peak = max(self._peak, calls)
        answered, self._last_answered = self._station.answered - self._last_answered, self._station.answered
        return {
            "calls": calls,
            "most_calls": self._most_calls,
            "peak": self._peak,
            "answered": self._station.answered,
            "answered_a_second": answered / TELL_EVERY,
            "late_ms": engine.latest * 1000,
            "engine": type(engine).__name__,
            "draining": agent.draining,
            "trunk": self._trunk,
            "trunk_reason": self._trunk_reason,
        }


def _asked(ask: Callable[[], T]) -> T:
    """Ask the database in a thread, and keep no connection: the next time may be after its restart."""
    try:
        return ask()
    finally:
        connections.close_all()
