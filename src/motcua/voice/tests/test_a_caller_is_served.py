"""A whole call on real sockets: the greeting is heard, keys lead to an answer, the farewell is followed by BYE."""

import asyncio
import socket
from contextlib import suppress

import numpy as np
import pytest
import uvloop

from motcua.voice import flow
from motcua.voice.flow.tests.example import HOTLINE
from motcua.voice.rtp import g711, packet
from motcua.voice.rtp.bank import FRAME, Bank, build
from motcua.voice.rtp.engine import Places
from motcua.voice.rtp.tests.test_keys_count_once import press
from motcua.voice.sip.agent import Settings
from motcua.voice.sip.call import Cause
from motcua.voice.sip.message import Response
from motcua.voice.sip.reading import read_datagram
from motcua.voice.sip.tests.table import SDP, request, response_to
from motcua.voice.station import Station

LONG = 20
WORDS = {word for node in HOTLINE["nodes"].values() for word in node["prompts"]} | {"wrong", "still there", "goodbye"}
# Each prompt is a sound of its own: 100 ms at one level.
LEVELS = {word: 600 * (i + 1) for i, word in enumerate(sorted(WORDS | {"step 3"}))}


class Dialogue:
    def __init__(self):
        self.asked, self.ended = [], []

    def ask(self, question, slots, answer):
        self.asked.append((question, dict(slots)))
        asyncio.get_running_loop().call_later(0.05, answer, flow.Answered("found", ("step 3",)))

    def talked(self, talked):
        self.ended.append(talked)


class Phone:
    def __init__(self, port):
        self.signalling, self.speech = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        for one in (self.signalling, self.speech):
            one.bind(("127.0.0.1", 0))
            one.setblocking(False)  # noqa: FBT003
        self.signalling.connect(("127.0.0.1", port))
        self.words, self.port, self.time = [], 0, 0
        asyncio.get_running_loop().add_reader(self.speech, self._hear)

    def _hear(self):
        with suppress(BlockingIOError):
            sound = g711.decode_a(packet.read(self.speech.recv(2048)).body)
            level = int(np.median(sound))
            word = next((word for word, height in LEVELS.items() if abs(level - height) < 300 and level > 300), None)
            if word and self.words[-1:] != [word]:
                self.words.append(word)

    async def ask(self, method, **kwargs):
        own = self.speech.getsockname()[1]
        text = request(method, **kwargs).replace("192.0.2.1:5060>", f"127.0.0.1:{self.signalling.getsockname()[1]}>")
        if "audio 6000" in text:
            text = text.replace("audio 6000", f"audio {own}").replace("IP4 192.0.2.1", "IP4 127.0.0.1")
            body = text.partition("\r\n\r\n")[2]
            text = text.replace(f"Content-Length: {len(kwargs['body'])}", f"Content-Length: {len(body)}")
        self.signalling.send(text.encode())

    async def receive(self):
        return read_datagram(await asyncio.get_running_loop().sock_recv(self.signalling, 65_536))

    async def call(self):
        await self.ask("INVITE", body=SDP)
        message = await self.receive()
        while message.status < 200:
            message = await self.receive()
        if message.status == 200:
            self.port = int(message.body.partition(b"m=audio ")[2].split()[0])
            await self.ask("ACK", branch="k", of=message)
        return message

    def press(self, keys):
        for key in keys:
            self.time += 4000
            for said in press(key, self.time):
                self.speech.sendto(said.write(), ("127.0.0.1", self.port))

    async def hears(self, *words):
        while self.words[-len(words) :] != list(words):
            await asyncio.sleep(0.01)

    def close(self):
        asyncio.get_running_loop().remove_reader(self.speech)
        self.signalling.close()
        self.speech.close()


@pytest.fixture
def bank(tmp_path):
    build(tmp_path, {word: np.full(5 * FRAME, level, np.int16) for word, level in LEVELS.items()})
    return Bank(tmp_path)


def run(bank, play, **places):
    async def main():
        dialogue = Dialogue()
        station = Station(flow.read(HOTLINE), bank, dialogue, Places("127.0.0.1", **places))
        serving = await station.open(Settings("127.0.0.1", port=0))
        running = asyncio.create_task(station.engine.run())
        phone = Phone(serving.port)
        try:
            await play(station, phone, dialogue)
        finally:
            await station.close()
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
            phone.close()
            await asyncio.sleep(0.01)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(asyncio.wait_for(main(), LONG))


def test_from_the_greeting_to_the_farewell(bank):
    async def play(station, phone, dialogue):
        assert (await phone.call()).status == 200
        await phone.hears("welcome", "main menu")
        phone.press("1123456789012")
        await phone.hears("one moment", "step 3", "another number")
        ((question, slots),) = dialogue.asked
        assert (question, slots["look-up"], slots["source"]) == ("dossier", "123456789012", "127.0.0.1")
        phone.press("0")
        await phone.hears("thank you")
        bye = await phone.receive()
        assert bye.method == "BYE"
        phone.signalling.send(response_to(bye, 200))
        assert station.engine.lines == 0

    run(bank, play)


def test_a_caller_who_hangs_up_leaves_nothing_behind(bank):
    async def play(station, phone, dialogue):
        ok = await phone.call()
        await phone.hears("welcome")
        assert station.engine.lines == 1
        await phone.ask("BYE", number=2, branch="b", of=ok)
        answer = await phone.receive()
        assert isinstance(answer, Response)
        assert (answer.status, answer.cseq.method) == (200, "BYE")
        assert (station.engine.lines, station._calls, station._lines) == (0, {}, {})
        (talked,) = dialogue.ended
        assert (talked.way, talked.cause) == (("greeting",), Cause.CALLER)
        assert talked.quality.sent > 0

    run(bank, play)


def test_no_ports_no_call(bank):
    async def play(station, phone, dialogue):
        refused = await phone.call()
        assert (refused.status, refused.first("Retry-After")) == (503, "10")

    run(bank, play, first_port=20_000, last_port=20_000)


def test_a_tree_with_problems_takes_no_calls(bank):
    with pytest.raises(ValueError, match="problems"):
        Station(flow.read(HOTLINE | {"start": "nowhere"}), bank, Dialogue(), Places("127.0.0.1"))
