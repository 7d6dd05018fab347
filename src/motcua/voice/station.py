"""The telephone put together: calls of the agent, speech of the engine, and a tree that says what follows what."""

import asyncio
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from motcua.kernel import clock
from motcua.voice import flow
from motcua.voice.rtp.bank import Bank
from motcua.voice.rtp.endpoint import Endpoint
from motcua.voice.rtp.engine import Engine
from motcua.voice.rtp.media import Ears, MediaEngine, MediaLine, NoPortError, Places
from motcua.voice.rtp.quality import Quality
from motcua.voice.sip.agent import Settings
from motcua.voice.sip.call import Call, Cause
from motcua.voice.sip.serving import Serving, serve
from motcua.voice.sip.timers import Timer

Slots = tuple[tuple[str, str], ...]
Words = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Language → prompt of the tree → what the bank calls its parts. The first language is spoken until a call has chosen."""
RETRY_AFTER = 10
CALL, CALLER, SOURCE, LANGUAGE = "call", "caller", "source", "language"
"""Slots: the call's own random name, whom it says to come from (proves nothing), the host that sent it, the language chosen."""
MOST_NODES = 400
"""Of a call's way through the tree; whoever wanders further isn't followed."""


@dataclass(frozen=True, slots=True)
class Talked:
    """A call that has ended, for records. `way`: the nodes in order. Moments are aware; `seconds` from the answer to the end."""

    began: datetime
    seconds: float
    way: tuple[str, ...]
    slots: Slots
    cause: Cause
    quality: Quality


class Dialogue(Protocol):
    """Who answers the tree's questions. None of these may block."""

    def ask(self, question: str, slots: Slots, answer: Callable[[flow.Answered], None]) -> None:
        """Call `answer` once, in this event loop, at once or later; it does nothing if the caller has gone."""
        ...

    def talked(self, talked: Talked) -> None:
        """A call has ended."""
        ...


class Recorder(Protocol):
    """Where callers' messages are kept."""

    def begin(self, call: str, slot: str) -> Callable[[bytes], None] | None:
        """What takes the A-law of what this call says for `slot`; None when no more can be kept at the moment."""
        ...

    def keep(self, call: str, slot: str) -> None:
        """It is whole. Does nothing where none was begun."""
        ...


@dataclass(eq=False, slots=True)
class _Talk:
    call: Call
    line: MediaLine
    slots: Slots
    state: flow.State | None = None
    wait: Timer | None = None
    began: datetime = field(default_factory=clock.now)
    since: float = 0.0
    way: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return dict(self.slots)[CALL]


class Station:
    """Start it with `open`; `drain` and `close` end it. `engine` makes what speaks, else it is the plain one.

    `answered` counts the calls since. ValueError: the tree has problems, or prompts that the bank lacks.
    """

    def __init__(  # noqa: PLR0913 - the parts it puts together
        self,
        tree: flow.Tree,
        bank: Bank,
        dialogue: Dialogue,
        places: Places,
        *,
        words: Words | None = None,
        recorder: Recorder | None = None,
        engine: Callable[[Ears], MediaEngine] | None = None,
    ) -> None:
        _check(tree, bank, words)
        self.engine: MediaEngine = engine(self) if engine else Engine(bank, self, places)
        self._dialogue, self._places, self._recorder = dialogue, places, recorder
        self._calls: dict[Call, _Talk] = {}
        self._lines: dict[MediaLine, _Talk] = {}
        self._serving: Serving | None = None
        self._empty = asyncio.Event()
        self._empty.set()
        self._loop = asyncio.get_running_loop()
        self.answered = 0
        self._tree, self._words = tree, words or {}

    def use(self, tree: flow.Tree, bank: Bank, words: Words | None = None) -> None:
        """Take this tree and this bank; calls that are going on keep the bank they began with."""
        _check(tree, bank, words)
        self._tree, self._words = tree, words or {}
        self.engine.bank = bank

    @property
    def serving(self) -> Serving:
        assert self._serving is not None
        return self._serving

    async def open(self, settings: Settings) -> Serving:
        """Take calls. The engine's `run` must run beside it."""
        await self.engine.start()
        self._serving = await serve(self, settings)
        return self._serving

    async def drain(self, seconds: float) -> None:
        """Take no new calls, and give those that are going on so many seconds to end."""
        self.serving.agent.drain()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._empty.wait(), seconds)

    async def close(self) -> None:
        """Hang up on everybody and listen no more."""
        for talk in list(self._calls.values()):
            talk.call.hang_up()
        if self._serving is not None:
            await self._serving.stop()

    # What the agent says

    def offered(self, call: Call) -> None:
        try:
            line = self.engine.open()
        except NoPortError:
            call.refuse(503, retry_after=RETRY_AFTER)
            return
        slots = ((CALL, secrets.token_hex(8)), (CALLER, call.caller), (SOURCE, call.peer_host))
        self._calls[call] = self._lines[line] = _Talk(call, line, slots)
        self._empty.clear()
        call.answer(self._places.host, line.port)

    def talking(self, call: Call) -> None:
        talk = self._calls[call]
        assert call.speech is not None
        self.engine.talk(talk.line, call.speech, {call.peer_host})
        if talk.state is None:
            talk.since = self._now()
            self.answered += 1
            self._go(talk, *flow.begin(self._tree, talk.slots))

    def ended(self, call: Call, cause: Cause) -> None:
        talk = self._calls.pop(call, None)
        if talk is None:
            return
        del self._lines[talk.line]
        if not self._calls:
            self._empty.set()
        self._stop_waiting(talk)
        self.engine.close(talk.line)
        if talk.state is not None:
            self._finish_message(talk)
            seconds = self._now() - talk.since
            told = Talked(talk.began, seconds, tuple(talk.way), talk.state.slots, cause, talk.line.quality())
            self._dialogue.talked(told)

    # What the engine says

    def key(self, line: MediaLine, key: str) -> None:
        self._happened(self._lines[line], flow.Key(key))

    def played(self, line: MediaLine) -> None:
        self._happened(self._lines[line], flow.Played())

    def silent(self, line: MediaLine) -> None:
        self._lines[line].call.hang_up()

    # What follows

    def _now(self) -> float:
        return self._loop.time()

    def _happened(self, talk: _Talk, event: flow.Event) -> None:
        if talk.state is None or talk.call not in self._calls:
            return
        if isinstance(event, flow.Key) and not talk.state.listening:
            self._stop_waiting(talk)
        self._go(talk, *flow.step(self._tree, talk.state, event))

    def _go(self, talk: _Talk, state: flow.State, steps: tuple[flow.Step, ...]) -> None:
        talk.state = state
        if state.node is not None and talk.way[-1:] != [state.node] and len(talk.way) < MOST_NODES:
            talk.way.append(state.node)
        for step in steps:
            self._do(talk, step)

    def _do(self, talk: _Talk, step: flow.Step) -> None:
        if isinstance(step, flow.Say):
            talk.line.play(self._names(talk, step.prompts))
        elif isinstance(step, flow.Hush):
            talk.line.hush()
        elif isinstance(step, flow.Wait):
            self._wait(talk, step.seconds)
        elif isinstance(step, flow.Ask):
            self._dialogue.ask(step.question, step.slots, lambda answer: self._happened(talk, answer))
        elif isinstance(step, flow.Listen):
            self._listen(talk, step)
        elif isinstance(step, flow.Keep):
            self._keep(talk, step.slot)
        else:
            talk.call.hang_up()

    def _names(self, talk: _Talk, prompts: Iterable[str]) -> list[str]:
        assert talk.state is not None
        if not self._words:
            return list(prompts)
        words = self._words.get(talk.state.slot(LANGUAGE)) or next(iter(self._words.values()))
        return [name for prompt in prompts for name in words.get(prompt, (prompt,))]

    def _wait(self, talk: _Talk, seconds: float) -> None:
        self._stop_waiting(talk)
        talk.wait = self.serving.agent.table.timers.after(seconds, lambda: self._happened(talk, flow.Silence()))

    def _stop_waiting(self, talk: _Talk) -> None:
        if talk.wait is not None:
            talk.wait.cancel()
            talk.wait = None

    # What callers say

    def _listen(self, talk: _Talk, listen: flow.Listen) -> None:
        sink = self._recorder.begin(talk.name, listen.slot) if self._recorder else None
        if sink is not None:
            talk.line.record(self._until_said(talk, sink, listen.pause) if listen.pause else sink, listen.seconds)

    def _until_said(self, talk: _Talk, sink: Callable[[bytes], None], pause: float) -> Callable[[bytes], None]:
        """Gives what is heard to `sink`, and goes on once the caller has spoken and paused."""
        endpoint = Endpoint(pause)
        over = False

        def take(sound: bytes) -> None:
            nonlocal over
            sink(sound)
            if not over and endpoint.take(sound):
                over = True
                # Not from here: what called is in the midst of giving sound.
                self._loop.call_soon(said)

        def said() -> None:
            if talk.state is not None and talk.state.listening:
                self._stop_waiting(talk)
                self._happened(talk, flow.Silence())

        return take

    def _keep(self, talk: _Talk, slot: str) -> None:
        talk.line.stop_recording()
        if self._recorder:
            self._recorder.keep(talk.name, slot)

    def _finish_message(self, talk: _Talk) -> None:
        """Whoever hangs up after the last word has said it: the message goes on its way all the same."""
        assert talk.state is not None
        if not talk.state.listening:
            return
        _state, steps = flow.step(self._tree, talk.state, flow.Silence())
        for step in steps:
            if isinstance(step, flow.Keep):
                self._keep(talk, step.slot)
            elif isinstance(step, flow.Ask):
                self._dialogue.ask(step.question, step.slots, lambda _answer: None)


def _check(tree: flow.Tree, bank: Bank, words: Words | None) -> None:
    if found := flow.problems(tree, _spoken(bank, words)):
        raise ValueError(f"The tree has {len(found)} problems, the first: {found[0].sentence}")


def _spoken(bank: Bank, words: Words | None) -> set[str]:
    """The prompts that can be said, in every language."""
    if not words:
        return set(bank.index)
    known = [
        {prompt for prompt, names in of_one.items() if all(name in bank.index for name in names)}
        for of_one in words.values()
    ]
    return set.intersection(*known)
