"""A station with its dialogue and a softphone that calls it, and whether what the caller heard is what was to be said."""

import asyncio
import shutil
from contextlib import suppress

import uvloop

from motcua.hotline.prompts import build
from motcua.hotline.services.trees import current_tree
from motcua.hotline.serving.answering import Dialogue
from motcua.hotline.serving.asking import Asking
from motcua.hotline.serving.messages import Messages
from motcua.hotline.serving.script import script_now, sentences
from motcua.hotline.tests.softphone import Softphone
from motcua.voice.rtp import g711
from motcua.voice.rtp.bank import Bank
from motcua.voice.rtp.media import Places
from motcua.voice.sip.agent import Settings
from motcua.voice.station import Station

PATIENCE = 300
A_MOMENT = 15
TRIES = 4


class Scene:
    """A station with its dialogue, and a softphone that calls it; `waits` for what the caller comes to in the tree."""

    def __init__(self, folder, bank):
        self.folder, self.bank, self.script = folder, bank, script_now()

    async def __aenter__(self):
        self.dialogue = Dialogue()
        await self.dialogue.serve(self.folder / "run" / "dialogue.sock")
        asking = Asking(self.folder / "run" / "dialogue.sock", lambda name: name in self.bank.index)
        self.station = Station(
            self.script.tree,
            self.bank,
            asking,
            Places("127.0.0.1", 40_000, 40_100),
            words=self.script.words,
            recorder=Messages(),
        )
        self.tasks = [asyncio.create_task(work) for work in (self.station.engine.run(), asking.run())]
        serving = await self.station.open(Settings("127.0.0.1", port=0))
        while not asking.connected:
            await asyncio.sleep(0.05)
        (self.folder / "phone").mkdir()
        self.phone = Softphone(self.folder / "phone")
        await self.phone.ready()
        self.phone.call(serving.port)
        return self

    async def __aexit__(self, *_):
        await asyncio.to_thread(self.phone.end)
        await self.station.close()
        await asyncio.sleep(0.2)
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.dialogue.close()

    async def waits(self, node):
        while not any(talk.state and talk.state.node == node for talk in self.station._calls.values()):
            await asyncio.sleep(0.05)

    async def presses(self, keys, node):
        """As a caller does: when a key was lost on its way (a busy softphone melts two equal ones into one), again."""
        for _ in range(TRIES):
            await self.phone.press(keys)
            with suppress(TimeoutError):
                return await asyncio.wait_for(self.waits(node), A_MOMENT)
            if len(keys) > 1:
                await self.phone.press("*")
        raise AssertionError(f"{keys} doesn't lead to {node}")

    async def hears(self, fragments):
        """Long enough for all of these, after a moment that was asked for and what the phone holds back."""
        await asyncio.sleep(3 + sum(self.bank.seconds(fragment.name) for fragment in fragments))


def bank_of(folder, fragments):
    """A bank of these and of the tree's own sentences."""
    build(folder, [*fragments, *sentences(current_tree()[1])], voice="north")
    return Bank(folder)


def recorded(folder, bank, call):
    """What the softphone has heard of `call`, a coroutine that is given the scene."""
    assert shutil.which("baresip"), "make test installs baresip-core"
    scene = Scene(folder, bank)

    async def called():
        async with scene:
            await call(scene)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(asyncio.wait_for(called(), PATIENCE))
    return Softphone.heard(type("Recorded", (), {"folder": folder / "phone"}))


def assert_heard(recording, bank, fragments):
    """All of these, in this order, each sample by sample; only pauses may lie between them."""
    heard, at = recording.tobytes(), 0
    for fragment in (one for one in fragments if not one.is_pause):
        sound = g711.decode_a(bank.prompt(fragment.name))
        speech = sound[: len(sound) - 160].tobytes()  # the silence that fills the last frame is no sign of anything
        found = heard.find(speech, at)
        assert found >= 0, f"not heard, or not whole: {fragment.text}"
        at = found + len(speech)
