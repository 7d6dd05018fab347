"""The telephone process registers with a carrier that asks for proof, says so on its row, and takes its leave when it stops."""

import asyncio
import inspect
import os
import re
import signal

import numpy as np
import pytest
import uvloop

from motcua.hotline import labels
from motcua.hotline.models import TelephoneNode
from motcua.hotline.selectors.today import nodes_now
from motcua.hotline.serving.answering import Dialogue
from motcua.hotline.serving.plan import Plan
from motcua.hotline.serving.script import script_now
from motcua.hotline.serving.telephone import Telephone, _asked
from motcua.hotline.serving.wire import socket_path
from motcua.hotline.vocabulary import TrunkState
from motcua.voice.rtp.bank import FRAME, build
from motcua.voice.sip import trunk
from motcua.voice.sip.message import Response
from motcua.voice.sip.reading import read_datagram
from motcua.voice.sip.trunk import Account

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60


class Carrier(asyncio.DatagramProtocol):
    """Asks once for a proof of `user`, then keeps the name for an hour."""

    def __init__(self, user):
        self.user, self.expiries = user, []

    def connection_made(self, transport):
        self.wire = transport

    def datagram_received(self, data, addr):
        asked = read_datagram(data)
        proof = asked.first("Authorization") or ""
        known = f'username="{self.user}"' in proof
        response = Response(status=200 if known else 401, reason="x")
        response.fields = [field for field in asked.fields if field[0] in {"Via", "From", "To", "Call-ID", "CSeq"}]
        if known:
            self.expiries.append(asked.only("Expires"))
            response.add("Expires", 3600)
        else:
            response.add("WWW-Authenticate", 'Digest realm="carrier", nonce="n1", qop="auth", algorithm=SHA-256')
        self.wire.sendto(response.write(), addr)


async def _built(*_what):
    """The bank is whole from the start."""


def run(tmp_path, user, until):
    """A telephone with the account `user` and the carrier that it registers with, until `until` holds of its row."""
    names = {name for said in script_now().words.values() for prompts in said.values() for name in prompts}
    build(tmp_path / "prompts", {name: np.zeros(FRAME, np.int16) for name in names})

    async def main():
        loop = asyncio.get_running_loop()
        wire, carrier = await loop.create_datagram_endpoint(lambda: Carrier("0293100"), local_addr=("127.0.0.1", 0))
        dialogue = Dialogue(threads=2)
        await dialogue.serve(socket_path(tmp_path))
        account = Account(user, "secret", "carrier.example", "127.0.0.1", wire.get_extra_info("sockname")[1])
        telephone = Telephone(
            Plan(
                "t:1",
                tmp_path,
                tmp_path / "prompts",
                tmp_path / "cache",
                "127.0.0.1",
                0,
                40_200,
                40_300,
                10,
                0.0,
                (),
                account,
            )
        )
        telephone._build = _built
        running = asyncio.create_task(telephone.run())
        while not await asyncio.to_thread(_asked, until):
            await asyncio.sleep(0.1)
        os.kill(os.getpid(), signal.SIGTERM)
        await running
        await asyncio.sleep(0.2)
        wire.close()
        await dialogue.close()
        return carrier

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(asyncio.wait_for(main(), PATIENCE))


def test_it_registers_says_so_and_takes_its_leave(tmp_path):
    def registered():
        return any(node.row.trunk == TrunkState.REGISTERED for node in nodes_now())

    carrier = run(tmp_path, "0293100", registered)
    assert carrier.expiries[0] == "3600"
    assert carrier.expiries[-1] == "0", "the carrier sends nobody here any more"


def test_why_it_cannot_is_on_its_row(tmp_path):
    def failed():
        return any(node.row.trunk == TrunkState.FAILED for node in nodes_now())

    carrier = run(tmp_path, "somebody", failed)
    assert carrier.expiries == []
    assert TelephoneNode.objects.get().trunk_reason == "the registrar refuses name or password"


def test_every_reason_is_told_in_words_for_people():
    said = set(re.findall(r'(?:_failed\(|why=)"([^"]+)"', inspect.getsource(trunk)))
    assert said == labels.TRUNK_REASONS.keys()
    assert labels.trunk_reason("the registrar says 403") == "nhà mạng trả lời mã 403"
    assert labels.trunk_reason("what nobody has said yet") == "what nobody has said yet"
