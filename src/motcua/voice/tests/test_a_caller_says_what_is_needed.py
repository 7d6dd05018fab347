"""A recording that ends with what is said: the call goes on after the pause, long before the time is over."""

import asyncio
from contextlib import suppress

import numpy as np
import pytest
import uvloop

from motcua.voice import flow
from motcua.voice.rtp import g711
from motcua.voice.rtp.bank import FRAME, Bank, build
from motcua.voice.rtp.media import Places
from motcua.voice.rtp.packet import Packet
from motcua.voice.rtp.tests.test_the_end_of_what_is_said import noise, speech
from motcua.voice.sip.agent import Settings
from motcua.voice.station import Station
from motcua.voice.tests.test_a_caller_is_served import Dialogue, Phone

LONG = 30
WORDS = ("say", "step 3", "wrong", "still there", "goodbye")
TREE = {
    "start": "say",
    "wrong": ["wrong"],
    "silence": ["still there"],
    "goodbye": ["goodbye"],
    "nodes": {
        "say": {"kind": "recording", "prompts": ["say"], "seconds": 20, "pause": 0.6, "slot": "wish", "then": "found"},
        "found": {"kind": "question", "ask": "by voice", "outcomes": {"found": "end"}},
        "end": {"kind": "message", "prompts": ["goodbye"]},
    },
}


class Recorder:
    def __init__(self):
        self.heard, self.kept = bytearray(), []

    def begin(self, call, slot):
        assert slot == "wish"
        return self.heard.extend

    def keep(self, call, slot):
        self.kept.append(slot)


@pytest.fixture
def bank(tmp_path):
    build(tmp_path, {word: np.full(5 * FRAME, 600, np.int16) for word in WORDS})
    return Bank(tmp_path)


async def speaks(phone, samples):
    sound = g711.encode_a(samples.clip(-32_000, 32_000).astype(np.int16))
    for at in range(0, len(sound), 160):
        one = Packet(8, at == 0, at // 160, at, 7, sound[at : at + 160])
        phone.speech.sendto(one.write(), ("127.0.0.1", phone.port))
        await asyncio.sleep(0.004)


def test_the_call_goes_on_after_the_pause(bank):
    recorder, dialogue = Recorder(), Dialogue()

    async def main():
        station = Station(flow.read(TREE), bank, dialogue, Places("127.0.0.1"), recorder=recorder)
        serving = await station.open(Settings("127.0.0.1", port=0))
        running = asyncio.create_task(station.engine.run())
        phone = Phone(serving.port)
        try:
            assert (await phone.call()).status == 200
            while not any(talk.state and talk.state.listening for talk in station._calls.values()):
                await asyncio.sleep(0.01)
            await speaks(phone, np.concatenate([noise(0.3, 40), speech(1.0), noise(2.0, 40)]))
            while not dialogue.asked:
                await asyncio.sleep(0.01)
        finally:
            await station.close()
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
            phone.close()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(asyncio.wait_for(main(), LONG))
    assert [question for question, _ in dialogue.asked] == ["by voice"]
    assert recorder.kept == ["wish"]
    assert 1.5 < len(recorder.heard) / g711.RATE < 3.0, "what was said, without waiting for the twenty seconds"
