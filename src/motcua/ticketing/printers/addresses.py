"""The registry: a device's setting says which printer it has.

tcp://10.0.0.5:9100?width=576    on the network; the port is 9100 and the width 576 dots (80 mm paper) unless said otherwise
usb:/dev/usb/lp0?width=384       on a cable of the machine that runs this; 384 dots are 58 mm paper
screen:                          none
"""

from collections.abc import Callable, Mapping
from ipaddress import ip_address
from types import MappingProxyType
from urllib.parse import SplitResult, parse_qs, urlsplit

from motcua.kernel.errors import InvalidInputError
from motcua.ticketing.printers.conversation import EscPosPrinter
from motcua.ticketing.printers.line import device, network
from motcua.ticketing.printers.port import Printer
from motcua.ticketing.printers.screen import ScreenOnly
from motcua.ticketing.printing.slip import WIDTHS, Width

PORT = 9100
EXAMPLES = "tcp://10.0.0.5:9100, usb:/dev/usb/lp0 hoặc screen:"


def printer_at(address: str) -> Printer:
    """The printer at an address of a device's settings; nothing is opened yet.

    Raises:
        InvalidInputError: no such address can be; the sentence says what to write instead.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # a bracket of an IPv6 address is missing
        parts = SplitResult("", "", "", "", "")
    maker = KINDS.get(parts.scheme)
    if maker is None:
        raise _refused(f"Không hiểu địa chỉ máy in. Viết như một trong các mẫu: {EXAMPLES}.", "unknown kind")
    return maker(parts)


def _network(parts: SplitResult) -> Printer:
    try:
        host, port = str(ip_address(parts.hostname or "")), parts.port or PORT
    except ValueError:
        # A name would have to be asked for, and a name server that is down keeps a job for half a minute.
        raise _refused(
            "Địa chỉ máy in trong mạng viết bằng số, ví dụ tcp://10.0.0.5:9100. Số này in ra khi giữ nút FEED lúc bật máy in.",
            "not an address in figures, or a wrong port",
        ) from None
    if parts.path.strip("/") or parts.username is not None:
        raise _refused(
            "Địa chỉ máy in trong mạng chỉ gồm số máy và cổng, ví dụ tcp://10.0.0.5:9100.", "more than needed"
        )
    return EscPosPrinter(network(host, port), _width(parts))


def _device(parts: SplitResult) -> Printer:
    if not parts.path.startswith("/dev/") or ".." in parts.path or parts.netloc:
        raise _refused("Máy in cắm dây USB viết bằng tệp thiết bị, ví dụ usb:/dev/usb/lp0.", "not a device file")
    return EscPosPrinter(device(parts.path), _width(parts))


def _screen(parts: SplitResult) -> Printer:
    if parts.netloc or parts.path:
        raise _refused("Không có máy in thì chỉ viết: screen:", "a screen has no address")
    return ScreenOnly()


KINDS: Mapping[str, Callable[[SplitResult], Printer]] = MappingProxyType(
    {"tcp": _network, "usb": _device, "screen": _screen}
)


def _width(parts: SplitResult) -> Width:
    asked = parse_qs(parts.query, keep_blank_values=True)
    widths = asked.pop("width", ["576"])
    found = next((width for width in WIDTHS if widths == [str(width)]), None)
    if found is None or asked:
        raise _refused(
            "Sau dấu ? chỉ có khổ giấy: width=576 (giấy 80 mm) hoặc width=384 (giấy 58 mm).", "unknown width or setting"
        )
    return found


def _refused(message_vi: str, log: str) -> InvalidInputError:
    return InvalidInputError("ticketing:printer:address", message_vi, log)
