import pytest

from motcua.kernel.errors import InvalidInputError
from motcua.ticketing.printers import printer_at
from motcua.ticketing.printing import render_slip
from motcua.ticketing.tests.slips import a_slip


@pytest.mark.parametrize(
    ("address", "width"),
    [
        ("tcp://10.0.0.5:9100?width=576", 576),
        ("tcp://10.0.0.5?width=384", 384),
        ("tcp://[fd00::5]:9101", 576),
        (" TCP://10.0.0.5/ ", 576),
        ("usb:/dev/usb/lp0", 576),
        ("usb:/dev/usb/lp1?width=384", 384),
    ],
)
def test_an_address_names_a_printer_and_its_paper(address, width):
    printer = printer_at(address)
    assert (printer.width_dots, printer.makes_paper) == (width, True)


def test_a_screen_makes_no_paper_and_is_always_ready():
    screen = printer_at("screen:")
    assert not screen.makes_paper
    assert screen.state() is None
    screen.print(render_slip(a_slip(), width_dots=screen.width_dots))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "Viết như một trong các mẫu"),
        ("10.0.0.5", "Viết như một trong các mẫu"),
        ("10.0.0.5:9100", "Viết như một trong các mẫu"),
        ("http://10.0.0.5", "Viết như một trong các mẫu"),
        ("tcp://[fd00::5", "Viết như một trong các mẫu"),
        ("tcp://", "viết bằng số"),
        ("tcp://may-in.noi-bo", "viết bằng số"),
        ("tcp://10.0.0", "viết bằng số"),
        ("tcp://10.0.0.5:chín", "viết bằng số"),
        ("tcp://10.0.0.5:99999", "viết bằng số"),
        ("tcp://a:b@10.0.0.5", "chỉ gồm số máy và cổng"),
        ("tcp://10.0.0.5/quay", "chỉ gồm số máy và cổng"),
        ("tcp://10.0.0.5?width=500", "khổ giấy"),
        ("tcp://10.0.0.5?width=", "khổ giấy"),
        ("tcp://10.0.0.5?speed=3", "khổ giấy"),
        ("tcp://10.0.0.5?width=384&width=576", "khổ giấy"),
        ("usb:", "tệp thiết bị"),
        ("usb:lp0", "tệp thiết bị"),
        ("usb:/etc/passwd", "tệp thiết bị"),
        ("usb:/dev/../etc/passwd", "tệp thiết bị"),
        ("usb://dev/usb/lp0", "tệp thiết bị"),
        ("screen:1", "chỉ viết: screen:"),
        ("screen://x", "chỉ viết: screen:"),
    ],
)
def test_an_address_that_is_none_is_refused_with_what_to_write(address, said):
    with pytest.raises(InvalidInputError) as refused:
        printer_at(address)
    assert said in refused.value.message_vi
    assert refused.value.code == "ticketing:printer:address"
