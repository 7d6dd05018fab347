"""What is written as ESC/POS comes back as the same dots, in whatever pieces it travels; what a printer answers is told apart."""

from hypothesis import example, given
from hypothesis import strategies as st

from motcua.ticketing.printers import escpos
from motcua.ticketing.printing import Raster
from motcua.ticketing.tests.fake_printer import FakePrinter
from motcua.ticketing.vocabulary import PrinterFault

LIKELY = st.sampled_from([0x00, 0xFF, 0x10, 0x04, 0x05, 0x14, 0x1B, 0x1D, 0x76, 0x30, 0x40])
"""Bytes that mean something in ESC/POS stand in the pictures, too."""


@st.composite
def rasters(draw):
    width = draw(st.sampled_from([1, 2, 3, 48, 72]))
    height = draw(st.integers(1, 520 if width < 4 else 12))
    octets = draw(st.lists(st.one_of(LIKELY, st.integers(0, 255)), min_size=1, max_size=200))
    packed = (bytes(octets) * (width * height // len(octets) + 1))[: width * height]
    return Raster(width * 8, packed)


def in_pieces(octets: bytes, sizes: list[int]):
    while octets:
        size = sizes[0] if sizes else len(octets)
        yield octets[:size]
        octets, sizes = octets[size:], sizes[1:]


@given(rasters(), st.lists(st.integers(1, 40), max_size=60))
@example(Raster(16, b"\x10\x04" * 300), [1, 1, 1])
@example(Raster(8, b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"), [])
def test_a_paper_comes_back_dot_for_dot(raster, sizes):
    printer = FakePrinter()
    for piece in in_pieces(escpos.job(raster), sizes):
        printer.receive(piece)
    printer.work(float("inf"))
    (paper,) = printer.papers
    assert paper == Raster(raster.width, escpos.without_commands(raster.packed))
    assert (printer.torn, printer.unknown, printer.obeyed_in_picture) == (b"", b"", [])


@given(rasters())
def test_a_picture_changes_only_where_it_would_command(raster):
    shown = escpos.without_commands(raster.packed)
    assert len(shown) == len(raster.packed)
    for at, (before, after) in enumerate(zip(raster.packed, shown, strict=True)):
        if before != after:
            assert (before, after) == (0x10, 0x18), "one dot is added, none is lost"
            assert raster.packed[at + 1] in (0x04, 0x05, 0x14)


def test_a_command_left_in_a_picture_would_be_seen():
    printer = FakePrinter()
    printer.receive(b"\x1dv0\x00\x02\x00\x01\x00\x10\x04")
    assert printer.obeyed_in_picture == [b"\x10\x04"]


AT_ONCE = st.sampled_from([octet for octet in range(256) if octet & 0x93 == 0x12])
IN_TURN = st.sampled_from([octet for octet in range(256) if octet & 0x90 == 0])
FIRST = st.sampled_from([octet for octet in range(256) if octet & 0x93 == 0x10])
REPLIES = st.one_of(
    AT_ONCE.map(lambda octet: escpos.Reply(escpos.Kind.AT_ONCE, bytes((octet,)))),
    IN_TURN.map(lambda octet: escpos.Reply(escpos.Kind.IN_TURN, bytes((octet,)))),
    st.tuples(FIRST, IN_TURN, IN_TURN, IN_TURN).map(lambda four: escpos.Reply(escpos.Kind.UNASKED, bytes(four))),
)


@given(st.lists(REPLIES), st.lists(st.integers(1, 5)))
def test_answers_are_told_apart_in_any_pieces(replies, sizes):
    reader = escpos.Replies()
    sent = b"\x11".join(reply.octets for reply in replies)
    assert [reply for piece in in_pieces(sent, sizes) for reply in reader.read(piece)] == replies


@given(st.binary(max_size=60))
def test_no_bytes_confuse_the_reader(octets):
    for reply in escpos.Replies().read(octets):
        assert len(reply.octets) == (4 if reply.kind is escpos.Kind.UNASKED else 1)


@given(st.binary(max_size=200))
def test_no_bytes_confuse_the_printer(octets):
    printer = FakePrinter()
    printer.receive(octets)
    printer.work(1000)


def test_bits_mean_what_the_manuals_say():
    assert escpos.fault_of_answer(escpos.ONLINE, 0x1A) is None
    assert escpos.fault_of_answer(escpos.CAUSE, 0x16) is PrinterFault.COVER_OPEN
    assert escpos.fault_of_answer(escpos.CAUSE, 0x32) is PrinterFault.PAPER_OUT
    assert escpos.fault_of_answer(escpos.ERROR, 0x1A) is PrinterFault.JAM
    assert escpos.fault_of_answer(escpos.ERROR, 0x16) is PrinterFault.JAM
    assert escpos.fault_of_answer(escpos.ERROR, 0x32) is PrinterFault.ERROR
    assert escpos.fault_of_answer(escpos.ERROR, 0x52) is PrinterFault.ERROR
    assert escpos.fault_of_answer(escpos.PAPER, 0x72) is PrinterFault.PAPER_OUT
    assert escpos.fault_of_answer(escpos.PAPER, 0x1E) is None, "nearly out is not out"
    assert escpos.fault_in_turn(0x03) is None
    assert escpos.fault_in_turn(0x0C) is PrinterFault.PAPER_OUT
