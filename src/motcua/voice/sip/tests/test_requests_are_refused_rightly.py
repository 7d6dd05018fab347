"""Each refusal of RFC 3261 §8.2, the limit, draining, and what hostile or broken peers get."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.voice.sip.call import Cause
from motcua.voice.sip.tests.messages import MALFORMED
from motcua.voice.sip.tests.table import SDP, Table, request

TORTURE = os.environ.get("MOTCUA_SIP_TORTURE", "")
# What an end that answers calls and nothing else says to the messages of RFC 4475 that can be read.
TORTURE_SAID = {
    "wsinv": [481], "intmeth": [501], "esc01": [100, 200], "escnull": [405], "esc02": [501], "lwsdisp": [200],
    "longreq": [100, 200], "dblreq": [405], "semiuri": [200], "transports": [200], "mpart01": [405], "unreason": [],
    "noreason": [], "badbranch": [200], "unkscm": [416], "novelsc": [416], "unksm2": [405], "bext01": [420],
    "invut": [415], "regaut01": [405], "bcast": [], "zeromf": [200], "cparam01": [405], "cparam02": [405],
    "regescrt": [405], "sdp01": [406], "inv2543": [100, 200], "baddate": [100, 200], "insuf": [400],
    "mismatch01": [400], "mismatch02": [400], "badvers": [505], "scalarlg": [], "bigcode": [],
}  # fmt: skip


@pytest.fixture
def table():
    return Table()


@pytest.mark.parametrize(
    ("message", "status"),
    [
        (request("REGISTER"), 405),
        (request("MESSAGE"), 405),
        (request("DANCE"), 501),
        (request("BYE"), 481),
        (request("BYE", to_tag="x"), 481),
        (request(to_tag="x"), 481),
        (request(extra="Require: timer, 100rel, odd\r\n"), 420),
        (request().replace("sip:19001234@192.0.2.10 SIP", "isbn:2983792873 SIP"), 416),
        (request(body=SDP, extra="Accept: text/plain\r\n"), 406),
        (request(body=SDP, extra="Content-Type: text/plain\r\n"), 415),
        (request(body=SDP, extra="Content-Encoding: gzip\r\n"), 415),
        (request(body="v=0\r\nnothing"), 400),
        (request(body=SDP.replace("8 101", "18")), 488),
        (request().replace("Contact: <sip:trunk@192.0.2.1:5060>\r\n", ""), 400),
        (request("OPTIONS"), 200),
    ],
)
def test_refused(table, message, status):
    assert table.receive(message) == [status]
    first = table.last
    assert table.receive(message) == [status]
    assert table.last.receiver.tag == first.receiver.tag is not None
    assert table.agent.calls == table.agent.table.servers == {}


def test_refusals_say_what_would_do(table):
    table.receive(request("REGISTER"))
    assert "INVITE" in table.last.first("Allow")
    table.receive(request(extra="Require: 100rel, odd\r\n"))
    assert table.last.first("Unsupported") == "100rel, odd"
    table.receive(request(body=SDP, extra="Content-Type: text/plain\r\n"))
    assert table.last.first("Accept") == "application/sdp"
    table.receive(request(body=SDP.replace("8 101", "18")))
    assert table.last.first("Warning").startswith("305 ")


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_is_refused_or_dropped(table, name):
    data, status = MALFORMED[name]
    assert table.receive(data) in ([], [status])
    assert table.handler.calls == []


def test_messages_of_rfc_4475():
    files = sorted(Path(TORTURE).glob("*.dat")) if TORTURE else []
    said = {path.stem: Table().receive(path.read_bytes()) for path in files if path.stem in TORTURE_SAID}
    assert said == {name: TORTURE_SAID[name] for name in said}


def test_a_call_that_came_twice_by_different_ways(table):
    assert table.receive(request(body=SDP)) == [100, 200]
    assert table.receive(request(body=SDP, branch="other")) == [482]
    assert len(table.handler.calls) == 1


def test_the_limit_and_draining():
    table = Table(most_calls=1)
    table.receive(request(body=SDP))
    ok = table.last
    table.receive(request("ACK", branch="a2", of=ok))
    assert table.receive(request(body=SDP, call_id="two", branch="c")) == [503]
    assert table.last.first("Retry-After") == "10"
    table.agent.drain()
    assert table.receive(request("OPTIONS", call_id="p", branch="p")) == [503]
    assert table.receive(request("OPTIONS", number=2, branch="p2", of=ok)) == [200]
    assert table.receive(request("BYE", number=3, branch="b", of=ok)) == [200]
    assert table.receive(request(body=SDP, call_id="two", branch="d")) == [503]
    assert table.agent.calls == {}


def test_busy(table):
    table.handler.act = lambda call: call.refuse(486, retry_after=60)
    assert table.receive(request(body=SDP)) == [100, 486]
    assert table.last.first("Retry-After") == "60"
    assert table.receive(request("ACK", of=table.last)) == []
    assert table.handler.told == [Cause.REFUSED]
    assert table.pass_time(60) == []


def test_a_dialogue_that_fails_costs_one_call(table, caplog):
    table.handler.act = lambda _: 1 / 0
    assert table.receive(request(body=SDP)) == [100, 500]
    assert table.handler.told == [Cause.REFUSED]
    assert "could not be worked" in caplog.text
    assert table.agent.calls == {}


def test_answers_find_their_way_back(table):
    table.agent.datagram(request("OPTIONS").encode(), table.wire, ("198.51.100.9", 7777))
    message, peer = table.wire.sent[-1]
    assert peer == ("198.51.100.9", 7777)
    assert message.via.parameters["received"] == "198.51.100.9"
    old = request("OPTIONS").replace(";rport", "")
    table.agent.datagram(old.encode(), table.wire, ("198.51.100.9", 7777))
    assert table.wire.sent[-1][1] == ("198.51.100.9", 5060)


def test_signs_of_life_are_no_messages(table):
    assert table.receive(b"\r\n\r\n") == table.receive(b"\0\0\0\0") == []


@given(st.data())
def test_a_conversation_with_damage_never_ends_the_agent(data):
    table = Table()
    table.receive(request(body=SDP))
    ok = table.last
    talk = [request("ACK", branch="a2", of=ok), request(number=2, branch="r", of=ok, body=SDP), request("CANCEL")]
    talk += [request("UPDATE", number=3, branch="u", of=ok), request("BYE", number=4, branch="b", of=ok)]
    for message in data.draw(st.permutations(talk)):
        damaged = bytearray(message.encode())
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
        table.receive(bytes(damaged))
        table.pass_time(data.draw(st.floats(0, 40)))
    table.pass_time(4000)
    assert table.agent.table.servers == table.agent.table.clients == table.agent.table.merged == {}
