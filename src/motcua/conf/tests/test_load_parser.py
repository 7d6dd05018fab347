"""Answers are read alike however the network cuts them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.conf.bench.load.messages import Response
from motcua.conf.bench.load.parser import LONGEST_BODY, LONGEST_HEAD, GarbledError, ResponseParser

HEADERS = b"content-type: text/html\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=2\r\n"

bodies = st.binary(max_size=200)
statuses = st.sampled_from([200, 201, 302, 404, 503])
interims = st.lists(
    st.sampled_from([b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 \r\nlink: x\r\n\r\n"]), max_size=2
)


def with_length(status: int, body: bytes) -> bytes:
    return b"HTTP/1.1 %d Some Reason\r\n%sContent-Length: %d\r\n\r\n%s" % (status, HEADERS, len(body), body)


def chunked(status: int, pieces: list[bytes], extension: bytes, trailer: bytes) -> bytes:
    chunks = b"".join(b"%x%s\r\n%s\r\n" % (len(piece), extension, piece) for piece in pieces)
    head = b"HTTP/1.1 %d\r\n%sTransfer-Encoding: chunked\r\n\r\n" % (status, HEADERS)
    return head + chunks + b"0\r\n" + trailer + b"\r\n"


@st.composite
def answers(draw: st.DrawFn) -> tuple[bytes, int, bytes]:
    """The bytes of an answer, its status and its body."""
    status, before = draw(statuses), b"".join(draw(interims))
    if draw(st.booleans()):
        body = draw(bodies)
        return before + with_length(status, body), status, body
    pieces = draw(st.lists(st.binary(min_size=1, max_size=60), max_size=5))
    extension = draw(st.sampled_from([b"", b";a=b", b" ; name"]))
    trailer = draw(st.sampled_from([b"", b"checksum: 1\r\n", b"a: 1\r\nb: 2\r\n"]))
    return before + chunked(status, pieces, extension, trailer), status, b"".join(pieces)


def fed(parser: ResponseParser, parts: list[bytes]) -> Response | None:
    """Feed the parts; only the last may make the answer whole."""
    for part in parts[:-1]:
        assert parser.feed(part) is None
    return parser.feed(parts[-1])


def cut(data: bytes, places: set[int]) -> list[bytes]:
    edges = [0, *sorted(place for place in places if 0 < place < len(data)), len(data)]
    return [data[start:end] for start, end in pairwise(edges)]


@given(st.lists(st.tuples(answers(), st.sets(st.integers(1, 600), max_size=8)), min_size=1, max_size=3))
def test_answers_on_one_connection_cut_anywhere(spoken: list[tuple[tuple[bytes, int, bytes], set[int]]]):
    parser = ResponseParser()
    for (data, status, body), places in spoken:
        parser.expect("GET")
        response = fed(parser, cut(data, places))
        assert response is not None
        assert (response.status, response.body) == (status, body)
        assert response.headers("set-cookie") == ["a=1; Path=/", "b=2"]
        assert not parser.closes


@given(answers())
def test_answers_that_come_byte_by_byte(answer: tuple[bytes, int, bytes]):
    data, status, body = answer
    response = fed(ResponseParser(), [data[place : place + 1] for place in range(len(data))])
    assert response is not None
    assert (response.status, response.body) == (status, body)


@given(answers(), st.binary(min_size=1, max_size=5), st.integers(0, 600))
def test_more_than_the_answer_is_no_answer(answer: tuple[bytes, int, bytes], surplus: bytes, place: int):
    parser = ResponseParser()
    with pytest.raises(GarbledError):
        fed(parser, cut(answer[0] + surplus, {place} if place < len(answer[0]) else set()))


@given(answers(), st.data())
def test_an_answer_cut_off_is_none(answer: tuple[bytes, int, bytes], data: st.DataObject):
    parser = ResponseParser()
    assert parser.feed(answer[0][: data.draw(st.integers(0, len(answer[0]) - 1))]) is None
    assert parser.finish() is None


@given(st.binary(max_size=400))
def test_no_bytes_break_it(data: bytes):
    parser = ResponseParser()
    try:
        parser.feed(data)
    except GarbledError:
        return
    parser.finish()


@given(bodies, st.sets(st.integers(1, 300), max_size=4), st.sampled_from([b"1.1", b"1.0"]))
def test_without_a_length_the_body_ends_with_the_connection(body: bytes, places: set[int], version: bytes):
    parser = ResponseParser()
    assert fed(parser, cut(b"HTTP/%s 200 OK\r\n%s\r\n%s" % (version, HEADERS, body), places)) is None
    response = parser.finish()
    assert response is not None
    assert response.body == body
    assert parser.closes


@pytest.mark.parametrize(
    ("method", "data"),
    [
        ("HEAD", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"),
        ("GET", b"HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n"),
        ("GET", b"HTTP/1.1 204 No Content\r\n\r\n"),
        ("GET", b"HTTP/1.1 200 OK\r\ncontent-length:0\r\n\r\n"),
    ],
)
def test_answers_without_a_body(method: str, data: bytes):
    parser = ResponseParser()
    parser.expect(method)
    response = parser.feed(data)
    assert response is not None
    assert response.body == b""
    assert not parser.closes


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        (b"HTTP/1.1 200 OK\r\n", False),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n", True),
        (b"HTTP/1.1 200 OK\r\nconnection: Close\r\n", True),
        (b"HTTP/1.0 200 OK\r\n", True),
        (b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n", False),
    ],
)
def test_whether_the_connection_takes_another_request(line: bytes, closes: bool):
    parser = ResponseParser()
    assert parser.feed(line + b"Content-Length: 0\r\n\r\n") is not None
    assert parser.closes is closes


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/2 200 OK\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (LONGEST_BODY + 1),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n+5\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
        b"x" * (LONGEST_HEAD + 1),
    ],
)
def test_what_is_no_answer_is_said_to_be_none(data: bytes):
    with pytest.raises(GarbledError):
        ResponseParser().feed(data)


def test_headers_are_found_whatever_their_case():
    response = Response(200, b"HTTP/1.1 200 OK\r\nX-Request-Id:  abc \r\nEmpty:\r\nEmpty: 2")
    assert response.header("x-request-id") == "abc"
    assert response.headers("EMPTY") == ["", "2"]
    assert response.header("absent") is None
