"""What every ticket printer can be asked, and how it refuses."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from motcua.kernel.errors import UnavailableError
from motcua.ticketing.printing import Raster
from motcua.ticketing.printing.slip import Width
from motcua.ticketing.vocabulary import PrinterFault

SENTENCES: Mapping[PrinterFault, str] = MappingProxyType(
    {
        PrinterFault.PAPER_OUT: "Máy in hết giấy. Thay cuộn giấy, đóng nắp, rồi in lại.",
        PrinterFault.COVER_OPEN: "Nắp máy in đang mở. Đóng nắp lại, rồi in lại.",
        PrinterFault.JAM: "Máy in bị kẹt giấy hoặc kẹt dao cắt. Tắt máy in, mở nắp, gỡ giấy kẹt, bật lại, rồi in lại.",
        PrinterFault.OFF: "Máy in không trả lời. Xem máy in đã bật và đã nối dây chưa, rồi in lại.",
        PrinterFault.ERROR: "Máy in báo lỗi. Tắt máy in, đợi 10 giây, bật lại, rồi in lại.",
    }
)


class PrinterFaultError(UnavailableError):
    """Nothing came out, or not all of it: the paper must be printed again once the fault is mended."""

    def __init__(self, fault: PrinterFault, log: str) -> None:
        super().__init__(f"ticketing:printer:{fault.value}", SENTENCES[fault], log)
        self.fault = fault


def sentence_of(fault: PrinterFault | None) -> str:
    """What a printer's state means and what to do, for whoever stands beside it."""
    return SENTENCES[fault] if fault else "Máy in sẵn sàng."


class Printer(Protocol):
    @property
    def width_dots(self) -> Width:
        """The dots of a line, for which a slip is rendered."""
        ...

    @property
    def makes_paper(self) -> bool:
        """False: there is only a screen, so nothing is ever waited for or failed."""
        ...

    def print(self, raster: Raster) -> None:
        """Print and cut; returns when the printer has said that all of it is out. Takes 6 seconds at most.

        One paper at a time: whoever prints from several processes gives each printer a queue.

        Raises:
            PrinterFaultError: it isn't known to be out whole; `fault` says why.
            ValueError: the picture is wider than the paper.
        """
        ...

    def state(self) -> PrinterFault | None:
        """What is wrong now, None when it can print; 6 seconds at most."""
        ...
