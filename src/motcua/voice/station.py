"""The telephone put together: calls of the agent, speech of the engine, and a tree that says what follows what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from motcua.voice import flow
from motcua.voice.rtp.bank import Bank
from motcua.voice.rtp.engine import Engine, NoPortError, Places
from motcua.voice.rtp.media import Ears, MediaEngine, MediaLine
from motcua.voice.sip.agent import Settings
from motcua.voice.sip.call import Call, Cause
from motcua.voice.sip.serving import Serving, serve
from motcua.voice.sip.timers import Timer

Slots = tuple[tuple[str, str], ...]
RETRY_AFTER = 10


class Dialogue(Protocol):
    """Who answers the tree's questions."""

    def ask(self, question: str, slots: Slots, answer: Callable[[flow.Answered], None]) -> None:
        """Call `answer` once, in this event loop, at once or later; it does nothing if the caller has gone."""
        ...


@dataclass(eq=False, slots=True)
class _Talk:
    call: Call
    line: MediaLine
    state: flow.State | None = None
    wait: Timer | None = None


class Station:
    """Start it with `open`; `serving.agent.drain` and `close` end it. `engine` makes what speaks, else it is the plain one."""

    def __init__(
        self,
        tree: flow.Tree,
        bank: Bank,
        dialogue: Dialogue,
        places: Places,
        engine: Callable[[Ears], MediaEngine] | None = None,
    ) -> None:
        if found := flow.problems(tree, set(bank.index)):
            raise ValueError(f"The tree has {len(found)} problems, the first: {found[0].sentence}")
        self.engine: MediaEngine = engine(self) if engine else Engine(bank, self, places)
        self._tree, self._dialogue, self._places = tree, dialogue, places
        self._calls: dict[Call, _Talk] = {}
        self._lines: dict[MediaLine, _Talk] = {}
        self._serving: Serving | None = None

    async def open(self, settings: Settings) -> Serving:
        """Take calls. The engine's `run` must run beside it."""
        await self.engine.start()
        self._serving = await serve(self, settings)
        return self._serving

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
        self._calls[call] = self._lines[line] = _Talk(call, line)
        call.answer(self._places.host, line.port)

    def talking(self, call: Call) -> None:
        talk = self._calls[call]
        assert call.speech is not None
        self.engine.talk(talk.line, call.speech, {call.peer_host})
        if talk.state is None:
            talk.state, steps = flow.begin(self._tree)
            self._do(talk, steps)

    def ended(self, call: Call, cause: Cause) -> None:  # noqa: ARG002 - the agent's interface
        talk = self._calls.pop(call, None)
        if talk is not None:
            del self._lines[talk.line]
            self._stop_waiting(talk)
            self.engine.close(talk.line)

    # What the engine says

    def key(self, line: MediaLine, key: str) -> None:
        self._happened(self._lines[line], flow.Key(key))

    def played(self, line: MediaLine) -> None:
        self._happened(self._lines[line], flow.Played())

    def silent(self, line: MediaLine) -> None:
        self._lines[line].call.hang_up()

    # What follows

    def _happened(self, talk: _Talk, event: flow.Event) -> None:
        if talk.state is None or talk.call not in self._calls:
            return
        if isinstance(event, flow.Key):
            self._stop_waiting(talk)
        talk.state, steps = flow.step(self._tree, talk.state, event)
        self._do(talk, steps)

    def _do(self, talk: _Talk, steps: tuple[flow.Step, ...]) -> None:
        for step in steps:
            if isinstance(step, flow.Say):
                talk.line.play(list(step.prompts))
            elif isinstance(step, flow.Hush):
                talk.line.hush()
            elif isinstance(step, flow.Wait):
                self._wait(talk, step.seconds)
            elif isinstance(step, flow.Ask):
                self._dialogue.ask(step.question, step.slots, lambda answer: self._happened(talk, answer))
            else:
                talk.call.hang_up()

    def _wait(self, talk: _Talk, seconds: float) -> None:
        self._stop_waiting(talk)
        assert self._serving is not None
        timers = self._serving.agent.table.timers
        talk.wait = timers.after(seconds, lambda: self._happened(talk, flow.Silence()))

    def _stop_waiting(self, talk: _Talk) -> None:
        if talk.wait is not None:
            talk.wait.cancel()
            talk.wait = None
