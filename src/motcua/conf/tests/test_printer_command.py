"""`motcua printer test`: whoever sets a kiosk up learns in a sentence whether its printer prints."""

import pytest
from click.testing import CliRunner, Result

from motcua.conf.cli import main
from motcua.ticketing.tests.fake_printer import Condition, FakePrinter, on_the_network
from motcua.ticketing.tests.slips import codes_on


def try_out(address: str) -> Result:
    return CliRunner().invoke(main, ["printer", "test", address])


@pytest.mark.parametrize("width", [384, 576])
def test_a_sample_comes_out_and_is_said_to(width):
    printer = FakePrinter()
    with on_the_network(printer) as address:
        done = try_out(f"{address}?width={width}")
    assert done.exit_code == 0, done.output
    assert done.output.strip() == f"Đã in xong phiếu mẫu, giấy rộng {width} chấm. Máy in sẵn sàng."
    (paper,) = printer.papers
    assert (paper.width, codes_on(paper)) == (width, ["https://motcua.example/so/phieu-in-thu"])


def test_a_fault_is_a_sentence_and_a_failure():
    with on_the_network(FakePrinter(Condition(paper=300))) as address:
        done = try_out(address)
    assert done.exit_code == 1
    assert "Máy in hết giấy. Thay cuộn giấy, đóng nắp, rồi in lại." in done.output


def test_a_bad_address_is_a_sentence_too():
    done = try_out("may-in-1")
    assert done.exit_code == 1
    assert "Không hiểu địa chỉ máy in." in done.output


def test_a_screen_prints_nothing():
    done = try_out("screen:")
    assert done.exit_code == 0
    assert "không có máy in" in done.output
