"""A call's life on a clock moved by hand: answer, acknowledgement, hold, refresh, end, and every way to lose one."""

import pytest

from motcua.voice.sip.call import Cause, Stage
from motcua.voice.sip.tests.table import SDP, Table, request, response_to

OURS = ("192.0.2.1", 6000, True)


@pytest.fixture
def table():
    return Table()


def talking(table, **kwargs):
    assert table.receive(request(body=SDP, **kwargs)) == [100, 200]
    ok = table.last
    assert table.receive(request("ACK", branch="a2", of=ok, call_id=ok.call_id)) == []
    assert table.handler.calls[-1].stage is Stage.TALKING
    return ok


def test_answered_acknowledged_and_ended_by_the_caller(table):
    ok = talking(table)
    assert ok.first("Contact") == "<sip:192.0.2.10:5060>"
    assert b"m=audio 40000 RTP/AVP 8 101" in ok.body
    assert table.pass_time(20) == []
    assert table.receive(request("BYE", number=2, branch="b1", of=ok)) == [200]
    assert table.receive(request("BYE", number=2, branch="b1", of=ok)) == [200]
    assert table.handler.told == [OURS, Cause.CALLER]
    assert table.receive(request("BYE", number=3, branch="b2", of=ok)) == [481]
    table.pass_time(100)
    assert table.agent.calls == table.agent.table.servers == table.agent.table.merged == table.agent._ringing == {}


def test_ringing_first(table):
    table.handler.act = lambda call: call.ring()
    assert table.receive(request(body=SDP)) == [100, 180]
    tag = table.last.receiver.tag
    assert table.receive(request(body=SDP)) == [180]
    table.handler.calls[0].answer("192.0.2.10", 40_000)
    assert table.wire.take() == [200]
    assert table.last.receiver.tag == tag


def test_the_answer_is_repeated_until_acknowledged(table):
    assert table.receive(request(body=SDP)) == [100, 200]
    ok = table.last
    assert table.pass_time(8) == [200, 200, 200, 200]
    assert table.receive(request(body=SDP)) == []
    table.receive(request("ACK", branch="a2", of=ok))
    assert table.pass_time(60) == []


def test_never_acknowledged(table):
    table.receive(request(body=SDP))
    sent = table.pass_time(31.9)
    assert set(sent) == {200}
    assert table.pass_time(0.2) == ["BYE"]
    assert table.handler.told == [OURS, Cause.UNACKNOWLEDGED]
    assert table.pass_time(100) == ["BYE"] * 10
    assert table.agent.table.clients == {}


def test_late_offer(table):
    assert table.receive(request()) == [100, 200]
    ok = table.last
    assert b"m=audio 40000 RTP/AVP 8 0 101" in ok.body
    assert table.handler.told == []
    assert table.receive(request("UPDATE", number=2, branch="u", of=ok, body=SDP)) == [491]
    table.receive(request("ACK", branch="a2", of=ok, body=SDP))
    assert table.handler.told == [OURS]


@pytest.mark.parametrize("body", ["", "v=0", SDP.replace("8 101", "9")])
def test_late_offer_without_agreement(table, body):
    table.receive(request())
    assert table.receive(request("ACK", branch="a2", of=table.last, body=body)) == ["BYE"]
    assert table.handler.told == [Cause.DISAGREED]


def test_given_up_before_the_answer(table):
    table.handler.act = lambda call: call.ring()
    table.receive(request(body=SDP))
    assert table.receive(request("CANCEL")) == [200, 487]
    refused = table.last
    assert table.pass_time(4) == [487, 487, 487]
    assert table.receive(request(body=SDP)) == [487]
    assert table.receive(request("ACK", of=refused)) == []
    assert table.pass_time(60) == []
    table.handler.calls[0].answer("192.0.2.10", 1)
    assert table.wire.take() == []
    assert table.handler.told == [Cause.CANCELLED]


def test_cancel_too_late_or_of_nothing(table):
    talking(table)
    assert table.receive(request("CANCEL")) == [200]
    assert table.receive(request("CANCEL", branch="zz")) == [481]
    assert table.handler.calls[0].stage is Stage.TALKING


def test_hold_and_back(table):
    ok = talking(table)
    assert table.receive(request(number=2, branch="h", of=ok, body=SDP + "a=sendonly\r\n")) == [200]
    assert b"a=recvonly" in table.last.body
    assert b" 2 IN IP4" in table.last.body.split(b"\r\n")[1]
    table.receive(request("ACK", number=2, branch="h2", of=ok))
    assert table.receive(request("UPDATE", number=3, branch="i", of=ok, body=SDP)) == [200]
    assert table.handler.told == [OURS, ("192.0.2.1", 6000, False), OURS]
    assert table.pass_time(30) == []


def test_a_change_that_cannot_be_spoken_leaves_the_call(table):
    ok = talking(table)
    assert table.receive(request(number=2, branch="h", of=ok, body=SDP.replace("8 101", "9"))) == [488]
    table.receive(request("ACK", number=2, branch="h", of=ok))
    assert table.handler.calls[0].stage is Stage.TALKING
    assert table.receive(request(number=2, branch="h3", of=ok, body=SDP)) == [500]
    assert int(table.last.first("Retry-After")) in range(1, 11)


def test_hanging_up(table):
    talking(table)
    table.handler.calls[0].hang_up()
    assert table.wire.take() == ["BYE"]
    bye = table.last
    assert bye.target == "sip:trunk@192.0.2.1:5060"
    assert (bye.sender.tag, bye.receiver.tag) == (table.handler.calls[0].dialog.tag, "caller")
    assert table.pass_time(1) == ["BYE"]
    assert table.receive(response_to(bye, 200)) == []
    assert table.pass_time(60) == []
    assert table.handler.told == [OURS, Cause.HERE]


def test_hanging_up_waits_for_the_acknowledgement(table):
    table.handler.act = lambda call: (call.answer("192.0.2.10", 40_000), call.hang_up())
    assert table.receive(request(body=SDP)) == [100, 200]
    assert table.receive(request("ACK", branch="a2", of=table.last)) == ["BYE"]


def test_our_requests_follow_the_recorded_route(table):
    routes = "Record-Route: <sip:192.0.2.5:5080;lr>, <sip:192.0.2.6;lr>\r\n"
    ok = talking(table, extra=routes)
    assert ok.listed("Record-Route") == ["<sip:192.0.2.5:5080;lr>", "<sip:192.0.2.6;lr>"]
    table.handler.calls[0].hang_up()
    bye, peer = table.wire.sent[-1]
    assert peer == ("192.0.2.5", 5080)
    assert bye.listed("Route") == ["<sip:192.0.2.5:5080;lr>", "<sip:192.0.2.6;lr>"]


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ("Supported: timer\r\n", "1800;refresher=uac"),
        ("Supported: timer\r\nSession-Expires: 120\r\n", "120;refresher=uac"),
        ("k: timer\r\nx: 120;refresher=uas\r\nAllow: INVITE, UPDATE\r\n", "120;refresher=uas"),
        ("Supported: timer\r\nSession-Expires: 120;refresher=uas\r\n", None),
        ("Session-Expires: 120\r\n", None),
        ("", None),
    ],
)
def test_session_timers_are_agreed(table, extra, told):
    assert talking(table, extra=extra).first("Session-Expires") == told


def test_a_session_too_short_or_vanished(table):
    assert table.receive(request(body=SDP, extra="Supported: timer\r\nSession-Expires: 30\r\n")) == [422]
    assert table.last.first("Min-SE") == "90"
    ok = talking(table, call_id="two", extra="Supported: timer\r\nSession-Expires: 120\r\n", branch="s")
    table.pass_time(60)
    refresh = request("UPDATE", number=2, branch="u", of=ok, call_id="two", extra="Supported: timer\r\nx: 120\r\n")
    assert table.receive(refresh) == [200]
    assert table.pass_time(87) == []
    assert table.pass_time(2)[:1] == ["BYE"]
    assert table.handler.told[-1] is Cause.VANISHED


def test_we_refresh_where_the_caller_asks_so(table):
    talking(table, extra="Supported: timer\r\nx: 120;refresher=uas\r\nAllow: UPDATE\r\n")
    for _ in range(3):
        assert table.pass_time(60) == ["UPDATE"]
        assert table.receive(response_to(table.last, 200)) == []
    assert table.pass_time(60) == ["UPDATE"]
    assert table.receive(response_to(table.last, 481)) == ["BYE"]


def test_this_end_places_no_calls(table):
    talking(table)
    call = table.handler.calls[0]
    with pytest.raises(ValueError, match="places no calls"):
        table.agent.table.ask(call.dialog.request("INVITE"), "x", call.server.way, lambda _: None)
