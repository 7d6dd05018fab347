"""What reads a stranger's bytes, for fuzzing: each takes any bytes and raises nothing. `make fuzz` and the tests use them."""

import json
from collections.abc import Callable
from contextlib import suppress

from motcua.voice import flow
from motcua.voice.flow.reading import MalformedTreeError
from motcua.voice.flow.tests.example import HOTLINE
from motcua.voice.rtp import packet, rtcp
from motcua.voice.rtp.keys import Keys
from motcua.voice.rtp.tests.test_keys_count_once import press
from motcua.voice.sdp import IncompatibleError, Local, MalformedDescriptionError, accept, answer, description
from motcua.voice.sip.digest import Challenge, respond
from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.reading import Framer, check, read_datagram
from motcua.voice.sip.tests.messages import INVITE, LAWFUL, MALFORMED
from motcua.voice.sip.tests.table import SDP, Table


def message(data: bytes) -> None:
    """Whole datagrams; what was read can be written and read again."""
    try:
        read = read_datagram(data)
        check(read)
    except MalformedError:
        return
    again = read_datagram(read.write())
    check(again)
    assert (again.start_line(), again.body) == (read.start_line(), read.body)


def agent(data: bytes) -> None:
    """The agent says something or nothing, keeps no call that it was not offered, and fails at nothing."""
    table = Table(t1=0.01)
    table.handler.act = lambda call: call.refuse(486)
    table.agent._failed = _failed  # type: ignore[method-assign]
    table.receive(data)
    table.pass_time(4000)
    assert table.agent.calls == table.agent.table.servers == {}


def _failed(*_: object) -> None:
    raise AssertionError("the agent failed at a message")


def stream(data: bytes) -> None:
    """The same messages, however the stream is cut: byte 0 says where."""
    size = data[0] % 64 + 1 if data else 1
    assert _framed(data[1:], size) == _framed(data[1:], max(1, len(data)))


def _framed(data: bytes, size: int) -> list[bytes]:
    framer, messages = Framer(), []
    with suppress(MalformedError):
        for at in range(0, len(data), size):
            messages += framer.feed(data[at : at + size])
        return [message.write() for message in messages]
    return []


def session(data: bytes) -> None:
    """Descriptions: what can be agreed to is answered by something that can be read."""
    try:
        read = description.read(data)
    except MalformedDescriptionError:
        return
    with suppress(IncompatibleError):
        accept(read)
    with suppress(IncompatibleError):
        _, answered = answer(read, Local("192.0.2.10", 40_000, 1))
        description.read(answered)


def challenge(data: bytes) -> None:
    """What a registrar asks; what can be answered can be written."""
    with suppress(MalformedError):
        asked = Challenge.read(data.decode("utf-8", "surrogateescape"))
        respond(asked, "REGISTER", "sip:carrier.example", user="a", password="b", count=1, cnonce="c")


def speech(data: bytes) -> None:
    """RTP, and the keypad events within."""
    if (read := packet.read(data)) is not None:
        keys = Keys()
        keys.take(read, 0.0)
        keys.take(read, 0.1)


def reports(data: bytes) -> None:
    for _, _, blocks in rtcp.read(data):
        for block in blocks:
            block.write()


def tree(data: bytes) -> None:
    """JSON of a call flow: what is read can be judged."""
    try:
        parsed = json.loads(data)
    except (ValueError, RecursionError):
        return
    with suppress(MalformedTreeError):
        flow.problems(flow.read(parsed))


_MESSAGES = [*LAWFUL.values(), *(data for data, _ in MALFORMED.values() if len(data) < 2_000), INVITE.encode()]
_REPORT = rtcp.Report(1, 2, 3, 4, 5)
_COMPOUND = rtcp.sender_report(7, rtcp.Sent(1.5, 160, 3, 480), _REPORT) + rtcp.description(7, b"name") + rtcp.goodbye(7)
_CHALLENGES = [
    'Digest realm="a, b", nonce="n\\"", algorithm=SHA-256, qop="auth,auth-int", opaque="o", stale=TRUE',
    'Digest realm="r", nonce="n", algorithm=MD5',
]
TARGETS: dict[str, tuple[Callable[[bytes], None], list[bytes]]] = {
    "message": (message, _MESSAGES),
    "agent": (agent, _MESSAGES),
    "stream": (stream, [b"\7" + data * 2 for data in _MESSAGES]),
    "session": (session, [SDP.encode(), SDP.replace("8 101", "0 8 18\r\na=ptime:20\r\na=rtcp:6001").encode()]),
    "challenge": (challenge, [text.encode() for text in _CHALLENGES]),
    "speech": (speech, [said.write() for said in press("5", 4000)] + [b"\xb1" + bytes(40)]),
    "reports": (reports, [_COMPOUND]),
    "tree": (tree, [json.dumps(HOTLINE).encode()]),
}
"""Name → the target, and bytes to begin with."""
