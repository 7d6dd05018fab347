"""Every way in which a ticket printer can fail, against a printer that behaves like one: nothing is called printed that isn't out."""

import re
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from motcua.ticketing.printers import PrinterFaultError, printer_at, sentence_of
from motcua.ticketing.printers.port import SENTENCES
from motcua.ticketing.printing import Raster, render_slip
from motcua.ticketing.tests.fake_printer import Condition, FakePrinter, on_a_cable, on_the_network
from motcua.ticketing.tests.slips import URL, a_slip, codes_on
from motcua.ticketing.vocabulary import PrinterFault

AT_MOST = 6.0
AT_ONCE = 1.5
"""Seconds for a printer that says itself what the matter is; a busy machine has that much to spare."""

WAYS = {"network": on_the_network, "cable": on_a_cable}
each_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


@pytest.fixture(scope="module")
def slip() -> Raster:
    return render_slip(a_slip(), width_dots=576)


@contextmanager
def timed(at_most: float):
    started = time.monotonic()
    yield
    assert time.monotonic() - started < at_most


def fault_of_printing(address: str, slip: Raster, at_most: float) -> PrinterFault:
    with timed(at_most), pytest.raises(PrinterFaultError) as refused:
        printer_at(address).print(slip)
    return refused.value.fault


@each_way
def test_a_ticket_arrives_dot_for_dot(way, slip):
    printer = FakePrinter()
    with way(printer) as address, timed(AT_MOST):
        printer_at(address).print(slip)
    assert printer.papers == [slip]
    assert codes_on(printer.papers[0]) == [URL]
    assert (printer.torn, printer.unknown, printer.obeyed_in_picture) == (b"", b"", [])


def test_a_narrow_roll_gets_a_narrow_slip():
    printer = FakePrinter()
    with on_the_network(printer) as address:
        narrow = printer_at(f"{address}?width=384")
        narrow.print(render_slip(a_slip(), width_dots=narrow.width_dots))
    assert [(paper.width, codes_on(paper)) for paper in printer.papers] == [(384, [URL])]


def test_a_slip_wider_than_the_paper_is_a_mistake_of_the_program(slip):
    with pytest.raises(ValueError, match="384"):
        printer_at("tcp://127.0.0.1:9?width=384").print(slip)


@each_way
@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        ({"paper": 0}, PrinterFault.PAPER_OUT),
        ({"cover_open": True}, PrinterFault.COVER_OPEN),
        ({"cover_open": True, "paper": 0}, PrinterFault.COVER_OPEN),
        ({"jammed": True}, PrinterFault.JAM),
        ({"broken": True}, PrinterFault.ERROR),
        ({"paused": True}, PrinterFault.ERROR),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else value.value,
)
def test_what_is_wrong_before_is_said_and_nothing_comes_out(way, condition, fault, slip):
    printer = FakePrinter(Condition(**condition))
    with way(printer) as address:
        assert fault_of_printing(address, slip, AT_ONCE) is fault
        with timed(AT_ONCE):
            assert printer_at(address).state() is fault
    assert (printer.papers, printer.torn) == ([], b"")


@each_way
@pytest.mark.parametrize("memory", [1 << 30, 8_000], ids=["large memory", "small memory"])
@pytest.mark.parametrize("rows", [1, 400, 890])
def test_paper_that_runs_out_in_the_middle_is_a_failure(way, rows, memory, slip):
    assert rows < slip.height
    printer = FakePrinter(Condition(paper=rows, memory=memory))
    with way(printer) as address:
        assert fault_of_printing(address, slip, AT_ONCE) is PrinterFault.PAPER_OUT
    assert printer.papers == []


@each_way
def test_after_new_paper_the_next_ticket_comes_out_alone(way, slip):
    """The half that was left in the printer's memory is forgotten, not printed before the next."""
    printer = FakePrinter(Condition(paper=400))
    with way(printer) as address:
        assert fault_of_printing(address, slip, AT_ONCE) is PrinterFault.PAPER_OUT
        printer.condition.paper = None
        printer_at(address).print(slip)
    assert printer.papers == [slip]


def test_the_last_row_of_the_roll_prints_a_ticket_that_is_printed_again(slip):
    """It is out, but the printer stops before it cuts: somebody may have half of it in the hand."""
    printer = FakePrinter(Condition(paper=slip.height))
    with on_the_network(printer) as address:
        assert fault_of_printing(address, slip, AT_ONCE) is PrinterFault.PAPER_OUT


@each_way
def test_a_cover_opened_in_the_middle_is_a_failure(way, slip):
    printer = FakePrinter(Condition(rows_per_second=800))
    with way(printer) as address:
        opener = threading.Timer(0.4, setattr, (printer.condition, "cover_open", True))
        opener.start()
        assert fault_of_printing(address, slip, 0.4 + AT_ONCE) is PrinterFault.COVER_OPEN
        opener.join()
    assert printer.papers == []


def test_a_knife_that_jams_is_a_failure_though_the_paper_is_printed(slip):
    printer = FakePrinter(Condition(jams_when_cutting=True))
    with on_the_network(printer) as address:
        assert fault_of_printing(address, slip, AT_ONCE) is PrinterFault.JAM
    assert printer.papers == []


def test_a_printer_that_is_off_is_off(slip):
    with socket.create_server(("127.0.0.1", 0)) as door:
        address = f"tcp://127.0.0.1:{door.getsockname()[1]}"
    assert fault_of_printing(address, slip, 2.5) is PrinterFault.OFF
    with timed(2.5):
        assert printer_at(address).state() is PrinterFault.OFF


def test_an_address_where_nothing_stands_is_off(slip, monkeypatch):
    """No machine answers at all: an address of a network that is set aside for examples, on which connecting never ends."""

    def never(_address, timeout):
        time.sleep(timeout)
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket, "create_connection", never)
    assert fault_of_printing("tcp://192.0.2.7", slip, 2.5) is PrinterFault.OFF


def test_a_cable_that_is_unplugged_is_off(slip):
    assert fault_of_printing("usb:/dev/usb/lp99", slip, AT_ONCE) is PrinterFault.OFF
    assert printer_at("usb:/dev/usb/lp99").state() is PrinterFault.OFF


@each_way
def test_a_printer_that_answers_nothing_is_off(way, slip):
    printer = FakePrinter(Condition(silent=True))
    with way(printer) as address:
        assert fault_of_printing(address, slip, 4) is PrinterFault.OFF
    assert (printer.papers, printer.torn) == ([], b""), "nothing is sent to one that doesn't speak"


@pytest.mark.parametrize("memory", [1 << 30, 8_000], ids=["large memory", "small memory"])
def test_a_printer_that_falls_silent_in_the_middle_is_off(memory, slip):
    printer = FakePrinter(Condition(mute_after=300, memory=memory))
    with on_the_network(printer) as address:
        assert fault_of_printing(address, slip, AT_MOST) is PrinterFault.OFF
    assert printer.papers == []


def test_a_line_that_breaks_in_the_middle_is_off(slip):
    printer = FakePrinter(Condition(hangs_up_after=300, rows_per_second=2000))
    with on_the_network(printer) as address:
        assert fault_of_printing(address, slip, AT_MOST) is PrinterFault.OFF
    assert printer.papers == []


def test_a_slow_printer_is_waited_for(slip):
    printer = FakePrinter(Condition(rows_per_second=400, memory=8_000))
    with on_the_network(printer) as address, timed(AT_MOST):
        printer_at(address).print(slip)
    assert printer.papers == [slip]


def test_one_too_slow_is_never_called_printed(slip):
    printer = FakePrinter(Condition(rows_per_second=60))
    with on_the_network(printer) as address:
        assert fault_of_printing(address, slip, AT_MOST) is PrinterFault.ERROR
    assert printer.papers == []


def test_a_printer_that_serves_another_first_is_waited_for(slip):
    printer = FakePrinter(Condition(rows_per_second=1200))
    refused = []

    def print_one(address):
        try:
            printer_at(address).print(slip)
        except PrinterFaultError as error:
            refused.append(error)

    with on_the_network(printer) as address:
        both = [threading.Thread(target=print_one, args=(address,)) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
    assert (printer.papers, refused) == ([slip, slip], [])


def test_a_mended_printer_is_ready_without_being_opened_anew(slip):
    printer = FakePrinter(Condition(cover_open=True))
    with on_the_network(printer) as address:
        port = printer_at(address)
        assert port.state() is PrinterFault.COVER_OPEN
        printer.condition.cover_open = False
        assert port.state() is None
        port.print(slip)
    assert printer.papers == [slip]


@pytest.mark.parametrize("fault", PrinterFault)
def test_every_fault_has_a_sentence_that_says_what_to_do(fault):
    sentence = SENTENCES[fault]
    assert re.fullmatch(r"(Máy in|Nắp máy in) .+\. .+ in lại\.", sentence)
    error = PrinterFaultError(fault, "x")
    assert (error.message_vi, error.code) == (sentence_of(fault), f"ticketing:printer:{fault.value}")
    assert sentence_of(None) == "Máy in sẵn sàng."
