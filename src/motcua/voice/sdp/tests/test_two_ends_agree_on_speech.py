"""Offers and answers of RFC 3264's kinds: what is taken, what is refused, what hold means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.voice.sdp import (
    IncompatibleError,
    Local,
    MalformedDescriptionError,
    accept,
    answer,
    offer,
    read,
)

HERE = Local("192.0.2.10", 40_000, session=7, version=2)
OFFER = (
    "v=0\r\no=- 1 5 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
    "m=audio 6000 RTP/AVP 0 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\n"
)


def agreed(text: str):
    speech, body = answer(read(text.encode()), HERE)
    return speech, body.decode()


def test_an_offer_is_answered():
    speech, body = agreed(OFFER)
    assert (speech.address, speech.port, speech.payload, speech.events) == ("192.0.2.1", 6000, 0, 101)
    assert speech.rtcp_port == 6001
    assert speech.sends
    assert speech.hears
    assert body == (
        "v=0\r\no=- 7 2 IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\n"
        "m=audio 40000 RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\n"
        "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n"
    )


def test_our_offer_is_answered_by_ourselves():
    there = Local("2001:db8::2", 50_000, session=9)
    speech, body = answer(read(offer(there)), HERE)
    assert (speech.address, speech.port, speech.payload, speech.events) == ("2001:db8::2", 50_000, 8, 101)
    back = accept(read(body))
    assert (back.address, back.port, back.payload, back.events) == ("192.0.2.10", 40_000, 8, 101)


@pytest.mark.parametrize(
    ("direction", "sends", "hears", "back"),
    [
        ("sendonly", False, True, "recvonly"),
        ("recvonly", True, False, "sendonly"),
        ("inactive", False, False, "inactive"),
        ("sendrecv", True, True, "sendrecv"),
    ],
)
def test_hold_and_its_end(direction, sends, hears, back):
    for text in (OFFER + f"a={direction}\r\n", OFFER.replace("t=0 0\r\n", f"t=0 0\r\na={direction}\r\n")):
        speech, body = agreed(text)
        assert (speech.sends, speech.hears) == (sends, hears)
        assert speech.held is not sends
        assert f"a={back}\r\n" in body


def test_hold_as_it_was_once_written():
    speech, body = agreed(OFFER.replace("c=IN IP4 192.0.2.1", "c=IN IP4 0.0.0.0"))
    assert speech.held
    assert "a=recvonly" in body


def test_other_streams_are_refused_in_their_place():
    _, body = agreed(OFFER.replace("m=audio", "m=video 7000 RTP/AVP 31\r\nm=audio") + "m=image 9000 udptl t38\r\n")
    assert [line for line in body.split("\r\n") if line.startswith("m=")] == [
        "m=video 0 RTP/AVP 31",
        "m=audio 40000 RTP/AVP 0 101",
        "m=image 0 udptl t38",
    ]


def test_a_streams_own_address_and_rtcp_port_count():
    speech, _ = agreed(OFFER + "c=IN IP6 2001:db8::7\r\na=rtcp:6100 IN IP6 2001:db8::7\r\n")
    assert (speech.address, speech.rtcp_port) == ("2001:db8::7", 6100)


def test_events_by_another_number_or_none():
    assert agreed(OFFER.replace("101", "96"))[0].events == 96
    speech, body = agreed(OFFER.replace("telephone-event", "clearmode"))
    assert speech.events is None
    assert "telephone-event" not in body


@pytest.mark.parametrize(
    "text",
    [
        OFFER.replace("0 8 101", "9 18"),
        OFFER.replace("RTP/AVP", "RTP/SAVP"),
        OFFER.replace("audio 6000", "audio 0"),
        OFFER.replace("audio 6000", "video 6000"),
        OFFER.replace("c=IN IP4 192.0.2.1", "c=IN IP4 host.example"),
        OFFER.replace("0 8 101", "8").replace("PCMA/8000", "PCMA/16000"),
        OFFER.split("m=", maxsplit=1)[0],
    ],
)
def test_what_cannot_be_spoken_is_refused(text):
    with pytest.raises(IncompatibleError):
        agreed(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "v=1\r\n",
        OFFER.replace("o=-", "x=-"),
        OFFER.replace("m=audio 6000", "m=audio 66000"),
        OFFER.replace("m=audio 6000 ", "m=audio "),
        OFFER.replace("c=IN IP4 192.0.2.1", "c=IN IP6 192.0.2.1"),
        OFFER + "nothing\r\n",
        OFFER + "m=audio 1 RTP/AVP 0\r\n" * 20,
        OFFER + "a=x\r\n" * 600,
        OFFER + "a=" + "x" * 20_000,
    ],
)
def test_flawed_descriptions_are_refused(text):
    with pytest.raises(MalformedDescriptionError):
        read(text.encode())


def test_an_answer_must_take_the_stream():
    for text in (OFFER.replace("audio 6000", "audio 0"), OFFER + "m=audio 1 RTP/AVP 0\r\n"):
        with pytest.raises(IncompatibleError):
            accept(read(text.encode()))


@given(st.data())
def test_damage_is_read_or_refused(data):
    source = bytearray(OFFER.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(source) - 1))
        source[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    try:
        speech, body = answer(read(bytes(source)), HERE)
    except (MalformedDescriptionError, IncompatibleError):
        return
    assert len(read(body).streams) >= 1
    assert 0 < speech.port <= 65_535
