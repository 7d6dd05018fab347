"""Every way of writing that RFC 3261 allows is read; every flaw of RFC 4475's kinds is refused, never a crash."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.message import Message, Request, Response, canonical
from motcua.voice.sip.reading import Framer, check, read_datagram
from motcua.voice.sip.tests.messages import INVITE, LAWFUL, MALFORMED, changed

# The folder of RFC 4475's messages, NAME.dat each, if somebody has it.
TORTURE = os.environ.get("MOTCUA_SIP_TORTURE", "")
_REFUSED = """badinv01 clerr ncl scalar02 scalarlg quotbal ltgtruri lwsruri lwsstart trws escruri regbadct badaspec
baddn mismatch01 mismatch02 bigcode insuf multi01 mcl01"""
TORTURE_REFUSED = dict.fromkeys(_REFUSED.split(), 400) | {"badvers": 505}


def read(data: bytes) -> Message:
    message = read_datagram(data)
    check(message)
    return message


def verdict(data: bytes) -> int:
    try:
        read(data)
    except MalformedError as error:
        return error.status
    return 200


@pytest.mark.parametrize("name", LAWFUL)
def test_lawful_is_read_and_written_again(name):
    message = read(LAWFUL[name])
    again = read(message.write())
    assert [f for f in again.fields if f[0] != "Content-Length"] == [
        f for f in message.fields if f[0] != "Content-Length"
    ]
    assert (again.start_line(), again.body) == (message.start_line(), message.body)


@pytest.mark.parametrize("name", MALFORMED)
def test_flawed_is_refused(name):
    data, status = MALFORMED[name]
    assert verdict(data) == status


def test_messages_of_rfc_4475():
    files = sorted(Path(TORTURE).glob("*.dat")) if TORTURE else []
    verdicts = {path.stem: verdict(path.read_bytes()) for path in files}
    assert verdicts == {name: TORTURE_REFUSED.get(name, 200) for name in verdicts}


def test_what_a_flawed_request_still_tells():
    with pytest.raises(MalformedError) as caught:
        read(MALFORMED["two methods"][0])
    assert caught.value.message is not None
    assert caught.value.message.via.host == "192.0.2.1"


def test_values():
    message = read(LAWFUL["a quoted name"])
    assert message.receiver.name == 'A "\\, <b>;'
    assert message.receiver.parameters == {"x": '"1;,2"'}
    assert read(LAWFUL["a name in Vietnamese"]).receiver.name == "Nguyễn Thị Hoa"
    folded = read(LAWFUL["folded"])
    assert (folded.cseq.number, folded.via.transport) == (1, "UDP")
    hops = read(LAWFUL["two hops in a line"]).listed("Via")
    assert len(hops) == 2
    uri = read(LAWFUL["an odd user"]).uri
    assert uri.user == "1_(to-be!)&isn't+it$/crazy?,/;;*"
    assert uri.password == "&it+has=1"
    assert read(LAWFUL["bytes behind the body"]).body == b"ab"


def test_where_it_came_from_is_noted():
    request = read(LAWFUL["two hops in a line"])
    request.note_source("198.51.100.7", 40_000)
    first, second = request.listed("Via")
    assert first == "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa1;rport=40000;received=198.51.100.7"
    assert second == "SIP/2.0/TCP [2001:db8::1]:5061;branch=z9hG4bKb"
    assert read(request.write()).via == request.via


def test_a_header_cannot_begin_another():
    response = Response(status=200, reason="OK")
    response.add("Subject", "a\r\nVia: b")
    with pytest.raises(ValueError, match="another header"):
        response.write()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_a_stream_is_cut_by_length(size):
    one = changed(("Content-Length: 0\r\n\r\n", "l: 5\r\n\r\na\r\n\r\n"))
    stream = b"\r\n" + one + b"\r\n\r\n" + INVITE.encode() + one
    framer = Framer()
    messages = [m for at in range(0, len(stream), size) for m in framer.feed(stream[at : at + size])]
    assert [m.body for m in messages] == [b"a\r\n\r\n", b"", b"a\r\n\r\n"]
    assert framer.pings == 1


@pytest.mark.parametrize(
    ("stream", "status"),
    [
        (LAWFUL["no length"], 400),
        (b"x" * 40_000, 513),
        (changed(("Length: 0", "Length: 70000")), 513),
        (MALFORMED["two lengths"][0], 400),
    ],
)
def test_a_stream_that_cannot_be_followed(stream, status):
    with pytest.raises(MalformedError) as caught:
        Framer().feed(stream)
    assert caught.value.status == status


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    verdict(data)
    verdict(INVITE.encode().replace(b"z9hG4bKa1", data))


@given(st.data())
def test_damage_is_read_or_refused(data):
    source = bytearray(data.draw(st.sampled_from([*LAWFUL.values(), INVITE.encode()])))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(source) - 1))
        source[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        message = read(bytes(source))
    except MalformedError:
        return
    read(message.write())


NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,20}", fullmatch=True).filter(
    lambda n: canonical(n) not in {"Content-Length", "Via", "From", "To", "Call-ID", "CSeq", "Contact", "Max-Forwards"}
)
VALUES = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=60).map(lambda v: v.strip(" \t"))


@given(st.lists(st.tuples(NAMES.map(canonical), VALUES), max_size=10), st.binary(max_size=200))
def test_what_is_written_is_read(fields, body):
    request = read(INVITE.encode())
    assert isinstance(request, Request)
    request.fields += fields
    request.body = body
    again = read(request.write())
    assert again.body == body
    assert again.fields[-len(fields) - 1 : -1] == fields if fields else True


@pytest.mark.parametrize("piece", ["X: a\r\n \t", " ", '"', "\\", "<", ",", ";a=", "\r\n "])
def test_long_nonsense_costs_little(piece):
    data = changed(("To: ", "To: " + (piece * (30_000 // len(piece)))))
    started = time.process_time()
    for _ in range(3):
        verdict(data)
    assert time.process_time() - started < 0.5
